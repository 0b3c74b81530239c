import Diagnostics
import ScenarioSyntax

// Annotations and documentation strings.
extension Lowerer {
    /// Whether statements annotate a name of the scope that they stand in (Python/compile.c, find_ann).
    func hasAnnotations(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .annotated = statement.kind { return true }
            return statement.bodies.contains { hasAnnotations($0) }
        }
    }

    /// The constant with which a body begins where that is a text, nil otherwise.
    func documentation(_ body: [Statement], _ unit: UnitBuilder) -> Int? {
        guard let text = docstring(of: body) else { return nil }
        let number = constant(text, of: unit)
        unit.use(constant: number)
        return number
    }

    /// Leaves a tuple of names and annotations on the stack where there are any; those that can be given by position
    /// only come after the others (Python/compile.c, compiler_visit_annotations).
    func lowerAnnotations(_ parameters: Parameters, _ returns: Expression?, _ unit: UnitBuilder) -> Bool {
        let order: [Parameter.Kind] = [.ordinary, .positionalOnly, .starred, .keywordOnly, .doubleStarred]
        let items = order.flatMap { kind in parameters.items.filter { $0.kind == kind } }
        var annotated = items.compactMap { item in item.annotation.map { (item.name, $0) } }
        if let returns { annotated.append(("return", returns)) }
        noteNames(annotated.map(\.0))
        for (name, annotation) in annotated {
            load(constant: constant(.string(name), of: unit), unit)
            lower(annotation, unit)
        }
        if !annotated.isEmpty { unit.emit(.buildTuple(annotated.count * 2)) }
        return !annotated.isEmpty
    }

    /// `target: annotation = value` (Python/compile.c, compiler_annassign). Inside a function nothing looks at
    /// annotations of names.
    func lowerAnnotated(
        _ target: Expression, _ annotation: Expression, _ value: Expression?, _ unit: UnitBuilder
    ) {
        if let value {
            lower(value, unit)
            lowerStore(target, unit)
        }
        let isInFunction = unit.scope.map { !$0.isClass } ?? false
        if case .name(let text) = target.kind {
            guard !isInFunction else { return }
            lower(annotation, unit)
            unit.span = target.span
            let isInParentheses = file.bytes[target.span.start] == UInt8(ascii: "(")
            unit.emit(isInParentheses ? .pop : .storeAnnotation(name(text)))
            return
        }
        if value == nil { lowerParts(of: target, unit) }
        guard !isInFunction else { return }
        lower(annotation, unit)
        unit.emit(.pop)
    }

    /// What a place is made of is evaluated also where nothing is stored in it.
    private func lowerParts(of target: Expression, _ unit: UnitBuilder) {
        switch target.kind {
        case .attribute(let owner, _, _):
            lower(owner, unit)
            unit.emit(.pop)
        case .subscripted(let owner, let index):
            for part in [owner, index] {
                lower(part, unit)
                unit.emit(.pop)
            }
        default: return
        }
    }
}
