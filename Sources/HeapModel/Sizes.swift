import BigInt

// `sys.getsizeof`, in bytes, for CPython on 64-bit Linux: what the C structures take, and the collector's header where
// the object has one, as getsizeof counts it. The numbers stand in `SizeFacts`.
extension Heap {
    /// What `sys.getsizeof` reports; nil where the model does not know.
    package func size(_ ref: Ref) -> Int? {
        if let info = ownClass(of: ref) { return sizeOfInstance(ref, info) }
        guard let size = sizeOfValue(ref) else { return nil }
        return size + (isPlainValue(self[ref].value) ? 0 : facts.collectorHeaderSize)
    }

    /// Whether the collector has nothing to do with such an object, so that it has no header.
    private func isPlainValue(_ value: Value) -> Bool {
        switch value {
        case .none, .int, .bigInt, .float, .complex, .string, .bytes, .range, .rangeIterator, .builtinType: true
        case .array: !facts.arraysAreTracked
        default: false
        }
    }

    /// What an object takes without the collector's header, whatever its class adds.
    private func sizeOfValue(_ ref: Ref) -> Int? {
        switch self[ref].value {
        case .none: kind(ref) == .textStream ? nil : 16
        case .int where facts.hasLong && !isLong(ref): 24
        case .int(let value): 24 + 4 * max(facts.zeroHasADigit ? 1 : 0, Heap.digits(value.magnitude))
        case .bigInt(let value): 24 + 4 * ((value.magnitude.bitWidth + 29) / 30)
        case .float: 24
        case .complex: 32
        case .string(let text): stringSize(text)
        case .bytes(let bytes): facts.sizeOfBytesHeader + bytes.count
        case .list(let list): 40 + 8 * list.allocated
        case .tuple(let items): kind(ref) == .versionInfo && facts.hasLong ? nil : 24 + 8 * items.count
        case .dict(let table): dictSize(ref, table)
        case .set(let table): Heap.sizeOfSet + (table.slots.count > 8 ? 16 * table.slots.count : 0)
        case .instance: 16
        case .userClass(let info): classSize(ref, info)
        case .builtinType(let info): size(ofBuiltinClass: info)
        case .range: facts.sizeOfRange
        case .rangeIterator: facts.sizeOfRangeIterator
        case .array(let array): facts.sizeOfArray + array.allocated * array.element.size
        case .exception: facts.size(ofException: exceptionLayout(self[ref].type))
        case .iterator, .adapter, .dictView: kind(ref).flatMap { facts.size(ofIterator: $0) }
        default: sizeOfCode(ref)
        }
    }

    /// What runs, and what stands for it.
    private func sizeOfCode(_ ref: Ref) -> Int? {
        switch self[ref].value {
        case .function: facts.sizeOfFunction
        case .module: facts.sizeOfModule
        case .boundMethod, .unboundMethod: facts.sizeOfMethod
        case .native: sizeOfNative(ref)
        case .cell, .classDict: 24
        case .slice, .superObject, .traceback: 40
        case .weakReference: facts.sizeOfWeakReference
        case .wrappedMethod: facts.sizeOfWrappedMethod
        case .member: facts.sizeOfMember
        case .property: facts.sizeOfProperty
        case .generator: facts.sizeOfGenerator
        default: nil
        }
    }

    private static let sizeOfSet = 200

    private func isLong(_ ref: Ref) -> Bool { layout(ref) == .long }

    private func sizeOfNative(_ ref: Ref) -> Int {
        switch kind(ref) {
        case .wrapperDescriptor: facts.sizeOfWrapperDescriptor
        case .methodWrapper: 32
        case .function: facts.sizeOfFunction
        default: facts.sizeOfNative
        }
    }

    /// Of the built-in exceptions some keep more than others.
    private func exceptionLayout(_ type: Ref) -> String {
        resolutionOrder(type).map { className($0) }.first { RuntimeFacts.exceptionLayouts.contains($0) } ?? ""
    }

    // MARK: - Classes of the program and their instances

    /// Whether instances have a `__dict__` that is not one of the built-in class's own, and the class keeps what it needs.
    func managesDict(_ info: ClassInfo) -> Bool {
        info.hasDict && !RuntimeFacts.layoutsWithDict.contains(info.layout)
            && (facts.managesDictsOfVariableSize || !facts.layoutsOfVariableSize.contains(info.layout))
    }

    /// A built-in class that a module makes when it is imported is as large as one of the program, and followed.
    private func size(ofBuiltinClass info: ClassInfo) -> Int {
        guard let type = info.builtin, facts.isMadeByModule(type) else { return facts.sizeOfBuiltinClass }
        return facts.sizeOfClass + facts.collectorHeaderSize
    }

    private func memberCount(ofBase base: Ref) -> Int? {
        guard !base.isNull, case .userClass(let info) = self[base].value else { return nil }
        return info.memberCount
    }

    private func classSize(_ ref: Ref, _ info: ClassInfo) -> Int? {
        let ownMembers = info.memberCount - (memberCount(ofBase: info.layoutBase) ?? 0)
        let size = facts.sizeOfClass + facts.sizeOfMemberInClass * ownMembers
        guard facts.classesKeepNames, managesDict(info) || facts.classesKeepNamesOfEveryDict && info.hasDict else {
            return size
        }
        return sizeOfKeptNames(ofClass: ref).map { size + $0 }
    }

    /// The size of an instance of a class of the program (Objects/typeobject.c, type_new: the layout of the base, the
    /// members, a dict, a list of weak references).
    private func sizeOfInstance(_ ref: Ref, _ info: ClassInfo) -> Int? {
        guard let value = sizeOfContent(ref, info) else { return nil }
        let isManaged = managesDict(info) && facts.dictsLieBeforeObjects
        var isBefore = isManaged
        var size = value + RuntimeFacts.memberSize * info.memberCount
        let keepsPointer = info.hasDict && !isManaged && !RuntimeFacts.layoutsWithDict.contains(info.layout)
        if keepsPointer, countsPointers(info) { size += RuntimeFacts.dictPointerSize }
        if info.hasWeakReferences, !RuntimeFacts.layoutsWithWeakReferences.contains(info.layout) {
            if facts.weakListsLieBeforeObjects {
                isBefore = true
            } else if countsPointers(info) {
                size += RuntimeFacts.weakListSize
            }
        }
        if isBefore { size += RuntimeFacts.preHeaderSize }
        var hasHeader =
            facts.everyInstanceIsTracked || info.hasDict || info.hasWeakReferences || info.memberCount > 0
        if info.layout != .object { hasHeader = hasHeader || facts.hasLong || !isPlainValue(self[ref].value) }
        return size + (hasHeader ? facts.collectorHeaderSize : 0)
    }

    /// Texts and ints say their own size, and forget what a class adds (unicode_sizeof, int___sizeof___impl,
    /// string_sizeof).
    private func countsPointers(_ info: ClassInfo) -> Bool {
        switch info.layout {
        case .str: false
        case .int: facts.hasLong
        default: true
        }
    }

    /// What the value of an instance takes where its class extends the built-in one and adds nothing.
    private func sizeOfContent(_ ref: Ref, _ info: ClassInfo) -> Int? {
        guard case .string(let text) = self[ref].value, !facts.textIsBytes else { return sizeOfValue(ref) }
        return facts.sizeOfText(isASCII: false) + 8 + Heap.dataSize(text)
    }

    /// The bytes of a text's characters and of the one that ends them.
    private static func dataSize(_ text: String) -> Int {
        let widest = text.unicodeScalars.map(\.value).max() ?? 0
        let width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4
        return (text.unicodeScalars.count + 1) * width
    }

    /// The bytes that the address space sets aside. What grows lies elsewhere: the table of a set or dict, the items of
    /// an array.
    func sizeInMemory(_ ref: Ref) -> Int {
        switch self[ref].value {
        case .set: 216
        case .dict: 64
        case .array: 80
        default: size(ref) ?? 64
        }
    }

    // MARK: - Numbers and texts

    /// A digit of CPython's integers has 30 bits.
    static func digits(_ magnitude: UInt) -> Int {
        (UInt.bitWidth - magnitude.leadingZeroBitCount + 29) / 30
    }

    /// Objects/unicodeobject.c: one, two or four bytes a character, by the widest of them; in 2.7 a text is bytes.
    func stringSize(_ text: String) -> Int {
        if facts.textIsBytes { return facts.sizeOfBytesHeader + text.utf8.count }
        var widest: UInt32 = 0
        var count = 0
        for scalar in text.unicodeScalars {
            widest = max(widest, scalar.value)
            count += 1
        }
        switch widest {
        case 0..<0x80: return facts.sizeOfText(isASCII: true) + 1 + count
        case 0x80..<0x100: return facts.sizeOfText(isASCII: false) + 1 + count
        case 0x100..<0x10000: return facts.sizeOfText(isASCII: false) + 2 + 2 * count
        default: return facts.sizeOfText(isASCII: false) + 4 + 4 * count
        }
    }

    // MARK: - Dicts

    private func dictSize(_ ref: Ref, _ table: DictTable) -> Int? {
        if let owner = dictOwners[ref], table.room.isSplit {
            return sizeOfValues(ofDict: ref, owner).map { facts.sizeOfDict + $0 }
        }
        if facts.hasLong { return facts.sizeOfDict + (table.slotCount > 8 ? 24 * table.slotCount : 0) }
        if !facts.dictsAreOrdered {
            return facts.sizeOfDict + (table.room.exists ? facts.sizeOfDictKeys + 24 * table.slotCount : 0)
        }
        return facts.sizeOfDict + sizeOfKeys(table.room)
    }

    /// The table of a dict: its head, an index of one, two or four bytes for each place, and room for two thirds of them in
    /// entries (Objects/dictobject.c, _PyDict_KeysSize).
    func sizeOfKeys(_ room: KeyRoom) -> Int {
        guard room.exists else { return 0 }
        let places = room.places
        guard facts.dictsHaveAnIndex else { return facts.sizeOfDictKeys + 24 * places }
        let index = places <= 0x80 ? places : places <= 0x8000 ? places * 2 : places * 4
        let entry = room.isGeneral ? 24 : facts.sizeOfTextEntry
        return facts.sizeOfDictKeys + index + room.capacity * entry
    }
}
