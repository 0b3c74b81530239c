import Timelines

/// Writes the picture of one state of C's memory.
struct CellPictureWriter {
    private let layout: CellLayout
    private let change: CellChange
    private var svg = SVGText()

    init(_ layout: CellLayout, _ change: CellChange) {
        self.layout = layout
        self.change = change
    }

    mutating func write(
        _ scenario: ScenarioInfo, step: Int, _ style: PictureStyle, _ description: StepDescription
    ) -> String {
        svg.openPicture(
            scenario, step: step, part: nil, style: style, description: description, width: layout.width,
            height: layout.height)
        for column in layout.columns {
            svg.line("title", column.title, .title, x: column.x, y: CellMeasure.margin + 10)
        }
        svg.put("\n")
        for block in change.after.blocks {
            if let place = layout.place(block.id) { draw(block, place) }
        }
        for block in change.after.blocks where block.state == .live || block.state == .leaked {
            for index in block.cells.indices { drawArrow(from: block, index) }
        }
        drawWarnings()
        svg.put("</svg>\n")
        return svg.text
    }

    // MARK: - Blocks

    private func isGone(_ block: CellBlock) -> Bool { block.state == .freed || block.state == .ended }

    private mutating func draw(_ block: CellBlock, _ place: CellPlace) {
        let isGone = isGone(block)
        var states = block.isFocused ? " focus" : ""
        if change.isNew(block) { states += " new" }
        if isGone { states += " freed" }
        if block.state == .leaked { states += " unreachable" }
        svg.put("<g class=\"object cells\(states)\"")
        svg.put("data-block", block.id)
        svg.put("data-address", block.address)
        svg.put(">")
        svg.rectangle("box", x: place.x, y: place.y, width: place.width, height: height(block, place), radius: 8)
        if isGone { svg.hatch(x: place.x, y: place.y, width: place.width, height: height(block, place)) }
        drawHeader(block, place)
        for index in block.cells.indices.prefix(place.rows) { draw(block, index, place) }
        let left = block.cells.count - place.rows
        if left > 0 {
            let y = place.middle(ofCell: place.rows) + 4
            svg.line("remark", "\(left) more", .title, x: place.x + place.width - Measure.inset, y: y)
        }
        svg.put("</g>\n")
        if let ghost = CellWords.ghost(of: block, in: change.after) { drawGhost(ghost, block, place) }
    }

    /// A block may have fewer cells in one picture than in another.
    private func height(_ block: CellBlock, _ place: CellPlace) -> Double {
        let rows = min(block.cells.count, place.rows)
        return place.height - Double(place.rows - rows) * place.rowHeight
    }

    private mutating func drawHeader(_ block: CellBlock, _ place: CellPlace) {
        let baseline = place.y + 20
        var x = place.x + Measure.inset
        if let name = block.name {
            svg.line("cellname", name, .name, x: x, y: baseline)
            x += TextFace.name.width(of: name) + 10
        }
        svg.line("type", CellWords.type(block), .type, x: x, y: baseline)
        let badge = CellWords.mark(block.state) ?? CellWords.size(block)
        let pill = Typesetting.pillWidth(badge)
        let pillX = place.x + place.width - Measure.pillMargin - pill
        svg.rectangle("pill", x: pillX, y: place.y + 6.5, width: pill, height: Measure.pillHeight, radius: 6)
        svg.line("badge", badge, .badge, x: pillX + pill / 2, y: place.y + 19.8)
    }

    private mutating func draw(_ block: CellBlock, _ index: Int, _ place: CellPlace) {
        let cell = block.cells[index]
        let middle = place.middle(ofCell: index)
        let state = isGone(block) ? "" : change.isNew(block) ? " new" : change.isChanged(block, index) ? " changed" : ""
        svg.put("<g class=\"row cell\(state)\"")
        svg.put("data-address", cell.address)
        svg.put(">")
        var x = place.x + Measure.inset
        svg.plainLine("address", cell.address, .title, x: x, y: middle + 4)
        x += TextFace.title.width(of: cell.address) + 10
        let key = CellWords.key(block, index)
        if !key.isEmpty { svg.line("key", key, .code, x: x, y: middle + 4.3) }
        drawValue(block, index, place, middle)
        if block.showsBits, let bits = cell.bits { drawBits(bits, block, index, place, middle) }
        svg.put("</g>")
    }

    /// The bucket: what is in it, and struck through what was.
    private mutating func drawValue(_ block: CellBlock, _ index: Int, _ place: CellPlace, _ middle: Double) {
        let cell = block.cells[index]
        let right = place.x + place.width - Measure.inset
        let isPointer = cell.target != nil
        let value = CellWords.value(cell)
        let now = value ?? (isGone(block) ? "" : "?")
        let shown = Typesetting.value(now)
        let old = change.overwritten(block, index).flatMap(CellWords.value)
        let source = cell.truncatedFrom
        let dot = isPointer ? 16.0 : 0
        var width = TextFace.code.width(of: shown) + 2 * CellMeasure.inset + dot
        width = max(width, 44)
        svg.rectangle(
            "bucket", x: right - width, y: middle - CellMeasure.boxHeight / 2, width: width,
            height: CellMeasure.boxHeight, radius: 4)
        svg.line(
            value == nil ? "remark" : "value", shown, .code, x: right - CellMeasure.inset - dot, y: middle + 4.3)
        if isPointer { svg.circle("dot", x: right - CellMeasure.inset, y: middle, radius: Measure.dotRadius) }
        var x = right - width - 6
        for text in [source.map { "\($0) cut to" }, old].compactMap({ $0 }) {
            let isOld = text == old
            let face: TextFace = isOld ? .code : .title
            svg.line(
                isOld ? "old" : "remark", face.shortened(text, to: CellMeasure.mostValue), face, x: x, y: middle + 4.3)
            x -= face.width(of: text) + 8
        }
    }

    /// The bits in groups of eight; those that the step has turned over stand out.
    private mutating func drawBits(
        _ bits: String, _ block: CellBlock, _ index: Int, _ place: CellPlace, _ middle: Double
    ) {
        let all = Array(bits)
        let old = change.isNew(block) ? all : change.old(block, index)?.bits.map(Array.init) ?? all
        let advance = TextFace.code.width(of: "0")
        for (line, start) in stride(from: 0, to: all.count, by: CellMeasure.bitsInLine).enumerated() {
            let end = min(start + CellMeasure.bitsInLine, all.count)
            let width = Double(end - start + (end - start) / 8 - 1) * advance
            let left = place.x + place.width - Measure.inset - width
            let y = middle + CellMeasure.row / 2 + 12.5 + Double(line) * CellMeasure.bitsRow
            for group in stride(from: start, to: end, by: 8) {
                let x = left + Double(group - start + (group - start) / 8) * advance
                svg.line("bits", String(all[group..<min(group + 8, end)]), .code, x: x, y: y)
                for bit in group..<min(group + 8, end) where old.count == all.count && old[bit] != all[bit] {
                    svg.line("bits flipped", String(all[bit]), .code, x: x + Double(bit - group) * advance, y: y)
                }
            }
        }
    }

    /// What lies behind the block's end, where something was read or written all the same.
    private mutating func drawGhost(_ ghost: (address: String, width: Int), _ block: CellBlock, _ place: CellPlace) {
        let y = place.y + height(block, place)
        svg.put("<g class=\"ghost\"")
        svg.put("data-address", ghost.address)
        svg.put(">")
        svg.rectangle("box", x: place.x, y: y, width: place.width, height: CellMeasure.ghostRow)
        svg.plainLine("address", ghost.address, .title, x: place.x + Measure.inset, y: y + 17)
        let text = "\(CellWords.bytes(ghost.width)) outside"
        svg.line(
            "mark", text, .mark, x: place.x + Measure.inset + TextFace.title.width(of: ghost.address) + 10, y: y + 17)
        svg.put("</g>\n")
    }

    // MARK: - Arrows

    private mutating func drawArrow(from block: CellBlock, _ index: Int) {
        guard let target = block.cells[index].target, let from = layout.place(block.id),
            let to = layout.place(target.block),
            let pointed = change.after.blocks.first(where: { $0.id == target.block })
        else { return }
        let width = max(1, pointed.cells.first?.width ?? 1)
        let pointedCell = target.offset / width
        var end =
            target.state == .pastTheEnd ? to.y + height(pointed, to) - 1 : to.middle(ofCell: pointedCell)
        let start = (
            x: from.x + from.width - Measure.inset - CellMeasure.inset, y: from.middle(ofCell: min(index, from.rows))
        )
        let isNew = change.old(block, index)?.target != target
        let state = (target.state == .valid ? "" : " weak \(target.state.rawValue)") + (isNew ? " new" : "")
        svg.put("<g class=\"reference\(state)\"")
        svg.put("data-from", block.id)
        svg.put("data-to", target.block)
        svg.put(">")
        let edge = from.x + from.width
        let isAcross = to.x > edge
        // Where an arrow of the cell's own starts, one that comes back ends a little above it.
        if !isAcross, pointed.cells.indices.contains(pointedCell), pointed.cells[pointedCell].target != nil { end -= 7 }
        let tip = (x: isAcross ? to.x : to.x + to.width, y: end)
        let base = isAcross ? tip.x - 9 : tip.x + 9
        let bend = isAcross ? (tip.x - edge) / 2 : min(CellMeasure.loopRoom - 4, 16 + abs(end - start.y) / 7)
        let n = SVGText.number
        let curve =
            isAcross
            ? "C\(n(edge + bend)) \(n(start.y)) \(n(base - bend)) \(n(tip.y)) \(n(base)) \(n(tip.y))"
            : "C\(n(edge + bend)) \(n(start.y)) \(n(base + bend)) \(n(tip.y)) \(n(base)) \(n(tip.y))"
        svg.path("line", "M\(n(start.x)) \(n(start.y))L\(n(edge)) \(n(start.y))\(curve)")
        svg.path("head", "M\(n(tip.x)) \(n(tip.y))L\(n(base)) \(n(tip.y - 4))L\(n(base)) \(n(tip.y + 4))Z")
        svg.put("</g>\n")
    }

    // MARK: - What goes wrong

    private mutating func drawWarnings() {
        let lines = CellLayout.warningLines(change.after, width: layout.width - 2 * CellMeasure.margin)
        guard !lines.isEmpty else { return }
        var y = layout.warnings + 10
        for line in lines {
            svg.put("<g class=\"warning\(line.isUndefined ? " undefined" : "")\">")
            if line.isFirst { svg.rectangle("bar", x: CellMeasure.margin, y: y - 9, width: 8, height: 11, radius: 2) }
            svg.plainLine("sentence", line.text, .title, x: CellMeasure.margin + 16, y: y)
            svg.put("</g>\n")
            y += CellMeasure.warningLine
        }
    }
}
