/// Blocks of bytes: the variables and the allocations of a C program.
///
/// A value: whoever asks a question that must leave no trace asks a copy.
package struct Memory: Sendable {
    package enum Kind: Sendable {
        case variable, allocation
    }

    package enum State: Sendable {
        case live, freed, ended
    }

    /// A variable or an allocation. Nothing is ever removed: what dangles must still be known.
    package struct Block: Sendable {
        package let kind: Kind
        package let name: String?
        /// Of a variable its own; of an allocation an array of what the first typed pointer to it points at.
        package var type: CellType
        package let address: UInt64
        package let size: Int
        package var state = State.live
        /// How many braces were open where it was declared.
        let depth: Int
        var bytes: [UInt8]
        var isSet: [Bool]
        /// The pointers that are stored in it whole, by their offset.
        var pointers: [Int: Pointer] = [:]
        /// The types with which an allocation's bytes were stored, by their offset.
        var stored: [Int: CellType] = [:]
        /// Whether a typed pointer has taken it.
        var isTyped: Bool
        /// What values that did not fit were, by the offset of the cell; of the step that runs.
        package var truncations: [Int: Int128] = [:]
        package var isLeaked = false

        init(_ kind: Kind, name: String?, type: CellType, address: UInt64, size: Int, depth: Int, zeroed: Bool) {
            self.kind = kind
            self.name = name
            self.type = type
            self.address = address
            self.size = size
            self.depth = depth
            bytes = [UInt8](repeating: 0, count: size)
            isSet = [Bool](repeating: zeroed, count: size)
            isTyped = kind == .variable
        }

        /// How a message names it.
        package var title: String {
            name.map { "'\($0)'" } ?? "the \(size) byte\(size == 1 ? "" : "s") at \(address.hexadecimal)"
        }
    }

    package private(set) var blocks: [Block] = []
    private var nextVariable = Machine.firstVariable
    private var nextAllocation = Machine.firstAllocation

    package init() {}

    // MARK: - Making and ending

    /// Whether a variable of this size still has room below the allocations.
    package func hasRoom(for type: CellType) -> Bool {
        Self.aligned(nextVariable, type.alignment) + UInt64(type.size) <= Machine.firstAllocation
    }

    /// Whether an allocation of so many bytes is within the limit.
    package func canAllocate(_ size: Int) -> Bool {
        blocks.filter { $0.kind == .allocation }.map(\.size).reduce(size, +) <= Machine.mostAllocated
    }

    /// - Returns: the number of the new block.
    package mutating func declare(_ name: String, _ type: CellType, depth: Int) -> Int {
        let address = Self.aligned(nextVariable, type.alignment)
        nextVariable = address + UInt64(type.size)
        blocks.append(
            Block(.variable, name: name, type: type, address: address, size: type.size, depth: depth, zeroed: false))
        return blocks.count - 1
    }

    package mutating func allocate(_ size: Int, zeroed: Bool) -> Pointer {
        let address = Self.aligned(nextAllocation, Int(Machine.allocationAlignment))
        nextAllocation = address + UInt64(size) + Machine.allocationGap
        blocks.append(
            Block(
                .allocation, name: nil, type: .array(.integer(.char), count: size), address: address, size: size,
                depth: 0, zeroed: zeroed))
        return Pointer(address: address, block: blocks.count - 1)
    }

    private static func aligned(_ address: UInt64, _ alignment: Int) -> UInt64 {
        let alignment = UInt64(alignment)
        return (address + alignment - 1) / alignment * alignment
    }

    /// A pointer to this type has taken an allocation: its cells are of the type.
    package mutating func adopt(_ pointer: Pointer, as type: CellType) {
        guard let number = pointer.block, !blocks[number].isTyped, type.size > 0 else { return }
        blocks[number].isTyped = true
        blocks[number].type = .array(type, count: blocks[number].size / type.size)
    }

    package mutating func free(_ pointer: Pointer) throws(Hazard) {
        if pointer == .null { return }
        guard let number = pointer.block else { return }
        let block = blocks[number]
        if block.state == .freed {
            throw Hazard(.doubleFree, "\(block.title) is freed again", block: number)
        }
        guard block.kind == .allocation else {
            throw Hazard(
                .badFree, "free is given the address of the variable \(block.title)", block: number)
        }
        guard pointer.address == block.address else {
            throw Hazard(
                .badFree, "free is given an address inside \(block.title), and not its start", block: number,
                address: pointer.address, width: 1)
        }
        blocks[number].state = .freed
    }

    /// The braces at this depth are closed: what was declared between them ends.
    package mutating func end(depth: Int) {
        for number in blocks.indices
        where blocks[number].kind == .variable && blocks[number].state == .live && blocks[number].depth >= depth {
            blocks[number].state = .ended
        }
    }

    // MARK: - Reading and writing

    /// Checks that the bytes are there and suit the type.
    ///
    /// - Returns: the block and the offset in it.
    private func place(
        _ pointer: Pointer, _ type: CellType, writing: Bool
    ) throws(Hazard) -> (block: Int, offset: Int) {
        let verb = writing ? "written" : "read"
        guard let number = pointer.block else {
            throw Hazard(.nullDereference, "what NULL points at is \(verb)")
        }
        let block = blocks[number]
        let offset = Int(pointer.address) - Int(block.address)
        switch block.state {
        case .live: break
        case .freed:
            throw Hazard(
                .useAfterFree, "\(block.title) \(block.size == 1 ? "is" : "are") \(verb) after being freed",
                block: number, address: pointer.address, width: type.size)
        case .ended:
            throw Hazard(
                .useAfterScope, "\(block.title) is \(verb) after its braces have been left", block: number,
                address: pointer.address, width: type.size)
        }
        guard offset >= 0, offset + type.size <= block.size else {
            let end = offset >= block.size ? "past the end of" : offset < 0 ? "before" : "over the end of"
            throw Hazard(
                .outOfBounds, "\(type.size) byte\(type.size == 1 ? " is" : "s are") \(verb) \(end) \(block.title)",
                block: number, address: pointer.address, width: type.size)
        }
        guard Int(pointer.address) % type.alignment == 0 else {
            throw Hazard(
                .misalignedAccess,
                "\(type.name.withArticle) is \(verb) at \(pointer.address.hexadecimal), which is no multiple of "
                    + "\(type.alignment)", block: number, address: pointer.address, width: type.size)
        }
        return (number, offset)
    }

    private func checkType(_ number: Int, _ offset: Int, _ type: CellType, writing: Bool) throws(Hazard) {
        let block = blocks[number]
        let known: CellType?
        if block.kind == .variable {
            known = block.type.cell
        } else if writing {
            known = nil
        } else {
            known = block.stored[offset]
        }
        guard let known, !Self.mayAlias(type, known) else { return }
        throw Hazard(
            .wrongTypeAccess,
            "\(known.name.withArticle) is \(writing ? "written" : "read") as \(type.name.withArticle)", block: number,
            address: block.address + UInt64(offset), width: type.size)
    }

    /// C11, 6.5: by its own type, by that with the other sign, or by a character type.
    private static func mayAlias(_ type: CellType, _ known: CellType) -> Bool {
        switch (type, known) {
        case (.integer(let type), _) where type.rank == 0: true
        case (.integer(let type), .integer(let known)): type.unsigned == known.unsigned
        case (.pointer, .pointer): true
        default: type == known
        }
    }

    package func load(_ pointer: Pointer, _ type: CellType) throws(Hazard) -> CellValue {
        let (number, offset) = try place(pointer, type, writing: false)
        let block = blocks[number]
        guard block.isSet[offset..<offset + type.size].allSatisfy({ $0 }) else {
            throw Hazard(
                .uninitialisedRead,
                "\(block.title) \(block.name == nil && block.size != 1 ? "are" : "is") read and nothing has been stored there",
                block: number, address: pointer.address, width: type.size)
        }
        try checkType(number, offset, type, writing: false)
        guard let value = value(block, offset, type) else {
            throw Hazard(
                .wrongTypeAccess, "a pointer is read from bytes that are none", block: number,
                address: pointer.address, width: type.size)
        }
        return value
    }

    /// The value of set bytes; nil where they make no pointer.
    func value(_ block: Block, _ offset: Int, _ type: CellType) -> CellValue? {
        let number = block.bytes[offset..<offset + type.size].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch type {
        case .integer(let type): return .integer(type.wrapped(Int128(number)), type)
        case .pointer(let target):
            if let pointer = block.pointers[offset] { return .pointer(pointer, to: target) }
            return number == 0 ? .pointer(.null, to: target) : nil
        case .void, .array: return nil
        }
    }

    /// Stores a value of the cell's own type.
    ///
    /// - Parameter lost: the value before it was cut to the type's width, where that changed it.
    package mutating func store(
        _ value: CellValue, _ pointer: Pointer, _ type: CellType, lost: Int128? = nil
    ) throws(Hazard) {
        let (number, offset) = try place(pointer, type, writing: true)
        try checkType(number, offset, type, writing: true)
        let pattern: UInt64
        var stored: Pointer?
        switch value {
        case .integer(let integer, _): pattern = UInt64(truncatingIfNeeded: integer)
        case .pointer(let pointer, _):
            pattern = pointer.address
            stored = pointer
        case .void: return
        }
        for index in 0..<type.size {
            blocks[number].bytes[offset + index] = UInt8(truncatingIfNeeded: pattern >> (8 * UInt64(index)))
            blocks[number].isSet[offset + index] = true
        }
        for old in blocks[number].pointers.keys where old < offset + type.size && offset < old + Machine.pointerSize {
            blocks[number].pointers[old] = nil
        }
        blocks[number].pointers[offset] = stored
        if blocks[number].kind == .allocation {
            blocks[number].stored = blocks[number].stored.filter {
                $0.key + $0.value.size <= offset || $0.key >= offset + type.size
            }
            blocks[number].stored[offset] = type
        }
        blocks[number].truncations[offset] = lost
    }

    /// A new step begins.
    package mutating func forgetTruncations() {
        for number in blocks.indices { blocks[number].truncations = [:] }
    }

    // MARK: - Pointers

    package func isDangling(_ pointer: Pointer) -> Bool {
        pointer.block.map { blocks[$0].state != .live } ?? false
    }

    /// The value of a pointer is used: it must point into something that is there.
    package func checkUse(_ pointer: Pointer) throws(Hazard) {
        guard let number = pointer.block, isDangling(pointer) else { return }
        let block = blocks[number]
        throw Hazard(
            .danglingPointerUsed,
            "the pointer to \(block.title) is used after "
                + (block.state == .freed ? "that was freed" : "its braces have been left"), block: number)
    }

    /// A pointer moved by so many elements.
    package func moved(_ pointer: Pointer, by count: Int128, of type: CellType) throws(Hazard) -> Pointer {
        guard let number = pointer.block else {
            if count == 0 { return pointer }
            throw Hazard(.pointerOutOfBounds, "NULL is moved by \(count)")
        }
        try checkUse(pointer)
        let block = blocks[number]
        let offset = Int128(pointer.address) - Int128(block.address) + count * Int128(type.size)
        guard offset >= 0, offset <= Int128(block.size) else {
            let distance = offset < 0 ? "\(-offset) before" : "\(offset - Int128(block.size)) past the end of"
            throw Hazard(
                .pointerOutOfBounds, "a pointer is moved to \(distance) \(block.title)", block: number,
                address: UInt64(clamping: Int128(block.address) + offset), width: type.size)
        }
        return Pointer(address: block.address + UInt64(offset), block: number)
    }

    /// Checks that two pointers lead into one object.
    package func checkRelated(_ left: Pointer, _ right: Pointer, _ verb: String) throws(Hazard) {
        try checkUse(left)
        try checkUse(right)
        guard left.block != nil, left.block == right.block else {
            throw Hazard(.unrelatedPointers, "two pointers into different objects are \(verb)", block: right.block)
        }
    }

    // MARK: - Leaks

    /// Notes the allocations to which no pointer leads from a living variable.
    ///
    /// - Returns: those that have been lost since it was asked last.
    package mutating func findLeaks() -> [Int] {
        var reached: Set<Int> = []
        var open = blocks.indices.filter { blocks[$0].kind == .variable && blocks[$0].state == .live }
        while let number = open.popLast() {
            guard reached.insert(number).inserted else { continue }
            open += blocks[number].pointers.values.compactMap(\.block).filter { blocks[$0].state == .live }
        }
        var lost: [Int] = []
        for number in blocks.indices where blocks[number].kind == .allocation && blocks[number].state == .live {
            let isLost = !reached.contains(number)
            if isLost, !blocks[number].isLeaked { lost.append(number) }
            blocks[number].isLeaked = isLost
        }
        return lost
    }
}
