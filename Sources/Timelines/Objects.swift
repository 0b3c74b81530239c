/// The identity of an object, stable through the whole timeline and never used again: `o1`, `o2`, …
///
/// In JSON it is the string itself.
public struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Counts from 1 in the order of allocation.
    public var number: Int

    /// The identity with this number.
    public init(_ number: Int) {
        self.number = number
    }

    /// `o` and the number.
    public var description: String { "o\(number)" }

    /// Orders by allocation.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.number < right.number
    }
}

/// The identity of a frame: `f1`, `f2`, … in the order in which frames were entered; never used again.
///
/// In JSON it is the string itself.
public struct FrameID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Counts from 1 in the order in which frames were entered.
    public var number: Int

    /// The identity with this number.
    public init(_ number: Int) {
        self.number = number
    }

    /// `f` and the number.
    public var description: String { "f\(number)" }

    /// Orders by entry.
    public static func < (left: FrameID, right: FrameID) -> Bool {
        left.number < right.number
    }
}

/// A namespace that a program runs in.
public struct Frame: Codable, Equatable, Sendable {
    /// What kind of code the frame runs.
    public enum Kind: String, Codable, Sendable {
        case module, function, `class`, generator, thread
    }

    /// Stable through the timeline.
    public var id: FrameID
    /// What kind of code the frame runs.
    public var kind: Kind
    /// `<module>`, or the function's or class's own name.
    public var name: String
    /// The names bound now, in the order in which they were bound first.
    public var names: [Name]

    /// Makes a frame.
    public init(id: FrameID, kind: Kind, name: String, names: [Name] = []) {
        self.id = id
        self.kind = kind
        self.name = name
        self.names = names
    }
}

/// A name and the object it is bound to.
public struct Name: Codable, Equatable, Sendable {
    /// The identifier.
    public var name: String
    /// What it refers to.
    public var object: ObjectID

    /// Makes a binding.
    public init(name: String, object: ObjectID) {
        self.name = name
        self.object = object
    }
}

/// Whether an object is in use, lost, or gone.
public enum Liveness: String, Codable, Sendable {
    /// Reachable from a name, or kept by the interpreter alone (then `keptBy` says by what).
    case live
    /// Counted above zero, reachable from no root: a cycle waits for the collector.
    case unreachable
    /// Deallocated during this step; listed once, in the step in which it died.
    case freed
}

/// An object of the story at one moment.
public struct HeapObject: Equatable, Sendable {
    /// Stable through the timeline.
    public var id: ObjectID
    /// The name of its class.
    public var type: String
    /// What Python's `repr` writes for an object that holds its own value (a number, a string, `None`), else nil.
    public var repr: String?
    /// The own name of a class, function or module (`__name__`), else nil.
    public var name: String?
    /// Where the model put it, in hexadecimal; may be used again after a deallocation.
    public var address: String
    /// The taught count: references from names and slots, which a reader can be shown. For a freed object, 0.
    public var refcount: Int
    /// What CPython itself reports (`sys.getrefcount(x) - 1`); nil where the interpreter shares the object with all
    /// else (`None`, small ints, interned strings, immortal objects) and the number says nothing.
    public var realRefcount: Int?
    /// Never counted and never freed (CPython 3.12 and later).
    public var immortal: Bool
    /// Where no name reaches the object and it is alive all the same: what in the interpreter holds it, such as
    /// `the code's constants`; sorted, without repeats. Empty for everything else.
    public var keptBy: [String]
    /// What `sys.getsizeof` reports, in bytes; nil where the model does not know it yet.
    public var size: Int?
    /// Whether the cyclic collector follows it.
    public var tracked: Bool
    /// The generation it is in, 0 to 2; nil where it is not tracked.
    public var generation: Int?
    /// In use, lost, or gone.
    public var state: Liveness
    /// How many weak references point at it.
    public var weakrefs: Int
    /// What it refers to, in Python's own order.
    public var slots: [Slot]

    /// Makes an object; only identity and type must be said.
    public init(
        id: ObjectID, type: String, repr: String? = nil, name: String? = nil, address: String = "0x0",
        refcount: Int = 0, realRefcount: Int? = nil, immortal: Bool = false, keptBy: [String] = [], size: Int? = nil,
        tracked: Bool = false, generation: Int? = nil, state: Liveness = .live, weakrefs: Int = 0, slots: [Slot] = []
    ) {
        self.id = id
        self.type = type
        self.repr = repr
        self.name = name
        self.address = address
        self.refcount = refcount
        self.realRefcount = realRefcount
        self.immortal = immortal
        self.keptBy = keptBy
        self.size = size
        self.tracked = tracked
        self.generation = generation
        self.state = state
        self.weakrefs = weakrefs
        self.slots = slots
    }
}

/// One reference that an object holds.
public struct Slot: Codable, Equatable, Sendable {
    /// What kind of place holds the reference.
    public enum Kind: String, Codable, Sendable {
        /// An element of a list, tuple or set, or what an iterator goes through (`source`).
        case item
        /// A dict's key; its `key` is the empty string.
        case key
        /// A dict's value; its `key` is the `repr` of the dict's key, or `?`.
        case value
        /// An attribute of an instance, a class, a function, a bound method or an exception.
        case attribute
        /// A name in `__slots__`.
        case slot
        /// A variable that a function closes over.
        case cell
        /// A local variable of a generator's frame.
        case local
        /// What a weak reference points at; never counted.
        case weak
    }

    /// How the program writes the place: `next`, `[0]`, `'k'`.
    public var key: String
    /// What kind of place it is.
    public var kind: Kind
    /// What it refers to.
    public var object: ObjectID

    /// Makes a slot.
    public init(key: String, kind: Kind, object: ObjectID) {
        self.key = key
        self.kind = kind
        self.object = object
    }
}

extension ObjectID: Codable {
    /// Reads `o7`.
    public init(from decoder: any Decoder) throws {
        self.init(try identity(from: decoder, letter: "o"))
    }

    /// Writes `o7`.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}

extension FrameID: Codable {
    /// Reads `f1`.
    public init(from decoder: any Decoder) throws {
        self.init(try identity(from: decoder, letter: "f"))
    }

    /// Writes `f1`.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}

private func identity(from decoder: any Decoder, letter: Character) throws -> Int {
    let value = try decoder.singleValueContainer()
    let text = try value.decode(String.self)
    guard text.first == letter, let number = Int(text.dropFirst()) else {
        throw DecodingError.dataCorruptedError(
            in: value, debugDescription: "'\(text)' is no identity: '\(letter)' and a number are expected")
    }
    return number
}

extension HeapObject: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, type, repr, name, address, refcount
        case realRefcount = "real_refcount"
        case immortal
        case keptBy = "kept_by"
        case size, tracked, generation, state, weakrefs, slots
    }

    /// Reads an object; `name` may be missing, every fixed field must be there.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(ObjectID.self, forKey: .id),
            type: try values.decode(String.self, forKey: .type),
            repr: try values.decode(String?.self, forKey: .repr),
            name: try values.decodeIfPresent(String.self, forKey: .name),
            address: try values.decode(String.self, forKey: .address),
            refcount: try values.decode(Int.self, forKey: .refcount),
            realRefcount: try values.decode(Int?.self, forKey: .realRefcount),
            immortal: try values.decode(Bool.self, forKey: .immortal),
            keptBy: try values.decode([String].self, forKey: .keptBy),
            size: try values.decode(Int?.self, forKey: .size),
            tracked: try values.decode(Bool.self, forKey: .tracked),
            generation: try values.decode(Int?.self, forKey: .generation),
            state: try values.decode(Liveness.self, forKey: .state),
            weakrefs: try values.decode(Int.self, forKey: .weakrefs),
            slots: try values.decode([Slot].self, forKey: .slots))
    }

    /// Writes every field; what is unknown or does not apply is null.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(type, forKey: .type)
        try values.encode(repr, forKey: .repr)
        try values.encode(name, forKey: .name)
        try values.encode(address, forKey: .address)
        try values.encode(refcount, forKey: .refcount)
        try values.encode(realRefcount, forKey: .realRefcount)
        try values.encode(immortal, forKey: .immortal)
        try values.encode(keptBy, forKey: .keptBy)
        try values.encode(size, forKey: .size)
        try values.encode(tracked, forKey: .tracked)
        try values.encode(generation, forKey: .generation)
        try values.encode(state, forKey: .state)
        try values.encode(weakrefs, forKey: .weakrefs)
        try values.encode(slots, forKey: .slots)
    }
}
