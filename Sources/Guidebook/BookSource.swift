/// Where a book's files come from: a folder, or a test's dictionary.
public struct BookSource {
    /// What a path leads to.
    public enum Content: Equatable, Sendable {
        /// A file, and what it holds.
        case file([UInt8])
        /// A folder.
        case folder
        /// Nothing.
        case missing
        /// Something that cannot be read, and why.
        case unreadable(String)
    }

    /// What is at a path inside the book's folder.
    public var read: (String) -> Content
    /// How a person knows that path, for messages.
    public var displayName: (String) -> String

    /// A source.
    public init(displayName: @escaping (String) -> String = { $0 }, read: @escaping (String) -> Content) {
        self.read = read
        self.displayName = displayName
    }

    /// A source of texts by path; what leads to one of them through a slash is a folder.
    public init(texts: [String: String]) {
        self.init { path in
            if let text = texts[path] { return .file(Array(text.utf8)) }
            return texts.keys.contains { $0.hasPrefix(path + "/") } ? .folder : .missing
        }
    }
}

/// Paths inside a book, always with `/`.
enum BookPath {
    /// A path relative to a folder of the book with `.` and `..` worked out; nil where it leaves the book.
    static func resolve(_ path: String, in folder: String) -> String? {
        guard !path.hasPrefix("/") else { return nil }
        var parts = folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..":
                guard parts.popLast() != nil else { return nil }
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// The last part of a path.
    static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The last part of a path without its extension.
    static func stem(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The folder of a path; empty for the book's own.
    static func folder(_ path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}

/// The candidate nearest to a word, for "did you mean": nil where none is near enough to be meant.
func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
        let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
        if distance <= max(1, word.count / 3), distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
}

/// Levenshtein's distance.
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (i, a) in first.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in second.enumerated() {
            let above = row[j + 1]
            row[j + 1] = a == b ? diagonal : 1 + min(diagonal, above, row[j])
            diagonal = above
        }
    }
    return row[second.count]
}
