import Timelines

extension Memory {
    /// The state as a timeline holds it.
    ///
    /// - Parameters:
    ///   - goneBefore: the blocks that were gone when the step began: they are listed only where a pointer points at
    ///     them.
    ///   - bits: the blocks whose bits the picture shows.
    package func snapshot(
        goneBefore: Set<Int> = [], hazards: [CellHazard] = [], isUndefined: Bool = false, bits: Set<Int> = [],
        focus: Set<Int> = []
    ) -> CellMemory {
        let pointedAt = Set(
            blocks.filter { $0.state == .live }.flatMap { $0.pointers.values.compactMap(\.block) })
        let named = Set(hazards.compactMap(\.block))
        var listed: [CellBlock] = []
        for (number, block) in blocks.enumerated() {
            if block.state != .live, goneBefore.contains(number), !pointedAt.contains(number),
                !named.contains(Self.id(number))
            {
                continue
            }
            listed.append(
                CellBlock(
                    id: Self.id(number), kind: block.kind == .variable ? .variable : .allocation, name: block.name,
                    type: typeName(block), address: block.address.hexadecimal, size: block.size, state: state(block),
                    cells: cells(block), showsBits: bits.contains(number), isFocused: focus.contains(number)))
        }
        let leaked = blocks.filter { $0.state == .live && $0.isLeaked }.map(\.size).reduce(0, +)
        return CellMemory(blocks: listed, hazards: hazards, leakedBytes: leaked, isUndefined: isUndefined)
    }

    /// The blocks that are gone.
    package var gone: Set<Int> { Set(blocks.indices.filter { blocks[$0].state != .live }) }

    /// The identity of a block in timelines.
    package static func id(_ number: Int) -> String { "b\(number + 1)" }

    /// An allocation for one value is called by that value's type.
    private func typeName(_ block: Block) -> String {
        if block.kind == .allocation, case .array(let element, 1) = block.type { return element.name }
        return block.type.name
    }

    private func state(_ block: Block) -> CellBlock.State {
        switch block.state {
        case .live: block.isLeaked ? .leaked : .live
        case .freed: .freed
        case .ended: .ended
        }
    }

    private func cells(_ block: Block) -> [Cell] {
        let width = max(1, block.type.cell.size)
        var cells: [Cell] = []
        var offset = 0
        while offset + width <= block.size {
            cells.append(cell(block, offset, block.type.cell))
            offset += width
        }
        while offset < block.size {
            cells.append(cell(block, offset, .integer(.char)))
            offset += 1
        }
        return cells
    }

    private func cell(_ block: Block, _ offset: Int, _ type: CellType) -> Cell {
        var cell = Cell(
            address: (block.address + UInt64(offset)).hexadecimal, type: type.name, width: type.size, value: nil)
        // What is gone has no value that could be shown.
        guard block.state == .live, block.isSet[offset..<offset + type.size].allSatisfy({ $0 }),
            let value = value(block, offset, type)
        else { return cell }
        cell.bits = block.bytes[offset..<offset + type.size].reversed().map(Self.bits).joined()
        cell.truncatedFrom = block.truncations[offset].map { "\($0)" }
        switch value {
        case .integer(let number, _): cell.value = "\(number)"
        case .pointer(let pointer, _):
            cell.value = pointer == .null ? "NULL" : pointer.address.hexadecimal
            cell.target = target(pointer)
        case .void: break
        }
        return cell
    }

    private static func bits(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 2)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private func target(_ pointer: Pointer) -> CellTarget? {
        guard let number = pointer.block else { return nil }
        let block = blocks[number]
        let offset = Int(pointer.address - block.address)
        let state: CellTarget.State =
            block.state != .live ? .dangling : offset >= block.size ? .pastTheEnd : .valid
        return CellTarget(block: Self.id(number), offset: offset, state: state)
    }
}
