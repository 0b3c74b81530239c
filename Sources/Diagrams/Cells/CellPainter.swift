import Timelines

/// Draws C's memory: a card for each variable and allocation, with its cells in a table; pointers are arrows.
///
/// 1. `CellLayout` gives each block one place for all pictures.
/// 2. `CellNarrator` says in words what changed and what there is.
/// 3. `CellPictureWriter` writes the SVG of each state.
enum CellPainter: StatePainter {
    static func paints(_ state: MemoryState) -> Bool { state.cells != nil }

    static func paint(_ timeline: Timeline, _ options: DrawingOptions) throws -> [PaintedState] {
        let states = timeline.steps.compactMap(\.state.cells)
        let layout = try CellLayout(states, rowLimit: options.rowLimit)
        var before = timeline.start.cells ?? CellMemory()
        var painted: [PaintedState] = []
        for step in timeline.steps {
            guard let after = step.state.cells else { continue }
            let change = CellChange(before: before, after: after)
            let narrator = CellNarrator(change)
            let description = StepDescription(
                title: Words.clean("\(timeline.scenario.title), step \(step.index): \(step.title)"),
                change: narrator.change().joined(separator: " "), state: narrator.state().joined(separator: " "))
            var writer = CellPictureWriter(layout, change)
            let svg = writer.write(timeline.scenario, step: step.index, options.style, description)
            painted.append(
                PaintedState(
                    picture: Picture(step: step.index, part: nil, svg: svg, description: description),
                    dot: { CellText(state: after, title: description.title).dot }))
            before = after
        }
        return painted
    }
}

/// Two states of memory, and what is new in the second.
struct CellChange {
    let before: CellMemory
    let after: CellMemory

    func old(_ block: CellBlock) -> CellBlock? { before.blocks.first { $0.id == block.id } }

    func old(_ block: CellBlock, _ index: Int) -> Cell? {
        guard let old = old(block), old.cells.indices.contains(index), old.cells[index].type == block.cells[index].type
        else { return nil }
        return old.cells[index]
    }

    /// The value that the step has overwritten; nil where there was none or it is the same.
    func overwritten(_ block: CellBlock, _ index: Int) -> Cell? {
        guard let old = old(block, index), old.value != nil, old.value != block.cells[index].value else { return nil }
        return old
    }

    func isNew(_ block: CellBlock) -> Bool { old(block) == nil }

    /// Whether a cell of a block holds another value than before.
    func isChanged(_ block: CellBlock, _ index: Int) -> Bool {
        guard let old = old(block, index) else { return false }
        return old.value != block.cells[index].value && block.state != .freed && block.state != .ended
    }
}
