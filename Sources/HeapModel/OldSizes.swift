import BigInt

// `sys.getsizeof` of 2.7, 3.6 and 3.7 on 64-bit Linux, in bytes. The collector's header has 32 bytes there, where later
// versions have 16. Measured on 2.7.18, 3.6.15 and 3.7.16; what was not measured has no size.
extension RuntimeFacts {
    /// Whether sizes are those of `Heap.oldSize`.
    var sizesAreOld: Bool { !since(3, 8) }
}

extension Heap {
    /// What `sys.getsizeof` reports up to 3.7; nil where the model does not know.
    func oldSize(_ ref: Ref) -> Int? {
        if case .instance = self[ref].value { return isPlainInstance(ref) ? 64 : nil }
        if isOwnInstance(ref) { return nil }
        return switch self[ref].value {
        case .none: kind(ref) == nil ? nil : 16
        case .int(let value): 24 + (facts.hasLong ? 0 : 4 * Heap.digits(value.magnitude))
        case .bigInt(let value): 24 + 4 * ((value.magnitude.bitWidth + 29) / 30)
        case .float: 24
        case .complex: 32
        case .string(let text): facts.textIsBytes ? 37 + text.utf8.count : stringSize(text)
        case .bytes(let bytes): 33 + bytes.count
        case .list(let list): 72 + 8 * list.allocated
        case .tuple(let items): 56 + 8 * items.count
        case .dict(let table): oldDictSize(table)
        case .set(let table): 232 + (table.slots.count > 8 ? 16 * table.slots.count : 0)
        case .userClass(let info): info.layout == .object ? (facts.hasLong ? 904 : 1064) : nil
        case .function: facts.hasLong ? 120 : 144
        case .module: facts.hasLong ? 56 : 88
        case .boundMethod, .unboundMethod: facts.hasLong ? 80 : 72
        case .native: facts.hasLong ? 72 : 80
        case .range: 48
        case .cell: 56
        case .slice: 72
        case .weakReference: 88
        case .wrappedMethod: facts.hasLong ? 56 : 64
        case .property: 88
        default: nil
        }
    }

    private func isPlainInstance(_ ref: Ref) -> Bool {
        guard case .userClass(let info) = self[typeOf(ref)].value else { return false }
        return info.hasDict && info.layout == .object && info.memberCount == 0
    }

    /// A table of 8, 16, 32 … places with their index (Objects/dictobject.c of 3.6); in 2.7 the first 8 places lie in
    /// the dict itself, and how large a table is depends on how it grew.
    private func oldDictSize(_ table: DictTable) -> Int? {
        if facts.hasLong { return table.live.count <= 5 ? 280 : nil }
        var slots = 8
        while slots * 2 / 3 < table.entries.count { slots *= 2 }
        let indexBytes = slots <= 0x80 ? slots : slots <= 0x8000 ? slots * 2 : slots * 4
        return 120 + indexBytes + (slots * 2 / 3) * 24
    }
}
