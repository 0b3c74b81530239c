import BigInt
import HeapModel

/// A format specification, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`
/// (Python/formatter_unicode.c, parse_internal_render_format_spec).
struct FormatSpec {
    enum Grouping: String {
        case comma = ","
        case underscore = "_"
    }

    var fill: Unicode.Scalar = " "
    var align: Unicode.Scalar
    var sign: Unicode.Scalar?
    var noNegativeZero = false
    var alternate = false
    var width: Int?
    var grouping: Grouping?
    /// Digits between two separators.
    var groupSize = 3
    var precision: Int?
    var type: Unicode.Scalar?

    init(
        _ text: String, for typeName: String, defaultType: Unicode.Scalar?, defaultAlign: Unicode.Scalar,
        _ facts: RuntimeFacts
    ) throws(TextError) {
        align = defaultAlign
        type = defaultType
        var reader = ScalarReader(text)
        readAlignment(&reader, defaultAlign, facts)
        width = try reader.integer()
        try readGrouping(&reader)
        if reader.take(".") {
            precision = try reader.integer()
            if precision == nil { throw .value("Format specifier missing precision") }
        }
        if reader.remaining > 1 {
            throw .value("Invalid format specifier '\(text)' for object of type '\(typeName)'")
        }
        if let last = reader.next() { type = last }
        if grouping != nil { try checkGrouping() }
    }

    private mutating func readAlignment(
        _ reader: inout ScalarReader, _ defaultAlign: Unicode.Scalar, _ facts: RuntimeFacts
    ) {
        let alignments: [Unicode.Scalar] = ["<", ">", "=", "^"]
        var hasFill = false
        var hasAlign = false
        if let second = reader.peek(1), alignments.contains(second), let first = reader.next() {
            fill = first
            align = second
            reader.advance()
            (hasFill, hasAlign) = (true, true)
        } else if let first = reader.peek(), alignments.contains(first) {
            align = first
            reader.advance()
            hasAlign = true
        }
        for candidate: Unicode.Scalar in [" ", "+", "-"] where sign == nil && reader.take(candidate) {
            sign = candidate
        }
        noNegativeZero = facts.formatsCoerceNegativeZero && reader.take("z")
        alternate = reader.take("#")
        if !hasFill, reader.take("0") {
            fill = "0"
            if !hasAlign, defaultAlign == ">" || !facts.zeroFillsStrings { align = "=" }
        }
    }

    private mutating func readGrouping(_ reader: inout ScalarReader) throws(TextError) {
        if reader.take(",") { grouping = .comma }
        if reader.peek() == "_" {
            if grouping != nil { throw .value("Cannot specify both ',' and '_'.") }
            reader.advance()
            grouping = .underscore
        }
        if reader.peek() == ",", grouping == .underscore { throw .value("Cannot specify both ',' and '_'.") }
    }

    private mutating func checkGrouping() throws(TextError) {
        switch type {
        case nil, "d", "e", "f", "g", "E", "G", "%", "F": return
        case "b", "o", "x", "X":
            if grouping == .underscore {
                groupSize = 4
                return
            }
        default: break
        }
        let name = grouping?.rawValue ?? ""
        throw .value("Cannot specify '\(name)' with \(FormatSpec.quoted(type)).")
    }

    private static func quoted(_ type: Unicode.Scalar?) -> String {
        guard let type else { return "''" }
        return type.value > 32 && type.value < 128 ? "'\(Character(type))'" : "'\\x\(String(type.value, radix: 16))'"
    }

    func unknownCode(_ typeName: String) -> TextError {
        .value("Unknown format code \(FormatSpec.quoted(type)) for object of type '\(typeName)'")
    }

    /// The largest width or precision in a specification, to bound what it makes; numbers that CPython refuses are left
    /// to it.
    static func largestNumber(in text: String) -> Int? {
        text.utf8.split { $0 < 0x30 || $0 > 0x39 }.compactMap { Int(String(decoding: $0, as: UTF8.self)) }.max()
    }

    // MARK: - Text

    /// A str in this format; nil where the text is to stay as it is.
    static func format(_ text: String, _ specification: String, typeName: String, _ facts: RuntimeFacts)
        throws(TextError) -> String?
    {
        let spec = try FormatSpec(specification, for: typeName, defaultType: "s", defaultAlign: "<", facts)
        guard spec.type == "s" else { throw spec.unknownCode(typeName) }
        if let sign = spec.sign {
            throw .value("\(sign == " " ? "Space" : "Sign") not allowed in string format specifier")
        }
        if spec.noNegativeZero {
            throw .value("Negative zero coercion (z) not allowed in string format specifier")
        }
        if spec.alternate { throw .value("Alternate form (#) not allowed in string format specifier") }
        if spec.align == "=" { throw .value("'=' alignment not allowed in string format specifier") }
        var scalars = Array(text.unicodeScalars)
        if spec.width ?? 0 <= scalars.count, spec.precision ?? Int.max >= scalars.count { return nil }
        if let precision = spec.precision, precision < scalars.count { scalars = Array(scalars[..<precision]) }
        return spec.padded(String(String.UnicodeScalarView(scalars)), count: scalars.count)
    }

    /// The text in a field of the width.
    private func padded(_ text: String, count: Int) -> String {
        let padding = max(0, (width ?? 0) - count)
        let left = align == ">" ? padding : align == "^" ? padding / 2 : 0
        return filling(left) + text + filling(padding - left)
    }

    private func filling(_ count: Int) -> String {
        String(String.UnicodeScalarView(repeatElement(fill, count: max(0, count))))
    }

    // MARK: - Numbers

    static func format(_ value: BigInt, _ specification: String, typeName: String, _ facts: RuntimeFacts)
        throws(TextError) -> String
    {
        let spec = try FormatSpec(specification, for: typeName, defaultType: "d", defaultAlign: ">", facts)
        switch spec.type {
        case "b", "c", "d", "o", "x", "X", "n": return try spec.integer(value)
        case "e", "E", "f", "F", "g", "G", "%":
            return try spec.float(try Numbers.double(value))
        default: throw spec.unknownCode(typeName)
        }
    }

    static func format(_ value: Double, _ specification: String, typeName: String, _ facts: RuntimeFacts)
        throws(TextError) -> String
    {
        let spec = try FormatSpec(specification, for: typeName, defaultType: nil, defaultAlign: ">", facts)
        switch spec.type {
        case nil, "e", "E", "f", "F", "g", "G", "n", "%": return try spec.float(value)
        default: throw spec.unknownCode(typeName)
        }
    }

    private func integer(_ value: BigInt) throws(TextError) -> String {
        if precision != nil { throw .value("Precision not allowed in integer format specifier") }
        if noNegativeZero {
            throw .value("Negative zero coercion (z) not allowed in integer format specifier")
        }
        if type == "c" { return try character(value) }
        let radix = type == "b" ? 2 : type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
        if radix == 10 { try Numbers.checkDigits(value) }
        let digits = String(value.magnitude, radix: radix, uppercase: type == "X")
        let prefix = alternate && radix != 10 ? "0" + String(Character(type ?? "d")) : ""
        return layOut(isNegative: value < 0, prefix: prefix, digits: digits, rest: "")
    }

    private func character(_ value: BigInt) throws(TextError) -> String {
        if sign != nil { throw .value("Sign not allowed with integer format specifier 'c'") }
        if alternate { throw .value("Alternate form (#) not allowed with integer format specifier 'c'") }
        guard let code = Int(exactly: value) else { throw .overflow("Python int too large to convert to C long") }
        guard code >= 0, code < 0x110000 else { throw .overflow("%c arg not in range(0x110000)") }
        guard let scalar = Unicode.Scalar(UInt32(code)) else { throw Numbers.surrogate }
        return layOut(isNegative: false, prefix: "", digits: "", rest: String(Character(scalar)))
    }

    private func float(_ value: Double, addsPointZero: Bool = true) throws(TextError) -> String {
        var text = try floatText(type == "%" ? value * 100 : value, addsPointZero: addsPointZero)
        let isNegative = text.hasPrefix("-")
        if isNegative { text.removeFirst() }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return layOut(
            isNegative: isNegative, prefix: "", digits: String(digits),
            rest: text.dropFirst(digits.count) + (type == "%" ? "%" : ""))
    }

    /// The number without width, sign option and grouping.
    private func floatText(_ value: Double, addsPointZero: Bool) throws(TextError) -> String {
        if precision ?? 0 > Int(Int32.max) { throw .value("precision too big") }
        var options: FloatDigits.Options = []
        if alternate { options.insert(.alternate) }
        if noNegativeZero { options.insert(.noNegativeZero) }
        var style: FloatDigits.Style
        var standard = 6
        switch type {
        case "e", "E": style = .exponent
        case "f", "F", "%": style = .fixed
        case "g", "G", "n": style = .general
        default:
            style = precision == nil ? .shortest : .general
            standard = 0
            if addsPointZero { options.insert(.addPointZero) }
        }
        if type == "E" || type == "F" || type == "G" { options.insert(.uppercase) }
        return FloatDigits.text(value, style, precision: precision ?? standard, options)
    }

    /// Sign, prefix, digits with their separators, and the rest in a field of the width (calc_number_widths,
    /// fill_number).
    private func layOut(isNegative: Bool, prefix: String, digits: String, rest: String) -> String {
        let signText = isNegative ? "-" : sign == "+" ? "+" : sign == " " ? " " : ""
        let fixed = signText.count + prefix.count + rest.unicodeScalars.count
        let least = fill == "0" && align == "=" ? (width ?? 0) - fixed : 0
        let grouped = digits.isEmpty ? "" : group(digits, least: least)
        let padding = max(0, (width ?? 0) - fixed - grouped.count)
        switch align {
        case "<": return signText + prefix + grouped + rest + filling(padding)
        case "^":
            return filling(padding / 2) + signText + prefix + grouped + rest + filling(padding - padding / 2)
        case "=": return signText + prefix + filling(padding) + grouped + rest
        default: return filling(padding) + signText + prefix + grouped + rest
        }
    }

    /// Separators between groups, and zeros up to a least width (Objects/unicodeobject.c,
    /// _PyUnicode_InsertThousandsGrouping).
    private func group(_ digits: String, least: Int) -> String {
        guard let grouping else { return String(repeating: "0", count: max(0, least - digits.count)) + digits }
        var remaining = digits[...]
        var least = least
        var groups: [String] = []
        repeat {
            let size = min(groupSize, max(remaining.count, least, 1))
            let part = remaining.suffix(size)
            remaining = remaining.dropLast(size)
            groups.append(String(repeating: "0", count: size - part.count) + part)
            least -= size
            if remaining.isEmpty, least <= 0 { break }
            least -= 1
        } while true
        return groups.reversed().joined(separator: grouping.rawValue)
    }

    // MARK: - Complex numbers

    static func format(_ value: ComplexNumber, _ specification: String, _ facts: RuntimeFacts) throws(TextError)
        -> String
    {
        let spec = try FormatSpec(specification, for: "complex", defaultType: nil, defaultAlign: ">", facts)
        switch spec.type {
        case nil, "e", "E", "f", "F", "g", "G", "n": break
        default: throw spec.unknownCode("complex")
        }
        if spec.fill == "0" { throw .value("Zero padding is not allowed in complex format specifier") }
        if spec.align == "=" { throw .value("'=' alignment flag is not allowed in complex format specifier") }
        var part = spec
        part.width = nil
        let skipsReal = spec.type == nil && value.real == 0 && value.real.sign == .plus
        let real = skipsReal ? "" : try part.float(value.real, addsPointZero: false)
        if !skipsReal { part.sign = "+" }
        let text = real + (try part.float(value.imaginary, addsPointZero: false)) + "j"
        let whole = spec.type == nil && !skipsReal ? "(\(text))" : text
        return spec.padded(whole, count: whole.unicodeScalars.count)
    }
}

/// Reads a text character by character.
struct ScalarReader {
    let scalars: [Unicode.Scalar]
    var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var remaining: Int { scalars.count - position }

    func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func advance() { position += 1 }

    mutating func next() -> Unicode.Scalar? {
        guard position < scalars.count else { return nil }
        position += 1
        return scalars[position - 1]
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        position += 1
        return true
    }

    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    /// A decimal number, nil where none stands here.
    mutating func integer() throws(TextError) -> Int? {
        var value: Int?
        while let scalar = peek(), let digit = Characters.decimalValue(scalar) {
            let (scaled, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(digit)
            if overflow || carry { throw .value("Too many decimal digits in format string") }
            value = sum
            position += 1
        }
        return value
    }
}
