import Synchronization

/// A table of names that the instances of a class share: it never changes, and knows the tables that one more name
/// leads to.
package final class SharedKeys: Sendable {
    package let keys: [Symbol]
    private let next = Mutex<[SharedKeys]>([])

    /// Beyond so many names, or so many names that follow the same ones, an instance has a table of its own: a search
    /// through the names stays short, and a class whose instances have nothing in common does not grow tables.
    private static let mostKeys = 12
    private static let mostSuccessors = 8

    /// The table of an instance without attributes.
    package convenience init() { self.init(keys: []) }

    private init(keys: [Symbol]) { self.keys = keys }

    /// The table with one more name; nil where it should not be shared.
    func followed(by key: Symbol) -> SharedKeys? {
        guard keys.count < SharedKeys.mostKeys else { return nil }
        return next.withLock { next in
            for table in next where table.keys[keys.count] == key { return table }
            guard next.count < SharedKeys.mostSuccessors else { return nil }
            let table = SharedKeys(keys: keys + [key])
            next.append(table)
            return table
        }
    }
}
