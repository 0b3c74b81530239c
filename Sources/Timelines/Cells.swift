/// C's memory at one moment: blocks of cells, and what is wrong.
public struct CellMemory: Codable, Equatable, Sendable {
    /// The variables in the order of their declaration, and the allocations in the order in which they were made. One
    /// that is gone is listed in the step in which it goes, and as long as a pointer still points at it.
    public var blocks: [CellBlock]
    /// What happened in this step that a reader is to be warned of, in order.
    public var hazards: [CellHazard]
    /// The bytes of allocations to which no pointer leads any more.
    public var leakedBytes: Int
    /// Whether something undefined has happened: from there on C says nothing about what the program does, and nothing
    /// more of it is run.
    public var isUndefined: Bool

    private enum CodingKeys: String, CodingKey {
        case blocks, hazards
        case leakedBytes = "leaked_bytes"
        case isUndefined = "undefined"
    }

    /// Makes a state.
    public init(
        blocks: [CellBlock] = [], hazards: [CellHazard] = [], leakedBytes: Int = 0, isUndefined: Bool = false
    ) {
        self.blocks = blocks
        self.hazards = hazards
        self.leakedBytes = leakedBytes
        self.isUndefined = isUndefined
    }
}

/// A variable, or what a call of `malloc` or `calloc` returned.
public struct CellBlock: Codable, Equatable, Sendable {
    /// Where a block comes from.
    public enum Kind: String, Codable, Sendable {
        /// Declared; it ends with the braces around it.
        case variable
        /// Made by `malloc` or `calloc`; it ends with `free`.
        case allocation
    }

    /// Whether a block can be used.
    public enum State: String, Codable, Sendable {
        case live
        /// An allocation to which no pointer leads any more: it can never be freed.
        case leaked
        /// An allocation that has been given back.
        case freed
        /// A variable whose braces have been left.
        case ended
    }

    /// Stable through the timeline and never used again: `b1`, `b2`, …
    public var id: String
    /// Where it comes from.
    public var kind: Kind
    /// The variable's name; nil for an allocation.
    public var name: String?
    /// As C writes it: `int`, `char[4]`, `int *`; for an allocation the type of its cells, from the pointer that took it.
    public var type: String
    /// Of its first byte, in hexadecimal. An address is never used again.
    public var address: String
    /// In bytes.
    public var size: Int
    /// Whether it can be used.
    public var state: State
    /// Its cells in the order of their addresses.
    public var cells: [Cell]
    /// Whether the scenario asks for its bits in the picture.
    public var showsBits: Bool
    /// Whether the step focuses on it.
    public var isFocused: Bool

    private enum CodingKeys: String, CodingKey {
        case id, kind, name, type, address, size, state, cells
        case showsBits = "shows_bits"
        case isFocused = "focused"
    }

    /// Makes a block.
    public init(
        id: String, kind: Kind, name: String?, type: String, address: String, size: Int, state: State, cells: [Cell],
        showsBits: Bool = false, isFocused: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.type = type
        self.address = address
        self.size = size
        self.state = state
        self.cells = cells
        self.showsBits = showsBits
        self.isFocused = isFocused
    }
}

/// A bucket of fixed size at an address.
public struct Cell: Codable, Equatable, Sendable {
    /// In hexadecimal.
    public var address: String
    /// As C writes it.
    public var type: String
    /// In bytes.
    public var width: Int
    /// The value in decimal, an address in hexadecimal, `NULL`; nil where nothing has been stored, or what is there has
    /// no value of this type.
    public var value: String?
    /// What the step's last store into it was given, where that did not fit: `300` for the 44 in a `char`.
    public var truncatedFrom: String?
    /// The bits of the value, most significant first, eight for each byte; nil where there is no value.
    public var bits: String?
    /// What a pointer points at; nil for a number, for `NULL` and where there is no value.
    public var target: CellTarget?

    private enum CodingKeys: String, CodingKey {
        case address, type, width, value
        case truncatedFrom = "truncated_from"
        case bits, target
    }

    /// Makes a cell.
    public init(
        address: String, type: String, width: Int, value: String?, truncatedFrom: String? = nil, bits: String? = nil,
        target: CellTarget? = nil
    ) {
        self.address = address
        self.type = type
        self.width = width
        self.value = value
        self.truncatedFrom = truncatedFrom
        self.bits = bits
        self.target = target
    }

    /// Writes every field; what is not known or does not apply is null.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(address, forKey: .address)
        try values.encode(type, forKey: .type)
        try values.encode(width, forKey: .width)
        try values.encode(value, forKey: .value)
        try values.encode(truncatedFrom, forKey: .truncatedFrom)
        try values.encode(bits, forKey: .bits)
        try values.encode(target, forKey: .target)
    }
}

/// Where a pointer points.
public struct CellTarget: Codable, Equatable, Sendable {
    /// What is there.
    public enum State: String, Codable, Sendable {
        case valid
        /// Just behind the block's last byte: it may be there, and nothing may be read or written through it.
        case pastTheEnd = "past_the_end"
        /// The block is gone.
        case dangling
    }

    /// The block's identity.
    public var block: String
    /// In bytes from the block's start.
    public var offset: Int
    /// What is there.
    public var state: State

    /// Makes a target.
    public init(block: String, offset: Int, state: State) {
        self.block = block
        self.offset = offset
        self.state = state
    }
}

/// Something in a C program that goes wrong, or may.
public struct CellHazard: Codable, Equatable, Sendable {
    /// Its name, such as `double_free`.
    public var kind: String
    /// What happened, in a sentence without a full stop.
    public var message: String
    /// Whether C leaves undefined what happens then.
    public var isUndefined: Bool
    /// The line of the file, from 1.
    public var line: Int
    /// The block that it is about, where there is one.
    public var block: String?
    /// Where the bytes would be that it is about, in hexadecimal; nil where it is not about bytes.
    public var address: String?
    /// How many bytes; 0 where it is not about bytes.
    public var width: Int

    private enum CodingKeys: String, CodingKey {
        case kind, message
        case isUndefined = "undefined"
        case line, block, address, width
    }

    /// Makes a hazard.
    public init(
        kind: String, message: String, isUndefined: Bool, line: Int, block: String? = nil, address: String? = nil,
        width: Int = 0
    ) {
        self.kind = kind
        self.message = message
        self.isUndefined = isUndefined
        self.line = line
        self.block = block
        self.address = address
        self.width = width
    }

    /// Writes every field; what does not apply is null.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(message, forKey: .message)
        try values.encode(isUndefined, forKey: .isUndefined)
        try values.encode(line, forKey: .line)
        try values.encode(block, forKey: .block)
        try values.encode(address, forKey: .address)
        try values.encode(width, forKey: .width)
    }
}
