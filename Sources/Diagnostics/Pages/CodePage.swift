/// What `heapbook explain` says about one code: what it means, and an example of each side.
///
/// The pages stand in this folder, a file for each stage. The tests run both examples of every page: the wrong one gives
/// its code and no other, the right one none. They hold the pages against the sources, too, so that no code is without a
/// page and no page without a code.
public struct CodePage: Sendable {
    /// Such as `E0204`.
    public var code: String
    /// What is wrong, in a few words that fit every case.
    public var title: String
    /// Why it is wrong, what CPython does, and how to mend it; paragraphs with an empty line between them.
    public var meaning: String
    /// A text that gives the code.
    public var wrong: CodeExample
    /// The same without the mistake.
    public var right: CodeExample

    init(_ code: String, _ title: String, _ meaning: String, wrong: CodeExample, right: CodeExample) {
        self.code = code
        self.title = title
        self.meaning = meaning
        self.wrong = wrong
        self.right = right
    }

    /// All pages, by code.
    public static let all: [CodePage] =
        (textPages + syntaxPages + directivePages + checkPages + runPages + otherRuntimePages + bookPages + sitePages)
        .sorted { $0.code < $1.code }

    /// The page of a code, however its letter is written.
    public static func page(of code: String) -> CodePage? {
        all.first { $0.code == code.uppercased() }
    }

    /// The page as text for a terminal; ends with a newline.
    public var text: String {
        let paragraphs = meaning.split(separator: "\n\n").map { TextWrapping.wrap(String($0), width: 80) }
        return """
            \(code): \(title)

            \(paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))

            Wrong:

            \(wrong.text)

            Right:

            \(right.text)

            """
    }
}

/// One side of a page's examples.
public struct CodeExample: Sendable {
    /// What the example is, and so how it is tried.
    public enum Kind: Sendable {
        /// The first file is a scenario; the others lie beside it.
        case scenario
        /// What is typed, with the files beside it.
        case command(String)
        /// Files of a book, in place of those of a book without mistakes.
        case book
        /// Files of a folder of templates, in place of heapbook's own.
        case templates
        /// It hangs on the machine, so it is told and cannot be shown.
        case told(String)
    }

    /// A file of an example; no bytes where it is missing.
    public struct File: Sendable {
        /// Its path.
        public var name: String
        /// What it holds; nil where there is no such file.
        public var bytes: [UInt8]?
    }

    /// What it is.
    public var kind: Kind
    /// Its files, in the order in which they are shown.
    public var files: [File]

    /// A scenario, with other files beside it.
    static func scenario(_ text: String, _ others: (String, String)...) -> CodeExample {
        CodeExample(
            kind: .scenario,
            files: [File(name: "story.heap", bytes: Array(text.utf8))]
                + others.map { File(name: $0.0, bytes: Array($0.1.utf8)) })
    }

    static func bytes(_ bytes: [UInt8]) -> CodeExample {
        CodeExample(kind: .scenario, files: [File(name: "story.heap", bytes: bytes)])
    }

    static func command(_ line: String, _ files: (String, String)...) -> CodeExample {
        CodeExample(kind: .command(line), files: files.map { File(name: $0.0, bytes: Array($0.1.utf8)) })
    }

    static func book(_ name: String, _ text: String) -> CodeExample {
        CodeExample(kind: .book, files: [File(name: name, bytes: Array(text.utf8))])
    }

    static func book(_ name: String, bytes: [UInt8]) -> CodeExample {
        CodeExample(kind: .book, files: [File(name: name, bytes: bytes)])
    }

    /// A chapter with this text under its front matter.
    static func chapter(_ text: String) -> CodeExample {
        book(
            "01-first/chapter.md",
            "---\ntitle: First\nsummary: The first chapter.\n---\n\(text)\n\n{{scenario pair.heap}}")
    }

    static func template(_ name: String, _ text: String?) -> CodeExample {
        CodeExample(kind: .templates, files: [File(name: name, bytes: text.map { Array($0.utf8) })])
    }

    static func told(_ text: String) -> CodeExample { CodeExample(kind: .told(text), files: []) }

    /// As it is shown: indented, with the names of files where one alone would not say which it is.
    public var text: String {
        if case .told(let text) = kind {
            return TextWrapping.wrap(text, width: 76).map { "    " + $0 }.joined(separator: "\n")
        }
        var parts: [String] = []
        if case .command(let line) = kind { parts.append("$ \(line)") }
        var isScenario = false
        if case .scenario = kind { isScenario = files.count == 1 }
        for file in files {
            guard let bytes = file.bytes else {
                parts.append("# there is no \(file.name)")
                continue
            }
            let shown = TerminalText.visible(String(decoding: bytes, as: UTF8.self))
            parts.append(isScenario ? shown : "# \(file.name)\n\(shown)")
        }
        let lines = parts.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }
}
