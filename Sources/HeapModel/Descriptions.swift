import BigInt
import Timelines

// The heap as values of the timeline.
extension Heap {
    /// How an event names who takes or gives back a reference: `name root`, `o7.next`, `o9[0]`.
    mutating func describe(_ holder: Holder) -> String {
        switch holder {
        case .name(let symbol): "name \(symbols.name(symbol))"
        case .slot(let owner, let place): "\(storyID(owner))\(suffix(place, of: owner))"
        }
    }

    /// A slot as a program would write it after the object: `.next`, `[0]`, `['k']`.
    package func suffix(_ place: SlotPlace, of owner: Ref) -> String {
        switch place {
        case .item(let index): "[\(index)]"
        case .dictKey(let index): " key \(dictKeyText(owner, index))"
        case .dictValue(let index): "[\(dictKeyText(owner, index))]"
        case .attribute(let symbol), .slot(let symbol): ".\(symbols.name(symbol))"
        case .fixed(let name): ".\(name)"
        case .cell(let symbol): " cell \(symbols.name(symbol))"
        case .contents: ".cell_contents"
        case .source: " source"
        case .drawsOn(let index): " source \(index)"
        case .member(let key): " item \(ownValue(key) ?? typeName(key))"
        case .local(let symbol): " local \(symbols.name(symbol))"
        }
    }

    private func dictKeyText(_ dict: Ref, _ place: Int) -> String {
        guard case .dict(let table) = self[dict].value, let entry = table[place] else { return "?" }
        return ownValue(entry.key) ?? "?"
    }

    /// `repr` of an object that holds its own value and runs no program code; nil for any other.
    package func ownValue(_ ref: Ref) -> String? { isOwnInstance(ref) ? nil : plainValue(ref) }

    /// As `ownValue`, also for an instance of a class that extends the built-in one.
    package func plainValue(_ ref: Ref) -> String? {
        switch self[ref].value {
        case .int(let value):
            kind(ref) == .bool ? (value == 0 ? "False" : "True") : String(value) + longMark(ref)
        case .bigInt(let value): value.description + longMark(ref)
        case .float(let value): PythonText.repr(value)
        case .complex(let value): PythonText.repr(value)
        case .string(let text): PythonText.repr(text)
        case .bytes(let bytes): PythonText.repr(bytes)
        case .range(let range): PythonText.repr(range)
        case .array(let array): array.text
        case .none: ownValueOfSingleton(ref)
        default: nil
        }
    }

    /// What `repr` writes behind the digits of a long.
    private func longMark(_ ref: Ref) -> String { kind(ref) == .long ? "L" : "" }

    private func ownValueOfSingleton(_ ref: Ref) -> String? {
        switch kind(ref) {
        case .noneType: "None"
        case .ellipsisType: "Ellipsis"
        case .notImplementedType: "NotImplemented"
        default: nil
        }
    }

    /// The name of an object's class.
    package func typeName(_ ref: Ref) -> String { className(self[ref].type) }

    /// `__name__` of an object's class: what stands behind the module in the name of a built-in one.
    private func ownTypeName(_ ref: Ref) -> String {
        if case .builtinType(let info) = self[self[ref].type].value { return ownClassName(info) }
        return typeName(ref)
    }

    /// The classes of exceptions share one built-in layout and have names of their own.
    package func ownClassName(_ info: ClassInfo) -> String {
        guard let type = info.builtin, type.rawValue == info.name else { return info.name }
        return type.ownName
    }

    package func className(_ type: Ref) -> String {
        switch self[type].value {
        case .userClass(let info), .builtinType(let info): info.name
        default: "object"
        }
    }

    /// `__name__` of a class, function or module.
    func ownName(_ ref: Ref) -> String? {
        switch self[ref].value {
        case .userClass(let info): info.name
        case .builtinType(let info): ownClassName(info)
        case .function(let info): self[ref].flags.contains(.library) ? nil : info.name
        case .module(let symbol): symbols.name(symbol)
        default: nil
        }
    }

    package func address(_ ref: Ref) -> Int { AddressSpace.address(self[ref].address) }

    /// What `sys.getrefcount(x) - 1` gives, nil where the interpreter shares the object with all else.
    package func reportedCount(_ ref: Ref) -> Int? {
        let flags = self[ref].flags
        return flags.contains(.shared) || flags.contains(.interned) ? nil : realCount(ref)
    }

    /// Everything but the slots, and as if the object were in use.
    func describeObject(_ ref: Ref, _ id: ObjectID) -> HeapObject {
        let record = self[ref]
        let tracked = record.flags.contains(.tracked)
        return HeapObject(
            id: id, type: ownTypeName(ref), repr: ownValue(ref), name: ownName(ref),
            address: "0x" + String(address(ref), radix: 16), refcount: Int(record.taught),
            realRefcount: reportedCount(ref), immortal: isImmortal(ref), size: size(ref), tracked: tracked,
            generation: generation(of: ref), weakrefs: weakReferences(to: ref).count)
    }

    /// Memory as it is now: the frames, and every object that belongs to the story.
    package mutating func state() -> MemoryState {
        let reachable = self.reachable()
        let named = reachableFromNames()
        let story = liveRefs.filter { ref in
            self[ref].flags.contains(.story) ? !isOutOfStory(ref) : holdsStory(ref)
        }
        let keepers = findKeepers(of: story.filter { reachable[$0.index] && !named[$0.index] })
        var objects: [HeapObject] = []
        for ref in story {
            // Asked for before the call: as its argument it would change the heap that the call has read already, and so
            // copy every record.
            let id = storyID(ref)
            var object = describeObject(ref, id)
            object.slots = describeSlots(of: ref)
            if !reachable[ref.index] {
                object.state = .unreachable
            } else if !named[ref.index] {
                object.keptBy = keepers[ref, default: []].map(\.rawValue).sorted()
            }
            objects.append(object)
        }
        return MemoryState(
            frames: describeFrames(), objects: objects.sorted { $0.id < $1.id },
            pending: facts.knowsAllocationCounts ? generations.counts : nil)
    }

    /// What the interpreter always has, and nothing of the story refers to any longer. Numbers and strings stay in the
    /// picture: a reader who has seen one lose its last reference should see that it is not freed.
    private func isOutOfStory(_ ref: Ref) -> Bool {
        guard self[ref].taught == 0 else { return false }
        // The frame that runs is shown as such; as an object it belongs to the tracebacks that hold it.
        if case .frame = self[ref].value { return true }
        guard self[ref].flags.contains(.shared) else { return false }
        switch self[ref].value {
        case .int: return kind(ref) == .bool
        case .string: return false
        default: return true
        }
    }

    /// Whether an object that no name and no slot has held yet holds one that belongs to the story: a list that is being
    /// made, while a call runs. Without it a reader could not see all references that are counted.
    private func holdsStory(_ ref: Ref) -> Bool {
        guard self[ref].flags.contains(.showsReferences) else { return false }
        // A closure that looks into memory would copy the heap each time it is called.
        var targets: [Ref] = []
        forEachSlot(of: ref) { target, _ in targets.append(target) }
        for target in targets {
            if self[target].flags.contains(.story) { return true }
        }
        return false
    }

    private mutating func describeSlots(of ref: Ref) -> [Slot] {
        let flags = self[ref].flags
        if flags.contains(.library), !flags.contains(.showsReferences) { return [] }
        var found: [(Ref, SlotPlace)] = []
        forEachSlot(of: ref) { found.append(($0, $1)) }
        let slots = found.map { target, place in
            let (key, kind) = slotKey(place, of: ref)
            return Slot(key: key, kind: kind, object: storyID(target))
        }
        guard case .weakReference(let info) = self[ref].value, !info.target.isNull else { return slots }
        return [Slot(key: "", kind: .weak, object: storyID(info.target))] + slots
    }

    private func slotKey(_ place: SlotPlace, of owner: Ref) -> (String, Slot.Kind) {
        switch place {
        case .item(let index): ("[\(index)]", .item)
        case .dictKey: ("", .key)
        case .dictValue(let index): (dictKeyText(owner, index), .value)
        case .attribute(let symbol): (symbols.name(symbol), .attribute)
        case .slot(let symbol): (symbols.name(symbol), .slot)
        case .fixed(let name): (name, .attribute)
        case .cell(let symbol): (symbols.name(symbol), .cell)
        case .contents: ("contents", .value)
        case .source: ("source", .item)
        case .drawsOn(let index): ("source \(index)", .item)
        case .member: ("", .item)
        case .local(let symbol): (symbols.name(symbol), .local)
        }
    }

    /// The module `builtins` as a frame, where the prompt has bound a name in it.
    private mutating func describeShownNames() -> [Frame] {
        let names = zip(shownNames.keys, shownNames.values).map {
            Name(name: symbols.name($0), object: storyID($1))
        }
        return names.isEmpty ? [] : [Frame(id: FrameID(0), kind: .module, name: "builtins", names: names)]
    }

    private mutating func describeFrames() -> [Frame] {
        describeShownNames()
            + frames.indices.filter { !frames[$0].isOfLibrary }.map { index in
                let frame = frames[index]
                var names: [Name] = []
                for (key, value) in zip(frame.namespace.keys, frame.namespace.values) {
                    names.append(Name(name: symbols.name(key), object: storyID(value)))
                }
                for (slot, key) in frame.variables.enumerated() {
                    let value = locals[frame.localsBase + slot]
                    if !value.isNull { names.append(Name(name: symbols.name(key), object: storyID(value))) }
                }
                return Frame(id: FrameID(frame.number), kind: frame.timelineKind, name: frame.name, names: names)
            }
    }

    /// What in the interpreter holds each of these objects directly.
    private func findKeepers(of targets: [Ref]) -> [Ref: Set<HiddenReason>] {
        guard !targets.isEmpty else { return [:] }
        var isTarget = [Bool](repeating: false, count: records.count)
        for ref in targets { isTarget[ref.index] = true }
        var keepers: [Ref: Set<HiddenReason>] = [:]
        forEachRoot { ref, root in
            if isTarget[ref.index], case .hidden(let reason) = root { keepers[ref, default: []].insert(reason) }
        }
        for holder in liveRefs {
            forEachReference(of: holder) { target, reference in
                if isTarget[target.index], case .hidden(let reason) = reference, target != holder {
                    keepers[target, default: []].insert(reason)
                }
            }
        }
        for ref in smallInts { keepers[ref] = [.smallInt] }
        for ref in characters + internedCharacters + characterBytes { keepers[ref] = [.character] }
        for ref in [none, trueObject, falseObject, ellipsis, notImplemented, emptyTuple, emptyString, emptyBytes] {
            keepers[ref] = [.interpreter]
        }
        if !emptyFrozenset.isNull { keepers[emptyFrozenset] = [.interpreter] }
        return keepers
    }
}

extension FrameRecord {
    fileprivate var timelineKind: Frame.Kind {
        switch kind {
        case .module: .module
        case .function: .function
        case .classBody: .class
        case .generator: .generator
        }
    }
}
