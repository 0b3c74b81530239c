import HeapModel
import ScenarioSyntax

// What one instruction costs that reads or makes large objects: so that a short program cannot run for hours. The
// weights are such that one unit takes about as long as an ordinary instruction.
extension Interpreter {
    /// What the size of values costs an operation that goes through all of each.
    private struct Weight {
        var containers = 0
        /// Bytes of texts, the longest two.
        var texts = (0, 0)
        /// Digits of 64 bits.
        var digits = 0

        mutating func add(text count: Int) {
            if count > texts.0 { texts = (count, texts.0) } else { texts.1 = max(texts.1, count) }
        }
    }

    private func weigh(_ values: some Sequence<Ref>, containers: Bool) -> Weight {
        var weight = Weight()
        for value in values where !value.isNull {
            switch heap[value].value {
            case .string(let text): weight.add(text: text.utf8.count)
            case .bytes(let bytes): weight.add(text: bytes.count)
            case .bigInt(let number): weight.digits += number.magnitude.bitWidth / 64
            case .list(let list) where containers: weight.containers += list.items.count
            case .tuple(let items) where containers: weight.containers += items.count
            case .dict(let table) where containers: weight.containers += table.count
            case .set(let table) where containers: weight.containers += table.count
            case .array(let array) where containers: weight.containers += array.count / 8
            default: break
            }
        }
        return weight
    }

    private func charge(_ weight: Weight) throws(Interruption) {
        var work = weight.containers / 16 + weight.texts.0 / 64
        // A part is looked for at every place of the whole.
        if weight.texts.1 > 1 { work += product(weight.texts.0, weight.texts.1) / 256 }
        if weight.digits > 16 { work += product(weight.digits, weight.digits) / 64 }
        if work > 0 { try charge(work) }
    }

    private func product(_ a: Int, _ b: Int) -> Int {
        let (value, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? .max / 2 : value
    }

    /// A call of something written in C.
    func chargeForCall(_ number: Int, _ receiver: Ref, _ arguments: [Ref]) throws(Interruption) {
        let isQuick = Natives.areQuick[number] && (arguments.isEmpty || Natives.all[number].name != "pop")
        try charge(weigh(CollectionOfOne(receiver), containers: !isQuick))
        try charge(weigh(arguments, containers: !isQuick))
        if !receiver.isNull, !arguments.isEmpty { try charge(weigh([receiver, arguments[0]], containers: false)) }
        if Natives.goThroughMemory[number] { try charge(heap.liveCount / 8) }
    }

    /// An operator with two operands.
    func chargeForOperation(_ left: Ref, _ right: Ref) throws(Interruption) {
        if case .int = heap[left].value, case .int = heap[right].value { return }
        try charge(weigh([left, right], containers: true))
    }

    /// A comparison, or a look for a member.
    func chargeForComparison(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) {
        if case .int = heap[left].value, case .int = heap[right].value { return }
        switch op {
        case .is, .isNot: return
        case .in, .notIn:
            switch heap[right].value {
            case .dict, .set, .dictView: try chargeForNesting(left)
            case .list, .tuple: try charge(weigh(CollectionOfOne(right), containers: true))
            default: try charge(weigh([left, right], containers: false))
            }
        default:
            try charge(weigh([left, right], containers: true))
            try chargeForNesting(left)
        }
    }

    /// Reading or changing an element: of a text, and of a list as a slice or where the items behind it move.
    func chargeForElement(of owner: Ref, _ index: Ref, isDeleted: Bool = false) throws(Interruption) {
        switch heap[owner].value {
        case .string(let text): try charge(text.utf8.count / 32)
        case .list(let list):
            if isDeleted { try charge(list.items.count / 64) }
            if case .slice = heap[index].value { try charge(list.items.count / 16) }
        case .tuple(let items): if case .slice = heap[index].value { try charge(items.count / 16) }
        default: break
        }
    }

    /// A value that is written into a text, or spread over a display.
    func chargeForReading(_ value: Ref) throws(Interruption) {
        try charge(weigh(CollectionOfOne(value), containers: true))
    }

    /// What is made of so many items.
    func chargeForMaking(_ count: Int) throws(Interruption) { try charge(count / 16) }

    /// Goes through what a comparison or a hash of containers inside containers would go through: with shared parts that
    /// is exponential in their depth, in CPython too.
    func chargeForNesting(_ value: Ref) throws(Interruption) {
        guard hasContainer(value) else { return }
        var open: [(ref: Ref, depth: Int)] = [(value, 0)]
        while let (ref, depth) = open.popLast() {
            // From here on the comparison itself says that it is too deep.
            if depth > settings.recursionLimit { return }
            try charge(1)
            forEachPart(of: ref) { open.append(($0, depth + 1)) }
        }
    }

    private func hasContainer(_ value: Ref) -> Bool {
        var found = false
        forEachPart(of: value) { part in
            switch heap[part].value {
            case .list, .tuple, .dict: found = true
            default: break
            }
        }
        return found
    }

    private func forEachPart(of value: Ref, _ body: (Ref) -> Void) {
        switch heap[value].value {
        case .list(let list): list.items.forEach(body)
        case .tuple(let items): items.forEach(body)
        case .dict(let table): for (_, entry) in table.live { body(entry.value) }
        default: break
        }
    }
}

extension Natives {
    /// Whether each function takes the same time whatever the size of the containers that it is given.
    static let areQuick: [Bool] = all.map { quickNames.contains($0.name) }

    /// Whether each goes through all of memory.
    static let goThroughMemory: [Bool] = all.map { native in
        ["gc.collect", "gc.get_objects", "gc.get_referrers", "copy.deepcopy"].contains(native.name)
    }

    private static let quickNames: Set<String> = [
        "append", "pop", "len", "get", "add", "discard", "setdefault", "id", "type", "isinstance", "issubclass", "iter",
        "next", "keys", "values", "items", "hasattr", "getattr", "setattr", "delattr", "callable", "popitem",
        "enumerate", "zip", "map", "filter", "reversed", "gc.is_tracked", "sys.getrefcount", "sys.getsizeof",
    ]
}
