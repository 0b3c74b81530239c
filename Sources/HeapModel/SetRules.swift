/// How a version's sets search and grow (Objects/setobject.c).
package enum SetRules: Sendable {
    /// 2.7: no neighbours are looked at, and two thirds of the table may be in use.
    case old
    /// 3.6: two thirds of the table may be in use.
    case twoThirds
    /// 3.7 and later: three fifths.
    case threeFifths
    /// 3.9: three fifths, and no key takes the place of a removed one.
    case threeFifthsOnceUsed

    /// Whether a table with so many slots in use has to grow (set_add_key, set_add_entry, set_merge).
    func isFull(_ fill: Int, mask: Int) -> Bool {
        switch self {
        case .old: fill * 3 >= (mask + 1) * 2
        case .twoThirds: fill * 3 >= mask * 2
        case .threeFifths, .threeFifthsOnceUsed: fill * 5 >= mask * 3
        }
    }

    /// Which removed key's place a new key takes (set_add_entry): that of the first one on its way, or of the last one,
    /// or none. Measured with 500 random sequences of `add` and `remove` on each version.
    func reuses(after earlier: Bool) -> Bool {
        switch self {
        case .old, .twoThirds: !earlier
        case .threeFifths: true
        case .threeFifthsOnceUsed: false
        }
    }

    /// Whether so many traces of removed keys make it worth while to build the table anew
    /// (set_difference_update_internal).
    func hasManyTraces(_ traces: Int, mask: Int) -> Bool {
        self == .old ? traces * 5 >= mask : traces > mask / 4
    }
}

extension RuntimeFacts {
    /// Whether calling `frozenset` gives one and the same object where it is empty (Objects/setobject.c, frozenset_new,
    /// until 3.9); operators and methods make new ones. Measured.
    package var emptyFrozensetIsShared: Bool { !since(3, 10) }

    package var setRules: SetRules {
        if since(3, 9), !since(3, 10) { return .threeFifthsOnceUsed }
        if since(3, 7) { return .threeFifths }
        return since(3, 0) ? .twoThirds : .old
    }
}
