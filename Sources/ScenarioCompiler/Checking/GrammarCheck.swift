import Diagnostics
import HeapModel
import ScenarioSyntax

/// What the grammar of a Python lacks of a scenario's statements; a scenario is written in Python 3's syntax whatever
/// the runtime.
package func checkGrammar(_ scenario: Scenario, for version: RuntimeVersion) -> [Diagnostic] {
    var grammar = GrammarCheck(file: scenario.file, version: version)
    grammar.check(scenario)
    return grammar.diagnostics
}

/// Finds what came into the grammar after a version. The versions are those of "What's New in Python".
private struct GrammarCheck {
    let file: SourceFile
    let version: RuntimeVersion
    private(set) var diagnostics: [Diagnostic] = []

    init(file: SourceFile, version: RuntimeVersion) {
        self.file = file
        self.version = version
    }

    mutating func check(_ scenario: Scenario) {
        for statement in scenario.blocks.flatMap(\.statements) { check(statement) }
    }

    private mutating func need(_ major: Int, _ minor: Int, _ what: String, _ span: Span) {
        let since = RuntimeVersion(major, minor)
        guard version < since else { return }
        diagnostics.note(
            Diagnostic(
                "E0310", "Python \(version) has no \(what)", in: file, at: span,
                explanation: "It came with Python \(since).",
                help: "Write it without, or choose Python \(since) or newer."))
    }

    // MARK: - Statements

    private mutating func check(_ statement: Statement) {
        let span = statement.span
        switch statement.kind {
        case .expression(let value): check(value)
        case .assignment(let targets, let value):
            for target in targets { check(target: target) }
            check(value)
        case .augmented(let target, let op, let value):
            check(target)
            check(op, target.span)
            check(value)
        case .annotated(let target, let annotation, let value):
            need(3, 6, "annotation of a variable", annotation.span)
            check(target)
            if let value { check(value) }
        case .delete(let targets): for target in targets { check(target) }
        case .returnValue(let value): if let value { check(value) }
        case .raise(let error, let cause):
            if let error { check(error) }
            if let cause {
                need(3, 0, "'raise … from'", cause.span)
                check(cause)
            }
        case .assert(let condition, let message):
            check(condition)
            if let message { check(message) }
        case .nonlocal: need(3, 0, "'nonlocal'", span)
        case .ifElse(let branches, _): for branch in branches { check(branch.condition) }
        case .whileLoop(let condition, _, _): check(condition)
        case .forLoop(let target, let iterable, _, _):
            check(target: target)
            check(iterable)
        case .function(let definition): check(definition)
        case .classDefinition(let definition): check(definition)
        case .tryBlock(_, let handlers, _, _): for handler in handlers { if let type = handler.type { check(type) } }
        case .with(let items, _):
            if items.contains(where: \.isBracketed) { need(3, 9, "brackets around context managers", span) }
            for item in items {
                check(item.context)
                if let target = item.target { check(target: target) }
            }
        case .pass, .breakLoop, .continueLoop, .global, .importModules, .importFrom, .missing: break
        }
        for inner in statement.blocks.joined() { check(inner) }
    }

    private mutating func check(_ definition: FunctionDefinition) {
        if definition.isAsync { need(3, 5, "'async def'", definition.nameSpan) }
        checkName(definition.name, definition.nameSpan)
        checkDecorators(definition.decorators)
        check(definition.parameters)
        if let returns = definition.returns { need(3, 0, "annotation of a function", returns.span) }
        var finder = GeneratorFinder()
        finder.search(definition.body)
        if finder.yields, let value = finder.returned { need(3, 3, "'return' with a value in a generator", value) }
    }

    private mutating func check(_ parameters: Parameters) {
        for item in parameters.items {
            switch item.kind {
            case .positionalOnly: need(3, 8, "positional-only parameter", item.span)
            case .keywordOnly: need(3, 0, "keyword-only parameter", item.span)
            case .ordinary, .starred, .doubleStarred: break
            }
            checkName(item.name, item.span)
            if let annotation = item.annotation { need(3, 0, "annotation of a parameter", annotation.span) }
            if let value = item.defaultValue { check(value) }
        }
    }

    private mutating func check(_ definition: ClassDefinition) {
        checkName(definition.name, definition.nameSpan)
        checkDecorators(definition.decorators)
        for argument in definition.arguments {
            if case .positional = argument.kind {} else { need(3, 0, "keyword in a class statement", argument.span) }
            check(argument.value)
        }
    }

    private mutating func checkDecorators(_ decorators: [Expression]) {
        for decorator in decorators {
            if !isDottedNameOrCall(decorator) { need(3, 9, "decorator of this form", decorator.span) }
            check(decorator)
        }
    }

    private func isDottedNameOrCall(_ expression: Expression) -> Bool {
        if case .call(let function, _) = expression.kind { return isDottedName(function) }
        return isDottedName(expression)
    }

    private func isDottedName(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name: true
        case .attribute(let owner, _, _): isDottedName(owner)
        default: false
        }
    }

    // MARK: - Expressions

    private mutating func check(target: Expression) {
        switch target.kind {
        case .starred(let inner):
            need(3, 0, "starred target", target.span)
            check(inner)
        case .tuple(let items), .list(let items): for item in items { check(target: item) }
        default: check(target)
        }
    }

    private mutating func checkName(_ name: String, _ span: Span) {
        if !name.utf8.allSatisfy({ $0 < 0x80 }) { need(3, 0, "name with letters beyond ASCII", span) }
        if name == "exec" { need(3, 0, "name 'exec', which is a keyword there", span) }
    }

    private mutating func check(_ op: BinaryOperator, _ span: Span) {
        if op == .matrixMultiply { need(3, 5, "operator '@'", span) }
    }

    private mutating func check(_ expression: Expression) {
        let span = expression.span
        switch expression.kind {
        case .name(let name): checkName(name, span)
        case .integer(let text), .float(let text), .imaginary(let text):
            if text.contains("_") { need(3, 6, "'_' in a number", span) }
        case .bytes:
            if file.text(span).lowercased().hasPrefix("rb") { need(3, 3, "prefix 'rb' (write 'br')", span) }
        case .formatted(let parts):
            need(3, 6, "f-string", span)
            if version >= RuntimeVersion(3, 6) { check(parts) }
        case .ellipsis: need(3, 0, "'...' outside a subscript", span)
        case .starred(let inner):
            need(3, 5, "starred element", span)
            check(inner)
        case .dict(let items):
            for item in items {
                if let key = item.key { check(key) } else { need(3, 5, "'**' in a dict", item.value.span) }
                check(item.value)
            }
        case .subscripted(let owner, let index):
            check(owner)
            if case .ellipsis = index.kind {} else { check(index) }
        case .call(let function, let arguments):
            check(function)
            check(arguments)
        case .binary(let op, let left, let right): checkBinary(op, left, right)
        case .lambda(let parameters, let body):
            check(parameters)
            check(body)
        case .comprehension(_, let element, let value, let clauses):
            check(element)
            if let value { check(value) }
            for clause in clauses {
                check(target: clause.target)
                check(clause.iterable)
                for condition in clause.conditions { check(condition) }
            }
        case .assignment(_, _, let value):
            need(3, 8, "':='", span)
            check(value)
        case .yieldFrom(let value):
            need(3, 3, "'yield from'", span)
            check(value)
        case .await(let value):
            need(3, 5, "'await'", span)
            check(value)
        case .string, .none, .bool, .missing: break
        default: for inner in expression.plainParts { check(inner) }
        }
    }

    private mutating func check(_ parts: [FormattedPart]) {
        for case .field(let field) in parts {
            if let sign = field.equalsSign { need(3, 8, "'=' in an f-string", sign) }
            check(field.expression)
            if let spec = field.spec { check(spec) }
        }
    }

    private mutating func checkBinary(_ op: BinaryOperator, _ left: Expression, _ right: Expression) {
        check(op, left.span)
        check(left)
        check(right)
    }

    private mutating func check(_ arguments: [Argument]) {
        var stars = 0
        for argument in arguments {
            switch argument.kind {
            case .starred, .doubleStarred:
                if case .starred = argument.kind, stars > 0 { need(3, 5, "second '*' in a call", argument.span) }
                stars += 1
            case .positional:
                if stars > 0 { need(3, 5, "argument after '*' in a call", argument.span) }
            case .keyword: break
            }
            check(argument.value)
        }
    }
}

extension Expression {
    /// The operands of an expression whose form every Python has.
    fileprivate var plainParts: [Expression] {
        switch kind {
        case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items): items
        case .attribute(let owner, _, _): [owner]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap { $0 }
        case .unary(_, let operand): [operand]
        case .comparison(let first, let parts): [first] + parts.map(\.operand)
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .yield(let value): [value].compactMap { $0 }
        default: []
        }
    }
}

/// Whether a function is a generator, and where it returns a value.
private struct GeneratorFinder {
    var yields = false
    var returned: Span?

    mutating func search(_ statements: [Statement]) {
        for statement in statements {
            switch statement.kind {
            case .function, .classDefinition: continue
            case .returnValue(let value?): returned = value.span
            case .expression(let value), .assignment(_, let value), .augmented(_, _, let value):
                if isYield(value) { yields = true }
            default: break
            }
            for block in statement.blocks { search(block) }
        }
    }

    private func isYield(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .yield, .yieldFrom: true
        default: expression.plainParts.contains { isYield($0) }
        }
    }
}
