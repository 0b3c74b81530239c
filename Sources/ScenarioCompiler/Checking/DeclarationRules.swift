import Diagnostics
import ScenarioSyntax

/// What Python's compiler asks of `global` and `nonlocal` (Python/symtable.c, symtable_visit_stmt and analyze_name).
struct DeclarationRules {
    let file: SourceFile
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: SourceFile) {
        self.file = file
    }

    /// One scope, as far as it has been read.
    private struct Reading {
        /// Where 'nonlocal' means nothing at all.
        var isModule = false
        var parameters: Set<String> = []
        /// The variables that inner functions see: those of this function and of the ones around it.
        var offered: Set<String> = []
        /// The variables of the functions around this scope.
        var outer: Set<String> = []
        /// Names that statements above have bound, and used.
        var bound: Set<String> = []
        var used: Set<String> = []
    }

    /// Checks the statements of a module.
    mutating func check(_ statements: [Statement]) {
        var reading = Reading(isModule: true)
        check(statements, &reading)
    }

    private mutating func check(_ statements: [Statement], _ reading: inout Reading) {
        for statement in statements {
            switch statement.kind {
            case .global(let names):
                for name in names { check(name, "global", reading) }
            case .nonlocal(let names):
                for name in names {
                    check(name, "nonlocal", reading)
                    if !reading.isModule, !reading.outer.contains(name.name) {
                        report("no binding for nonlocal '\(name.name)' found", name.span)
                    }
                }
            case .function(let definition):
                note(statement, &reading)
                checkBody(of: definition, around: reading.offered)
            case .classDefinition(let definition):
                note(statement, &reading)
                var inner = Reading(offered: reading.offered, outer: reading.offered)
                check(definition.body, &inner)
            default: note(statement, &reading)
            }
            for body in statement.bodies { check(body, &reading) }
        }
    }

    private mutating func checkBody(of definition: FunctionDefinition, around outer: Set<String>) {
        let parameters = Set(definition.parameters.items.map(\.name))
        let scope = FunctionScope(parent: nil, isClass: false)
        BindingCollector(scope: scope, sharesListComprehensions: false).collect(definition.body)
        var inner = Reading(parameters: parameters, outer: outer)
        inner.offered = outer.union(parameters).union(scope.bound).subtracting(scope.globals)
        check(definition.body, &inner)
    }

    private mutating func check(_ name: NamedPlace, _ kind: String, _ reading: Reading) {
        if reading.parameters.contains(name.name) {
            report("name '\(name.name)' is parameter and \(kind)", name.span)
        } else if reading.bound.contains(name.name) {
            report("name '\(name.name)' is assigned to before \(kind) declaration", name.span)
        } else if reading.used.contains(name.name) {
            report("name '\(name.name)' is used prior to \(kind) declaration", name.span)
        }
    }

    /// Notes what the statement itself binds and uses; its blocks follow.
    private func note(_ statement: Statement, _ reading: inout Reading) {
        switch statement.kind {
        case .function(let definition): reading.bound.insert(definition.name)
        case .classDefinition(let definition): reading.bound.insert(definition.name)
        case .importModules(let names), .importFrom(_, let names):
            for name in names { reading.bound.insert(name.alias ?? name.module) }
        case .tryBlock(_, let handlers, _, _): reading.bound.formUnion(handlers.compactMap(\.name))
        default: break
        }
        for target in statement.targets { target.forEachTargetName { reading.bound.insert($0) } }
        for expression in statement.expressions { noteUses(of: expression, &reading) }
    }

    private func noteUses(of expression: Expression, _ reading: inout Reading) {
        switch expression.kind {
        case .name(let name): reading.used.insert(name)
        case .lambda: return
        case .assignment(let name, _, _): reading.bound.insert(name)
        default: break
        }
        for child in expression.children { noteUses(of: child, &reading) }
    }

    private mutating func report(_ message: String, _ span: Span) {
        diagnostics.note(
            Diagnostic(
                "E0320", message, in: file, at: span, explanation: "CPython says: SyntaxError: \(message).",
                help: "A name means one thing in the whole of a scope; declare it before it is used there."))
    }
}
