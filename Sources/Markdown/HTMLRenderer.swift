/// Writes a Markdown tree as HTML.
///
/// The output is well-formed as XML too: every element is closed, every attribute quoted, and only `&lt;`, `&gt;`,
/// `&amp;`, `&quot;` are used as entities.
public struct HTMLRenderer: Sendable {
    /// Where a link leads.
    public struct LinkTarget: Equatable, Sendable {
        /// The address for `href`.
        public var address: String
        /// Whether it leaves the book.
        public var isExternal: Bool

        /// A target.
        public init(address: String, isExternal: Bool = false) {
            self.address = address
            self.isExternal = isExternal
        }
    }

    /// The target of a link for its destination as written; nil writes the link's text without a link.
    public var link: @Sendable (String) -> LinkTarget?
    /// The address of a picture for its source as written; nil writes its alternative text.
    public var image: @Sendable (String) -> String?
    /// The id of a heading, for the line in which it starts; nil writes none.
    public var headingIdentifier: @Sendable (Int) -> String?
    /// Classes and coloured runs for a code block: its language and text in, HTML for the inside of `code` out; nil
    /// writes the text as it is.
    public var highlight: @Sendable (_ language: String, _ text: String) -> String?
    /// What stands before the identifiers of footnotes, so that two documents can share a page.
    public var footnotePrefix: String
    /// The label of the link from a footnote back to the text.
    public var footnoteBackLabel: String
    /// The label of a table's box, which a keyboard can scroll.
    public var tableLabel: String

    /// Code of several words up to this many characters gets the class `short`.
    private static let longestPhrase = 16

    /// A renderer that links to what the author wrote and gives headings no ids, until its hooks are set.
    public init() {
        link = { LinkTarget(address: $0) }
        image = { $0 }
        headingIdentifier = { _ in nil }
        highlight = { _, _ in nil }
        footnotePrefix = ""
        footnoteBackLabel = "Back to the text"
        tableLabel = "Table"
    }

    /// The HTML of blocks, one after the other.
    public func render(_ blocks: [MarkdownBlock]) -> String {
        var output = ""
        for block in blocks { write(block, tight: false, to: &output) }
        return output
    }

    /// The HTML of runs inside a block.
    public func render(_ inlines: [MarkdownInline]) -> String {
        var output = ""
        for inline in inlines { write(inline, to: &output) }
        return output
    }

    /// The list of footnotes, each with links back to where it is referred to; empty where there are none.
    ///
    /// - Parameter references: how often each footnote is referred to, in the order of their numbers.
    public func renderFootnotes(_ footnotes: [MarkdownFootnote], references: [Int]) -> String {
        guard !footnotes.isEmpty else { return "" }
        var output = "<ol class=\"footnotes\">\n"
        for (index, footnote) in footnotes.enumerated() {
            let number = index + 1
            output += "<li id=\"\(footnotePrefix)fn-\(number)\">\n"
            output += render(footnote.blocks)
            output += "<p class=\"footnote-back\">"
            for occurrence in 1...max(1, index < references.count ? references[index] : 1) {
                let label = occurrence == 1 ? footnoteBackLabel : "\(footnoteBackLabel) (\(occurrence))"
                output += "<a href=\"#\(reference(number, occurrence))\" aria-label=\"\(label.htmlEscaped)\">↩</a>"
            }
            output += "</p>\n</li>\n"
        }
        return output + "</ol>\n"
    }

    private func reference(_ number: Int, _ occurrence: Int) -> String {
        "\(footnotePrefix)fnref-\(number)" + (occurrence == 1 ? "" : "-\(occurrence)")
    }

    private func write(_ block: MarkdownBlock, tight: Bool, to output: inout String) {
        switch block.content {
        case .heading(let level, let inlines):
            let identifier = headingIdentifier(block.lines.lowerBound)
            let attribute = identifier.map { " id=\"\($0.htmlEscaped)\"" } ?? ""
            output += "<h\(level)\(attribute)>\(render(inlines))"
            if let identifier {
                let label = inlines.plainText.htmlEscaped
                output += " <a class=\"permalink\" href=\"#\(identifier.htmlEscaped)\" aria-label=\"\(label)\">#</a>"
            }
            output += "</h\(level)>\n"
        case .paragraph(let inlines):
            output += tight ? render(inlines) + "\n" : "<p>\(render(inlines))</p>\n"
        case .code(let language, let text):
            let inside = highlight(language, text) ?? text.htmlEscaped
            let name = language.isEmpty ? "" : " class=\"language-\(language.htmlEscaped)\""
            output += "<pre tabindex=\"0\"><code\(name)>\(inside)</code></pre>\n"
        case .list(let start, let tight, let items):
            writeList(start: start, tight: tight, items: items, to: &output)
        case .quote(let blocks):
            output += "<blockquote>\n\(render(blocks))</blockquote>\n"
        case .table(let columns, let header, let rows):
            writeTable(columns: columns, header: header, rows: rows, to: &output)
        case .rule:
            output += "<hr/>\n"
        case .html(let text):
            if !text.isMarkdownComment { output += "<p>\(text.htmlEscaped)</p>\n" }
        }
    }

    private func writeList(start: Int?, tight: Bool, items: [[MarkdownBlock]], to output: inout String) {
        let name = start == nil ? "ul" : "ol"
        let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
        output += "<\(name)\(first)>\n"
        for item in items {
            output += "<li>"
            for block in item { write(block, tight: tight, to: &output) }
            output += "</li>\n"
        }
        output += "</\(name)>\n"
    }

    private func writeTable(
        columns: [MarkdownBlock.ColumnAlignment], header: [[MarkdownInline]], rows: [[[MarkdownInline]]],
        to output: inout String
    ) {
        func attribute(_ column: Int) -> String {
            switch column < columns.count ? columns[column] : .natural {
            case .natural: ""
            case .left: " class=\"left\""
            case .center: " class=\"center\""
            case .right: " class=\"right\""
            }
        }
        output += "<div class=\"table-box\" role=\"group\" aria-label=\"\(tableLabel.htmlEscaped)\" tabindex=\"0\">"
        output += "<table>\n<thead>\n<tr>"
        for (column, cell) in header.enumerated() {
            // An empty corner cell is no header of anything.
            output +=
                cell.isEmpty
                ? "<td></td>" : "<th scope=\"col\"\(attribute(column))>\(render(cell))</th>"
        }
        output += "</tr>\n</thead>\n"
        if !rows.isEmpty {
            output += "<tbody>\n"
            for row in rows {
                output += "<tr>"
                for (column, cell) in row.enumerated() { output += "<td\(attribute(column))>\(render(cell))</td>" }
                output += "</tr>\n"
            }
            output += "</tbody>\n"
        }
        output += "</table></div>\n"
    }

    private func write(_ inline: MarkdownInline, to output: inout String) {
        switch inline {
        case .text(let text): output += text.htmlEscaped
        case .code(let text):
            // `del x` is read as one word and should not be broken; longer code must be, on a small screen.
            let isPhrase = text.contains(" ") && text.count <= Self.longestPhrase
            output += "<code\(isPhrase ? " class=\"short\"" : "")>\(text.htmlEscaped)</code>"
        case .emphasis(let inner): output += "<em>\(render(inner))</em>"
        case .strong(let inner): output += "<strong>\(render(inner))</strong>"
        case .strikethrough(let inner): output += "<del>\(render(inner))</del>"
        case .link(let destination, let title, let inner, _):
            guard let target = link(destination) else {
                output += render(inner)
                return
            }
            let titleAttribute = title.isEmpty ? "" : " title=\"\(title.htmlEscaped)\""
            let relation = target.isExternal ? " class=\"external\" rel=\"noreferrer\"" : ""
            output += "<a href=\"\(target.address.htmlEscaped)\"\(titleAttribute)\(relation)>\(render(inner))</a>"
        case .image(let source, let title, let alternative, _):
            guard let address = image(source) else {
                output += alternative.htmlEscaped
                return
            }
            let titleAttribute = title.isEmpty ? "" : " title=\"\(title.htmlEscaped)\""
            output += "<img src=\"\(address.htmlEscaped)\" alt=\"\(alternative.htmlEscaped)\"\(titleAttribute)/>"
        case .footnoteReference(let number, let occurrence):
            let identifier = reference(number, occurrence)
            let target = "#\(footnotePrefix)fn-\(number)"
            output += "<sup class=\"footnote\"><a id=\"\(identifier)\" href=\"\(target)\">\(number)</a></sup>"
        case .softBreak: output += "\n"
        case .lineBreak: output += "<br/>\n"
        case .html(let text, _):
            if !text.isMarkdownComment { output += text.htmlEscaped }
        }
    }
}

extension String {
    /// The text with the characters that mean something in HTML written as entities; safe in text and in quoted
    /// attributes.
    public var htmlEscaped: String {
        guard utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return self }
        var result = ""
        result.reserveCapacity(utf8.count + 16)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether raw HTML is a comment and nothing else.
    public var isMarkdownComment: Bool {
        let text = trimmingWhitespace
        guard text.hasPrefix("<!--"), text.hasSuffix("-->"), text.utf8.count >= 7 else { return false }
        return !text.dropFirst(4).dropLast(3).contains("-->")
    }

    private var trimmingWhitespace: Substring {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return rest
    }
}
