import BigInt

// `sys.getsizeof`, in bytes, for CPython on 64-bit Linux: the collector's header of 16 bytes included, as getsizeof
// includes it. Source: measured on 3.11.7; what other versions have otherwise stands in `SizeFacts`.
extension Heap {
    /// What `sys.getsizeof` reports; nil where the model does not know.
    package func size(_ ref: Ref) -> Int? {
        if facts.sizesAreOld { return oldSize(ref) }
        if let size = sizeOfOwnInstance(ref) { return size }
        return sizeOfValue(ref)
    }

    /// What the value of an object takes, whatever its class adds.
    func sizeOfValue(_ ref: Ref) -> Int? {
        switch self[ref].value {
        case .none: kind(ref) == nil ? nil : 16
        case .int(let value): 24 + 4 * max(facts.zeroHasADigit ? 1 : 0, Heap.digits(value.magnitude))
        case .bigInt(let value): 24 + 4 * ((value.magnitude.bitWidth + 29) / 30)
        case .float: 24
        case .complex: 32
        case .string(let text): stringSize(text)
        case .bytes(let bytes): 33 + bytes.count
        case .list(let list): 56 + 8 * list.allocated
        case .tuple(let items): 40 + 8 * items.count
        case .dict(let table): dictSize(table)
        case .instance: 56
        case .userClass(let info):
            facts.sizeOfClass(
                managesDict: managesDict(info) || facts.classesKeepNamesOfEveryDict && info.hasDict)
        case .function: facts.sizeOfFunction
        case .module: 72
        case .boundMethod, .unboundMethod: 64
        case .native: 72
        case .range: 48
        case .cell: 40
        case .set(let table): 216 + (table.slots.count > 8 ? 16 * table.slots.count : 0)
        case .slice: 56
        case .weakReference: facts.sizeOfWeakReference
        case .array(let array): facts.sizeOfArray + array.allocated * array.element.size
        case .exception: exceptionSize(self[ref].type)
        case .wrappedMethod: 48
        case .member: 64
        case .classDict: 40
        case .property: facts.sizeOfProperty
        case .iterator, .adapter, .rangeIterator, .dictView:
            kind(ref).flatMap { facts.size(ofIterator: $0) ?? Heap.iteratorSizes[$0] }
        case .builtinType, .code, .traceback, .frame, .generator, .superObject: nil
        }
    }

    /// Of the built-in exceptions some keep more than others.
    private func exceptionSize(_ type: Ref) -> Int? {
        let names = resolutionOrder(type).map { className($0) }
        if names.contains(where: { Heap.largerExceptions.contains($0) }) { return nil }
        return facts.sizeOfException + (names.contains("StopIteration") ? 8 : 0)
    }

    /// Built-in exceptions with fields of their own, whose sizes were not measured.
    private static let largerExceptions: Set<String> = [
        "AttributeError", "ImportError", "ModuleNotFoundError", "NameError", "OSError", "SyntaxError", "SystemExit",
        "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError",
    ]

    private static let iteratorSizes: [BuiltinType: Int] = [
        .listIterator: 48, .tupleIterator: 48, .stringIterator: 48, .asciiStringIterator: 48, .bytesIterator: 48,
        .listReverseIterator: 48, .dictKeyIterator: 72, .dictValueIterator: 72,
        .dictItemIterator: 72, .setIterator: 64, .map: 48, .filter: 48, .dictKeys: 40,
        .dictValues: 40, .dictItems: 40, .arrayIterator: 56,
    ]

    /// Whether instances have a `__dict__` that is not one of the built-in class's own.
    private func managesDict(_ info: ClassInfo) -> Bool {
        info.hasDict && !RuntimeFacts.layoutsWithDict.contains(info.layout)
            && !RuntimeFacts.layoutsOfVariableSize.contains(info.layout)
    }

    /// The size of an instance of a class of the program.
    private func sizeOfOwnInstance(_ ref: Ref) -> Int? {
        guard let info = ownClass(of: ref), let value = sizeOfContent(ref) else { return nil }
        var size = value + RuntimeFacts.memberSize * info.memberCount
        if managesDict(info) {
            size += facts.managedDictSize
        } else if info.hasDict, info.layout != .int, RuntimeFacts.layoutsOfVariableSize.contains(info.layout) {
            size += RuntimeFacts.dictPointerSize
        }
        // A text has its characters apart from the object, and its size counts only the text (unicode_sizeof).
        let isCounted = info.layout != .str && !RuntimeFacts.layoutsWithWeakReferences.contains(info.layout)
        if info.hasWeakReferences, isCounted {
            size += info.layout == .baseException ? facts.weakListSizeOfExceptions : RuntimeFacts.weakListSize
        }
        return size
    }

    /// What the value of an instance takes where its class extends the built-in one and adds nothing.
    private func sizeOfContent(_ ref: Ref) -> Int? {
        let header = RuntimeFacts.collectorHeaderSize
        switch self[ref].value {
        case .instance: return 16 + header
        case .int, .bigInt, .float, .complex, .bytes: return sizeOfValue(ref).map { $0 + header }
        case .exception: return exceptionSize(self[ref].type)
        case .string(let text): return facts.sizeOfText(isASCII: false) + 8 + header + Heap.dataSize(text)
        default: return sizeOfValue(ref)
        }
    }

    /// The bytes of a text's characters and of the one that ends them.
    private static func dataSize(_ text: String) -> Int {
        let widest = text.unicodeScalars.map(\.value).max() ?? 0
        let width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4
        return (text.unicodeScalars.count + 1) * width
    }

    /// The bytes that the address space sets aside.
    func sizeInMemory(_ ref: Ref) -> Int {
        // The table of a large set lies elsewhere.
        if isSet(ref) { return 216 }
        if case .array = self[ref].value { return 80 }
        return size(ref) ?? 64
    }

    /// A digit of CPython's integers has 30 bits.
    static func digits(_ magnitude: UInt) -> Int {
        (UInt.bitWidth - magnitude.leadingZeroBitCount + 29) / 30
    }

    /// Objects/unicodeobject.c: one, two or four bytes a character, by the widest of them.
    func stringSize(_ text: String) -> Int {
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

    /// Objects/dictobject.c: a table of 2ⁿ index bytes and room for ⅔ of them in entries, 16 bytes each where all
    /// keys are strings, 24 otherwise.
    private func dictSize(_ table: DictTable) -> Int {
        guard !table.entries.isEmpty else { return 64 }
        let allStrings = table.live.allSatisfy { if case .string = self[$0.entry.key].value { true } else { false } }
        var slots = 8
        while slots * 2 / 3 < table.entries.count { slots *= 2 }
        let indexBytes = slots <= 0x80 ? slots : slots <= 0x8000 ? slots * 2 : slots * 4
        return 64 + facts.sizeOfDictKeys + indexBytes + (slots * 2 / 3) * (allStrings ? facts.sizeOfTextEntry : 24)
    }
}
