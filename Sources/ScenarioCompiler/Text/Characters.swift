import HeapModel

/// What Unicode says about a character, as CPython asks it (Objects/unicodectype.c). A character that the runtime's
/// version of Unicode lacks has no property.
enum Characters {
    static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isASCIILetter(scalar) }
        guard PythonText.isAssigned(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
        let folded = scalar.value | 0x20
        return folded >= 0x61 && folded <= 0x7A
    }

    static func isDecimal(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.numericType == .decimal
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        guard PythonText.isAssigned(scalar) else { return false }
        return scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.numericType != nil
            && !LaterUnicode.numeric.contains(scalar.value)
    }

    static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool { isAlphabetic(scalar) || isNumeric(scalar) }

    static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.isUppercase
    }

    static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.isLowercase != LaterUnicode.lowercase.contains(scalar.value)
    }

    static func isTitle(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.generalCategory == .titlecaseLetter
    }

    static func isCased(_ scalar: Unicode.Scalar) -> Bool { isUpper(scalar) || isLower(scalar) || isTitle(scalar) }

    static func isCaseIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.isCaseIgnorable
    }

    /// White space for `str.split`, `str.strip` and numbers in text.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }

    /// Where `str.splitlines` ends a line.
    static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    static func startsIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || PythonText.isAssigned(scalar) && scalar.properties.isXIDStart
    }

    static func continuesIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        PythonText.isAssigned(scalar) && scalar.properties.isXIDContinue
            && !LaterUnicode.identifiers.contains(scalar.value)
    }

    /// The decimal digit that a character stands for in `int` and `float`.
    static func decimalValue(_ scalar: Unicode.Scalar) -> Int? {
        guard isDecimal(scalar), let value = scalar.properties.numericValue else { return nil }
        return Int(value)
    }
}

/// Characters of which Swift's Unicode says another thing than that of the runtime (14.0), found by comparing all
/// characters with CPython 3.11.7.
private enum LaterUnicode {
    /// Numbers only since a later version.
    static let numeric: Set<UInt32> = [
        0x4e24, 0x4eac, 0x4fe9, 0x5006, 0x62d0, 0x6d1e, 0x7695, 0x79ed, 0x920e, 0x94a9, 0x12038, 0x12039, 0x12079,
        0x12226, 0x1222b, 0x1230b, 0x1230d, 0x12399,
    ]

    /// Of the lower case in one version and not in the other.
    static let lowercase: Set<UInt32> = [0x295, 0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69]

    /// Parts of identifiers only since a later version.
    static let identifiers: Set<UInt32> = [0x200C, 0x200D, 0x30FB, 0xFF65]
}
