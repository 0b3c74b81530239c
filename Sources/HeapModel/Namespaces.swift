/// The number of an identifier in the heap's table; equal numbers mean equal names.
package struct Symbol: Hashable, Sendable {
    package var number: Int32
}

/// The identifiers that a program uses, numbered.
package struct SymbolTable: Sendable {
    private var numbers: [String: Symbol] = [:]
    private var names: [String] = []
    /// Whether a name is there with which a class says how its objects compare.
    package private(set) var hasComparisons = false
    /// Whether a name is there with which a class says how attributes of its objects are read, set or deleted.
    package private(set) var hasAttributeHooks = false
    private static let attributeHooks: Set<String> = ["__getattribute__", "__setattr__", "__delattr__"]

    /// What every class has beside what its body says; a picture shows none of it.
    private static let machinery = [
        "__module__", "__qualname__", "__slots__", "__doc__", "__dict__", "__weakref__", "__firstlineno__",
        "__static_attributes__",
    ]

    package init() { for name in SymbolTable.machinery { _ = symbol(name) } }

    package static func isMachinery(_ symbol: Symbol) -> Bool { symbol.number < machinery.count }

    package mutating func symbol(_ name: String) -> Symbol {
        if let known = numbers[name] { return known }
        let symbol = Symbol(number: Int32(names.count))
        names.append(name)
        numbers[name] = symbol
        if name == "__eq__" || name == "__hash__" { hasComparisons = true }
        if SymbolTable.attributeHooks.contains(name) { hasAttributeHooks = true }
        return symbol
    }

    /// The symbol of a name that was seen before.
    package func find(_ name: String) -> Symbol? { numbers[name] }

    package func name(_ symbol: Symbol) -> String { names[Int(symbol.number)] }
}

/// Names and what they refer to, in the order in which they were bound.
///
/// The instances of a class share the table of their names as long as they bind them in the same order, as CPython's
/// key-sharing dicts do (Objects/dictobject.c), so that an instance is one array of values.
package struct Namespace: Sendable {
    private enum Keys: Sendable {
        case own([Symbol])
        /// A large one, which keeps the places of its names beside them.
        indirect case indexed([Symbol], [Symbol: Int])
        case shared(SharedKeys)
        /// One that has lost a name, where what was there before decides on the order.
        indirect case traced([Symbol], [Change])
    }

    /// A name that came or went.
    enum Change: Sendable {
        case added(Symbol)
        case removed(Symbol)
    }

    private var table: Keys
    package private(set) var values: [Ref] = []

    private static let indexedFrom = 12

    package init() { table = .own([]) }

    /// The names of an instance, which shares their table with the other instances of its class.
    package init(sharing keys: SharedKeys) { table = .shared(keys) }

    package var count: Int { values.count }
    package var isEmpty: Bool { values.isEmpty }

    package var keys: [Symbol] {
        switch table {
        case .own(let keys), .indexed(let keys, _), .traced(let keys, _): keys
        case .shared(let shared): shared.keys
        }
    }

    @inline(__always)
    private func position(_ key: Symbol) -> Int? {
        switch table {
        case .own(let keys), .traced(let keys, _): Namespace.place(of: key, in: keys)
        case .indexed(_, let index): index[key]
        case .shared(let shared): Namespace.place(of: key, in: shared.keys)
        }
    }

    @inline(__always)
    private static func place(of key: Symbol, in keys: [Symbol]) -> Int? {
        var place = 0
        while place < keys.count {
            if keys[place].number == key.number { return place }
            place += 1
        }
        return nil
    }

    package subscript(key: Symbol) -> Ref? {
        position(key).map { values[$0] }
    }

    /// Binds a name and returns what it referred to before.
    package mutating func set(_ key: Symbol, _ value: Ref) -> Ref? {
        if let place = position(key) {
            let old = values[place]
            values[place] = value
            return old
        }
        append(key)
        values.append(value)
        return nil
    }

    /// Removes a name and returns what it referred to.
    ///
    /// - Parameter isTraced: whether to keep what has come and gone.
    package mutating func remove(_ key: Symbol, isTraced: Bool = false) -> Ref? {
        guard let place = position(key) else { return nil }
        let changes = history
        var rest = keys
        rest.remove(at: place)
        if isTraced { table = .traced(rest, changes + [.removed(key)]) } else { setKeys(rest) }
        return values.remove(at: place)
    }

    /// The names that came and went, as far as it is known.
    var history: [Change] {
        if case .traced(_, let changes) = table { return changes }
        return keys.map { .added($0) }
    }

    private mutating func append(_ key: Symbol) {
        switch table {
        case .traced(let keys, let changes): table = .traced(keys + [key], changes + [.added(key)])
        case .own(var keys):
            table = .own([])
            keys.append(key)
            setKeys(keys)
        case .indexed(var keys, var index):
            table = .own([])
            index[key] = keys.count
            keys.append(key)
            table = .indexed(keys, index)
        case .shared(let shared):
            if let next = shared.followed(by: key) { table = .shared(next) } else { setKeys(shared.keys + [key]) }
        }
    }

    /// From now on the namespace has a table of its own.
    private mutating func setKeys(_ keys: [Symbol]) {
        guard keys.count > Namespace.indexedFrom else {
            table = .own(keys)
            return
        }
        table = .indexed(
            keys, Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($0.element, $0.offset) }))
    }
}

/// What kind of code a frame runs, and where its names are.
package struct FrameRecord: Sendable {
    package enum Kind: Sendable {
        case module, function, classBody, generator
    }

    /// The number in the timeline.
    package var number: Int
    package var kind: Kind
    package var name: String
    /// The names of a module or class body; a function keeps its variables in `Heap.locals`.
    package var namespace = Namespace()
    /// What a class body binds that no picture shows, such as `__slots__`. Hidden.
    package var machinery = Namespace()
    /// The names of a function's variables, in the order of its slots.
    package var variables: [Symbol] = []
    /// How many slots follow them that no name of the program's leads to.
    package var hiddenVariables = 0
    /// How many slots there are in all.
    var slotCount: Int { variables.count + hiddenVariables }
    /// The slots of parameters whose cells lie behind the other variables.
    package var parameterCells: [Int] = []
    package var localsBase = 0
    package var stackBase = 0
    /// The function that runs; null for a module. Hidden.
    package var function = Ref.null
    /// Whether the code is that of a library: no picture shows its frames.
    package var isOfLibrary = false
    /// The code that runs. Hidden.
    package var code = Ref.null
    /// The frame as an object, null as long as no traceback needs one. Hidden.
    package var object = Ref.null
    /// The frame that called it, as an object, where each frame is one and that one has been asked for. Hidden.
    package var caller = Ref.null
}
