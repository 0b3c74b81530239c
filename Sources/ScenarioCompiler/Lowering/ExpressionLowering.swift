import Diagnostics
import ScenarioSyntax

extension Lowerer {
    /// Emits what leaves the expression's value on the stack.
    func lower(_ expression: Expression, _ unit: UnitBuilder) {
        unit.span = expression.span
        if let value = folding.fold(expression) {
            load(value, unit)
            return
        }
        switch expression.kind {
        case .bool(let value): loadBuiltinName(.bool(value), unit)
        case .name(let text): lowerName(text, expression.span, unit)
        case .tuple(let items): lowerDisplay(.tuple, items, unit)
        case .list(let items): lowerDisplay(.list, items, unit)
        case .set(let items): lowerDisplay(.set, items, unit)
        case .slice(let lower, let upper, let step): lowerSlice(lower, upper, step, expression.span, unit)
        case .dict(let items): lowerDict(items, unit)
        case .attribute(let value, let attribute, _):
            lower(value, unit)
            unit.span = expression.span
            unit.emit(.loadAttribute(name(attribute)))
        case .subscripted(let value, let index):
            lower(value, unit)
            lower(index, unit)
            unit.span = expression.span
            emitOperation(.loadElement, on: 2, unit)
        case .call(let function, let arguments): lowerCall(function, arguments, expression.span, unit)
        case .unary(let op, let operand):
            lower(operand, unit)
            unit.span = expression.span
            emitOperation(.unary(op), on: 1, unit)
        case .formatted(let parts): lowerFormatted(parts, expression.span, unit)
        case .binary(.modulo, let left, let right)
        where facts.compilesPercentFormats && folding.formattedParts(left, right) != nil:
            lowerFormatted(folding.formattedParts(left, right) ?? [], expression.span, unit)
        case .binary(let op, let left, let right):
            lower(left, unit)
            lower(right, unit)
            unit.span = expression.span
            emitOperation(.binary(op), on: 2, unit)
        case .comparison(let first, let parts): lowerComparison(first, parts, expression.span, unit)
        case .and(let operands): lowerLogical(operands, .jumpIfFalseOrPop(0), unit)
        case .or(let operands): lowerLogical(operands, .jumpIfTrueOrPop(0), unit)
        case .conditional(let condition, let then, let otherwise):
            lowerConditional(condition, then, otherwise, unit)
        case .lambda(let parameters, let body): lowerLambda(parameters, body, expression.span, unit)
        case .comprehension(let kind, let element, let value, let clauses):
            lowerComprehension(kind, element, value, clauses, expression.span, unit)
        case .assignment(let text, let span, let value):
            lowerNamedValue(value, unit)
            unit.span = span
            unit.emit(.duplicate)
            store(text, unit)
        case .yield(let value):
            lowerOptional(value, unit)
            unit.span = expression.span
            unit.emit(.yieldValue)
        case .yieldFrom(let value): lowerYieldFrom(value, expression.span, unit)
        default:
            // `Checker` has refused everything else.
            return
        }
    }

    /// One part stands for itself (Python/compile.c, compiler_joined_str).
    private func lowerFormatted(_ parts: [FormattedPart], _ span: Span, _ unit: UnitBuilder) {
        for part in parts {
            switch part {
            case .literal(let text): load(.string(text), unit)
            case .field(let field):
                lower(field.expression, unit)
                if let spec = field.spec { lowerFormatted(spec, field.expression.span, unit) }
                unit.span = field.expression.span
                unit.emit(.formatValue(field.conversion, hasSpec: field.spec != nil))
            }
        }
        unit.span = span
        if parts.count != 1 { unit.emit(.buildString(parts.count)) }
    }

    private func lowerNamedValue(_ value: Expression, _ unit: UnitBuilder) {
        let outer = folding
        defer { folding = outer }
        if !facts.foldsNamedValues { folding.endsAtLiterals = true }
        lower(value, unit)
    }

    private func lowerName(_ text: String, _ span: Span, _ unit: UnitBuilder) {
        if unit.unit.kind == .expression, let number = label(text) {
            unit.emit(.loadLabel(number))
            return
        }
        load(text, unit)
    }

    private func lowerComparison(
        _ first: Expression, _ parts: [ComparisonPart], _ span: Span, _ unit: UnitBuilder
    ) {
        unit.span = span
        let exits = lowerLinks(first, parts, .jumpIfFalseOrPop(0), unit)
        guard !exits.isEmpty else { return }
        let end = unit.emit(.jump(0))
        for exit in exits { unit.patch(exit) }
        unit.emit(.swap(2))
        unit.emit(.pop)
        unit.patch(end)
    }

    /// Passes on what another iterator gives (Python/compile.c, compiler_add_yield_from).
    private func lowerYieldFrom(_ value: Expression, _ span: Span, _ unit: UnitBuilder) {
        lower(value, unit)
        unit.span = span
        unit.emit(.getYieldFromIterator)
        load(.none, unit)
        let start = unit.emit(.send(0))
        unit.emit(.yieldValue)
        unit.emit(.jump(start))
        unit.patch(start)
    }

    private func lowerLogical(_ operands: [Expression], _ jump: Instruction, _ unit: UnitBuilder) {
        var exits: [Int] = []
        for (index, operand) in operands.enumerated() {
            lower(operand, unit)
            if index < operands.count - 1 { exits.append(unit.emit(jump)) }
        }
        for exit in exits { unit.patch(exit) }
    }

    private func lowerConditional(
        _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ unit: UnitBuilder
    ) {
        let skips = lowerCondition(condition, unit)
        lower(then, unit)
        let end = unit.emit(.jump(0))
        for skip in skips { unit.patch(skip) }
        lower(otherwise, unit)
        unit.patch(end)
    }

    // MARK: - Calls

    private func lowerCall(_ function: Expression, _ arguments: [Argument], _ span: Span, _ unit: UnitBuilder) {
        if unit.unit.kind == .expression, case .name(let text) = function.kind, isQuery(text, function.span) {
            lowerQuery(text, arguments, span, unit)
            return
        }
        if spreads(arguments) {
            lowerSpreadCall(function, arguments, span, unit)
            return
        }
        if arguments.isEmpty, case .name("super") = function.kind, lowerSuper(function, span, unit) { return }
        var isMethod = false
        if case .attribute(let owner, let attribute, _) = function.kind {
            lower(owner, unit)
            unit.span = function.span
            unit.emit(.loadMethod(name(attribute)))
            isMethod = true
        } else {
            lower(function, unit)
        }
        var keywords: [String] = []
        for argument in inOrderOfEvaluation(arguments) {
            lower(argument.value, unit)
            if case .keyword(let name) = argument.kind { keywords.append(name) }
        }
        unit.span = span
        noteNames(keywords)
        let names = constant(.tuple(keywords.map { .string($0) }))
        if facts.sharesConstantsBetweenCode, !keywords.isEmpty { unit.use(constant: names) }
        let positional = arguments.count - keywords.count
        unit.emit(
            isMethod
                ? .callMethod(positional: positional, keywords: names) : .call(positional: positional, keywords: names))
    }

    /// `super()` in a method means `super(__class__, self)` (Objects/typeobject.c, super_init_without_args).
    private func lowerSuper(_ function: Expression, _ span: Span, _ unit: UnitBuilder) -> Bool {
        guard let scope = unit.scope, scope.free.contains("__class__"), let cell = unit.slot("__class__"),
            let first = scope.parameters.first
        else { return false }
        lower(function, unit)
        unit.emit(.loadCellContents(cell))
        load(first, unit)
        unit.span = span
        unit.emit(.call(positional: 2, keywords: constant(.tuple([]))))
        return true
    }

    private func isQuery(_ name: String, _ span: Span) -> Bool {
        if Query.planned.contains(name) {
            fail("E0402", "'\(name)' is not supported yet", span)
            return false
        }
        if Query(rawValue: name) != nil { return true }
        checkAskedFunction(name, span)
        return false
    }

    /// What is called in a question must be something that can be asked, or a function of the program.
    private func checkAskedFunction(_ name: String, _ span: Span) {
        guard !boundNames.contains(name), !BuiltinNames.supported.contains(name),
            !BuiltinNames.unsupported.contains(name), label(name) == nil
        else { return }
        let questions = Query.allCases.map(\.rawValue)
        let meant = nearest(name, among: questions).map { "Did you mean '\($0)'? " } ?? ""
        fail(
            "E0309", "there is no question '\(name)'", span,
            help: meant + "What can be asked: \(questions.joined(separator: ", ")).")
    }

    private func lowerQuery(_ name: String, _ arguments: [Argument], _ span: Span, _ unit: UnitBuilder) {
        guard let query = Query(rawValue: name) else { return }
        if !query.arity.contains(arguments.count) {
            let wanted =
                query.arity == 0...0 ? "no argument" : query.arity == 1...1 ? "one argument" : "an argument or more"
            fail(
                "E0306", "'\(name)' takes \(wanted), not \(arguments.count)", span,
                help: query.arity == 1...1
                    ? "Ask about each object by itself, such as: \(name)(x) == \(name)(y)"
                    : "Write: \(name)(\(query.arity == 0...0 ? "" : "L"))")
        }
        var plan = QueryPlan(query: query, arguments: [], span: span)
        for argument in arguments {
            if case .name(let text) = argument.value.kind, let number = label(text) {
                plan.arguments.append(.label(number))
            } else {
                lower(argument.value, unit)
                plan.arguments.append(.stack)
            }
        }
        unit.span = span
        unit.emit(.query(queries.count))
        queries.append(plan)
    }
}
