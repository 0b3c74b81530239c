/// The advance widths of one face: how far the pen moves for each character.
struct FontAdvances: Sendable {
    /// Consecutive code points.
    struct Run: Sendable {
        let start: UInt32
        let advances: [UInt16]

        init(_ start: UInt32, _ advances: [UInt16]) {
            self.start = start
            self.advances = advances
        }

        init(_ start: UInt32, repeating advance: UInt16, count: Int) {
            self.init(start, [UInt16](repeating: advance, count: count))
        }
    }

    /// What one em is divided into.
    let unitsPerEm: Double
    /// In the order of code points, without overlap.
    let runs: [Run]

    init(unitsPerEm: Double, runs: [Run]) {
        self.unitsPerEm = unitsPerEm
        self.runs = runs
    }

    /// The advance in em; nil where the face has no such character and a browser takes it from another.
    func advance(of scalar: Unicode.Scalar) -> Double? {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start <= scalar.value { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let run = runs[low - 1]
        let offset = Int(scalar.value - run.start)
        return offset < run.advances.count ? Double(run.advances[offset]) / unitsPerEm : nil
    }
}

/// A face at a size: what a text of a picture is set in.
struct TextFace: Sendable {
    private let advances: FontAdvances
    /// In points.
    let size: Double

    /// The type of an object.
    static let type = TextFace(advances: .interSemiBold, size: 12)
    /// The text of a badge.
    static let badge = TextFace(advances: .interSemiBold, size: 10.5)
    /// The line at the bottom of a card, and the count at a stub.
    static let mark = TextFace(advances: .interSemiBold, size: 10.5)
    /// What keeps an object that has no reference.
    static let note = TextFace(advances: .interRegular, size: 10)
    /// The heading of a frame.
    static let title = TextFace(advances: .interRegular, size: 11)
    /// A slot's key and value.
    static let code = TextFace(advances: .jetBrainsMono, size: 12.5)
    /// The value of an object that holds its own.
    static let value = TextFace(advances: .jetBrainsMono, size: 15)
    /// A name in a frame.
    static let name = TextFace(advances: .jetBrainsMono, size: 13)

    /// The width of a text in points.
    func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + (advances.advance(of: $1) ?? Self.fallback($1)) } * size
    }

    /// Whether every character is in the face, so that the width is exact and not an estimate.
    func knows(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { advances.advance(of: $0) != nil }
    }

    /// The text where it fits into the width; else as much of its start as fits, an ellipsis, and the closing quote
    /// or bracket that the text ended with.
    func shortened(_ text: String, to limit: Double) -> String {
        guard width(of: text) > limit else { return text }
        let closing = text.last.map { "'\")]}>".contains($0) ? String($0) : "" } ?? ""
        let room = limit - width(of: "…" + closing)
        var kept = ""
        var used = 0.0
        for character in text {
            used += width(of: String(character))
            if used > room { break }
            kept.append(character)
        }
        return kept + "…" + closing
    }

    /// The width in em of a character that another face draws: nothing for marks that combine, a little more than any
    /// emoji face takes, a square for ideographs and for whatever is not known.
    private static func fallback(_ scalar: Unicode.Scalar) -> Double {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1F3FB...0x1F3FF: return 0
        case 0x2600...0x27BF, 0x1F000...0x1FBFF: return 1.35
        default: return 1
        }
    }
}
