import HeapModel
import ScenarioSyntax

/// Which function, class, lambda or comprehension a scope belongs to: where it starts, and what it is.
struct ScopeKey: Hashable {
    enum Kind: Hashable {
        case function, classBody, lambda, comprehension
    }

    var offset: Int
    var kind: Kind
}

/// Finds, for everything in a file that has names of its own, which of them live in cells, before any of it is lowered.
struct ScopeBuilder {
    private(set) var scopes: [ScopeKey: FunctionScope] = [:]
    private let sharesListComprehensions: Bool
    private let hasClassCell: Bool
    private let inlinesComprehensions: Bool

    init(_ facts: RuntimeFacts) {
        sharesListComprehensions = facts.listComprehensionsShareNames
        hasClassCell = facts.classesHaveACell
        inlinesComprehensions = facts.inlinesComprehensions
    }

    private func collect(_ body: [Statement], in scope: FunctionScope) {
        BindingCollector(scope: scope, sharesListComprehensions: sharesListComprehensions).collect(body)
    }

    mutating func build(_ statements: [Statement], in scope: FunctionScope?) {
        for statement in statements { build(statement, in: scope) }
    }

    private mutating func build(_ statement: Statement, in scope: FunctionScope?) {
        switch statement.kind {
        case .function(let definition):
            use(definition.decorators + definition.parameters.items.compactMap(\.defaultValue), in: scope)
            use(definition.parameters.items.compactMap(\.annotation), in: scope)
            if let returns = definition.returns { use(returns, in: scope) }
            let inner = FunctionScope(parent: scope, isClass: false)
            scopes[ScopeKey(offset: definition.nameSpan.start, kind: .function)] = inner
            for parameter in definition.parameters.inOrderOfVariables { inner.addParameter(parameter.name) }
            collect(definition.body, in: inner)
            for name in inner.nonlocals.sorted() { _ = inner.resolveFree(name) }
            build(definition.body, in: inner)
        case .classDefinition(let definition):
            use(definition.decorators + definition.arguments.map(\.value), in: scope)
            let inner = FunctionScope(parent: scope, isClass: true)
            scopes[ScopeKey(offset: definition.nameSpan.start, kind: .classBody)] = inner
            collect(definition.body, in: inner)
            for name in inner.nonlocals.sorted() { _ = inner.resolveFree(name) }
            build(definition.body, in: inner)
        default:
            if case .annotated(_, let annotation, _) = statement.kind { use(annotation, in: scope) }
            use(statement.expressions + statement.targets, in: scope)
            for body in statement.bodies { build(body, in: scope) }
        }
    }

    private mutating func use(_ expressions: [Expression], in scope: FunctionScope?) {
        for expression in expressions { use(expression, in: scope) }
    }

    private mutating func use(_ expression: Expression, in scope: FunctionScope?) {
        switch expression.kind {
        case .name(let name):
            resolve(name, in: scope)
        case .assignment(let name, _, let value):
            resolve(name, in: scope)
            use(value, in: scope)
        case .lambda(let parameters, let body):
            use(parameters.items.compactMap(\.defaultValue), in: scope)
            let inner = FunctionScope(parent: scope, isClass: false)
            scopes[ScopeKey(offset: expression.span.start, kind: .lambda)] = inner
            for parameter in parameters.inOrderOfVariables { inner.addParameter(parameter.name) }
            BindingCollector(scope: inner, sharesListComprehensions: sharesListComprehensions)
                .collectAssignments(in: body)
            use(body, in: inner)
        case .comprehension(.list, let element, _, let clauses) where sharesListComprehensions:
            for clause in clauses {
                use(clause.iterable, in: scope)
                use(clause.target, in: scope)
                use(clause.conditions, in: scope)
            }
            use(element, in: scope)
        case .comprehension(let kind, let element, let value, let clauses):
            let isInlined = inlinesComprehensions && kind != .generator && scope?.isClass != true
            let inner = FunctionScope(parent: scope, isClass: false, isInlined: isInlined)
            buildComprehension(expression, [element] + (value.map { [$0] } ?? []), clauses, inner, in: scope)
        default:
            use(expression.children, in: scope)
        }
    }

    /// The first iterable is evaluated outside; everything else has the comprehension's own names.
    private mutating func buildComprehension(
        _ expression: Expression, _ elements: [Expression], _ clauses: [ComprehensionClause], _ inner: FunctionScope,
        in scope: FunctionScope?
    ) {
        guard let first = clauses.first else { return }
        use(first.iterable, in: scope)
        scopes[ScopeKey(offset: expression.span.start, kind: .comprehension)] = inner
        inner.addParameter(FunctionScope.iteratorParameter)
        for clause in clauses { clause.target.forEachTargetName { inner.bind($0) } }
        for name in expression.assignedNames {
            if scope == nil || scope?.isClass == true { inner.declareGlobal(name) } else { inner.declareNonlocal(name) }
        }
        for (index, clause) in clauses.enumerated() {
            use(clause.target, in: inner)
            if index > 0 { use(clause.iterable, in: inner) }
            use(clause.conditions, in: inner)
        }
        use(elements, in: inner)
    }

    private func resolve(_ name: String, in scope: FunctionScope?) {
        if name == "super", hasClassCell { _ = scope?.resolveFree("__class__") }
        _ = scope?.resolveFree(name)
    }
}

extension Statement {
    /// The expressions that belong to the statement itself and are evaluated.
    var expressions: [Expression] {
        switch kind {
        case .expression(let value): [value]
        case .assignment(_, let value): [value]
        case .augmented(_, _, let value): [value]
        case .annotated(_, _, let value): value.map { [$0] } ?? []
        case .returnValue(let value): value.map { [$0] } ?? []
        case .raise(let value, let cause): [value, cause].compactMap { $0 }
        case .assert(let condition, let message): [condition] + (message.map { [$0] } ?? [])
        case .ifElse(let branches, _): branches.map(\.condition)
        case .whileLoop(let condition, _, _): [condition]
        case .forLoop(_, let iterable, _, _): [iterable]
        case .tryBlock(_, let handlers, _, _): handlers.compactMap(\.type)
        case .with(let items, _): items.map(\.context)
        case .function(let definition): definition.decorators + definition.parameters.items.compactMap(\.defaultValue)
        case .classDefinition(let definition): definition.decorators + definition.arguments.map(\.value)
        default: []
        }
    }

    /// What the statement binds or deletes.
    var targets: [Expression] {
        switch kind {
        case .assignment(let targets, _), .delete(let targets): targets
        case .augmented(let target, _, _), .annotated(let target, _, _): [target]
        case .forLoop(let target, _, _, _): [target]
        case .with(let items, _): items.compactMap(\.target)
        default: []
        }
    }

    /// The blocks that run in the same scope.
    var bodies: [[Statement]] {
        switch kind {
        case .ifElse(let branches, let otherwise): branches.map(\.body) + [otherwise ?? []]
        case .whileLoop(_, let body, let otherwise): [body, otherwise ?? []]
        case .forLoop(_, _, let body, let otherwise): [body, otherwise ?? []]
        case .tryBlock(let body, let handlers, let otherwise, let finally):
            [body] + handlers.map(\.body) + [otherwise ?? [], finally ?? []]
        case .with(_, let body): [body]
        default: []
        }
    }
}

extension Expression {
    /// Visits the names that a target binds.
    func forEachTargetName(_ visit: (String) -> Void) {
        switch kind {
        case .name(let name): visit(name)
        case .tuple(let items), .list(let items): for item in items { item.forEachTargetName(visit) }
        case .starred(let value): value.forEachTargetName(visit)
        default: return
        }
    }

    /// The names that `:=` binds in the expression, lambdas left out.
    var assignedNames: Set<String> {
        var names: Set<String> = []
        if case .assignment(let name, _, _) = kind { names.insert(name) }
        if case .lambda = kind { return [] }
        for child in children { names.formUnion(child.assignedNames) }
        return names
    }

    /// The expressions directly inside.
    package var children: [Expression] {
        switch kind {
        case .name, .integer, .float, .imaginary, .string, .bytes, .none, .bool, .ellipsis, .missing: []
        case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items): items
        case .formatted(let parts): parts.flatMap(\.expressions)
        case .dict(let items): items.flatMap { [$0.key, $0.value].compactMap { $0 } }
        case .attribute(let value, _, _), .starred(let value), .yieldFrom(let value), .await(let value): [value]
        case .yield(let value): value.map { [$0] } ?? []
        case .subscripted(let value, let index): [value, index]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap { $0 }
        case .call(let function, let arguments): [function] + arguments.map(\.value)
        case .unary(_, let operand): [operand]
        case .binary(_, let left, let right): [left, right]
        case .comparison(let first, let parts): [first] + parts.map(\.operand)
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .lambda(let parameters, let body): parameters.items.compactMap(\.defaultValue) + [body]
        case .assignment(_, _, let value): [value]
        case .comprehension(_, let element, let value, let clauses):
            clauses.flatMap { [$0.iterable, $0.target] + $0.conditions } + [element] + (value.map { [$0] } ?? [])
        }
    }

    /// Whether a function with this expression in its body is a generator.
    var yields: Bool {
        switch kind {
        case .yield, .yieldFrom: true
        case .lambda: false
        case .comprehension(_, _, _, let clauses): clauses.first?.iterable.yields ?? false
        default: children.contains { $0.yields }
        }
    }
}

extension Statement {
    /// Whether a function with this statement in its body is a generator.
    var yields: Bool {
        if (expressions + targets).contains(where: \.yields) { return true }
        return bodies.contains { $0.contains(where: \.yields) }
    }
}

extension FormattedPart {
    /// The expressions in it, those of a format specification included.
    var expressions: [Expression] {
        guard case .field(let field) = self else { return [] }
        return [field.expression] + (field.spec ?? []).flatMap(\.expressions)
    }
}
