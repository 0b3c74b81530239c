import HeapModel

/// `str.upper` and its like (Objects/unicodeobject.c, do_upper and its neighbours).
enum LetterCase {
    static func upper(_ text: String) -> String {
        map(text) { $0.properties.uppercaseMapping }
    }

    static func lower(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for index in scalars.indices { result += lower(scalars, at: index) }
        return result
    }

    static func fold(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let folded = CaseFoldings.differences[scalar.value] {
                for value in folded { if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) } }
            } else {
                result += mapped(scalar) { $0.properties.lowercaseMapping }
            }
        }
        return result
    }

    static func capitalize(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first else { return "" }
        var result = mapped(first) { $0.properties.titlecaseMapping }
        for index in scalars.indices.dropFirst() { result += lower(scalars, at: index) }
        return result
    }

    static func title(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var followsCased = false
        for index in scalars.indices {
            result +=
                followsCased ? lower(scalars, at: index) : mapped(scalars[index]) { $0.properties.titlecaseMapping }
            followsCased = Characters.isCased(scalars[index])
        }
        return result
    }

    static func swapCase(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            if Characters.isUpper(scalar) {
                result += lower(scalars, at: index)
            } else if Characters.isLower(scalar) {
                result += mapped(scalar) { $0.properties.uppercaseMapping }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func map(_ text: String, _ change: (Unicode.Scalar) -> String) -> String {
        var result = ""
        for scalar in text.unicodeScalars { result += mapped(scalar, change) }
        return result
    }

    private static func mapped(_ scalar: Unicode.Scalar, _ change: (Unicode.Scalar) -> String) -> String {
        let changed = change(scalar)
        let isKnown = PythonText.isAssigned(scalar) && changed.unicodeScalars.allSatisfy(PythonText.isAssigned)
        return isKnown ? changed : String(Character(scalar))
    }

    /// A capital sigma at the end of a word becomes the final small one (handle_capital_sigma).
    private static func lower(_ scalars: [Unicode.Scalar], at index: Int) -> String {
        guard scalars[index] == "\u{3A3}" else { return mapped(scalars[index]) { $0.properties.lowercaseMapping } }
        let before = scalars[..<index].last { !Characters.isCaseIgnorable($0) }
        let after = scalars[(index + 1)...].first { !Characters.isCaseIgnorable($0) }
        let isFinal = before.map(Characters.isCased) ?? false && !(after.map(Characters.isCased) ?? false)
        return isFinal ? "\u{3C2}" : "\u{3C3}"
    }

    // MARK: - Questions

    static func isTitle(_ text: String) -> Bool {
        var hasCased = false
        var followsCased = false
        for scalar in text.unicodeScalars {
            if Characters.isUpper(scalar) || Characters.isTitle(scalar) {
                if followsCased { return false }
                (followsCased, hasCased) = (true, true)
            } else if Characters.isLower(scalar) {
                if !followsCased { return false }
                (followsCased, hasCased) = (true, true)
            } else {
                followsCased = false
            }
        }
        return hasCased
    }

    static func isUpper(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return !scalars.contains { Characters.isLower($0) || Characters.isTitle($0) }
            && scalars.contains(where: Characters.isUpper)
    }

    static func isLower(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return !scalars.contains { Characters.isUpper($0) || Characters.isTitle($0) }
            && scalars.contains(where: Characters.isLower)
    }
}
