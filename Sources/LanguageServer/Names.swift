import Diagnostics
import ScenarioSyntax

/// What a name stands for, as far as the text says.
enum Symbol: Hashable, Sendable {
    /// A variable, in the scope with this number; 0 is the module.
    case variable(String, scope: Int)
    /// An attribute; attributes of one name are one symbol, since what an object is shows only when it runs.
    case attribute(String)
    /// A handle of `label`.
    case label(String)

    var name: String {
        switch self {
        case .variable(let name, _), .attribute(let name), .label(let name): name
        }
    }
}

/// A place where a name stands.
struct Occurrence: Sendable {
    var span: Span
    var symbol: Symbol
    /// Whether the name is bound here.
    var isBinding: Bool
    /// Whether it is the name of a module after `import`, which is also what is imported.
    var isModule = false
}

/// Every name of a scenario and what it stands for, by Python's rules of scope (Python/symtable.c).
struct NameIndex: Sendable {
    /// By place.
    private(set) var occurrences: [Occurrence] = []

    init(_ parsed: ParseResult) {
        var collector = NameCollector(parsed)
        collector.collect()
        occurrences = collector.resolved().sorted { $0.span.start < $1.span.start }
    }

    /// What stands at an offset, or ends there.
    func occurrence(at offset: Int) -> Occurrence? {
        var (low, high) = (0, occurrences.count)
        while low < high {
            let middle = (low + high) / 2
            if occurrences[middle].span.start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0, occurrences[low - 1].span.end >= offset else { return nil }
        return occurrences[low - 1]
    }

    func occurrences(of symbol: Symbol) -> [Occurrence] { occurrences.filter { $0.symbol == symbol } }
}

private struct Scope {
    enum Kind { case module, function, classBody, comprehension }

    var kind: Kind
    var parent: Int?
    var bound: Set<String> = []
    var globals: Set<String> = []
    var nonlocals: Set<String> = []
}

/// Goes through the tree, once to collect names and bindings; `resolved` then says what they stand for.
private struct NameCollector {
    private enum Use {
        case bind, use
        /// In a directive, where labels come first.
        case ask
        /// The name of an argument, of the function that is called.
        case keyword(String)
    }

    private struct Raw {
        var name: String
        var span: Span
        var scope: Int
        var use: Use
        var isModule = false
    }

    private let parsed: ParseResult
    private var scopes = [Scope(kind: .module)]
    private var raw: [Raw] = []
    private var fixed: [Occurrence] = []
    private var labels: Set<String> = []
    /// The scopes of functions by their names, and of the methods `__init__` by the names of their classes.
    private var functions: [String: [Int]] = [:]
    private var asks = false

    init(_ parsed: ParseResult) {
        self.parsed = parsed
    }

    private func text(_ span: Span) -> String { parsed.scenario.file.text(span) }

    mutating func collect() {
        let scenario = parsed.scenario
        for block in [scenario.setup].compactMap({ $0 }) + scenario.steps {
            for item in block.items {
                switch item {
                case .statement(let statement): visit(statement, 0)
                case .directive(let directive): visit(directive)
                case .foreign: break
                }
            }
        }
    }

    private mutating func visit(_ directive: Directive) {
        asks = true
        defer { asks = false }
        switch directive.kind {
        case .label(let expression, let name, let span):
            visit(expression, 0)
            labels.insert(name)
            fixed.append(Occurrence(span: span, symbol: .label(name), isBinding: true))
        case .expect(let expression): visit(expression, 0)
        case .focus(let expressions), .hide(let expressions): for expression in expressions { visit(expression, 0) }
        case .expectRaises(let type, let statements):
            asks = false
            visit(type, 0)
            for statement in statements { visit(statement, 0) }
        default: break
        }
    }

    // MARK: - Scopes

    private mutating func open(_ kind: Scope.Kind, in parent: Int) -> Int {
        scopes.append(Scope(kind: kind, parent: parent))
        return scopes.count - 1
    }

    private mutating func bind(_ name: String, _ span: Span, _ scope: Int, isModule: Bool = false) {
        scopes[scope].bound.insert(name)
        raw.append(Raw(name: name, span: span, scope: scope, use: .bind, isModule: isModule))
    }

    private mutating func attribute(_ span: Span, isBinding: Bool) {
        fixed.append(Occurrence(span: span, symbol: .attribute(text(span)), isBinding: isBinding))
    }

    /// The words of a place, such as the two of `copy as c`.
    private func tokens(in span: Span) -> ArraySlice<Token> {
        var (low, high) = (0, parsed.tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if parsed.tokens[middle].span.start < span.start { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < parsed.tokens.count, parsed.tokens[end].span.end <= span.end { end += 1 }
        return parsed.tokens[low..<end]
    }

    // MARK: - Statements

    private mutating func visit(_ statements: [Statement], _ scope: Int) {
        for statement in statements { visit(statement, scope) }
    }

    private mutating func visit(_ statement: Statement, _ scope: Int) {
        switch statement.kind {
        case .expression(let value): visit(value, scope)
        case .assignment(let targets, let value):
            visit(value, scope)
            for target in targets { visitTarget(target, scope) }
        case .augmented(let target, _, let value):
            visit(value, scope)
            visitTarget(target, scope)
        case .annotated(let target, let annotation, let value):
            visit(annotation, scope)
            if let value { visit(value, scope) }
            visitTarget(target, scope)
        case .delete(let targets): for target in targets { visit(target, scope) }
        case .returnValue(let value): if let value { visit(value, scope) }
        case .raise(let value, let cause): for part in [value, cause].compactMap({ $0 }) { visit(part, scope) }
        case .assert(let condition, let message):
            for part in [condition, message].compactMap({ $0 }) { visit(part, scope) }
        case .global(let names):
            for name in names { declare(name, scope, \.globals) }
        case .nonlocal(let names):
            for name in names { declare(name, scope, \.nonlocals) }
        case .importModules(let names), .importFrom(_, let names): for name in names { visit(name, scope) }
        case .ifElse(let branches, let otherwise):
            for branch in branches {
                visit(branch.condition, scope)
                visit(branch.body, scope)
            }
            visit(otherwise ?? [], scope)
        case .whileLoop(let condition, let body, let otherwise):
            visit(condition, scope)
            visit(body + (otherwise ?? []), scope)
        case .forLoop(let target, let iterable, let body, let otherwise):
            visit(iterable, scope)
            visitTarget(target, scope)
            visit(body + (otherwise ?? []), scope)
        case .function(let definition): visit(definition, scope)
        case .classDefinition(let definition): visit(definition, scope)
        case .tryBlock(let body, let handlers, let otherwise, let finally):
            visit(body, scope)
            for handler in handlers { visit(handler, scope) }
            visit((otherwise ?? []) + (finally ?? []), scope)
        case .with(let items, let body):
            for item in items {
                visit(item.context, scope)
                if let target = item.target { visitTarget(target, scope) }
            }
            visit(body, scope)
        case .pass, .breakLoop, .continueLoop, .missing: break
        }
    }

    private mutating func declare(_ name: NamedPlace, _ scope: Int, _ kind: WritableKeyPath<Scope, Set<String>>) {
        scopes[scope][keyPath: kind].insert(text(name.span))
        raw.append(Raw(name: text(name.span), span: name.span, scope: scope, use: .use))
    }

    private mutating func visit(_ name: ImportedName, _ scope: Int) {
        let words = tokens(in: name.span).filter { $0.kind == .name }
        guard let word = name.alias == nil ? words.first : words.last else { return }
        bind(word.text, word.span, scope, isModule: name.alias == nil)
    }

    private mutating func visit(_ handler: ExceptHandler, _ scope: Int) {
        if let type = handler.type {
            visit(type, scope)
            if handler.name != nil {
                let rest = parsed.tokens[tokens(in: Span(type.span.end, type.span.end)).startIndex...]
                if let word = rest.first(where: { $0.kind == .name }) { bind(word.text, word.span, scope) }
            }
        }
        visit(handler.body, scope)
    }

    private mutating func visit(_ definition: FunctionDefinition, _ scope: Int) {
        for decorator in definition.decorators { visit(decorator, scope) }
        bind(definition.name, definition.nameSpan, scope)
        let inner = visit(definition.parameters, scope)
        if let returns = definition.returns { visit(returns, scope) }
        functions[definition.name, default: []].append(inner)
        visit(definition.body, inner)
    }

    /// Opens the scope of a function or lambda.
    private mutating func visit(_ parameters: Parameters, _ scope: Int) -> Int {
        let inner = open(.function, in: scope)
        for parameter in parameters.items {
            if let annotation = parameter.annotation { visit(annotation, scope) }
            if let value = parameter.defaultValue { visit(value, scope) }
            if let word = tokens(in: parameter.span).first(where: { $0.kind == .name }) {
                bind(word.text, word.span, inner)
            }
        }
        return inner
    }

    private mutating func visit(_ definition: ClassDefinition, _ scope: Int) {
        for decorator in definition.decorators { visit(decorator, scope) }
        for argument in definition.arguments { visit(argument.value, scope) }
        bind(definition.name, definition.nameSpan, scope)
        let inner = open(.classBody, in: scope)
        let before = functions["__init__"]?.count ?? 0
        visit(definition.body, inner)
        if let all = functions["__init__"], all.count > before {
            functions[definition.name, default: []].append(all[before])
        }
    }

    // MARK: - Expressions

    private mutating func visitTarget(_ target: Expression, _ scope: Int) {
        switch target.kind {
        case .name: bind(text(target.span), target.span, scope)
        case .attribute(let value, _, let nameSpan):
            visit(value, scope)
            attribute(nameSpan, isBinding: true)
        case .tuple(let items), .list(let items): for item in items { visitTarget(item, scope) }
        case .starred(let value): visitTarget(value, scope)
        default: visit(target, scope)
        }
    }

    private mutating func visit(_ expression: Expression, _ scope: Int) {
        switch expression.kind {
        case .name:
            let use = asks ? Use.ask : .use
            raw.append(Raw(name: text(expression.span), span: expression.span, scope: scope, use: use))
        case .attribute(let value, _, let nameSpan):
            visit(value, scope)
            attribute(nameSpan, isBinding: false)
        case .call(let function, let arguments):
            visit(function, scope)
            for argument in arguments { visit(argument, of: function, scope) }
        case .lambda(let parameters, let body): visit(body, visit(parameters, scope))
        case .comprehension(_, let element, let value, let clauses):
            let inner = open(.comprehension, in: scope)
            for (index, clause) in clauses.enumerated() {
                visit(clause.iterable, index == 0 ? scope : inner)
                visitTarget(clause.target, inner)
                for condition in clause.conditions { visit(condition, inner) }
            }
            for part in [element, value].compactMap({ $0 }) { visit(part, inner) }
        case .assignment(_, let nameSpan, let value):
            visit(value, scope)
            var owner = scope
            while scopes[owner].kind == .comprehension, let parent = scopes[owner].parent { owner = parent }
            bind(text(nameSpan), nameSpan, owner)
        default: for child in expression.children { visit(child, scope) }
        }
    }

    private mutating func visit(_ argument: Argument, of function: Expression, _ scope: Int) {
        visit(argument.value, scope)
        guard case .keyword(let name) = argument.kind, let word = tokens(in: argument.span).first else { return }
        switch function.kind {
        case .name: keyword(name, word.span, text(function.span), scope)
        case .attribute(_, _, let nameSpan): keyword(name, word.span, text(nameSpan), scope)
        default: break
        }
    }

    private mutating func keyword(_ name: String, _ span: Span, _ function: String, _ scope: Int) {
        raw.append(Raw(name: name, span: span, scope: scope, use: .keyword(function)))
    }

    // MARK: - Meaning

    func resolved() -> [Occurrence] {
        fixed
            + raw.compactMap { raw in
                let isBinding = if case .bind = raw.use { true } else { false }
                guard let symbol = symbol(raw) else { return nil }
                return Occurrence(span: raw.span, symbol: symbol, isBinding: isBinding, isModule: raw.isModule)
            }
    }

    private func symbol(_ raw: Raw) -> Symbol? {
        if case .keyword(let function) = raw.use {
            let owner = functions[function, default: []].first { scopes[$0].bound.contains(raw.name) }
            return owner.map { .variable(raw.name, scope: $0) }
        }
        if case .ask = raw.use, labels.contains(raw.name) { return .label(raw.name) }
        return variable(raw.name, in: raw.scope)
    }

    private func variable(_ name: String, in start: Int) -> Symbol {
        if scopes[start].globals.contains(name) { return .variable(name, scope: 0) }
        var scope: Int? = start
        while let current = scope {
            let isOwn = current == start
            if scopes[current].bound.contains(name), !scopes[current].nonlocals.contains(name),
                scopes[current].kind != .classBody || isOwn
            {
                return scopes[current].kind == .classBody ? .attribute(name) : .variable(name, scope: current)
            }
            if scopes[current].globals.contains(name) { break }
            scope = scopes[current].parent
        }
        return .variable(name, scope: 0)
    }
}
