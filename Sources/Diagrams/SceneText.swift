import Timelines

/// A scene in the DOT language, for stock Graphviz: HTML-like labels with the texts of the picture.
struct SceneText: Sendable {
    let scene: Scene
    let places: Places
    let title: String

    /// The graph; ends with a newline.
    var dot: String {
        var lines = [
            "digraph \(quoted(title)) {",
            "  graph [rankdir=LR, nodesep=0.3, ranksep=0.85, fontname=\"Helvetica\", labelloc=t, label=\(quoted(title))]",
            "  node [shape=plain, fontname=\"Helvetica\", fontsize=11]",
            "  edge [arrowsize=0.75, color=\"\(paint(.line))\"]",
        ]
        lines += scene.panels.map(panel)
        lines += ["  {rank=source; " + scene.panels.map { "\($0.frame);" }.joined(separator: " ") + "}"]
        lines += scene.cards.map(card)
        lines += scene.references.map(reference)
        lines += scene.cards.compactMap(stub)
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private func panel(_ panel: Scene.Panel) -> String {
        let frame = places.frames.first { $0.id == panel.frame }
        let heading = frame.map { Words.heading($0.kind, Words.clean($0.name)) } ?? ""
        let rows = panel.names.map { tag in
            let text = Typesetting.name(tag.name) + (tag.text.map { " = " + Typesetting.name($0) } ?? "")
            return
                #"<tr><td port="r\#(tag.place)" border="1" align="right" bgcolor="\#(paint(.card))">\#(code(text))</td></tr>"#
        }
        let title = #"<tr><td align="left"><font color="\#(paint(.muted))">\#(escaped(heading))</font></td></tr>"#
        return node(
            "\(panel.frame)", ##"border="0" cellspacing="4" bgcolor="\##(paint(.panel))" style="rounded""##,
            [title] + rows)
    }

    private func card(_ card: Scene.Card) -> String {
        var rows = [
            #"<tr><td align="left"><b><font color="\#(paint(.accent))">\#(escaped(Typesetting.type(card.type)))</font></b></td>"#
                + #"<td align="right">\#(escaped(card.badge))</td></tr>"#
        ]
        if let value = card.value {
            rows.append(#"<tr><td colspan="2" align="left">\#(code(Typesetting.whole(value)))</td></tr>"#)
        }
        rows += card.rows.map { row in
            let value =
                switch row.value {
                case .text(let text): code(Typesetting.value(text))
                case .remark(let text): escaped(text)
                case .reference: "&#9679;"
                case .released: "&#9675;"
                }
            return #"<tr><td align="left">\#(code(Typesetting.key(row.key)))</td>"#
                + #"<td port="r\#(row.place)" align="right">\#(value)</td></tr>"#
        }
        if let mark = card.mark {
            rows.append(#"<tr><td colspan="2" align="left"><i>\#(escaped(mark.text))</i></td></tr>"#)
        }
        let style = card.isFreed || card.isUnreachable ? "rounded,dashed" : "rounded"
        let color = paint(
            card.isFreed || card.isUnreachable ? .freed : card.isNew ? .new : card.isChanged ? .changed : .border)
        return node(
            "\(card.id)",
            ##"border="1" cellborder="0" cellspacing="2" bgcolor="\##(paint(.card))" color="\##(color)" style="\##(style)""##,
            rows)
    }

    private func paint(_ role: ColorRole) -> String { Theme.light.color(role) }

    private func node(_ name: String, _ attributes: String, _ rows: [String]) -> String {
        "  \(name) [label=<<table \(attributes)>\(rows.joined())</table>>]"
    }

    private func reference(_ reference: Scene.Reference) -> String {
        let (tail, place): (String, Int) =
            switch reference.source {
            case .name(let frame, let place): ("\(frame)", place)
            case .slot(let holder, let place): ("\(holder)", place)
            }
        var attributes: [String] = []
        if reference.isWeak { attributes.append("style=dashed") }
        switch reference.change {
        case .none: break
        case .new: attributes += ["color=\"\(paint(.new))\"", "penwidth=1.8"]
        case .changed: attributes += ["color=\"\(paint(.changed))\"", "penwidth=1.8"]
        }
        let suffix = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
        return "  \(tail):r\(place):e -> \(reference.target)\(suffix)"
    }

    private func stub(_ card: Scene.Card) -> String? {
        scene.stubs[card.id].map { count in
            "  stub_\(card.id) [shape=box, style=\"rounded,dashed\", label=\"+\(count)\", height=0.2, width=0.4]\n"
                + "  stub_\(card.id) -> \(card.id)"
        }
    }

    private func code(_ text: String) -> String {
        text.isEmpty ? "" : #"<font face="Courier">\#(escaped(text))</font>"#
    }

    private func escaped(_ text: String) -> String {
        var svg = SVGText()
        svg.put(content: text)
        return svg.text
    }

    private func quoted(_ text: String) -> String {
        "\"" + Words.clean(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
