/// How text comes out in a terminal.
enum TerminalText {
    /// Control characters and those that turn the direction of text round, shown as U+FFFD.
    static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isControl = scalar.value < 0x20 && scalar != "\n" || scalar.value >= 0x7F && scalar.value < 0xA0
                    return isControl || turnsDirection(scalar) ? "\u{FFFD}" : scalar
                }))
    }

    /// The characters of Unicode's Bidi_Control.
    private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The text with tabs to the next multiple of four, and nothing that could steer the terminal.
    ///
    /// - Parameter column: how many columns stand before it.
    static func expand(_ text: String, from column: Int) -> String {
        var result = ""
        var used = column
        for character in text {
            let piece =
                character == "\t"
                ? String(repeating: " ", count: 4 - used % 4) : visible(character == "\r\n" ? "" : String(character))
            used += width(piece)
            result += piece
        }
        return result
    }

    /// How many columns a text takes: two for East Asian wide characters and emoji, none for combining marks.
    static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(first.value) } ? 2 : 1
        }
    }

    /// The blocks whose characters have East_Asian_Width W or F, as far as they are no emoji (Unicode, UAX #11).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF,
        0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}

/// Text in lines of a certain width.
enum TextWrapping {
    /// The lines of a text, broken at spaces; a longer word has a line of its own. Line ends of the text stay.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(separator: " ") {
                if !line.isEmpty, line.count + word.count + 1 > width {
                    lines.append(line)
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            lines.append(line)
        }
        return lines
    }
}
