import Diagnostics

/// An expression of C and its place.
package struct CExpression: Sendable {
    package var span: Span
    package var kind: Kind

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }

    package indirect enum Kind: Sendable {
        /// A constant as written: `5`, `0x2Au`, `'A'`.
        case constant(String)
        /// A string literal: its bytes, the closing zero left out.
        case string([UInt8])
        case name(String)
        /// One of `+ - ~ ! * &` in front of an operand.
        case unary(String, CExpression)
        /// `++` or `--`, before or behind its operand.
        case step(String, CExpression, isPrefix: Bool)
        case binary(String, CExpression, CExpression)
        case conditional(CExpression, then: CExpression, otherwise: CExpression)
        /// `=`, or an operator with `=` behind it.
        case assignment(String, target: CExpression, value: CExpression)
        case cast(CTypeName, CExpression)
        case sizeofType(CTypeName)
        case sizeofValue(CExpression)
        case subscripted(CExpression, index: CExpression)
        case call(name: String, nameSpan: Span, arguments: [CExpression])
    }
}

/// A type as written in a cast or in `sizeof`: words such as `unsigned long`, stars and sizes of arrays.
package struct CTypeName: Sendable {
    package var words: [String]
    package var stars: Int
    package var sizes: [CExpression?]
    package var span: Span
}

/// One name of a declaration.
package struct CDeclarator: Sendable {
    package enum Initializer: Sendable {
        case value(CExpression)
        case list([CExpression], span: Span)
    }

    package var name: String
    package var nameSpan: Span
    /// The type of the name: the declaration's words with the name's own stars and sizes.
    package var type: CTypeName
    package var initializer: Initializer?
    package var span: Span
}

/// A statement of C.
package struct CStatement: ForeignItem {
    package indirect enum Kind: Sendable {
        case declaration([CDeclarator])
        case expression(CExpression)
        /// Statements between braces: what they declare ends with them.
        case block([CStatement])
        case empty
    }

    package var kind: Kind
    package var span: Span
}

/// A line of a C scenario that is about the story.
package struct CDirective: ForeignItem {
    package enum Kind: Sendable {
        case expect(CExpression)
        /// The cells to draw with emphasis.
        case focus([CExpression])
        /// Draws the bits of these cells; of all where none is named.
        case showBits([CExpression])
    }

    package var kind: Kind
    package var span: Span
}
