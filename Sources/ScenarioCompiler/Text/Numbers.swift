import BigInt
import HeapModel

/// Numbers from text and to text.
enum Numbers {
    /// What the model's strings cannot hold.
    static let surrogate = TextError("", "a surrogate character")

    /// Refuses a conversion of more decimal digits than CPython allows (Objects/longobject.c, 3.11 and later).
    static func checkDigits(_ value: BigInt) throws(TextError) {
        // Fewer bits than this always stay below the limit, so that counting digits is rare.
        guard value.magnitude.bitWidth > 14_280 else { return }
        if value.magnitude >= digitLimit { throw .value(tooManyDigits("")) }
    }

    private static let digitLimit = BigUInt(10).power(RuntimeFacts.intMaxStringDigits)

    private static func tooManyDigits(_ count: String) -> String {
        "Exceeds the limit (\(RuntimeFacts.intMaxStringDigits) digits) for integer string conversion\(count); "
            + "use sys.set_int_max_str_digits() to increase the limit"
    }

    static func double(_ value: BigInt) throws(TextError) -> Double {
        guard let result = IntegerMath.trueDivide(value, 1) else {
            throw .overflow("int too large to convert to float")
        }
        return result
    }

    /// The text without white space around it, decimal digits of all scripts as ASCII
    /// (_PyUnicode_TransformDecimalAndSpaceToASCII).
    private static func plain(_ text: String) -> [UInt8] {
        let bytes = text.unicodeScalars.map { scalar -> UInt8 in
            if scalar.isASCII { return Characters.isSpace(scalar) ? 0x20 : UInt8(scalar.value) }
            if Characters.isSpace(scalar) { return 0x20 }
            return Characters.decimalValue(scalar).map { UInt8(0x30 + $0) } ?? UInt8(ascii: "?")
        }
        return Array(bytes[Slices.strip(bytes, left: true, right: true) { $0 == 0x20 }])
    }

    /// `int(text, base)`; `shown` is the `repr` of what was given (Objects/longobject.c, PyLong_FromString).
    static func integer(_ text: String, base: Int, shown: String) throws(TextError) -> BigInt {
        let wrong = { TextError.value("invalid literal for int() with base \(base): \(shown)") }
        var digits = plain(text)[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        var radix = base
        let bases: [UInt8: Int] = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2]
        let hasPrefix: Bool
        if digits.count > 1, digits.first == UInt8(ascii: "0"), let marked = bases[digits[digits.startIndex + 1] | 0x20]
        {
            hasPrefix = base == 0 || base == marked
            if hasPrefix { radix = marked }
        } else {
            hasPrefix = false
        }
        if hasPrefix {
            digits = digits.dropFirst(2)
            if digits.first == UInt8(ascii: "_") { digits.removeFirst() }
        } else if base == 0 {
            radix = 10
            let isZero = digits.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
            if digits.first == UInt8(ascii: "0"), !isZero { throw wrong() }
        }
        guard hasSingleUnderscores(digits) else { throw wrong() }
        digits.removeAll { $0 == UInt8(ascii: "_") }
        let isValid = digits.allSatisfy { byte in
            Character(UnicodeScalar(byte)).isASCII && (value(of: byte) ?? 36) < radix
        }
        guard !digits.isEmpty, isValid else { throw wrong() }
        if radix & (radix - 1) != 0, digits.count > RuntimeFacts.intMaxStringDigits {
            throw .value(tooManyDigits(": value has \(digits.count) digits"))
        }
        let magnitude = magnitude(digits, radix)
        return isNegative ? -BigInt(magnitude) : BigInt(magnitude)
    }

    private static func magnitude(_ digits: ArraySlice<UInt8>, _ radix: Int) -> BigUInt {
        if [2, 8, 10, 16].contains(radix), let value = BigUInt(String(decoding: digits, as: UTF8.self), radix: radix) {
            return value
        }
        return digits.reduce(BigUInt(0)) { $0 * BigUInt(radix) + BigUInt(value(of: $1) ?? 0) }
    }

    private static func value(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 0x37
        default: nil
        }
    }

    private static func hasSingleUnderscores(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.first != UInt8(ascii: "_"), digits.last != UInt8(ascii: "_") else { return false }
        return !zip(digits, digits.dropFirst()).contains { $0 == UInt8(ascii: "_") && $1 == UInt8(ascii: "_") }
    }

    /// `float(text)`, nil where the text is no number (Objects/floatobject.c, PyFloat_FromString).
    static func double(_ text: String) -> Double? { double(plain(text)) }

    private static func double(_ bytes: [UInt8]) -> Double? {
        var body = bytes[...]
        if body.first == UInt8(ascii: "+") || body.first == UInt8(ascii: "-") { body.removeFirst() }
        let name = String(decoding: body, as: UTF8.self).lowercased()
        let isNegative = bytes.first == UInt8(ascii: "-")
        if name == "inf" || name == "infinity" { return isNegative ? -.infinity : .infinity }
        if name == "nan" { return .nan }
        guard isDecimalFloat(body) else { return nil }
        return Double(String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
    }

    /// Digits with single underscores between them, a point, an exponent.
    private static func isDecimalFloat(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = body
        let whole = takeDigits(&rest)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest) ?? -1
        }
        guard let whole, fraction >= 0, whole + fraction > 0 else { return false }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard let exponent = takeDigits(&rest), exponent > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// How many digits stand here; nil where an underscore is not between two of them.
    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let run = rest.prefix { $0 == UInt8(ascii: "_") || $0 >= 0x30 && $0 <= 0x39 }
        rest = rest.dropFirst(run.count)
        if run.isEmpty { return 0 }
        return hasSingleUnderscores(run) ? run.count : nil
    }

    /// `complex(text)`, nil where the text is no complex number (Objects/complexobject.c,
    /// complex_from_string_inner).
    static func complex(_ text: String) -> ComplexNumber? {
        var bytes = plain(text)
        if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
            bytes = Array(bytes.dropFirst().dropLast())
            bytes = Array(bytes[Slices.strip(bytes, left: true, right: true) { $0 == 0x20 }])
        }
        guard let last = bytes.last else { return nil }
        guard last | 0x20 == UInt8(ascii: "j") else { return double(bytes).map { ComplexNumber($0, 0) } }
        bytes.removeLast()
        let isSign = { (byte: UInt8) in byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }
        let cut = bytes.indices.last { index in
            isSign(bytes[index]) && (index == 0 || bytes[index - 1] | 0x20 != UInt8(ascii: "e"))
        }
        guard let cut else { return imaginary(bytes).map { ComplexNumber(0, $0) } }
        guard let imaginary = imaginary(Array(bytes[cut...])) else { return nil }
        if cut == 0 { return ComplexNumber(0, imaginary) }
        return double(Array(bytes[..<cut])).map { ComplexNumber($0, imaginary) }
    }

    private static func imaginary(_ bytes: [UInt8]) -> Double? {
        if bytes.isEmpty || bytes == [UInt8(ascii: "+")] { return 1 }
        if bytes == [UInt8(ascii: "-")] { return -1 }
        return double(bytes)
    }

    // MARK: - Rounding

    /// `round(value, digits)` (Objects/floatobject.c, double_round); nil where the result is no float.
    static func round(_ value: Double, digits: Int) -> Double? {
        guard value.isFinite, value != 0, digits <= 323 else { return value }
        if digits < -308 { return value < 0 ? -0.0 : 0.0 }
        let result: Double
        if digits >= 0 {
            result = Double(FloatDigits.text(value, .fixed, precision: digits)) ?? value
        } else {
            // The fraction only breaks ties, so one digit that is not zero stands for it.
            let whole = BigInt(value.magnitude.rounded(.down)) * 2
            let sticky: BigInt = value.magnitude == value.magnitude.rounded(.down) ? 0 : 1
            let unit = BigInt(10).power(-digits) * 2
            let rounded = roundToMultiple(whole + sticky, of: unit) / 2
            result = (IntegerMath.trueDivide(rounded, 1) ?? .infinity) * (value < 0 ? -1 : 1)
        }
        return result.isFinite ? result : nil
    }

    /// The nearest multiple, the even one of two that are equally near.
    static func roundToMultiple(_ value: BigInt, of unit: BigInt) -> BigInt {
        let quotient = IntegerMath.floorDivide(value, unit)
        let twice = (value - quotient * unit) * 2
        let up = twice > unit || twice == unit && quotient % 2 != 0
        return (up ? quotient + 1 : quotient) * unit
    }

    // MARK: - Hexadecimal floats

    /// `float.hex` (Objects/floatobject.c, float_hex_impl).
    static func hex(_ value: Double) -> String {
        guard value.isFinite else { return PythonText.repr(value) }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0x0.0p+0" }
        let bits = value.significandBitPattern
        let digits = String(bits, radix: 16)
        let padded = String(repeating: "0", count: 13 - digits.count) + digits
        let exponent = value.isNormal ? Int(value.exponent) : -1022
        return "\(sign)0x\(value.isNormal ? 1 : 0).\(padded)p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }

    /// `float.fromhex`, correctly rounded; nil for an overflow.
    static func fromHex(_ text: String) throws(TextError) -> Double? {
        let wrong = TextError.value("invalid hexadecimal floating-point string")
        var bytes = plain(text)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        let sign: Double = isNegative ? -1 : 1
        let name = String(decoding: bytes, as: UTF8.self).lowercased()
        if name == "inf" || name == "infinity" { return sign * .infinity }
        if name == "nan" { return .nan }
        var body = Substring(name)
        if body.hasPrefix("0x") { body = body.dropFirst(2) }
        let halves = body.split(separator: "p", maxSplits: 1, omittingEmptySubsequences: false)
        let mantissa =
            halves.first.map { $0.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false) } ?? []
        let digits = mantissa.joined()
        guard !digits.isEmpty, let value = BigInt(String(digits), radix: 16), !digits.hasPrefix("-"),
            !digits.hasPrefix("+")
        else { throw wrong }
        var exponent = 0
        if halves.count > 1 {
            guard let given = Int(halves[1]) else { throw wrong }
            exponent = min(max(given, -100_000), 100_000)
        }
        exponent -= 4 * (mantissa.count > 1 ? mantissa[1].count : 0)
        let result =
            exponent >= 0
            ? IntegerMath.trueDivide(value << exponent, 1) : IntegerMath.trueDivide(value, BigInt(1) << -exponent)
        return result.map { sign * $0 }
    }

    /// The numerator and denominator of a float, in lowest terms.
    static func ratio(_ value: Double) -> (numerator: BigInt, denominator: BigInt) {
        if value == 0 { return (0, 1) }
        let significand = BigInt(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
        let exponent = (value.isNormal ? Int(value.exponent) : -1022) - 52
        let signed = value < 0 ? -significand : significand
        if exponent >= 0 { return (signed << exponent, 1) }
        let shift = min(-exponent, significand.trailingZeroBitCount)
        return (signed >> shift, BigInt(1) << (-exponent - shift))
    }
}

extension Numbers {
    /// The whole part of a float.
    static func integer(_ value: Double) throws(TextError) -> BigInt {
        if value.isNaN { throw .value("cannot convert float NaN to integer") }
        if value.isInfinite { throw .overflow("cannot convert float infinity to integer") }
        return BigInt(value.rounded(.towardZero))
    }

    /// `int.to_bytes`, without its errors about arguments (Objects/longobject.c, _PyLong_AsByteArray).
    static func bytes(_ value: BigInt, count: Int, isLittle: Bool, isSigned: Bool) throws(TextError) -> [UInt8] {
        if value < 0, !isSigned { throw .overflow("can't convert negative int to unsigned") }
        let bits = count * 8
        let fits: Bool
        if isSigned {
            let limit = bits == 0 ? BigInt(0) : BigInt(1) << (bits - 1)
            fits = bits == 0 ? value == 0 || value == -1 : value < limit && value >= -limit
        } else {
            fits = value.magnitude.bitWidth <= bits
        }
        if !fits { throw .overflow("int too big to convert") }
        let magnitude = value < 0 ? (BigInt(1) << bits) + value : value
        var bytes = [UInt8](magnitude.magnitude.serialize())
        bytes = Array(repeating: 0, count: max(0, count - bytes.count)) + bytes.suffix(count)
        return isLittle ? bytes.reversed() : bytes
    }

    /// `int.from_bytes`.
    static func integer(_ bytes: [UInt8], isLittle: Bool, isSigned: Bool) -> BigInt {
        let ordered = isLittle ? bytes.reversed() : bytes
        var magnitude = BigUInt(0)
        for byte in ordered { magnitude = magnitude << 8 | BigUInt(byte) }
        let isNegative = isSigned && (ordered.first ?? 0) >= 0x80
        return isNegative ? BigInt(magnitude) - (BigInt(1) << (bytes.count * 8)) : BigInt(magnitude)
    }
}
