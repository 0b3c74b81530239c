import Diagnostics

/// A Python expression and its place.
package struct Expression: Sendable {
    package var span: Span
    package var kind: Kind

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package indirect enum Kind: Sendable {
        case name(String)
        case integer(String)
        case float(String)
        case imaginary(String)
        case string(String)
        case bytes([UInt8])
        case formatted([FormattedPart])
        case none
        case bool(Bool)
        case ellipsis
        case tuple([Expression])
        case list([Expression])
        case set([Expression])
        case dict([DictItem])
        case attribute(Expression, name: String, nameSpan: Span)
        case subscripted(Expression, index: Expression)
        case slice(lower: Expression?, upper: Expression?, step: Expression?)
        case call(Expression, arguments: [Argument])
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// A chain `a < b <= c`; each operator compares its neighbours, the middle ones are evaluated once.
        case comparison(Expression, [ComparisonPart])
        case and([Expression])
        case or([Expression])
        case conditional(condition: Expression, then: Expression, otherwise: Expression)
        case lambda(Parameters, body: Expression)
        case starred(Expression)
        case comprehension(ComprehensionKind, element: Expression, value: Expression?, clauses: [ComprehensionClause])
        case assignment(name: String, nameSpan: Span, value: Expression)
        case yield(Expression?)
        case yieldFrom(Expression)
        case await(Expression)
        /// What stands where an expression could not be read; a diagnostic says why.
        case missing
    }
}

/// A piece of an f-string.
package enum FormattedPart: Sendable {
    case literal(String)
    case field(FormattedField)
}

/// An expression in an f-string, and how its value is written.
package struct FormattedField: Sendable {
    package enum Conversion: String, Sendable {
        case str = "s"
        case repr = "r"
        case ascii = "a"
    }

    package var expression: Expression
    package var conversion: Conversion?
    /// The format specification, where a colon starts one; it may be empty.
    package var spec: [FormattedPart]?
    /// The place of the `=` that has the field show its own text.
    package var equalsSign: Span?

    package init(expression: Expression, conversion: Conversion? = nil, spec: [FormattedPart]? = nil) {
        self.expression = expression
        self.conversion = conversion
        self.spec = spec
    }
}

/// One entry of a dict display; without a key it is `**mapping`.
package struct DictItem: Sendable {
    package var key: Expression?
    package var value: Expression

    package init(key: Expression?, value: Expression) {
        self.key = key
        self.value = value
    }
}

/// One argument of a call.
package struct Argument: Sendable {
    package enum Kind: Sendable {
        case positional
        case keyword(String)
        case starred
        case doubleStarred
    }

    package var kind: Kind
    package var value: Expression
    package var span: Span
}

/// One operator of a comparison chain and what stands at its right.
package struct ComparisonPart: Sendable {
    package var op: ComparisonOperator
    package var operand: Expression
}

package enum ComprehensionKind: String, Sendable {
    case list, set, dict, generator
}

package struct ComprehensionClause: Sendable {
    package var target: Expression
    package var iterable: Expression
    package var conditions: [Expression]
}

package enum UnaryOperator: String, Sendable {
    case negative = "-"
    case positive = "+"
    case invert = "~"
    case not
}

package enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case trueDivide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "**"
    case leftShift = "<<"
    case rightShift = ">>"
    case bitAnd = "&"
    case bitOr = "|"
    case bitXor = "^"
    case matrixMultiply = "@"
}

package enum ComparisonOperator: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case `is`
    case isNot = "is not"
    case `in`
    case notIn = "not in"
}

/// What a function takes.
package struct Parameters: Sendable {
    package var items: [Parameter] = []
}

package struct Parameter: Sendable {
    package enum Kind: Sendable {
        case positionalOnly, ordinary, keywordOnly, starred, doubleStarred
    }

    package var kind: Kind
    package var name: String
    package var span: Span
    package var defaultValue: Expression?
    package var annotation: Expression?
}
