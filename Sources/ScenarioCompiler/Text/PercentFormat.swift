import BigInt

/// One conversion of printf-style formatting, `%[(key)][flags][width][.precision]type`
/// (Objects/unicodeobject.c, unicode_format_arg_parse).
struct PercentSpec {
    var isLeft = false
    var plus = false
    var space = false
    var alternate = false
    var zero = false
    var width: Int?
    var precision: Int?
    var type: Unicode.Scalar = "s"

    /// Reads the flags.
    mutating func readFlags(_ reader: inout ScalarReader) {
        while let scalar = reader.peek() {
            switch scalar {
            case "-": isLeft = true
            case "+": plus = true
            case " ": space = true
            case "#": alternate = true
            case "0": zero = true
            default: return
            }
            reader.advance()
        }
    }

    /// Reads a width or precision that is written out.
    static func number(_ reader: inout ScalarReader, _ what: String) throws(TextError) -> Int? {
        var value: Int?
        while let scalar = reader.peek(), scalar.isASCII, let digit = Characters.decimalValue(scalar) {
            value = (value ?? 0) * 10 + digit
            if value ?? 0 > Int(Int32.max) { throw .value("\(what) too big") }
            reader.advance()
        }
        return value
    }

    mutating func readType(_ reader: inout ScalarReader) throws(TextError) {
        if let scalar = reader.peek(), ["h", "l", "L"].contains(scalar) { reader.advance() }
        guard let scalar = reader.next() else { throw .value("incomplete format") }
        type = scalar
    }

    /// Whether a text of this many characters stays as it is.
    func keeps(_ count: Int) -> Bool {
        width ?? 0 <= count && precision ?? Int.max >= count && !plus && !space
    }

    /// A text in its field.
    func format(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        if type != "c", let precision, precision < scalars.count { scalars = Array(scalars[..<precision]) }
        let padding = String(repeating: " ", count: max(0, (width ?? 0) - scalars.count))
        let shown = String(String.UnicodeScalarView(scalars))
        return isLeft ? shown + padding : padding + shown
    }

    func format(_ value: BigInt) throws(TextError) -> String {
        let radix = type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
        if radix == 10 { try Numbers.checkDigits(value) }
        var digits = String(value.magnitude, radix: radix, uppercase: type == "X")
        if let precision, precision > digits.count {
            digits = String(repeating: "0", count: precision - digits.count) + digits
        }
        let prefix = alternate && radix != 10 ? "0" + String(Character(type)) : ""
        return layOut(isNegative: value < 0, prefix: prefix, digits)
    }

    func format(_ value: Double) -> String {
        var options: FloatDigits.Options = alternate ? [.alternate] : []
        if type.properties.isUppercase { options.insert(.uppercase) }
        let style: FloatDigits.Style =
            type == "e" || type == "E" ? .exponent : type == "f" || type == "F" ? .fixed : .general
        var text = FloatDigits.text(value, style, precision: precision ?? 6, options)
        let isNegative = text.hasPrefix("-")
        if isNegative { text.removeFirst() }
        return layOut(isNegative: isNegative, prefix: "", text)
    }

    /// unicode_format_arg_output.
    private func layOut(isNegative: Bool, prefix: String, _ body: String) -> String {
        let sign = isNegative ? "-" : plus ? "+" : space ? " " : ""
        let padding = max(0, (width ?? 0) - sign.count - prefix.count - body.count)
        if isLeft { return sign + prefix + body + String(repeating: " ", count: padding) }
        if zero { return sign + prefix + String(repeating: "0", count: padding) + body }
        return String(repeating: " ", count: padding) + sign + prefix + body
    }
}
