import Timelines

/// The measures of a picture of cells, in points.
enum CellMeasure {
    static let margin = 20.0
    static let header = 30.0
    static let row = 26.0
    static let bitsRow = 17.0
    /// Above the first line of bits, and below the last.
    static let bitsGap = 5.0
    static let cardBottom = 8.0
    static let cardGap = 16.0
    static let columnGap = 96.0
    /// Room for arrows that come back to the column they left.
    static let loopRoom = 44.0
    static let columnTitle = 24.0
    static let ghostRow = 26.0
    static let warningLine = 17.0
    static let warningGap = 18.0
    /// From the cell's box to the card's side.
    static let inset = 10.0
    static let boxHeight = 20.0
    static let mostValue = 150.0
    static let bitsInLine = 32
}

/// One block's place, the same in every picture.
struct CellPlace {
    var id: String
    var isVariable: Bool
    var x = 0.0
    var y = 0.0
    var width: Double
    /// How many cells have a row; the rest is counted in a last one.
    var rows: Int
    var hasMore: Bool
    /// Lines of bits below each row; 0 where no picture shows them.
    var bitLines: Int
    /// Whether a picture shows what lies outside, below its last cell.
    var hasGhost: Bool

    var rowHeight: Double {
        CellMeasure.row + Double(bitLines) * CellMeasure.bitsRow + (bitLines > 0 ? CellMeasure.bitsGap : 0)
    }
    var height: Double {
        CellMeasure.header + Double(rows) * rowHeight + (hasMore ? CellMeasure.row : 0) + CellMeasure.cardBottom
    }
    /// With what lies below it.
    var fullHeight: Double { height + (hasGhost ? CellMeasure.ghostRow : 0) }

    /// The middle of a cell's box; of one without a row, that of the last line.
    func middle(ofCell index: Int) -> Double {
        if index < rows { return y + CellMeasure.header + Double(index) * rowHeight + CellMeasure.row / 2 }
        return y + CellMeasure.header + Double(rows) * rowHeight + CellMeasure.row / 2
    }
}

/// Where every block stands: variables in one column, allocations in the other, in the order of their addresses.
struct CellLayout {
    private(set) var places: [CellPlace] = []
    private(set) var width = 0.0
    private(set) var height = 0.0
    /// Where the sentences about what goes wrong begin.
    private(set) var warnings = 0.0
    private(set) var columns: [(title: String, x: Double)] = []

    init(_ states: [CellMemory], rowLimit: Int) throws {
        var order: [String] = []
        var seen: [String: [(CellBlock, CellMemory)]] = [:]
        for state in states {
            for block in state.blocks {
                if seen[block.id] == nil { order.append(block.id) }
                seen[block.id, default: []].append((block, state))
            }
        }
        guard order.count <= DrawingError.boxLimit else {
            throw DrawingError.tooLarge(boxes: order.count, references: 0)
        }
        var all = order.compactMap { id in seen[id].map { Self.place(id, $0, rowLimit) } }
        arrange(&all, order, seen)
        places = all
        let most = states.map { Self.warningLines($0, width: width - 2 * CellMeasure.margin).count }.max() ?? 0
        warnings = height
        if most > 0 { height += Double(most) * CellMeasure.warningLine + CellMeasure.warningGap }
    }

    func place(_ id: String) -> CellPlace? { places.first { $0.id == id } }

    // MARK: - Sizes

    private static func place(_ id: String, _ states: [(CellBlock, CellMemory)], _ limit: Int) -> CellPlace {
        let blocks = states.map(\.0)
        let cells = blocks.map(\.cells.count).max() ?? 0
        let rows = cells > limit ? limit - 1 : cells
        let showsBits = blocks.contains(where: \.showsBits)
        let bits = (blocks.flatMap(\.cells).map(\.width).max() ?? 0) * 8
        let bitLines = showsBits ? max(1, (bits + CellMeasure.bitsInLine - 1) / CellMeasure.bitsInLine) : 0
        return CellPlace(
            id: id, isVariable: blocks.first?.kind == .variable,
            width: (blocks.map { Self.width($0, rows) }.max() ?? 0).rounded(.up), rows: rows, hasMore: cells > rows,
            bitLines: bitLines,
            hasGhost: states.contains { block, state in CellWords.ghost(of: block, in: state) != nil })
    }

    private static func width(_ block: CellBlock, _ rows: Int) -> Double {
        let inset = Measure.inset
        let header =
            TextFace.name.width(of: CellWords.name(block)) + Measure.gap
            + TextFace.type.width(of: CellWords.type(block)) + Measure.gap
            + Typesetting.pillWidth(CellWords.size(block)) + 2 * inset
        let bits = block.showsBits ? TextFace.code.width(of: String(repeating: "0", count: bitsWidth(block))) : 0
        let row =
            block.cells.prefix(rows).indices.map { index in
                TextFace.title.width(of: block.cells[index].address) + Measure.gap
                    + TextFace.code.width(of: CellWords.key(block, index)) + Measure.gap
                    + valueWidth(block.cells[index])
            }.max() ?? 0
        return max(header, bits + 2 * inset, row + 2 * inset)
    }

    /// Room for a value with the one before it.
    private static func valueWidth(_ cell: Cell) -> Double {
        let widest: String =
            switch (cell.type.hasSuffix("*"), cell.width) {
            case (true, _): "0x0000 → 0x0000"
            case (_, 1): "-128 → -128 'x'"
            case (_, 2): "-32768 → -32768"
            case (_, 4): "-2147483648"
            default: "-9223372036854775808"
            }
        return TextFace.code.width(of: widest) + 2 * CellMeasure.inset
    }

    private static func bitsWidth(_ block: CellBlock) -> Int {
        let bits = min((block.cells.map(\.width).max() ?? 1) * 8, CellMeasure.bitsInLine)
        return bits + bits / 8 - 1
    }

    private mutating func arrange(
        _ all: inout [CellPlace], _ order: [String], _ seen: [String: [(CellBlock, CellMemory)]]
    ) {
        let hasLoops = seen.values.joined().contains { block, state in
            block.cells.contains { cell in
                guard let target = cell.target else { return false }
                return state.blocks.first { $0.id == target.block }?.kind == block.kind
            }
        }
        var x = CellMeasure.margin
        var bottom = 0.0
        for isVariable in [true, false] {
            let column = all.indices.filter { all[$0].isVariable == isVariable }
            guard !column.isEmpty else { continue }
            let widest = column.map { all[$0].width }.max() ?? 0
            columns.append((isVariable ? "variables" : "allocated memory", x))
            var y = CellMeasure.margin + CellMeasure.columnTitle
            for index in column {
                all[index].x = x
                all[index].y = y
                all[index].width = widest
                y += all[index].fullHeight + CellMeasure.cardGap
            }
            bottom = max(bottom, y - CellMeasure.cardGap)
            x += widest + CellMeasure.columnGap
        }
        width = max(x - CellMeasure.columnGap, 300) + CellMeasure.margin + (hasLoops ? CellMeasure.loopRoom : 0)
        height = max(bottom, CellMeasure.margin + CellMeasure.columnTitle) + CellMeasure.margin
    }

    /// What goes wrong, in lines of a picture's width.
    static func warningLines(_ state: CellMemory, width: Double) -> [(text: String, isUndefined: Bool, isFirst: Bool)] {
        state.hazards.flatMap { hazard in
            TextFace.title.wrapped(CellWords.warning(hazard), to: width - 18).enumerated().map {
                ($0.element, hazard.isUndefined, $0.offset == 0)
            }
        }
    }
}
