import BigInt

// Making values as CPython does: what exists once is handed out again. Each returns a reference that the caller owns.
extension Heap {
    package mutating func makeInt(_ value: Int) -> Ref {
        if RuntimeFacts.smallInts.contains(value) {
            let ref = smallInts[value - RuntimeFacts.smallInts.lowerBound]
            retain(ref)
            return ref
        }
        return allocate(.int(value), .int)
    }

    package mutating func makeInt(_ value: BigInt) -> Ref {
        if let small = Int(exactly: value) { return makeInt(small) }
        return allocate(.bigInt(value), facts.hasLong ? .long : .int)
    }

    /// An int that some functions of a version make without looking for the one that is there.
    package mutating func makeInt(_ value: BigInt, isNew: Bool) -> Ref {
        guard isNew, let small = Int(exactly: value) else { return makeInt(value) }
        return allocate(.int(small), .int)
    }

    package mutating func makeInt(_ value: Int, isNew: Bool) -> Ref {
        isNew ? allocate(.int(value), .int) : makeInt(value)
    }

    /// An int that more than the program holds.
    package mutating func makeSharedInt(_ value: Int) -> Ref {
        let ref = makeInt(value)
        records[ref.index].flags.insert(.shared)
        return ref
    }

    package mutating func makeFloat(_ value: Double) -> Ref { allocate(.float(value), .float) }

    package mutating func makeBool(_ value: Bool) -> Ref { shared(value ? trueObject : falseObject) }

    package mutating func makeNone() -> Ref { shared(none) }

    /// A reference of one's own to something that exists already.
    @inline(__always)
    package mutating func shared(_ ref: Ref) -> Ref {
        retain(ref)
        return ref
    }

    /// `repr` of a bool: one object for each of the two.
    package mutating func makeText(ofBool value: Bool) -> Ref {
        facts.textsOfBoolsAreInterned ? internString(value ? "True" : "False") : shared(boolTexts[value ? 1 : 0])
    }

    /// The empty string and strings of one Latin-1 character exist once (Objects/unicodeobject.c, unicode_result).
    package mutating func makeString(_ text: String) -> Ref {
        if text.isEmpty { return shared(emptyString) }
        let scalars = text.unicodeScalars
        if let first = scalars.first, first.value < 256, scalars.index(after: scalars.startIndex) == scalars.endIndex {
            return shared(characters[Int(first.value)])
        }
        return allocate(.string(text), .str)
    }

    /// A string that some functions of CPython make without looking for one that exists; the empty one exists once
    /// (Objects/unicodeobject.c: results that do not go through unicode_result).
    package mutating func makeNewString(_ text: String) -> Ref {
        text.isEmpty ? shared(emptyString) : allocate(.string(text), .str)
    }

    /// What `str`, `repr` and a slice with gaps make.
    package mutating func makeText(_ text: String) -> Ref {
        facts.shortTextsExist ? makeString(text) : makeNewString(text)
    }

    /// What formatting makes.
    package mutating func makeFormatted(_ text: String) -> Ref {
        facts.formattingMakesNewTexts ? makeNewString(text) : makeString(text)
    }

    package mutating func makeComplex(_ value: ComplexNumber) -> Ref { allocate(.complex(value), .complex) }

    /// Empty bytes and single bytes exist once (Objects/bytesobject.c, PyBytes_FromStringAndSize).
    package mutating func makeBytes(_ bytes: [UInt8]) -> Ref {
        if bytes.isEmpty { return shared(emptyBytes) }
        if bytes.count == 1 { return shared(characterBytes[Int(bytes[0])]) }
        return allocate(.bytes(bytes), .bytes)
    }

    /// Bytes that CPython makes without looking for an object that exists; the empty one exists once.
    package mutating func makeNewBytes(_ bytes: [UInt8]) -> Ref {
        bytes.isEmpty ? shared(emptyBytes) : allocate(.bytes(bytes), .bytes)
    }

    /// Bytes of a repetition: a new object even where there are none (Objects/bytesobject.c, bytes_repeat).
    package mutating func makeRepeatedBytes(_ bytes: [UInt8]) -> Ref { allocate(.bytes(bytes), .bytes) }

    /// Whether an object is a str of this text.
    package func isString(_ ref: Ref, _ text: String) -> Bool {
        if case .string(let own) = self[ref].value { return own == text }
        return false
    }

    /// A string from the table of interned strings, put there where it is new.
    package mutating func internString(_ text: String) -> Ref {
        if let known = interned[text] { return shared(known) }
        let ref = makeString(text)
        guard !self[ref].flags.contains(.shared) else { return ref }
        self[ref].flags.insert(.interned)
        interned[text] = ref
        return ref
    }

    /// The object that the table of interned strings has for the text of this one, which enters it where it is the
    /// first; owned (Objects/unicodeobject.c, PyUnicode_InternInPlace).
    package mutating func intern(_ ref: Ref) -> Ref {
        guard case .string(let text) = self[ref].value, !isOwnInstance(ref) else { return shared(ref) }
        if let known = interned[text] { return shared(known) }
        guard !self[ref].flags.contains(.shared) else { return shared(ref) }
        self[ref].flags.insert(.interned)
        interned[text] = ref
        return shared(ref)
    }

    /// A method that belongs to an object.
    package mutating func makeMethod(of receiver: Ref, _ function: Ref) -> Ref {
        retain(receiver)
        retain(function)
        if facts.methodsHoldTheirClass, !isBuiltinType(typeOf(receiver)) { retain(typeOf(receiver)) }
        return allocate(.boundMethod(receiver: receiver, function: function), .method)
    }

    /// A function as its class gives it.
    package mutating func makeUnboundMethod(of type: Ref, _ function: Ref) -> Ref {
        retain(type)
        retain(function)
        return allocate(.unboundMethod(type: type, function: function), .unboundMethod)
    }

    /// A dict without entries.
    package mutating func makeDict(memory: MemorySource = .freeList) -> Ref {
        allocate(.dict(facts.emptyDict), .dict, memory: memory)
    }

    /// A list of items whose references the caller owned; they are the list's from now on.
    package mutating func makeList(_ items: [Ref], allocated: Int? = nil) -> Ref {
        let ref = allocate(.list(ListValue(items, allocated: allocated)), .list)
        for (index, item) in items.enumerated() { settle(item, .slot(ref, .item(index))) }
        return ref
    }

    /// A constant tuple or frozen set was made before the program began: none of its allocations is counted, and what the
    /// collector follows of it is old. At the prompt a line's constants are made with the line.
    package mutating func putBeforeProgram(_ constant: Ref) {
        guard self[constant].value.isContainer else { return }
        lists.remove(constant)
        if case .tuple(let items) = self[constant].value, !items.contains(where: { canBeTracked($0) }) {
            self[constant].flags.remove(.tracked)
            return
        }
        self[constant].generation = UInt8(facts.generationCount - 1)
        lists.append(constant, to: .generation(facts.generationCount - 1))
    }

    /// A tuple of items whose references the caller owned. A constant one hides what it refers to until it is named.
    package mutating func makeTuple(
        _ items: [Ref], isConstant: Bool = false, memory: MemorySource = .freeList
    ) -> Ref {
        if items.isEmpty { return shared(emptyTuple) }
        let ref = allocate(.tuple(items), .tuple, memory: memory)
        if isConstant {
            self[ref].flags.remove(.showsReferences)
        } else {
            for (index, item) in items.enumerated() { settle(item, .slot(ref, .item(index))) }
        }
        return ref
    }
}
