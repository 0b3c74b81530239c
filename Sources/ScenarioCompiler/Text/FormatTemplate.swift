/// The text that `str.format` fills in, read piece by piece (Objects/stringlib/unicode_format.h, MarkupIterator_next).
///
/// It is read lazily, because a field is evaluated before the text behind it is found to be wrong.
struct FormatTemplate {
    private var reader: ScalarReader

    struct Field {
        var name: String
        var conversion: Unicode.Scalar?
        var spec: String
        /// Whether the specification has fields of its own.
        var specHasFields: Bool
    }

    struct Piece {
        var literal: String
        var field: Field?
    }

    init(_ text: String) {
        reader = ScalarReader(text)
    }

    var isAtEnd: Bool { reader.remaining == 0 }

    /// Literal text and the field behind it, nil at the end.
    mutating func next() throws(TextError) -> Piece? {
        if isAtEnd { return nil }
        let start = reader.position
        var brace: Unicode.Scalar?
        while let scalar = reader.next() {
            if scalar == "{" || scalar == "}" {
                brace = scalar
                break
            }
        }
        guard let brace else { return Piece(literal: reader.text(start..<reader.position), field: nil) }
        if brace == "}", reader.peek() != "}" { throw .value("Single '}' encountered in format string") }
        if brace == "{", isAtEnd { throw .value("Single '{' encountered in format string") }
        if reader.peek() == brace {
            let literal = reader.text(start..<reader.position)
            reader.advance()
            return Piece(literal: literal, field: nil)
        }
        let literal = reader.text(start..<(reader.position - 1))
        return Piece(literal: literal, field: try field())
    }

    private mutating func field() throws(TextError) -> Field {
        let start = reader.position
        let mark = try endOfName()
        var field = Field(
            name: reader.text(start..<(mark == nil ? reader.position : reader.position - 1)), spec: "",
            specHasFields: false)
        if mark == "}" { return field }
        guard mark != nil else { throw .value("expected '}' before end of string") }
        if mark == "!" {
            guard let conversion = reader.next() else {
                throw .value("end of string while looking for conversion specifier")
            }
            field.conversion = conversion
            if let after = reader.next() {
                if after == "}" { return field }
                if after != ":" { throw .value("expected ':' after conversion specifier") }
            }
        }
        let specStart = reader.position
        var open = 1
        while let scalar = reader.next() {
            if scalar == "{" {
                field.specHasFields = true
                open += 1
            } else if scalar == "}" {
                open -= 1
                if open == 0 {
                    field.spec = reader.text(specStart..<(reader.position - 1))
                    return field
                }
            }
        }
        throw .value("unmatched '{' in format spec")
    }

    /// Reads up to the character that ends the field's name.
    private mutating func endOfName() throws(TextError) -> Unicode.Scalar? {
        while let scalar = reader.next() {
            switch scalar {
            case "{": throw .value("unexpected '{' in field name")
            case "[": while let inner = reader.peek(), inner != "]" { reader.advance() }
            case "}", ":", "!": return scalar
            default: continue
            }
        }
        return nil
    }
}

/// The name of a field: which argument, and the attributes and items taken from it.
struct FieldName {
    enum First {
        case automatic
        case position(Int)
        case keyword(String)
    }

    enum Step {
        case attribute(String)
        case index(Int)
        case key(String)
    }

    let first: First
    private var reader: ScalarReader

    init(_ name: String) throws(TextError) {
        var reader = ScalarReader(name)
        while let scalar = reader.peek(), scalar != ".", scalar != "[" { reader.advance() }
        let text = reader.text(0..<reader.position)
        if text.isEmpty {
            first = .automatic
        } else if let number = try FieldName.number(text) {
            first = .position(number)
        } else {
            first = .keyword(text)
        }
        self.reader = reader
    }

    private static func number(_ text: String) throws(TextError) -> Int? {
        var reader = ScalarReader(text)
        let value = try reader.integer()
        return reader.remaining == 0 ? value : nil
    }

    /// The next attribute or item, nil at the end.
    mutating func next() throws(TextError) -> Step? {
        guard let mark = reader.next() else { return nil }
        let start = reader.position
        switch mark {
        case ".":
            while let scalar = reader.peek(), scalar != ".", scalar != "[" { reader.advance() }
            let name = reader.text(start..<reader.position)
            if name.isEmpty { throw .value("Empty attribute in format string") }
            return .attribute(name)
        case "[":
            while let scalar = reader.peek(), scalar != "]" { reader.advance() }
            guard reader.peek() == "]" else { throw .value("Missing ']' in format string") }
            let key = reader.text(start..<reader.position)
            reader.advance()
            if key.isEmpty { throw .value("Empty attribute in format string") }
            if let number = try FieldName.number(key) { return .index(number) }
            return .key(key)
        default: throw .value("Only '.' or '[' may follow ']' in format field specifier")
        }
    }
}

/// Numbers fields without a name, and refuses a mixture (autonumber_state_error).
struct FieldNumbering {
    private var next = 0
    private var isAutomatic: Bool?

    mutating func number(_ first: FieldName.First) throws(TextError) -> Int? {
        switch first {
        case .keyword: return nil
        case .automatic:
            if isAutomatic == false {
                throw .value("cannot switch from manual field specification to automatic field numbering")
            }
            isAutomatic = true
            next += 1
            return next - 1
        case .position(let position):
            if isAutomatic == true {
                throw .value("cannot switch from automatic field numbering to manual field specification")
            }
            isAutomatic = false
            return position
        }
    }
}
