/// Turns quotation marks around that cmark-gfm closes where a reader sees them open.
///
/// cmark-gfm decides by the characters of the source: between the asterisks of strong text and the backtick of code, as
/// in `` **"`del x`"** ``, it sees punctuation on both sides and closes. What counts is what the reader sees: a mark with
/// nothing or a space before it and something after it opens.
struct QuotationMarks {
    /// What the reader sees; code and pictures are one character each.
    private let visible: [Character]
    private var position = 0

    /// The runs of a whole paragraph, heading or cell with their quotation marks as they should be.
    static func mended(_ inlines: [MarkdownInline]) -> [MarkdownInline] {
        guard inlines.plainText.contains(where: { $0 == "”" || $0 == "’" }) else { return inlines }
        var marks = QuotationMarks(visible: inlines.flatMap(visible))
        return inlines.map { marks.mended($0) }
    }

    private static let thing: Character = "\u{FFFC}"

    private static func visible(_ inline: MarkdownInline) -> [Character] {
        switch inline {
        case .text(let text): Array(text)
        case .code, .image: [thing]
        case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner, _):
            inner.flatMap(visible)
        case .softBreak, .lineBreak: [" "]
        case .footnoteReference, .html: []
        }
    }

    private mutating func mended(_ inline: MarkdownInline) -> MarkdownInline {
        switch inline {
        case .text(let text):
            return .text(String(text.map { mended($0) }))
        case .emphasis(let inner): return .emphasis(inner.map { mended($0) })
        case .strong(let inner): return .strong(inner.map { mended($0) })
        case .strikethrough(let inner): return .strikethrough(inner.map { mended($0) })
        case .link(let destination, let title, let inner, let line):
            return .link(destination: destination, title: title, inner.map { mended($0) }, line: line)
        case .code, .image, .softBreak, .lineBreak:
            position += 1
            return inline
        case .footnoteReference, .html:
            return inline
        }
    }

    private mutating func mended(_ character: Character) -> Character {
        defer { position += 1 }
        let before = position > 0 ? visible[position - 1] : " "
        let after = position + 1 < visible.count ? visible[position + 1] : " "
        guard before.isWhitespace || "([{“‘–—".contains(before), !after.isWhitespace else { return character }
        switch character {
        case "”": return "“"
        // Before a letter or a digit it may be an apostrophe, as in ’90s.
        case "’" where after == Self.thing: return "‘"
        default: return character
        }
    }
}
