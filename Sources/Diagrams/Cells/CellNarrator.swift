import Timelines

/// Says in words what a picture of cells shows.
struct CellNarrator {
    private let states: CellChange

    init(_ states: CellChange) {
        self.states = states
    }

    /// A block in words: `a`, or where it lies.
    private func title(_ block: CellBlock) -> String {
        block.name.map(Phrase.code) ?? "the \(CellWords.bytes(block.size)) at \(block.address)"
    }

    private func title(_ block: CellBlock, _ index: Int) -> String {
        let key = CellWords.key(block, index)
        if key.isEmpty { return title(block) }
        return block.name.map { Phrase.code($0 + key) } ?? "cell \(index) of \(title(block))"
    }

    // MARK: - Change

    /// What the step changed; a sentence for each block and each warning.
    func change() -> [String] {
        var sentences: [String] = []
        for block in states.after.blocks { sentences += changes(of: block) }
        for hazard in states.after.hazards { sentences.append(CellWords.warning(hazard) + ".") }
        return sentences.isEmpty ? ["Nothing changed in memory."] : sentences
    }

    private func changes(of block: CellBlock) -> [String] {
        guard let old = states.old(block) else { return [Phrase.sentence(introduction(of: block))] }
        var sentences: [String] = []
        if old.state != block.state {
            let verb =
                switch block.state {
                case .live: "in use again"
                case .leaked: "lost: no pointer leads there"
                case .freed: "freed"
                case .ended: "gone with its braces"
                }
            let isMany = block.name == nil && block.size != 1
            sentences.append(Phrase.sentence("\(title(block)) \(isMany ? "are" : "is") \(verb)"))
        }
        for index in block.cells.indices where states.isChanged(block, index) {
            let before = states.old(block, index).flatMap(CellWords.value).map { "held \($0)" } ?? "held nothing"
            let now = CellWords.value(block.cells[index]).map { "holds \($0)" } ?? "holds nothing"
            sentences.append(Phrase.sentence("\(title(block, index)) \(before) and \(now) now"))
        }
        return sentences
    }

    private func introduction(of block: CellBlock) -> String {
        let what =
            block.kind == .variable
            ? "\(title(block)) is new: \(block.type), \(CellWords.bytes(block.size)) at \(block.address)"
            : "\(CellWords.bytes(block.size)) are allocated at \(block.address)"
        return what + ", " + contents(of: block)
    }

    private func contents(of block: CellBlock) -> String {
        let values = block.cells.map { CellWords.value($0) }
        if values.allSatisfy({ $0 == nil }) { return "with nothing stored in it" }
        if values.count == 1 { return "holding \(values[0] ?? "nothing")" }
        let few = values.prefix(8).map { $0 ?? "nothing" }
        return "holding " + Phrase.list(few) + (values.count > 8 ? " and \(values.count - 8) more" : "")
    }

    // MARK: - State

    /// What there is now: every block, and what each pointer points at.
    func state() -> [String] {
        let sentences = states.after.blocks.map { Phrase.sentence(words(for: $0)) }
        let end = states.after.isUndefined ? ["From here on C says nothing about what the program does."] : []
        return (sentences.isEmpty ? ["There is no variable."] : sentences) + end
    }

    private func words(for block: CellBlock) -> String {
        let place = block.kind == .variable ? "\(title(block)) at \(block.address)" : title(block)
        let isMany = block.name == nil && block.size != 1
        switch block.state {
        case .freed: return "\(place) \(isMany ? "are" : "is") freed"
        case .ended: return "\(place) is gone with its braces"
        case .live, .leaked: break
        }
        let lost = block.state == .leaked ? ", and no pointer leads there" : ""
        if block.cells.count == 1, let target = block.cells[0].target { return "\(place) \(words(for: target))" + lost }
        return place + ", " + contents(of: block) + lost
    }

    private func words(for target: CellTarget) -> String {
        guard let block = states.after.blocks.first(where: { $0.id == target.block }) else {
            return "points at nothing"
        }
        switch target.state {
        case .pastTheEnd: return "points just past the end of \(title(block))"
        case .dangling:
            return "dangles: it points at \(title(block)), which \(block.name == nil ? "have been freed" : "is gone")"
        case .valid:
            let inside = target.offset > 0 ? "byte \(target.offset) of " : ""
            return "points at \(inside)\(title(block))"
        }
    }
}
