/// Values as Python writes them.
package enum PythonText {
    /// `repr` of a str: single quotes unless the text has one and no double quote (Objects/unicodeobject.c,
    /// unicode_repr).
    package static func repr(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let quote: UnicodeScalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        var result = String(Character(quote))
        for scalar in scalars {
            switch scalar {
            case quote, "\\":
                result.unicodeScalars.append("\\")
                result.unicodeScalars.append(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isPrintable(scalar) { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
            }
        }
        result.unicodeScalars.append(quote)
        return result
    }

    /// `str.isprintable` for one character: separators other than the space, controls, and what is not assigned are
    /// escaped in a `repr`.
    package static func isPrintable(_ scalar: UnicodeScalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        guard isAssigned(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    /// Whether the runtime's version of Unicode has the character.
    package static func isAssigned(_ scalar: UnicodeScalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age <= RuntimeFacts.unicodeVersion
    }

    /// `ascii`: the `repr` with everything that is not ASCII escaped.
    package static func ascii(_ representation: String) -> String {
        guard !representation.utf8.allSatisfy({ $0 < 0x80 }) else { return representation }
        var result = ""
        for scalar in representation.unicodeScalars {
            if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
        }
        return result
    }

    /// `repr` of bytes (Objects/bytesobject.c, PyBytes_Repr).
    package static func repr(_ bytes: [UInt8]) -> String {
        let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
        var result = "b" + String(UnicodeScalar(quote))
        for byte in bytes {
            switch byte {
            case quote, 0x5C: result += "\\" + String(UnicodeScalar(byte))
            case 0x09: result += "\\t"
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x20..<0x7F: result.unicodeScalars.append(UnicodeScalar(byte))
            default: result += escape(UnicodeScalar(byte))
            }
        }
        return result + String(UnicodeScalar(quote))
    }

    /// `repr` of a complex number: without its real part where that is a positive zero (Objects/complexobject.c,
    /// complex_repr).
    package static func repr(_ value: ComplexNumber) -> String {
        let imaginary = bare(value.imaginary)
        if value.real == 0, value.real.sign == .plus { return imaginary + "j" }
        let joint = imaginary.hasPrefix("-") ? "" : "+"
        return "(\(bare(value.real))\(joint)\(imaginary)j)"
    }

    /// `repr` of a float without the `.0` of a whole number.
    private static func bare(_ value: Double) -> String {
        let text = repr(value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    package static func escape(_ scalar: UnicodeScalar) -> String {
        let digits = String(scalar.value, radix: 16)
        func padded(_ width: Int) -> String { String(repeating: "0", count: width - digits.count) + digits }
        switch scalar.value {
        case 0..<0x100: return "\\x" + padded(2)
        case 0x100..<0x10000: return "\\u" + padded(4)
        default: return "\\U" + padded(8)
        }
    }

    /// `repr` of a float: the shortest digits that read back the same, in exponent form below 1e-4 and from 1e16 on
    /// (Python/pystrtod.c, format code 'r').
    package static func repr(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
        let (digits, exponent) = shortestDigits(abs(value))
        let sign = value < 0 ? "-" : ""
        if exponent < -4 || exponent >= 16 { return sign + exponentForm(digits, exponent) }
        return sign + plainForm(digits, exponent)
    }

    /// The fewest significant digits that read back the same, and the decimal exponent of the first of them.
    package static func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
        let text = value.description.lowercased()
        let halves = text.split(separator: "e", maxSplits: 1)
        let mantissa = halves[0].split(separator: ".", maxSplits: 1)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        var exponent = (halves.count > 1 ? Int(halves[1]) ?? 0 : 0) + whole.count - 1
        var digits = Substring(whole + fraction)
        while digits.count > 1, digits.first == "0" {
            digits = digits.dropFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == "0" { digits = digits.dropLast() }
        return (String(digits), exponent)
    }

    private static func exponentForm(_ digits: String, _ exponent: Int) -> String {
        let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
        let magnitude = abs(exponent)
        return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(magnitude < 10 ? "0" : "")\(magnitude)"
    }

    private static func plainForm(_ digits: String, _ exponent: Int) -> String {
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let wholeCount = exponent + 1
        if digits.count <= wholeCount {
            return digits + String(repeating: "0", count: wholeCount - digits.count) + ".0"
        }
        return digits.prefix(wholeCount) + "." + digits.dropFirst(wholeCount)
    }

    /// `repr` of a range.
    package static func repr(_ range: RangeValue) -> String {
        range.step == 1 ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
    }
}
