/// Texts cut to the room they have, and the room that boxes need for them.
enum Typesetting {
    static func type(_ text: String) -> String { TextFace.type.shortened(text, to: Measure.widestType) }
    static func key(_ text: String) -> String { TextFace.code.shortened(text, to: Measure.widestKey) }
    static func value(_ text: String) -> String { TextFace.code.shortened(text, to: Measure.widestValue) }
    static func whole(_ text: String) -> String { TextFace.value.shortened(text, to: Measure.widestWhole) }
    static func name(_ text: String) -> String { TextFace.name.shortened(text, to: Measure.widestName) }
    static func title(_ text: String) -> String { TextFace.title.shortened(text, to: Measure.widestTitle) }
    static func mark(_ mark: Scene.Mark) -> String { mark.face.shortened(mark.text, to: Measure.widestMark) }

    /// The width of a badge's pill.
    static func pillWidth(_ badge: String) -> Double {
        TextFace.badge.width(of: badge) + 2 * Measure.pillInset
    }

    /// The width that a card needs, without room for dots at its left.
    static func width(_ card: Scene.Card) -> Double {
        let header =
            Measure.inset + TextFace.type.width(of: type(card.type)) + Measure.gap + pillWidth(card.badge)
            + Measure.pillMargin
        let whole = card.value.map { TextFace.value.width(of: Self.whole($0)) } ?? 0
        let mark = card.mark.map { $0.face.width(of: Self.mark($0)) } ?? 0
        let rows = card.rows.map { row in
            let key = TextFace.code.width(of: Self.key(row.key))
            switch row.value {
            case .text(let text): return key + Measure.gap + TextFace.code.width(of: value(text))
            case .remark(let text): return key + Measure.gap + TextFace.title.width(of: text)
            case .reference, .released: return key + Measure.gap + 2 * Measure.dotRadius
            }
        }
        return max(header, 2 * Measure.inset + ([whole, mark] + rows).reduce(0, max))
    }

    /// The width of a frame's panel and the column in which its names end.
    static func panel(title: String, names: [String], texts: [String]) -> (width: Double, nameColumn: Double) {
        let widestName = names.map { TextFace.name.width(of: name(Words.clean($0))) }.max() ?? 0
        let widestText = texts.map { TextFace.name.width(of: name($0)) }.max()
        let right = widestText.map { Measure.gap * 0.75 + $0 + Measure.inset } ?? 2 * Measure.inset
        let column = Measure.panelInset + Measure.inset + widestName
        let heading = TextFace.title.width(of: Self.title(title)) + 20
        let width = max(column + right + Measure.panelInset, heading, 64)
        return (width, width - Measure.panelInset - right)
    }
}
