import CCMark

/// Copies cmark-gfm's tree into values.
struct TreeImporter {
    private typealias Node = OpaquePointer

    /// The number that the first parsed line has in its file.
    let firstLine: Int
    /// How often each footnote was referred to so far.
    private var occurrences: [Int: Int] = [:]
    /// The line of the block that is being copied: some inlines do not know theirs.
    private var blockLine = 1

    init(firstLine: Int) {
        self.firstLine = firstLine
    }

    mutating func document(_ root: OpaquePointer) -> MarkdownDocument {
        var document = MarkdownDocument()
        for node in Self.children(of: root) {
            if Self.kind(of: node) == "footnote_definition" {
                document.footnotes.append(MarkdownFootnote(blocks: blocks(in: node)))
            } else if let block = block(node) {
                document.blocks.append(block)
            }
        }
        return document
    }

    private mutating func blocks(in parent: Node) -> [MarkdownBlock] {
        Self.children(of: parent).compactMap { block($0) }
    }

    private mutating func block(_ node: Node) -> MarkdownBlock? {
        let first = Int(cmark_node_get_start_line(node)) + firstLine - 1
        let last = Int(cmark_node_get_end_line(node)) + firstLine - 1
        blockLine = first
        guard let content = content(of: node) else { return nil }
        return MarkdownBlock(content: content, lines: first...max(first, last))
    }

    private mutating func content(of node: Node) -> MarkdownBlock.Content? {
        switch Self.kind(of: node) {
        case "paragraph": return .paragraph(prose(in: node))
        case "heading": return .heading(level: Int(cmark_node_get_heading_level(node)), prose(in: node))
        case "code_block":
            let information = Self.string(cmark_node_get_fence_info(node))
            let language = information.split(separator: " ").first.map(String.init) ?? ""
            return .code(language: language, text: Self.string(cmark_node_get_literal(node)))
        case "block_quote": return .quote(blocks(in: node))
        case "list":
            let ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            let items = Self.children(of: node).map { blocks(in: $0) }
            return .list(
                start: ordered ? Int(cmark_node_get_list_start(node)) : nil,
                tight: cmark_node_get_list_tight(node) != 0, items: items)
        case "table": return table(node)
        case "thematic_break": return .rule
        case "html_block": return .html(Self.string(cmark_node_get_literal(node)))
        default: return nil
        }
    }

    private mutating func table(_ node: Node) -> MarkdownBlock.Content {
        let count = Int(cmark_gfm_extensions_get_table_columns(node))
        var columns = [MarkdownBlock.ColumnAlignment](repeating: .natural, count: count)
        if let alignments = cmark_gfm_extensions_get_table_alignments(node) {
            for column in 0..<count {
                columns[column] =
                    switch alignments[column] {
                    case UInt8(ascii: "l"): .left
                    case UInt8(ascii: "c"): .center
                    case UInt8(ascii: "r"): .right
                    default: .natural
                    }
            }
        }
        var header: [[MarkdownInline]] = []
        var rows: [[[MarkdownInline]]] = []
        for row in Self.children(of: node) {
            blockLine = Int(cmark_node_get_start_line(row)) + firstLine - 1
            let cells = Self.children(of: row).map { prose(in: $0) }
            if cmark_gfm_extensions_get_table_row_is_header(row) != 0 { header = cells } else { rows.append(cells) }
        }
        return .table(columns: columns, header: header, rows: rows)
    }

    /// All runs of a paragraph, heading or cell.
    private mutating func prose(in block: Node) -> [MarkdownInline] {
        QuotationMarks.mended(inlines(in: block))
    }

    private mutating func inlines(in parent: Node) -> [MarkdownInline] {
        Self.children(of: parent).compactMap { inline($0) }
    }

    private mutating func inline(_ node: Node) -> MarkdownInline? {
        switch Self.kind(of: node) {
        case "text": return .text(Self.string(cmark_node_get_literal(node)))
        case "code": return .code(Self.string(cmark_node_get_literal(node)))
        case "emph": return .emphasis(inlines(in: node))
        case "strong": return .strong(inlines(in: node))
        case "strikethrough": return .strikethrough(inlines(in: node))
        case "softbreak": return .softBreak
        case "linebreak": return .lineBreak
        case "html_inline": return .html(Self.string(cmark_node_get_literal(node)), line: line(of: node))
        case "link":
            return .link(
                destination: Self.string(cmark_node_get_url(node)), title: Self.string(cmark_node_get_title(node)),
                inlines(in: node), line: line(of: node))
        case "image":
            return .image(
                source: Self.string(cmark_node_get_url(node)), title: Self.string(cmark_node_get_title(node)),
                alternative: inlines(in: node).plainText, line: line(of: node))
        case "footnote_reference":
            guard let number = Int(Self.string(cmark_node_get_literal(node))) else { return nil }
            occurrences[number, default: 0] += 1
            return .footnoteReference(number: number, occurrence: occurrences[number, default: 1])
        default: return nil
        }
    }

    /// An inline's own line, or its block's where cmark-gfm gives none.
    private func line(of node: Node) -> Int {
        let own = Int(cmark_node_get_start_line(node))
        return own > 0 ? own + firstLine - 1 : blockLine
    }

    /// The name of a node's type.
    ///
    /// The types of extensions are variables of the C library, so names are compared; the two types of footnotes have a
    /// value and, in some versions, no name.
    private static func kind(of node: Node) -> String {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_FOOTNOTE_DEFINITION: "footnote_definition"
        case CMARK_NODE_FOOTNOTE_REFERENCE: "footnote_reference"
        default: string(cmark_node_get_type_string(node))
        }
    }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    private static func children(of node: Node) -> [Node] {
        var result: [Node] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            result.append(child)
            next = cmark_node_next(child)
        }
        return result
    }
}
