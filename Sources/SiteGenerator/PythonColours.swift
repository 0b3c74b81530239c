import Markdown

/// Python code as HTML with its keywords, texts, numbers and comments in classes of their own.
///
/// It colours; it does not judge: text that is no Python comes out unchanged.
enum PythonColours {
    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    /// The code as HTML; every character of it is kept.
    static func html(_ code: String) -> String {
        var rest = Array(code.unicodeScalars)[...]
        var result = ""
        var word = ""
        func flush() {
            guard !word.isEmpty else { return }
            result += keywords.contains(word) ? span("keyword", word) : word.htmlEscaped
            word = ""
        }
        while let first = rest.first {
            let token: (name: String, length: Int)? =
                if first == "#" {
                    ("comment", rest.firstIndex(of: "\n").map { $0 - rest.startIndex } ?? rest.count)
                } else if first == "\"" || first == "'" {
                    ("string", lengthOfString(rest, quote: first))
                } else if word.isEmpty, ("0"..."9").contains(first) {
                    ("number", rest.prefix { isWord($0) || $0 == "." }.count)
                } else {
                    nil
                }
            if let token {
                flush()
                result += span(token.name, text(rest.prefix(token.length)))
                rest = rest.dropFirst(token.length)
            } else {
                if isWord(first) {
                    word.unicodeScalars.append(first)
                } else {
                    flush()
                    result += String(first).htmlEscaped
                }
                rest = rest.dropFirst()
            }
        }
        flush()
        return result
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    /// How long the text literal is that starts here, its quotes included; to the end of the line where it is open.
    private static func lengthOfString(_ rest: ArraySlice<Unicode.Scalar>, quote: Unicode.Scalar) -> Int {
        let isTriple = rest.count >= 3 && rest.prefix(3).allSatisfy { $0 == quote }
        let ending = isTriple ? 3 : 1
        var index = rest.startIndex + ending
        while index < rest.endIndex {
            if rest[index] == "\\" {
                index += 2
            } else if rest[index] == "\n", !isTriple {
                return index - rest.startIndex
            } else if rest[index...].prefix(ending).count == ending,
                rest[index...].prefix(ending).allSatisfy({ $0 == quote })
            {
                return index + ending - rest.startIndex
            } else {
                index += 1
            }
        }
        return rest.count
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// A class does not cross a line end: the player takes code apart into lines.
    private static func span(_ name: String, _ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "<span class=\"py-\(name)\">\(String($0).htmlEscaped)</span>" }
            .joined(separator: "\n")
    }
}
