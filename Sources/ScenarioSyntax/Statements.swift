import Diagnostics

/// A Python statement and its place, its block included.
package struct Statement: Sendable {
    package var span: Span
    package var kind: Kind

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package indirect enum Kind: Sendable {
        case expression(Expression)
        /// `a = b = value`: the value is evaluated once and bound to the targets from left to right.
        case assignment(targets: [Expression], value: Expression)
        case augmented(target: Expression, BinaryOperator, value: Expression)
        case annotated(target: Expression, annotation: Expression, value: Expression?)
        case delete([Expression])
        case pass
        case breakLoop
        case continueLoop
        case returnValue(Expression?)
        case raise(Expression?, cause: Expression?)
        case assert(Expression, message: Expression?)
        case global([NamedPlace])
        case nonlocal([NamedPlace])
        case importModules([ImportedName])
        case importFrom(module: String, names: [ImportedName])
        case ifElse(branches: [Branch], otherwise: [Statement]?)
        case whileLoop(Expression, body: [Statement], otherwise: [Statement]?)
        case forLoop(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement]?)
        case function(FunctionDefinition)
        case classDefinition(ClassDefinition)
        case tryBlock(body: [Statement], handlers: [ExceptHandler], otherwise: [Statement]?, finally: [Statement]?)
        case with([WithItem], body: [Statement])
        /// What could not be read; a diagnostic says why.
        case missing
    }
}

/// A name with its place.
package struct NamedPlace: Sendable {
    package var name: String
    package var span: Span
}

/// One name of an import, `import module as alias`.
package struct ImportedName: Sendable {
    package var module: String
    package var alias: String?
    package var span: Span
}

/// One condition of an `if` with its block.
package struct Branch: Sendable {
    package var condition: Expression
    package var body: [Statement]
}

package struct FunctionDefinition: Sendable {
    package var name: String
    /// The name that it is bound to: mangled where it is private to a class.
    package var boundName: String
    package var nameSpan: Span
    package var parameters: Parameters
    package var decorators: [Expression]
    package var returns: Expression?
    package var body: [Statement]
    package var isAsync: Bool
}

package struct ClassDefinition: Sendable {
    package var name: String
    /// The name that it is bound to: mangled where it is private to a class.
    package var boundName: String
    package var nameSpan: Span
    package var arguments: [Argument]
    package var decorators: [Expression]
    package var body: [Statement]
}

package struct ExceptHandler: Sendable {
    package var type: Expression?
    package var name: String?
    package var body: [Statement]
    package var span: Span
}

package struct WithItem: Sendable {
    package var context: Expression
    package var target: Expression?
    /// Whether it stands in brackets around all context managers of the statement.
    package var isBracketed = false
}

extension Statement {
    /// The blocks inside a compound statement, in the order of the file.
    package var blocks: [[Statement]] {
        switch kind {
        case .ifElse(let branches, let otherwise): branches.map(\.body) + [otherwise ?? []]
        case .whileLoop(_, let body, let otherwise), .forLoop(_, _, let body, let otherwise): [body, otherwise ?? []]
        case .function(let definition): [definition.body]
        case .classDefinition(let definition): [definition.body]
        case .tryBlock(let body, let handlers, let otherwise, let finally):
            [body] + handlers.map(\.body) + [otherwise ?? [], finally ?? []]
        case .with(_, let body): [body]
        default: []
        }
    }
}
