/// Where the interpreter remembers what it found in a class under a name: the name is held, once for each class that was
/// asked and once more after the class has changed (Objects/typeobject.c, _PyType_Lookup). Names of a program's own text
/// are interned, and nobody counts who holds them; here are the others, which `getattr` and `hasattr` can bring.
struct AttributeCache: Sendable {
    private struct Key: Hashable {
        var name: Ref
        var type: Ref
        var changes: Int
    }

    private var known: Set<Key> = []
    /// How often each class has changed.
    private var changes: [Ref: Int] = [:]
    /// The texts and how often they are held, in the order in which they came.
    private(set) var held: [(name: Ref, count: Int)] = []
    private var places: [Ref: Int] = [:]

    /// Enters a name for a class; false where it stands there already.
    mutating func insert(_ name: Ref, _ type: Ref, order: [Ref]) -> Bool {
        let changed = order.reduce(0) { $0 + (changes[$1] ?? 0) }
        guard known.insert(Key(name: name, type: type, changes: changed)).inserted else { return false }
        if let place = places[name] {
            held[place].count += 1
        } else {
            places[name] = held.count
            held.append((name, 1))
        }
        return true
    }

    /// A class is not what it was.
    mutating func forget(_ type: Ref) {
        if !known.isEmpty { changes[type, default: 0] += 1 }
    }
}

extension Heap {
    /// The longest name that goes into the cache (MCACHE_MAX_ATTR_SIZE).
    private static let longestCachedName = 100

    /// Takes note that a class was asked for an attribute by a text of the program.
    package mutating func cacheLookup(of name: Ref, in type: Ref) {
        guard facts.classesCacheNames, case .string(let text) = self[name].value, !isOwnInstance(name),
            self[name].flags.isDisjoint(with: [.interned, .shared]),
            text.unicodeScalars.count <= Heap.longestCachedName,
            attributeCache.insert(name, type, order: resolutionOrder(type))
        else { return }
        retain(name)
    }
}
