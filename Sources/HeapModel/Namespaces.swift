/// The number of an identifier in the heap's table; equal numbers mean equal names.
package struct Symbol: Hashable, Sendable {
    package var number: Int32
}

/// The identifiers that a program uses, numbered.
package struct SymbolTable: Sendable {
    private var numbers: [String: Symbol] = [:]
    private var names: [String] = []

    package mutating func symbol(_ name: String) -> Symbol {
        if let known = numbers[name] { return known }
        let symbol = Symbol(number: Int32(names.count))
        names.append(name)
        numbers[name] = symbol
        return symbol
    }

    /// The symbol of a name that was seen before.
    package func find(_ name: String) -> Symbol? { numbers[name] }

    package func name(_ symbol: Symbol) -> String { names[Int(symbol.number)] }
}

/// Names and what they refer to, in the order in which they were bound.
///
/// Small ones, which is nearly all, are searched through; a large one keeps an index.
package struct Namespace: Sendable {
    private struct Storage: Sendable {
        var keys: [Symbol] = []
        var values: [Ref] = []
    }

    private var storage = Storage()
    private var index: [Symbol: Int]?

    private static let indexedFrom = 12

    package init() {}

    package var count: Int { storage.keys.count }
    package var isEmpty: Bool { storage.keys.isEmpty }
    package var keys: [Symbol] { storage.keys }
    package var values: [Ref] { storage.values }

    @inline(__always)
    private func position(_ key: Symbol) -> Int? {
        if let index { return index[key] }
        return storage.keys.firstIndex(of: key)
    }

    package subscript(key: Symbol) -> Ref? {
        position(key).map { storage.values[$0] }
    }

    /// Binds a name and returns what it referred to before.
    package mutating func set(_ key: Symbol, _ value: Ref) -> Ref? {
        if let place = position(key) {
            let old = storage.values[place]
            storage.values[place] = value
            return old
        }
        storage.keys.append(key)
        storage.values.append(value)
        index?[key] = storage.keys.count - 1
        if index == nil, storage.keys.count > Namespace.indexedFrom { buildIndex() }
        return nil
    }

    /// Removes a name and returns what it referred to.
    package mutating func remove(_ key: Symbol) -> Ref? {
        guard let place = position(key) else { return nil }
        let old = storage.values.remove(at: place)
        storage.keys.remove(at: place)
        if index != nil { buildIndex() }
        return old
    }

    private mutating func buildIndex() {
        index = Dictionary(uniqueKeysWithValues: storage.keys.enumerated().map { ($0.element, $0.offset) })
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
    /// The names of a function's variables, in the order of its slots.
    package var variables: [Symbol] = []
    package var localsBase = 0
    package var stackBase = 0
    /// The function that runs; null for a module. Hidden.
    package var function = Ref.null
    /// The code that runs. Hidden.
    package var code = Ref.null
    /// The frame as an object, null as long as no traceback needs one. Hidden.
    package var object = Ref.null
}
