import Diagnostics
import ScenarioSyntax

/// Refuses what this version cannot run, each construct by its name and place, before anything runs.
///
/// Nothing outside the supported language is ever ignored or approximated.
struct Checker {
    let file: SourceFile
    var diagnostics: [Diagnostic] = []
    private var functionDepth = 0
    private var loopDepth = 0
    private var classDepth = 0

    init(_ file: SourceFile) {
        self.file = file
    }

    mutating func check(_ scenario: Scenario) {
        var rules = DeclarationRules(file)
        rules.check(
            scenario.blocks.flatMap(\.items).compactMap {
                if case .statement(let statement) = $0 { statement } else { nil }
            })
        diagnostics += rules.diagnostics
        // What a race asks is checked where it is asked: it has questions of its own.
        for block in scenario.blocks where block.kind != .race {
            for item in block.items {
                switch item {
                case .statement(let statement): check(statement)
                case .directive(let directive): check(directive, in: block)
                case .foreign: break
                }
            }
        }
    }

    mutating func report(
        _ code: String, _ title: String, at span: Span, explanation: String = "", help: String = ""
    ) {
        diagnostics.note(Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help))
    }

    mutating func unsupported(_ what: String, _ span: Span, help: String = "") {
        report(
            "E0401", "\(what) is not supported yet", at: span,
            explanation: "CPython would run it; this version of heapbook does not know it, and never guesses.",
            help: help)
    }

    /// The first line of a statement that owns a block: enough to point at.
    private func headSpan(_ span: Span) -> Span {
        Span(span.start, min(span.end, file.lineSpan(file.line(at: span.start)).end))
    }

    private mutating func check(_ directive: Directive, in block: Block) {
        if let condition = directive.condition, !condition.isPossible {
            report(
                "E0406", "there is no such runtime", at: condition.span,
                explanation: "The expectation would never be checked.",
                help: "A scenario can name: \(languageVersions.map { "cpython \($0)" }.joined(separator: ", ")).")
        }
        switch directive.kind {
        case .note, .stepInto, .showCollector: break
        case .expectRaises(let type, let statements):
            check(type)
            check(statements)
        case .expect(let expression), .label(let expression, _, _): check(expression)
        case .focus(let expressions), .hide(let expressions): for expression in expressions { check(expression) }
        }
        checkQuotes(directive)
        if block.kind == .setup, case .note = directive.kind {
            report(
                "E0303", "a note in 'setup' is never shown", at: directive.span,
                explanation: "'setup' has no picture of its own.", help: "Move it into the first step.")
        }
    }

    /// A text in quotes is always true, and no object of the story.
    private mutating func checkQuotes(_ directive: Directive) {
        let (word, expressions): (String, [Expression]) =
            switch directive.kind {
            case .expect(let expression): ("expect", [expression])
            case .label(let expression, _, _): ("label", [expression])
            case .focus(let expressions): ("focus", expressions)
            case .hide(let expressions): ("hide", expressions)
            default: ("", [])
            }
        for expression in expressions where expression.isText {
            report(
                "E0312", "'\(word)' is given a text in quotes", at: expression.span,
                explanation: word == "expect"
                    ? "A text says nothing about memory, and is always true." : "A text is no object of the story.",
                help: word == "expect"
                    ? "Leave out the quotes; what should be read beside the picture is a note."
                    : "Leave out the quotes, and write the name itself.")
        }
    }

    // MARK: - Statements

    private mutating func check(_ statements: [Statement]) {
        for statement in statements { check(statement) }
    }

    private mutating func check(_ statement: Statement) {
        let span = headSpan(statement.span)
        switch statement.kind {
        case .expression(let expression): check(expression)
        case .assignment(let targets, let value):
            check(value)
            for target in targets { check(target) }
        case .augmented(let target, _, let value):
            check(target)
            check(value)
        case .annotated(let target, let annotation, let value):
            check(target)
            check(annotation)
            if let value { check(value) }
        case .delete(let targets): for target in targets { check(target) }
        case .returnValue(let value): checkReturn(value, span)
        case .breakLoop, .continueLoop: checkLoopExit(statement, span)
        case .ifElse(let branches, let otherwise):
            for branch in branches {
                check(branch.condition)
                check(branch.body)
            }
            check(otherwise ?? [])
        case .whileLoop(let condition, let body, let otherwise):
            check(condition)
            checkLoop(body, otherwise)
        case .forLoop(let target, let iterable, let body, let otherwise):
            check(target)
            check(iterable)
            checkLoop(body, otherwise)
        case .function(let definition): check(definition, span)
        case .classDefinition(let definition): check(definition, span)
        case .importModules(let names): for name in names { check(name) }
        case .importFrom(let module, let names): checkImport(of: names, from: module, span)
        case .raise(let value, let cause):
            for part in [value, cause].compactMap({ $0 }) { check(part) }
        case .assert(let condition, let message):
            check(condition)
            if let message { check(message) }
        case .tryBlock(let body, let handlers, let otherwise, let finally):
            checkTry(body, handlers, otherwise, finally)
        case .with(let items, let body):
            for item in items {
                check(item.context)
                if let target = item.target { check(target) }
            }
            check(body)
        case .nonlocal, .global: checkScopeDeclaration(statement, span)
        case .pass, .missing: break
        }
    }

    private mutating func checkReturn(_ value: Expression?, _ span: Span) {
        if functionDepth == 0 || classDepth > 0 && functionDepth == 0 {
            report(
                "E0301", "'return' outside a function", at: span,
                explanation: "CPython says: 'return' outside function.",
                help: "Only the body of a 'def' can return.")
        }
        if let value { check(value) }
    }

    private mutating func checkLoopExit(_ statement: Statement, _ span: Span) {
        guard loopDepth == 0 else { return }
        var word = "break"
        if case .continueLoop = statement.kind { word = "continue" }
        report(
            "E0302", "'\(word)' outside a loop", at: span,
            explanation: "It leaves or repeats the loop around it, and there is none.",
            help: "Put it into a 'for' or 'while'.")
    }

    private mutating func checkScopeDeclaration(_ statement: Statement, _ span: Span) {
        guard functionDepth == 0, classDepth == 0, case .nonlocal = statement.kind else { return }
        report(
            "E0304", "'nonlocal' stands outside a function", at: span,
            explanation: "CPython says: nonlocal declaration not allowed at module level.",
            help: "Remove the line: at the left margin and in a step all names are the module's.")
    }

    private mutating func checkLoop(_ body: [Statement], _ otherwise: [Statement]?) {
        loopDepth += 1
        check(body)
        loopDepth -= 1
        check(otherwise ?? [])
    }

    private mutating func check(_ definition: FunctionDefinition, _ span: Span) {
        if definition.isAsync { unsupported("'async def'", span) }
        for decorator in definition.decorators { check(decorator) }
        if let returns = definition.returns { check(returns) }
        checkParameters(definition.parameters)
        if classDepth > 0, functionDepth == 0 { checkMethodName(definition) }
        let (loops, classes) = (loopDepth, classDepth)
        loopDepth = 0
        classDepth = 0
        functionDepth += 1
        check(definition.body)
        functionDepth -= 1
        (loopDepth, classDepth) = (loops, classes)
    }

    private mutating func checkParameters(_ parameters: Parameters) {
        for parameter in parameters.items {
            if let annotation = parameter.annotation { check(annotation) }
            if let value = parameter.defaultValue { check(value) }
        }
    }

    private mutating func checkYield(_ span: Span) {
        guard functionDepth == 0 else { return }
        report(
            "E0301", "'yield' outside a function", at: span, explanation: "CPython says: 'yield' outside function.",
            help: "A function with a 'yield' in it is a generator.")
    }

    private mutating func checkTry(
        _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement]?, _ finally: [Statement]?
    ) {
        check(body)
        for (index, handler) in handlers.enumerated() {
            if let type = handler.type {
                check(type)
            } else if index < handlers.count - 1 {
                report(
                    "E0308", "an 'except' without a class must be the last one", at: handler.span,
                    help: "It catches everything, so nothing would be left for those below it.")
            }
            check(handler.body)
        }
        check(otherwise ?? [])
        check(finally ?? [])
    }

    /// Special methods change what ordinary operations do, so an unknown one must not be passed over.
    private mutating func checkMethodName(_ definition: FunctionDefinition) {
        let name = definition.name
        guard name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4, !SpecialMethods.supported.contains(name)
        else { return }
        unsupported("the special method '\(name)'", definition.nameSpan)
    }

    private mutating func check(_ definition: ClassDefinition, _ span: Span) {
        for decorator in definition.decorators { check(decorator) }
        for argument in definition.arguments {
            switch argument.kind {
            case .positional: check(argument.value)
            case .keyword("metaclass"): unsupported("a metaclass", argument.span)
            case .keyword: check(argument.value)
            case .starred, .doubleStarred: unsupported("a starred argument of a class", argument.span)
            }
        }
        let loops = loopDepth
        let functions = functionDepth
        loopDepth = 0
        functionDepth = 0
        classDepth += 1
        check(definition.body)
        classDepth -= 1
        loopDepth = loops
        functionDepth = functions
    }

    // MARK: - Expressions

    private mutating func check(_ expression: Expression) {
        let span = expression.span
        switch expression.kind {
        case .name, .integer, .float, .imaginary, .string, .bytes, .none, .bool, .ellipsis, .missing: break
        case .formatted: for child in expression.children { check(child) }
        case .tuple(let items), .list(let items), .set(let items):
            for item in items {
                if case .starred(let value) = item.kind { check(value) } else { check(item) }
            }
        case .dict(let items): check(items)
        case .attribute(let value, _, _): check(value)
        case .subscripted(let value, let index):
            check(value)
            check(index)
        case .slice(let lower, let upper, let step):
            for bound in [lower, upper, step] { if let bound { check(bound) } }
        case .call(let function, let arguments): check(function, arguments)
        case .unary(_, let operand): check(operand)
        case .binary(_, let left, let right):
            check(left)
            check(right)
        case .comparison(let first, let parts):
            check(first)
            for part in parts { check(part.operand) }
        case .and(let operands), .or(let operands): for operand in operands { check(operand) }
        case .conditional(let condition, let then, let otherwise):
            check(condition)
            check(then)
            check(otherwise)
        case .lambda(let parameters, let body):
            checkParameters(parameters)
            functionDepth += 1
            check(body)
            functionDepth -= 1
        case .starred(let value):
            report(
                "E0213", "a starred expression stands alone", at: span,
                explanation: "'*' spreads items over a list, tuple or set, or takes the rest of an unpacking.",
                help: "Write a comma after it, or put it into brackets: [*items].")
            check(value)
        case .comprehension(_, let element, let value, let clauses):
            for clause in clauses {
                check(clause.iterable)
                check(clause.target)
                for condition in clause.conditions { check(condition) }
            }
            check(element)
            if let value { check(value) }
        case .assignment(_, _, let value): check(value)
        case .yield(let value):
            checkYield(span)
            if let value { check(value) }
        case .yieldFrom(let value):
            checkYield(span)
            check(value)
        case .await: unsupported("'await'", span)
        }
    }

    private mutating func check(_ items: [DictItem]) {
        for item in items {
            if let key = item.key { check(key) }
            check(item.value)
        }
    }

    private mutating func check(_ function: Expression, _ arguments: [Argument]) {
        check(function)
        var named: Set<String> = []
        var hasMapping = false
        for argument in arguments {
            check(argument.value)
            switch argument.kind {
            case .keyword(let name):
                if !named.insert(name).inserted { refuseArgument("keyword argument repeated: \(name)", argument.span) }
            case .doubleStarred: hasMapping = true
            case .starred where hasMapping:
                refuseArgument("iterable argument unpacking follows keyword argument unpacking", argument.span)
            default: break
            }
        }
    }

    private mutating func refuseArgument(_ message: String, _ span: Span) {
        report(
            "E0321", message, at: span, explanation: "CPython says: SyntaxError: \(message).",
            help: "Give each keyword once, and put what '*' spreads before what '**' spreads.")
    }
}

extension Expression {
    /// Whether it is a literal in quotes.
    fileprivate var isText: Bool {
        switch kind {
        case .string, .bytes, .formatted: true
        default: false
        }
    }
}
