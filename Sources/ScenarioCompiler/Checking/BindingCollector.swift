import ScenarioSyntax

/// Finds the names that a body binds, without entering inner functions and classes.
struct BindingCollector {
    let scope: FunctionScope

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
        switch statement.kind {
        case .assignment(let targets, _): for target in targets { collect(target) }
        case .augmented(let target, _, _), .annotated(let target, _, _): collect(target)
        case .delete(let targets): for target in targets { collect(target) }
        case .forLoop(let target, _, _, _): collect(target)
        case .function(let definition): scope.bind(definition.name)
        case .classDefinition(let definition): scope.bind(definition.name)
        case .importModules(let names): for name in names { scope.bind(name.alias ?? name.module) }
        default: break
        }
        for body in statement.bodies { for inner in body { collect(inner) } }
    }

    private func collect(_ target: Expression) {
        switch target.kind {
        case .name(let name): scope.bind(name)
        case .tuple(let items), .list(let items): for item in items { collect(item) }
        case .starred(let value): collect(value)
        default: break
        }
    }
}
