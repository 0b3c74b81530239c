import HeapModel
import ScenarioSyntax

// What operations do with objects of the program's own classes: they call special methods. Each function gives nil
// where none of the objects has one, and the built-in meaning applies.
extension Interpreter {
    func hasOwnClass(_ ref: Ref) -> Bool { heap.isOwnInstance(ref) }

    /// The value of a special method, nil where there is none or it answers NotImplemented; owned.
    private func answer(_ name: String, _ owner: Ref, _ arguments: [Ref]) throws(Interruption) -> Ref? {
        guard hasOwnClass(owner), let value = try callSpecial(name, of: owner, arguments) else { return nil }
        if value == heap.notImplemented {
            heap.release(value)
            return nil
        }
        return value
    }

    // MARK: - Truth, length, text

    /// Whether an object counts as true (Objects/object.c, PyObject_IsTrue).
    func truth(_ ref: Ref) throws(Interruption) -> Bool {
        let ref = try referent(ref)
        guard hasOwnClass(ref) else { return isTrue(ref) }
        if let value = try callSpecial(heap.facts.truthMethod, of: ref) {
            defer { heap.release(value) }
            guard heap.kind(value) == .bool else {
                throw .typeError("__bool__ should return bool, returned \(heap.typeName(value))")
            }
            return isTrue(value)
        }
        if let count = try specialLength(ref) { return count != 0 }
        return isTrue(ref)
    }

    func specialLength(_ ref: Ref) throws(Interruption) -> Int? {
        guard hasOwnClass(ref), let value = try callSpecial("__len__", of: ref) else { return nil }
        defer { heap.release(value) }
        guard case .int(let count) = heap.number(value) else {
            throw .typeError("'\(heap.typeName(value))' object cannot be interpreted as an integer")
        }
        if count < 0 { throw .valueError("__len__() should return >= 0") }
        return count
    }

    /// What `__repr__` or `__str__` gives.
    func specialText(_ name: String, _ ref: Ref) throws(Interruption) -> String? {
        guard hasOwnClass(ref), let value = try callSpecial(name, of: ref) else { return nil }
        defer { heap.release(value) }
        guard case .string(let text) = heap[value].value else {
            throw .typeError("\(name) returned non-string (type \(heap.typeName(value)))")
        }
        return text
    }

    // MARK: - Operators

    func specialUnary(_ op: UnaryOperator, _ operand: Ref) throws(Interruption) -> Ref? {
        guard let name = SpecialMethods.unary[op] else { return nil }
        return try answer(name, operand, [])
    }

    /// Objects/abstract.c, binary_op1: the right side goes first where its class is a subclass of the left one's.
    func specialBinary(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref? {
        guard hasOwnClass(left) || hasOwnClass(right), let middle = SpecialMethods.binary[op] else { return nil }
        return try specialPair(middle, left, right, plain: op)
    }

    /// `a op= b` where the class of `a` says how.
    func specialInPlace(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref? {
        guard hasOwnClass(left), let middle = SpecialMethods.binary[op] else { return nil }
        return try answer("__i\(middle)__", left, [right])
    }

    /// The value that one of the two sides gives for an operation.
    ///
    /// - Parameter plain: the operator, where a left side without a method of its own may have a built-in meaning: that
    ///   goes before what the right side says.
    func specialPair(
        _ middle: String, _ left: Ref, _ right: Ref, plain op: BinaryOperator? = nil
    ) throws(Interruption) -> Ref? {
        let sameClass = heap.typeOf(left) == heap.typeOf(right)
        let rightFirst = !sameClass && heap.isSubclass(heap.typeOf(right), of: heap.typeOf(left))
        if rightFirst, let value = try answer("__r\(middle)__", right, [left]) { return value }
        if let value = try answer("__\(middle)__", left, [right]) { return value }
        let isPlain = op.map { hasPlainMeaning($0, left, right) && !hasOwnSpecial("__\(middle)__", left) } ?? false
        if !rightFirst, !sameClass, !isPlain, let value = try answer("__r\(middle)__", right, [left]) { return value }
        return nil
    }

    /// Whether the built-in class of the left side knows what to do with the right one.
    private func hasPlainMeaning(_ op: BinaryOperator, _ left: Ref, _ right: Ref) -> Bool {
        switch heap[left].value {
        case .int, .bigInt, .float, .complex, .set, .dict: takesPart(left, right, op)
        case .string: op == .modulo
        default: false
        }
    }

    /// Objects/object.c, do_richcompare: the value of the comparison, which need not be a bool; owned.
    func specialComparison(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref? {
        guard hasOwnClass(left) || hasOwnClass(right), let names = SpecialMethods.comparisons[op] else { return nil }
        let rightFirst =
            heap.typeOf(left) != heap.typeOf(right) && heap.isSubclass(heap.typeOf(right), of: heap.typeOf(left))
        return try atDepth(.operation, " in comparison") { () throws(Interruption) in
            if rightFirst, let value = try self.answer(names.reflected, right, [left]) { return value }
            if let value = try self.answerComparison(op, names.name, left, right) { return value }
            if !rightFirst, let value = try self.answerComparison(op, names.reflected, right, left) { return value }
            return nil
        }
    }

    /// Without an `__ne__` of its own, `!=` is the opposite of `__eq__` (Objects/typeobject.c, object_richcompare).
    private func answerComparison(
        _ op: ComparisonOperator, _ name: String, _ owner: Ref, _ other: Ref
    ) throws(Interruption) -> Ref? {
        if let value = try answer(name, owner, [other]) { return value }
        guard op == .notEqual, let value = try answer("__eq__", owner, [other]) else { return nil }
        defer { heap.release(value) }
        return heap.makeBool(!(try truth(value)))
    }

    // MARK: - Elements

    func specialElement(_ owner: Ref, _ index: Ref) throws(Interruption) -> Ref? {
        hasOwnClass(owner) ? try callSpecial("__getitem__", of: owner, [index]) : nil
    }

    /// Sets or, without a value, removes an element; false where the class has no method for it.
    func specialStore(_ owner: Ref, _ index: Ref, _ value: Ref?) throws(Interruption) -> Bool {
        guard hasOwnClass(owner) else { return false }
        let name = value == nil ? "__delitem__" : "__setitem__"
        let arguments = value.map { [index, $0] } ?? [index]
        guard let result = try callSpecial(name, of: owner, arguments) else { return false }
        heap.release(result)
        return true
    }

    func specialContains(_ container: Ref, _ value: Ref) throws(Interruption) -> Bool? {
        guard hasOwnClass(container) else { return nil }
        if let result = try callSpecial("__contains__", of: container, [value]) {
            defer { heap.release(result) }
            return try truth(result)
        }
        // What the built-in class contains goes before what the class's own iterator gives.
        switch heap[container].value {
        case .instance, .exception: break
        default: return nil
        }
        guard hasOwnSpecial("__iter__", container) || hasOwnSpecial("__getitem__", container) else { return nil }
        var found = false
        try forEachItem(of: container) { (item) throws(Interruption) in
            found = try self.isSameOrEqual(item, value)
            return !found
        }
        return found
    }

    /// Whether the class of an object has a special method.
    private func classHas(_ name: String, _ owner: Ref) -> Bool {
        guard let symbol = heap.symbols.find(name), let info = classInfo(heap.typeOf(owner)) else { return false }
        return lookUp(symbol, in: info) != nil
    }

    // MARK: - Equality and hashes in containers

    /// Whether any class of the program compares in its own way, so that values must be asked and not looked at.
    var classesCompare: Bool { heap.symbols.hasComparisons }

    /// Identity, or equality: how containers look for a value (Objects/object.c, PyObject_RichCompareBool).
    func isSameOrEqual(_ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        left == right ? true : try isEqual(left, right)
    }

    /// `left == right` as a bool.
    func isEqual(_ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        if !classesCompare, case .int(let a) = heap[left].value, case .int(let b) = heap[right].value { return a == b }
        if let (left, right) = comparedTargets(left, right) { return try isSameOrEqual(left, right) }
        if isSetView(left) && (isSetView(right) || heap.isSet(right)) || heap.isSet(left) && isSetView(right) {
            let (count, other) = (try length(left), try length(right))
            return count == other ? try containsAll(right, left) : false
        }
        if classesCompare { return try askEqual(left, right) }
        guard let result = heap.compareEqual(left, right, levels: levelsForComparison()) else {
            if let deepest = heap.facts.deepestNesting {
                throw .unsupportedInVersion("comparing containers nested more than \(deepest) levels deep")
            }
            throw recursionError(" in comparison")
        }
        return result
    }

    private func askEqual(_ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        if let value = try specialComparison(.equal, left, right) {
            defer { heap.release(value) }
            return try truth(value)
        }
        return try atDepth(.operation, " in comparison") { () throws(Interruption) in
            try self.askItemsEqual(left, right)
        }
    }

    private func askItemsEqual(_ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        switch (heap[left].value, heap[right].value) {
        case (.list(let a), .list(let b)): return try askEqual(a.items, b.items)
        case (.tuple(let a), .tuple(let b)): return try askEqual(a, b)
        case (.set(let a), .set(let b)): return a.count == b.count ? try isSubset(left, ofSet: right) : false
        case (.dict(let a), .dict(let b)):
            guard a.count == b.count else { return false }
            for (_, entry) in a.live {
                guard let place = try findEntry(right, entry.key), let other = heap.dictTable(right)[place] else {
                    return false
                }
                if entry.value != other.value, !(try askEqual(entry.value, other.value)) { return false }
            }
            return true
        default: return heap.areEqual(left, right)
        }
    }

    private func askEqual(_ left: [Ref], _ right: [Ref]) throws(Interruption) -> Bool {
        guard left.count == right.count else { return false }
        for (a, b) in zip(left, right) where a != b {
            if !(try askEqual(a, b)) { return false }
        }
        return true
    }

    /// `hash(key)`, through `__hash__` where the class has one.
    func hash(_ key: Ref) throws(Interruption) -> Int {
        if classesCompare, hasOwnClass(key), let hash = try specialHash(key) { return hash }
        if case .int(let value) = heap[key].value { return Heap.hash(value) }
        if let info = heap.weakReference(key) { return try hash(ofReference: key, info) }
        if case .tuple = heap[key].value { try chargeForNesting(key) }
        if let hash = heap.hashOfKey(key) { return hash }
        throw .typeError("unhashable type: '\(unhashable(key))'")
    }

    private func specialHash(_ key: Ref) throws(Interruption) -> Int? {
        // A class that defines __eq__ alone has None (Objects/typeobject.c, type_ready_set_hash).
        if let info = heap.ownClass(of: key), let symbol = heap.symbols.find("__hash__"),
            lookUpOwn(symbol, in: info) == heap.none
        {
            throw .typeError("unhashable type: '\(heap.typeName(key))'")
        }
        guard let value = try callSpecial("__hash__", of: key) else { return nil }
        defer { heap.release(value) }
        guard let number = heap.number(value), !number.isFloat else {
            throw .typeError("__hash__ method should return an integer")
        }
        return heap.hash(value)
    }

    /// `hash(key)`, whatever the class says itself.
    func plainHash(_ key: Ref) throws(Interruption) -> Int {
        if let hash = heap.hash(key) { return hash }
        throw .typeError("unhashable type: '\(unhashable(key))'")
    }

    /// Equality by value, whatever the classes of the two say themselves; what they contain is asked.
    func isPlainlyEqual(_ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        classesCompare ? try askItemsEqual(left, right) : heap.areEqual(left, right)
    }

    /// The type that has no hash: for a tuple, that of the item.
    private func unhashable(_ key: Ref) -> String {
        if case .tuple(let items) = heap[key].value, let item = items.first(where: { heap.hash($0) == nil }) {
            return unhashable(item)
        }
        return heap.typeName(key)
    }

    /// The place of a key in a dict.
    func findEntry(_ dict: Ref, _ key: Ref) throws(Interruption) -> Int? {
        try findEntry(dict, key, hash: try hash(key))
    }

    func findEntry(_ dict: Ref, _ key: Ref, hash: Int) throws(Interruption) -> Int? {
        if !classesCompare { return heap.findEntry(dict, key, hash: hash) }
        for place in heap.dictTable(dict).places(hash: hash) {
            guard let entry = heap.dictTable(dict)[place], entry.hash == hash else { continue }
            if try isSameOrEqual(entry.key, key) { return place }
        }
        return nil
    }
}
