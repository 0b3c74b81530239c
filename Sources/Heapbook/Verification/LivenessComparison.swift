import Timelines

// What no name leads to: lost objects, what only constants keep, and what is gone.
extension StateComparison {
    /// Objects that the model holds to be lost must be alive in CPython, and no name leads to them there either.
    mutating func compareUnreachable() {
        let lost = model.objects.filter { $0.state == .unreachable }
        for object in lost where partner[object.id] == nil {
            guard let address = before.address[object.id] else { continue }
            if probe.lost.contains(address) || isReachedFromLost(address) {
                pair(object.id, address, call(object.id))
            }
        }
        walk()
        for object in lost where partner[object.id] == nil {
            if let address = likelyPartner(of: object, among: probe.lost) { pair(object.id, address, call(object.id)) }
            walk()
        }
        for object in lost where partner[object.id] == nil && isSeenByTheCollector(object) {
            disagree(call(object.id), .liveness, model: "it is lost, and alive", cpython: "it is not alive")
        }
    }

    private func isReachedFromLost(_ address: Int) -> Bool {
        probeObjects[address]?.isHeld == true && !isNamed(address)
    }

    private func isNamed(_ address: Int) -> Bool {
        (probe.names + probe.shown + probe.frames.flatMap { $0.names + $0.cells }).contains { $0.object == address }
    }

    /// A lost object that was made and lost within the step has no address from before: one of its form is taken.
    private func likelyPartner(of object: HeapObject, among candidates: [Int]) -> Int? {
        let keys = object.slots.map(\.key)
        let similar = candidates.filter { address in
            guard partnerOfAddress[address] == nil, let found = probeObjects[address] else { return false }
            return found.type == object.type && found.name == object.name && found.slots.map(\.key) == keys
        }
        return similar.first { holdsTheSame(object, $0) } ?? similar.first
    }

    /// Whether the parts look alike: several lists are lost at a time, and modules have lists of their own.
    private func holdsTheSame(_ object: HeapObject, _ address: Int) -> Bool {
        guard let found = probeObjects[address] else { return false }
        return zip(object.slots, found.slots).allSatisfy { looksLike($0.object, $1.object) }
    }

    /// A constant tuple or frozen set, or a tuple that an iterator keeps, that was not seen before or has moved: one with
    /// the same content is taken.
    private func likelyConstant(_ object: HeapObject) -> Int? {
        guard ["tuple", "frozenset"].contains(object.type),
            before.address[object.id] == nil || object.slots.contains(where: { partner[$0.object] != nil })
        else { return nil }
        return (probe.constants + probe.handedOut).first { address in
            guard partnerOfAddress[address] == nil, let found = probeObjects[address], found.type == object.type,
                found.slots.count == object.slots.count
            else { return false }
            return zip(object.slots, found.slots).allSatisfy { looksLike($0.object, $1.object) }
        }
    }

    /// Whether CPython's collector would show the object: a number or a text it does not know.
    private func isSeenByTheCollector(_ object: HeapObject) -> Bool {
        object.repr == nil && !["tuple", "dict", "member_descriptor"].contains(object.type)
    }

    /// What only the interpreter keeps is alive in CPython as well: by the code's constants, as the class of an object, or
    /// as what an iterator hands out again. What is freed is not.
    mutating func compareKept() {
        let constants = Set(probe.constants)
        let kept = constants.union(probe.kept).union(probe.handedOut)
        for object in model.objects where partner[object.id] == nil {
            let address = before.address[object.id]
            if object.state == .live, !object.keptBy.isEmpty {
                let place = address.flatMap { kept.contains($0) ? $0 : nil }
                let likely = place ?? likelyPartner(of: object, among: probe.kept) ?? likelyConstant(object)
                if let place = likely, partnerOfAddress[place] == nil {
                    pair(object.id, place, call(object.id))
                } else if address != nil, object.realRefcount != nil {
                    let keepers = object.keptBy.joined(separator: " and ")
                    disagree(
                        call(object.id), .liveness, model: "it is alive, kept by \(keepers)",
                        cpython: "nothing keeps it")
                }
            } else if object.state == .freed, let address, constants.contains(address),
                partnerOfAddress[address] == nil, looksTheSame(object, address)
            {
                disagree(
                    call(object.id), .liveness, model: "it is freed", cpython: "the code's constants keep it")
            }
        }
        walk()
    }

    /// CPython has no further objects that no name leads to.
    mutating func compareRest() {
        for address in probe.lost where partnerOfAddress[address] == nil {
            let once = before.address.filter { $0.value == address }.keys.max().map { call($0) }
            disagree(
                once ?? describe(address), .liveness, model: "it is gone",
                cpython: "it is alive, and no name leads to it")
        }
    }

    private func looksTheSame(_ object: HeapObject, _ address: Int) -> Bool {
        probeObjects[address]?.type == object.type && probeObjects[address]?.repr == object.repr
    }

    // MARK: - Counts

    /// Both counts of every pair. CPython's taught count is made of the names and slots that the probe found.
    mutating func compareCounts() {
        var taught: [Int: Int] = [:]
        for name in probe.names + probe.shown + probe.frames.flatMap(\.names) { taught[name.object, default: 0] += 1 }
        countCells(&taught)
        for object in probe.objects where object.isHeld || partnerOfAddress[object.id] != nil {
            for slot in object.slots where slot.kind != "weak" {
                if slot.isUnasked, !isShown(slot, of: object) { continue }
                taught[slot.object, default: 0] += 1
            }
        }
        for object in model.objects {
            guard let address = partner[object.id], let found = probeObjects[address] else { continue }
            let count = taught[address, default: 0]
            let expected = object.refcount - unseen[object.id, default: 0]
            if expected != count {
                disagree(call(object.id), .taughtCount, model: "\(expected)", cpython: "\(count)")
            }
            compareRealCount(object, found)
            compareImmortality(object, found)
        }
    }

    /// Whether the model shows what the slot of an object refers to.
    private func isShown(_ slot: ProbeSlot, of object: ProbeObject) -> Bool {
        let model = partnerOfAddress[object.id].flatMap { objects[$0] }
        return model?.slots.contains { $0.key == slot.key } ?? false
    }

    /// A running call holds the cells of its variables, and they hold what is in them. A cell that the probe has found
    /// elsewhere is known by its variable and what is in it; one that it has not found counts by its contents alone.
    private func countCells(_ taught: inout [Int: Int]) {
        let cells = probe.objects.flatMap { object in object.slots.filter { $0.kind == "cell" } }
        for variable in probe.frames.flatMap(\.cells) {
            let cell = cells.first { slot in
                slot.key == variable.name && probeObjects[slot.object]?.slots.first?.object == variable.object
            }
            taught[cell?.object ?? variable.object, default: 0] += 1
        }
    }

    /// Which texts the interpreter itself has in its table, the model does not know.
    private mutating func compareImmortality(_ object: HeapObject, _ found: ProbeObject) {
        let isImmortal = found.shared == "immortal"
        guard probe.hasImmortals == true, object.immortal != isImmortal,
            object.immortal || !["str", "type"].contains(found.type)
        else { return }
        func say(_ isImmortal: Bool) -> String { isImmortal ? "it is immortal" : "it is counted" }
        disagree(call(object.id), .immortality, model: say(object.immortal), cpython: say(isImmortal))
    }

    private mutating func compareRealCount(_ object: HeapObject, _ found: ProbeObject) {
        switch (object.realRefcount, found.shared) {
        case (nil, .some): return
        case (let count?, nil):
            if count != found.real {
                disagree(
                    call(object.id), .realCount, model: "\(count)", cpython: found.real.map { "\($0)" } ?? "none")
            }
        case (let count?, let shared?):
            disagree(call(object.id), .realCount, model: "\(count)", cpython: "it is shared (\(shared))")
        case (nil, nil):
            disagree(
                call(object.id), .realCount, model: "the interpreter shares it",
                cpython: found.real.map { "\($0)" } ?? "none")
        }
    }
}
