import Timelines

/// A state of C's memory in the DOT language.
struct CellText: Sendable {
    let state: CellMemory
    let title: String

    /// The graph; ends with a newline.
    var dot: String {
        var lines = [
            "digraph \(DotText.quoted(title)) {",
            "  graph [rankdir=LR, ranksep=0.85, fontname=\"Helvetica\", labelloc=t, label=\(DotText.quoted(title))]",
            "  node [shape=plain, fontname=\"Helvetica\", fontsize=11]",
        ]
        lines += state.blocks.map(node)
        for block in state.blocks where block.state == .live || block.state == .leaked {
            for (index, cell) in block.cells.enumerated() {
                guard let target = cell.target else { continue }
                let style = target.state == .valid ? "" : " [style=dashed]"
                lines.append("  \(block.id):c\(index):e -> \(target.block)\(style)")
            }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private func node(_ block: CellBlock) -> String {
        let mark = CellWords.mark(block.state).map { ", \($0)" } ?? ""
        let head = "\(CellWords.name(block)): \(block.type), \(CellWords.bytes(block.size))\(mark)"
        var rows = [#"<tr><td colspan="2" align="left"><b>\#(DotText.escaped(head))</b></td></tr>"#]
        for (index, cell) in block.cells.enumerated() {
            let value = CellWords.value(cell) ?? "?"
            rows.append(
                #"<tr><td align="left">\#(cell.address)</td><td port="c\#(index)" align="right">\#(DotText.escaped(value))</td></tr>"#
            )
        }
        let style = mark.isEmpty ? "rounded" : "rounded,dashed"
        return
            "  \(block.id) [label=<<table border=\"1\" cellborder=\"0\" style=\"\(style)\">\(rows.joined())</table>>]"
    }
}

/// Texts in the DOT language.
enum DotText {
    static func escaped(_ text: String) -> String {
        var svg = SVGText()
        svg.put(content: text)
        return svg.text
    }

    static func quoted(_ text: String) -> String {
        "\"" + Words.clean(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
