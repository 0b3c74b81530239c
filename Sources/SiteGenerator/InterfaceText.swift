import Foundation

/// The words of the interface, from `text.json`: all of them in one place, so that a guide can be translated.
struct InterfaceText {
    /// The words that this generator uses itself; templates use more.
    enum Word: String, CaseIterable {
        case chapter, cover, footnoteBack, table, step, part, picture, controls
    }

    /// All words by key, as templates see them under `text`.
    let words: [String: String]

    /// A word with its places filled in: `{number}` by the value of `number`.
    func callAsFunction(_ word: Word, _ values: KeyValuePairs<String, String> = [:]) -> String {
        var result = words[word.rawValue] ?? ""
        for (name, value) in values { result = result.replacingOccurrences(of: "{\(name)}", with: value) }
        return result
    }
}
