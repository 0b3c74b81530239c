import Diagnostics
import ScenarioSyntax

extension Signature {
    init(_ parameters: Parameters) {
        for item in parameters.items {
            switch item.kind {
            case .positionalOnly, .ordinary:
                self.parameters.append(item.name)
                if item.kind == .positionalOnly { positionalOnlyCount += 1 }
                if item.defaultValue != nil { defaultCount += 1 }
            case .keywordOnly: keywordOnly.append(item.name)
            case .starred: takesAnyPositional = true
            case .doubleStarred: takesAnyKeyword = true
            }
        }
    }
}

extension Parameters {
    /// The parameters in the order of the function's variables: keyword-only ones stand before `*args`
    /// (Python/compile.c, co_varnames).
    var inOrderOfVariables: [Parameter] {
        let order: [Parameter.Kind] = [.positionalOnly, .ordinary, .keywordOnly, .starred, .doubleStarred]
        return order.flatMap { kind in items.filter { $0.kind == kind } }
    }
}

extension Lowerer {
    /// Leaves the tuple of default values and the dict of those of keyword-only parameters on the stack, where there
    /// are any.
    func lowerDefaults(_ parameters: Parameters, _ span: Span, _ unit: UnitBuilder) -> FunctionParts {
        let positional = parameters.items.filter { $0.kind != .keywordOnly }.compactMap(\.defaultValue)
        let named = parameters.items.filter { $0.kind == .keywordOnly && $0.defaultValue != nil }
        if !positional.isEmpty {
            lowerTupleOnStack(positional, span, unit, folds: facts.foldsDefaults)
        }
        unit.span = span
        if !named.isEmpty {
            for parameter in named { if let value = parameter.defaultValue { lower(value, unit) } }
            unit.span = span
            noteNames(named.map(\.name))
            load(.tuple(named.map { .string($0.name) }), unit)
            unit.emit(.buildDictWithConstantKeys(named.count))
        }
        var parts: FunctionParts = []
        if !positional.isEmpty { parts.insert(.defaults) }
        if !named.isEmpty { parts.insert(.keywordDefaults) }
        return parts
    }

    /// Leaves a tuple that no display stands for, of default values or arguments: it is folded after its items have
    /// become constants (Python/compile.c and peephole.c, fold_tuple_on_constants).
    func lowerTupleOnStack(_ values: [Expression], _ span: Span, _ unit: UnitBuilder, folds: Bool) {
        if facts.sharesTuplesFoldedLate {
            guard let folded = folding.foldAll(values) else {
                lower(Expression(.tuple(values), span), unit)
                return
            }
            for value in folded { unit.use(constant: constant(value, of: unit)) }
            unit.emit(late: constant(.tuple(folded), of: unit))
            return
        }
        for value in values { lower(value, unit) }
        unit.span = span
        if folds {
            emitOperation(.buildTuple(values.count), on: values.count, unit)
        } else {
            unit.emit(.buildTuple(values.count))
        }
    }
}
