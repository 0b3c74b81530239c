import Timelines

/// The short texts of a picture of cells.
enum CellWords {
    static func name(_ block: CellBlock) -> String { block.name ?? block.address }

    static func type(_ block: CellBlock) -> String { block.type }

    static func size(_ block: CellBlock) -> String { bytes(block.size) }

    static func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(count) bytes" }

    /// The name of a cell in its block; of a block with one cell, nothing.
    static func key(_ block: CellBlock, _ index: Int) -> String {
        block.cells.count == 1 ? "" : "[\(index)]"
    }

    /// A value with the character that it stands for in a `char`.
    static func value(_ cell: Cell) -> String? {
        guard let value = cell.value else { return nil }
        guard cell.type.hasSuffix("char"), let number = Int(value), (0x20..<0x7F).contains(number) else { return value }
        return "\(value) '\(Character(UnicodeScalar(UInt8(number))))'"
    }

    static func mark(_ state: CellBlock.State) -> String? {
        switch state {
        case .live: nil
        case .leaked: "leaked"
        case .freed: "freed"
        case .ended: "ended"
        }
    }

    /// A kind of hazard as a person writes it: `use after free`.
    static func kind(_ hazard: CellHazard) -> String { hazard.kind.split(separator: "_").joined(separator: " ") }

    static func warning(_ hazard: CellHazard) -> String {
        let head = hazard.isUndefined ? "Undefined, \(kind(hazard)): " : "\(kind(hazard).capitalizedFirst): "
        return Words.clean(head + hazard.message)
    }

    /// The cell outside a block that a hazard of the state is about: its address, and how many bytes it has.
    static func ghost(of block: CellBlock, in state: CellMemory) -> (address: String, width: Int)? {
        for hazard in state.hazards where hazard.block == block.id && hazard.kind == "out_of_bounds" {
            guard let address = hazard.address, let place = UInt64(address.dropFirst(2), radix: 16),
                let start = UInt64(block.address.dropFirst(2), radix: 16), place >= start + UInt64(block.size)
            else { continue }
            return (address, hazard.width)
        }
        return nil
    }
}

extension String {
    /// The text with a capital at its start.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
