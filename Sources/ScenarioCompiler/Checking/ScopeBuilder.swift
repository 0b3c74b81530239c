import ScenarioSyntax

/// Finds, for every function and class of a file, which of its names live in cells, before any of it is lowered.
struct ScopeBuilder {
    /// The scope of each function and class, by the offset at which its name stands.
    private(set) var scopes: [Int: FunctionScope] = [:]

    mutating func build(_ statements: [Statement], in scope: FunctionScope?) {
        for statement in statements { build(statement, in: scope) }
    }

    private mutating func build(_ statement: Statement, in scope: FunctionScope?) {
        switch statement.kind {
        case .function(let definition):
            use(definition.parameters.items.compactMap(\.defaultValue), in: scope)
            buildFunction(definition, in: scope)
        case .classDefinition(let definition):
            use(definition.arguments.map(\.value), in: scope)
            let inner = FunctionScope(parent: scope, isClass: true)
            scopes[definition.nameSpan.start] = inner
            BindingCollector(scope: inner).collect(definition.body)
            build(definition.body, in: inner)
        default:
            use(statement.expressions, in: scope)
            for body in statement.bodies { build(body, in: scope) }
        }
    }

    private mutating func buildFunction(_ definition: FunctionDefinition, in scope: FunctionScope?) {
        let inner = FunctionScope(parent: scope, isClass: false)
        scopes[definition.nameSpan.start] = inner
        for parameter in definition.parameters.inOrderOfVariables { inner.addParameter(parameter.name) }
        BindingCollector(scope: inner).collect(definition.body)
        for name in inner.nonlocals.sorted() { _ = inner.resolveFree(name) }
        build(definition.body, in: inner)
    }

    private func use(_ expressions: [Expression], in scope: FunctionScope?) {
        guard let scope else { return }
        for expression in expressions { expression.forEachName { _ = scope.resolveFree($0) } }
    }
}

extension Statement {
    /// The expressions that belong to the statement itself.
    var expressions: [Expression] {
        switch kind {
        case .expression(let value): [value]
        case .assignment(let targets, let value): [value] + targets
        case .augmented(let target, _, let value): [target, value]
        case .delete(let targets): targets
        case .returnValue(let value): value.map { [$0] } ?? []
        case .ifElse(let branches, _): branches.map(\.condition)
        case .whileLoop(let condition, _, _): [condition]
        case .forLoop(let target, let iterable, _, _): [iterable, target]
        default: []
        }
    }

    /// The blocks that run in the same scope.
    var bodies: [[Statement]] {
        switch kind {
        case .ifElse(let branches, let otherwise): branches.map(\.body) + [otherwise ?? []]
        case .whileLoop(_, let body, let otherwise): [body, otherwise ?? []]
        case .forLoop(_, _, let body, let otherwise): [body, otherwise ?? []]
        default: []
        }
    }
}

extension Expression {
    /// Visits every name that the expression uses.
    func forEachName(_ visit: (String) -> Void) {
        if case .name(let name) = kind { visit(name) }
        for child in children { child.forEachName(visit) }
    }

    /// The expressions directly inside, of those that the compiler supports.
    var children: [Expression] {
        switch kind {
        case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items): items
        case .starred(let value): [value]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap { $0 }
        case .dict(let items): items.flatMap { [$0.key, $0.value].compactMap { $0 } }
        case .attribute(let value, _, _): [value]
        case .subscripted(let value, let index): [value, index]
        case .call(let function, let arguments): [function] + arguments.map(\.value)
        case .unary(_, let operand): [operand]
        case .binary(_, let left, let right): [left, right]
        case .comparison(let first, let parts): [first] + parts.map(\.operand)
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        default: []
        }
    }
}
