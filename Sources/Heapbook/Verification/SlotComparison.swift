import Timelines

// Slots: what an object refers to, in order.
extension StateComparison {
    /// Slots are compared group by group: attributes, items, a dict's entries. How the groups follow one another is the
    /// timeline's own matter, the order inside a group is Python's.
    mutating func compareSlots(_ object: HeapObject, _ found: ProbeObject, _ path: String) {
        if ["set", "frozenset"].contains(object.type) {
            compareUnordered(object.slots, found.slots, path)
            return
        }
        if let slot = object.slots.first(where: { $0.key == "__dict__" && $0.kind == .attribute }),
            !found.slots.contains(where: { $0.key == "__dict__" && $0.kind == "attribute" })
        {
            compareAttributes(of: object, in: slot.object, found, path)
            return
        }
        for kinds in [["item"], ["key", "value"], ["slot"], ["attribute"], ["cell"], ["local"], ["weak"]] {
            let left = object.slots.filter { kinds.contains($0.kind.rawValue) }
            let right = found.slots.filter { slot in
                kinds.contains(slot.kind)
                    || slot.isUnasked && left.contains { $0.kind.rawValue == "attribute" && $0.key == slot.key }
            }
            compareGroup(left, right, path, isInstance: object.name == nil)
        }
    }

    private mutating func compareGroup(_ left: [Slot], _ right: [ProbeSlot], _ path: String, isInstance: Bool) {
        let leftKeys = left.map { "\($0.kind.rawValue) \($0.key)" }
        let rightKeys = right.map { "\($0.isUnasked ? "attribute" : $0.kind) \($0.key)" }
        if leftKeys == rightKeys {
            for (slot, other) in zip(left, right) { pair(slot.object, other.object, path + suffix(slot)) }
            return
        }
        let isOrder = leftKeys.sorted() == rightKeys.sorted()
        disagree(
            path, .slots, model: (isOrder ? "in this order: " : "") + list(left.map(\.key)),
            cpython: list(right.map(\.key)))
        for (slot, key) in zip(left, leftKeys) {
            if let place = rightKeys.firstIndex(of: key) { pair(slot.object, right[place].object, path + suffix(slot)) }
        }
    }

    /// An instance whose attributes lie in a dict that nothing but the instance refers to. Before 3.11 every instance
    /// has such a dict, and nothing tells whether the program has asked for it: its entries are the attributes.
    private mutating func compareAttributes(
        of object: HeapObject, in dict: ObjectID, _ found: ProbeObject, _ path: String
    ) {
        let entries = objects[dict]?.slots ?? []
        let values = entries.filter { $0.kind == .value }.map { slot in
            Slot(key: slot.key.trimmingQuotes, kind: .attribute, object: slot.object)
        }
        for key in entries where key.kind == .key { unseen[key.object, default: 0] += 1 }
        var plain = object
        plain.slots = object.slots.filter { $0.key != "__dict__" } + values
        compareSlots(plain, found, path)
    }

    private func list(_ keys: [String]) -> String {
        let shown = keys.filter { !$0.isEmpty }
        if shown.isEmpty { return "nothing" }
        return shown.prefix(12).joined(separator: ", ") + (shown.count > 12 ? ", …" : "")
    }

    private func suffix(_ slot: Slot) -> String {
        switch slot.kind {
        case .attribute, .slot: ".\(slot.key)"
        case .item: slot.key.hasPrefix("[") ? slot.key : " \(slot.key.isEmpty ? "item" : slot.key)"
        case .key: " key"
        case .value: slot.key == "contents" ? " contents" : "[\(slot.key)]"
        case .cell: " cell \(slot.key)"
        case .local: " local \(slot.key)"
        case .weak: " weak reference"
        }
    }

    // MARK: - Sets

    /// A set's order follows from hashes; where one is made of an address, only what is in the set is compared.
    private mutating func compareUnordered(_ left: [Slot], _ right: [ProbeSlot], _ path: String) {
        var rest = right
        let isSameOrder =
            left.count == right.count && zip(left, right).allSatisfy { looksLike($0.object, $1.object) }
        if !isSameOrder, left.count == right.count {
            if left.allSatisfy({ hasValueHash($0.object) }) {
                disagree(
                    path, .slots, model: "in this order: " + list(left.map { objects[$0.object]?.repr ?? "?" }),
                    cpython: list(right.map { describe($0.object) }))
            } else {
                result.skip("the order of \(path), which follows from addresses")
            }
        } else if left.count != right.count {
            disagree(path, .slots, model: "\(left.count) items", cpython: "\(right.count) items")
        }
        for slot in left {
            let place =
                rest.firstIndex { partner[slot.object] == $0.object }
                ?? rest.firstIndex { before.address[slot.object] == $0.object }
                ?? rest.firstIndex { partnerOfAddress[$0.object] == nil && looksLike(slot.object, $0.object) }
            guard let place else {
                disagree(path, .slots, model: "it contains \(call(slot.object))", cpython: "it does not")
                continue
            }
            pair(slot.object, rest.remove(at: place).object, "\(path) item")
        }
    }

    func looksLike(_ id: ObjectID, _ address: Int) -> Bool {
        guard let object = objects[id], let found = probeObjects[address] else { return false }
        if let known = partner[id] { return known == address }
        // Of references in a set only what they point at tells one from another.
        if let target = object.slots.first(where: { $0.kind == .weak })?.object {
            let other = found.slots.first { $0.kind == "weak" }?.object
            if let known = partner[target] ?? before.address[target], known != other { return false }
        }
        return object.type == found.type && object.repr == found.repr && object.name == found.name
    }

    /// Whether the hash follows from the value: numbers, texts, and tuples and frozen sets of them.
    private func hasValueHash(_ id: ObjectID) -> Bool {
        guard let object = objects[id] else { return false }
        if ["NoneType", "ellipsis", "NotImplementedType"].contains(object.type) { return false }
        if object.repr != nil { return true }
        return ["tuple", "frozenset"].contains(object.type) && object.slots.allSatisfy { hasValueHash($0.object) }
    }
}

extension String {
    /// The text without the quotes of its `repr`.
    fileprivate var trimmingQuotes: String {
        count > 1 && hasPrefix("'") && hasSuffix("'") ? String(dropFirst().dropLast()) : self
    }
}
