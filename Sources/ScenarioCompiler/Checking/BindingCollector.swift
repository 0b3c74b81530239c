import ScenarioSyntax

/// Finds the names that a body binds, without entering inner functions and classes.
struct BindingCollector {
    let scope: FunctionScope
    /// Whether the targets of a list comprehension are names of the code around it.
    let sharesListComprehensions: Bool

    func collect(_ statements: [Statement]) {
        for statement in statements { collectDeclarations(statement) }
        for statement in statements { collect(statement) }
    }

    private func collectDeclarations(_ statement: Statement) {
        switch statement.kind {
        case .global(let names): for name in names { scope.declareGlobal(name.name) }
        case .nonlocal(let names): for name in names { scope.declareNonlocal(name.name) }
        default: for body in statement.bodies { for inner in body { collectDeclarations(inner) } }
        }
    }

    private func collect(_ statement: Statement) {
        for expression in statement.expressions { collectAssignments(in: expression) }
        for target in statement.targets { collect(target) }
        switch statement.kind {
        case .function(let definition): scope.bind(definition.boundName)
        case .classDefinition(let definition): scope.bind(definition.boundName)
        case .importModules(let names):
            for name in names { scope.bind(name.alias ?? String(name.module.prefix { $0 != "." })) }
        case .importFrom(_, let names): for name in names { scope.bind(name.alias ?? name.module) }
        case .tryBlock(_, let handlers, _, _):
            for handler in handlers { if let name = handler.name { scope.bind(name) } }
        default: break
        }
        for body in statement.bodies { for inner in body { collect(inner) } }
    }

    private func collect(_ target: Expression) {
        switch target.kind {
        case .name(let name): scope.bind(name)
        case .tuple(let items), .list(let items): for item in items { collect(item) }
        case .starred(let value): collect(value)
        default: collectAssignments(in: target)
        }
    }

    /// `name := value` binds in the function or lambda around it, also out of a comprehension (PEP 572).
    func collectAssignments(in expression: Expression) {
        if case .assignment(let name, _, _) = expression.kind { scope.bind(name) }
        if case .lambda(let parameters, _) = expression.kind {
            for value in parameters.items.compactMap(\.defaultValue) { collectAssignments(in: value) }
            return
        }
        if sharesListComprehensions, case .comprehension(let kind, _, _, let clauses) = expression.kind {
            guard kind == .list else {
                if let first = clauses.first { collectAssignments(in: first.iterable) }
                return
            }
            for clause in clauses { collect(clause.target) }
        }
        for child in expression.children { collectAssignments(in: child) }
    }
}
