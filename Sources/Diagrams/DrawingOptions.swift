/// Which objects get a card.
public enum CardMode: String, Sendable, CaseIterable {
    /// Those that a name holds, that two slots share or that hold references themselves; the rest is written inside its
    /// slot.
    case some
    /// All but `None`, `True` and `False`.
    case all
}

/// How pictures get their colours and whether they can share a page.
public enum PictureStyle: Equatable, Sendable {
    /// A file of its own: colours resolved in a `<style>` of the picture, for programs that know no CSS variables.
    case standalone(Theme)
    /// Part of a page: colours come from the page's style sheet (`DiagramStyleSheet.css`), and the salt, a word unique
    /// on the page, keeps the identifiers of pictures apart.
    case page(salt: String)
}

/// What to vary in a drawing.
public struct DrawingOptions: Equatable, Sendable {
    /// How pictures get their colours.
    public var style: PictureStyle
    /// Which objects get a card.
    public var cards: CardMode
    /// The most rows that a card shows; a longer list ends with a row that says how many more there are. At least 2.
    public var rowLimit: Int

    /// Makes options.
    public init(style: PictureStyle = .standalone(.light), cards: CardMode = .some, rowLimit: Int = 12) {
        self.style = style
        self.cards = cards
        self.rowLimit = max(rowLimit, 2)
    }
}
