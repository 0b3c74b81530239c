import HeapModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The decimal digits of a float, correctly rounded, and how they are laid out (Python/pystrtod.c).
struct FloatDigits {
    /// How a float is written: `e`, `f`, `g` of C, or `r`, the shortest text that reads back the same.
    enum Style {
        case exponent, fixed, general, shortest
    }

    struct Options: OptionSet {
        let rawValue: Int
        /// `#`: the decimal point stays, and `g` keeps its zeros.
        static let alternate = Options(rawValue: 1)
        /// A whole number gets `.0`.
        static let addPointZero = Options(rawValue: 2)
        /// `z`: a zero has no minus sign.
        static let noNegativeZero = Options(rawValue: 4)
        static let uppercase = Options(rawValue: 8)
    }

    private var digits: [UInt8]
    /// How many digits stand before the decimal point.
    private var point: Int

    /// The text of a float, as PyOS_double_to_string makes it.
    static func text(_ value: Double, _ style: Style, precision: Int, _ options: Options = []) -> String {
        let text = plainText(value, style, precision, options)
        return options.contains(.uppercase) ? text.uppercased() : text
    }

    private static func plainText(_ value: Double, _ style: Style, _ precision: Int, _ options: Options) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let wanted =
            switch style {
            case .exponent: precision + 1
            case .general: max(precision, 1)
            default: precision
            }
        let digits = FloatDigits(value.magnitude, style, wanted)
        var isNegative = value.sign == .minus
        if options.contains(.noNegativeZero), digits.digits.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            isNegative = false
        }
        return (isNegative ? "-" : "") + digits.layOut(style, wanted, options)
    }

    private init(_ magnitude: Double, _ style: Style, _ precision: Int) {
        if style == .shortest {
            let (digits, exponent) = PythonText.shortestDigits(magnitude)
            self.digits = Array(digits.utf8)
            point = exponent + 1
        } else if style == .fixed {
            let text = printed("%.*f", precision, magnitude)
            digits = text.filter { $0 != UInt8(ascii: ".") }
            point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count
        } else {
            let text = printed("%.*e", precision - 1, magnitude)
            let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
            digits = text[..<mark].filter { $0 != UInt8(ascii: ".") }
            point = (Int(String(decoding: text[mark...].dropFirst(), as: UTF8.self)) ?? 0) + 1
        }
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            point -= 1
        }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits == [UInt8(ascii: "0")] { point = 1 }
    }

    /// Python/pystrtod.c, format_float_short.
    private func layOut(_ style: Style, _ precision: Int, _ options: Options) -> String {
        var point = self.point
        var end = digits.count
        var usesExponent = false
        let addsPointZero = options.contains(.addPointZero)
        switch style {
        case .exponent:
            usesExponent = true
            end = precision
        case .fixed: end = point + precision
        case .general:
            usesExponent = point <= -4 || point > precision - (addsPointZero ? 1 : 0)
            if options.contains(.alternate) { end = precision }
        case .shortest: usesExponent = point <= -4 || point > 16
        }
        let exponent = point - 1
        if usesExponent { point = 1 }
        end = max(end, !usesExponent && addsPointZero ? point + 1 : point)
        var text = ""
        let zero = digits == [UInt8(ascii: "0")]
        let significant = zero && style == .fixed && point <= 0 ? [] : digits
        if point <= 0 {
            text = "0." + String(repeating: "0", count: -point)
            text += String(decoding: significant, as: UTF8.self)
            text += String(repeating: "0", count: max(0, end - significant.count))
        } else {
            let padded = significant + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, end - significant.count))
            text = String(decoding: padded[..<point], as: UTF8.self) + "."
            text += String(decoding: padded[point...], as: UTF8.self)
        }
        if text.hasSuffix("."), !options.contains(.alternate) { text.removeLast() }
        guard usesExponent else { return text }
        return text + "e" + (exponent < 0 ? "-" : "+") + (exponent.magnitude < 10 ? "0" : "") + "\(exponent.magnitude)"
    }
}

/// What C's printf writes for a float: exact to any number of digits.
private func printed(_ format: String, _ precision: Int, _ value: Double) -> [UInt8] {
    withVaList([Int32(clamping: precision), value]) { arguments in
        var buffer = [CChar](repeating: 0, count: precision + 340)
        let count = vsnprintf(&buffer, buffer.count, format, arguments)
        return buffer.prefix(Int(max(count, 0))).map { UInt8(bitPattern: $0) }
    }
}
