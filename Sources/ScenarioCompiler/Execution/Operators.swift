import BigInt
import HeapModel
import ScenarioSyntax

extension Interpreter {
    // MARK: - Truth

    func isTrue(_ ref: Ref) -> Bool {
        switch heap[ref].value {
        case .none: ref != heap.none
        case .int(let value): value != 0
        case .float(let value): value != 0
        case .complex(let value): value.real != 0 || value.imaginary != 0
        case .string(let text): !text.isEmpty
        case .bytes(let bytes): !bytes.isEmpty
        case .list(let list): !list.items.isEmpty
        case .tuple(let items): !items.isEmpty
        case .dict(let table): table.count > 0
        case .set(let table): table.count > 0
        case .dictView(_, let dict): heap.dictTable(dict).count > 0
        case .range(let range): range.count > 0
        case .array(let array): array.count > 0
        default: true
        }
    }

    // MARK: - Unary

    func unary(_ op: UnaryOperator, _ operand: Ref) throws(Interruption) -> Ref {
        if op == .not { return heap.makeBool(!(try truth(operand))) }
        if let value = try specialUnary(op, operand) { return value }
        return try plainUnary(op, operand)
    }

    /// As `unary`, whatever the class says itself.
    func plainUnary(_ op: UnaryOperator, _ operand: Ref) throws(Interruption) -> Ref {
        if case .complex(let value) = heap[operand].value, op != .invert {
            return op == .positive
                ? exact(operand) : heap.makeComplex(ComplexNumber(-value.real, -value.imaginary))
        }
        guard let number = heap[operand].number, !(op == .invert && number.isFloat) else {
            throw .typeError("bad operand type for unary \(op.rawValue): '\(heap.typeName(operand))'")
        }
        // A number that is exactly an int or a float is its own positive (Objects/longobject.c, long_long).
        if op == .positive, heap.kind(operand) != .bool { return exact(operand) }
        switch (op, number) {
        case (.negative, .float(let value)): return heap.makeFloat(-value)
        case (.negative, _): return widened(heap.makeInt(-number.asBig), from: [operand])
        case (.invert, _): return widened(heap.makeInt(-number.asBig - 1), from: [operand])
        default: return heap.makeInt(number.asBig)
        }
    }

    // MARK: - Binary

    /// `a op= b`: a list changes in place, everything else makes a new object.
    func inPlace(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        if heap.isOwnInstance(left) || heap.isOwnInstance(right) {
            if let value = try specialInPlace(op, left, right) { return value }
            if !hasPlainInPlace(op, left), let value = try specialBinary(op, left, right) { return value }
        }
        return try plainInPlace(op, left, right)
    }

    /// Whether the built-in class of an object changes it in place.
    private func hasPlainInPlace(_ op: BinaryOperator, _ left: Ref) -> Bool {
        switch heap[left].value {
        case .list: op == .add || op == .multiply
        case .set: heap.layout(left) == .set && [.bitOr, .bitAnd, .bitXor, .subtract].contains(op)
        case .dict: op == .bitOr
        default: false
        }
    }

    /// As `inPlace`, whatever the classes say themselves.
    func plainInPlace(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        if let changed = try setOperationInPlace(op, left, right) { return changed }
        if op == .bitOr, heap.facts.dictsUnite, case .dict = heap[left].value {
            try update(left, from: right)
            return heap.shared(left)
        }
        guard case .list = heap[left].value else { return try plainBinary(op, left, right, inPlace: true) }
        switch op {
        case .add:
            try extend(left, from: right)
            return heap.shared(left)
        case .multiply:
            let items = heap.listItems(left)
            let count = try repetitions(right, of: items.count, .multiply, left)
            if count == 0 { heap.clearList(left) }
            for _ in 1..<max(count, 1) { heap.extend(left, with: items.map { heap.shared($0) }) }
            return heap.shared(left)
        default: return try plainBinary(op, left, right, inPlace: true)
        }
    }

    func binary(_ op: BinaryOperator, _ left: Ref, _ right: Ref, inPlace: Bool) throws(Interruption) -> Ref {
        if heap.isOwnInstance(left) || heap.isOwnInstance(right), let value = try specialBinary(op, left, right) {
            return value
        }
        return try plainBinary(op, left, right, inPlace: inPlace)
    }

    /// As `binary`, whatever the classes say themselves.
    func plainBinary(_ op: BinaryOperator, _ left: Ref, _ right: Ref, inPlace: Bool) throws(Interruption) -> Ref {
        widened(try calculate(op, left, right, inPlace: inPlace), from: [left, right])
    }

    private func calculate(
        _ op: BinaryOperator, _ left: Ref, _ right: Ref, inPlace: Bool
    ) throws(Interruption) -> Ref {
        if let a = heap[left].number, let b = heap[right].number {
            if case .int(let x) = a, case .int(let y) = b, let fast = fastInteger(op, x, y) {
                return heap.makeInt(fast, isNew: fast != 0 && subtractsDigits(op, x, y))
            }
            if a.isFloat || b.isFloat { return try floats(op, a, b, left, right, inPlace) }
            return try integers(op, a.asBig, b.asBig, left, right)
        }
        if let result = try complexBinary(op, left, right) { return result }
        if let value = try arrayBinary(op, left, right, inPlace: inPlace) { return value }
        return try sequences(op, left, right, inPlace)
    }

    private func fastInteger(_ op: BinaryOperator, _ a: Int, _ b: Int) -> Int? {
        let (value, overflow): (Int, Bool)
        switch op {
        case .add: (value, overflow) = a.addingReportingOverflow(b)
        case .subtract: (value, overflow) = a.subtractingReportingOverflow(b)
        case .multiply: (value, overflow) = a.multipliedReportingOverflow(by: b)
        default: return nil
        }
        return overflow ? nil : value
    }

    /// Whether digits are subtracted, and the result is a new object also where it is a small one.
    private func subtractsDigits(_ op: BinaryOperator, _ a: Int, _ b: Int) -> Bool {
        guard heap.facts.differencesAreNew, op != .multiply,
            IntegerMath.hasManyDigits(a) || IntegerMath.hasManyDigits(b)
        else { return false }
        return (op == .add) == ((a < 0) != (b < 0))
    }

    private func integers(
        _ op: BinaryOperator, _ a: BigInt, _ b: BigInt, _ left: Ref, _ right: Ref
    ) throws(Interruption) -> Ref {
        switch op {
        case .add, .subtract:
            let value = op == .add ? a + b : a - b
            let isNew = heap.facts.differencesAreNew && value != 0 && (op == .add) == ((a < 0) != (b < 0))
            return heap.makeInt(value, isNew: isNew)
        case .multiply:
            try checkBits(a.magnitude.bitWidth + b.magnitude.bitWidth)
            return heap.makeInt(a * b)
        case .floorDivide:
            if b == 0 { throw .raise("ZeroDivisionError", "integer division or modulo by zero") }
            return heap.makeInt(IntegerMath.floorDivide(a, b))
        case .modulo:
            if b == 0 { throw .raise("ZeroDivisionError", "integer modulo by zero") }
            let isNew = heap.facts.remaindersAreNew && IntegerMath.hasManyDigits(b)
            return heap.makeInt(IntegerMath.modulo(a, b), isNew: isNew)
        case .trueDivide:
            if b == 0 { throw .raise("ZeroDivisionError", "division by zero") }
            guard let value = IntegerMath.trueDivide(a, b) else {
                throw .raise("OverflowError", "integer division result too large for a float")
            }
            return heap.makeFloat(value)
        case .power: return try power(a, b)
        case .leftShift, .rightShift: return try shift(op, a, b)
        case .bitAnd, .bitOr, .bitXor: return bits(op, a, b, left, right)
        case .matrixMultiply: throw unsupportedOperands(op, left, right, false)
        }
    }

    /// Bools stay bools under `&`, `|` and `^`.
    private func bits(_ op: BinaryOperator, _ a: BigInt, _ b: BigInt, _ left: Ref, _ right: Ref) -> Ref {
        let value = op == .bitAnd ? a & b : op == .bitOr ? a | b : a ^ b
        if heap.kind(left) == .bool, heap.kind(right) == .bool { return heap.makeBool(value != 0) }
        return heap.makeInt(value)
    }

    private func power(_ a: BigInt, _ b: BigInt) throws(Interruption) -> Ref {
        if b < 0 {
            if a == 0 { throw .raise("ZeroDivisionError", "0.0 cannot be raised to a negative power") }
            return heap.makeFloat(Double.power(Double(a), Double(b)))
        }
        if a == 0 || a == 1 || a == -1 { return heap.makeInt(b == 0 ? 1 : a == -1 && b % 2 == 0 ? 1 : a) }
        guard let exponent = Int(exactly: b) else { throw tooLarge() }
        let bits = a.magnitude.bitWidth.multipliedReportingOverflow(by: exponent)
        try checkBits(bits)
        try charge((bits.partialValue / 64) * (bits.partialValue / 64) / 64)
        return heap.makeInt(a.power(exponent))
    }

    private func shift(_ op: BinaryOperator, _ a: BigInt, _ b: BigInt) throws(Interruption) -> Ref {
        if b < 0 { throw .valueError("negative shift count") }
        guard let places = Int(exactly: b) else {
            if op == .rightShift || a == 0 { return heap.makeInt(a < 0 ? -1 : 0) }
            throw tooLarge()
        }
        if op == .rightShift {
            return places > a.magnitude.bitWidth
                ? heap.makeInt(a < 0 ? -1 : 0) : heap.makeInt(IntegerMath.shiftRight(a, places))
        }
        if a == 0 { return heap.makeInt(0) }
        try checkBits(a.magnitude.bitWidth.addingReportingOverflow(places))
        return heap.makeInt(a << places)
    }

    private func checkBits(_ bits: (partialValue: Int, overflow: Bool)) throws(Interruption) {
        if bits.overflow { throw tooLarge() }
        try checkBits(bits.partialValue)
    }

    /// An int may be as large as the budget of objects says in digits of 30 bits.
    private func checkBits(_ bits: Int) throws(Interruption) {
        if bits / 30 > budget.objects / 10 { throw tooLarge() }
    }

    private func tooLarge() -> Interruption {
        .limit(.number(bits: budget.objects / 10 * 30))
    }

    private func floats(
        _ op: BinaryOperator, _ a: PythonNumber, _ b: PythonNumber, _ left: Ref, _ right: Ref, _ inPlace: Bool
    ) throws(Interruption) -> Ref {
        let (x, y) = (a.asDouble, b.asDouble)
        if x.isInfinite, !a.isFloat || y.isInfinite && !b.isFloat {
            throw .raise("OverflowError", "int too large to convert to float")
        }
        switch op {
        case .add: return heap.makeFloat(x + y)
        case .subtract: return heap.makeFloat(x - y)
        case .multiply: return heap.makeFloat(x * y)
        case .trueDivide:
            if y == 0 { throw .raise("ZeroDivisionError", "float division by zero") }
            return heap.makeFloat(x / y)
        case .floorDivide:
            if y == 0 { throw .raise("ZeroDivisionError", "float floor division by zero") }
            return heap.makeFloat(IntegerMath.floorDivide(x, y))
        case .modulo:
            if y == 0 { throw .raise("ZeroDivisionError", "float modulo") }
            return heap.makeFloat(IntegerMath.modulo(x, y))
        case .power: return try floatPower(x, y)
        default: throw unsupportedOperands(op, left, right, inPlace)
        }
    }

    private func floatPower(_ x: Double, _ y: Double) throws(Interruption) -> Ref {
        if x == 0, y < 0, y.isFinite { throw .raise("ZeroDivisionError", "0.0 cannot be raised to a negative power") }
        if x < 0, x.isFinite, y.isFinite, y != y.rounded() {
            return try complexPower(ComplexNumber(x, 0), ComplexNumber(y, 0))
        }
        let value = Double.power(x, y)
        if value.isInfinite, x.isFinite, y.isFinite {
            throw .raise("OverflowError", "(34, 'Numerical result out of range')")
        }
        return heap.makeFloat(value)
    }

    // MARK: - Sequences

    private func sequences(_ op: BinaryOperator, _ left: Ref, _ right: Ref, _ inPlace: Bool) throws(Interruption) -> Ref
    {
        if let result = try setOperation(op, left, right) { return result }
        switch op {
        case .add: return try concatenate(left, right, inPlace)
        case .multiply:
            if let items = sequenceCount(left) { return try repeated(left, items, by: right) }
            if let items = sequenceCount(right) { return try repeated(right, items, by: left) }
        case .modulo:
            if case .string = heap[left].value { return try formatPercent(left, right) }
            if case .bytes = heap[left].value { throw .unsupported("formatting bytes with '%'") }
        case .bitOr:
            if heap.facts.dictsUnite, case .dict = heap[left].value, case .dict = heap[right].value {
                let result = heap.makeDict()
                push(result)
                try update(result, from: left)
                try update(result, from: right)
                return pop()
            }
        default: break
        }
        throw unsupportedOperands(op, left, right, inPlace)
    }

    private func sequenceCount(_ ref: Ref) -> Int? {
        switch heap[ref].value {
        case .list(let list): list.items.count
        case .tuple(let items): items.count
        case .string(let text): text.unicodeScalars.count
        case .bytes(let bytes): bytes.count
        default: nil
        }
    }

    private func concatenate(_ left: Ref, _ right: Ref, _ inPlace: Bool) throws(Interruption) -> Ref {
        switch (heap[left].value, heap[right].value) {
        case (.string(let a), .string(let b)):
            try checkSize(a.utf8.count + b.utf8.count)
            if a.isEmpty { return exact(right) }
            if b.isEmpty { return exact(left) }
            return heap.makeString(a + b)
        case (.bytes(let a), .bytes(let b)):
            try checkSize(a.count + b.count)
            if a.isEmpty { return exact(right) }
            if b.isEmpty { return exact(left) }
            return heap.makeBytes(a + b)
        case (.bytes, _): throw .typeError("can't concat \(heap.typeName(right)) to bytes")
        case (.list(let a), .list(let b)):
            try checkSize(a.items.count + b.items.count)
            return heap.makeList((a.items + b.items).map { heap.shared($0) })
        case (.tuple(let a), .tuple(let b)):
            try checkSize(a.count + b.count)
            if a.isEmpty { return exact(right) }
            if b.isEmpty { return exact(left) }
            return heap.makeTuple((a + b).map { heap.shared($0) })
        case (.string, _), (.list, _), (.tuple, _):
            let type = heap.typeName(left)
            throw .typeError("can only concatenate \(type) (not \"\(heap.typeName(right))\") to \(type)")
        default: throw unsupportedOperands(.add, left, right, inPlace)
        }
    }

    private func repetitions(_ count: Ref, of items: Int, _ op: BinaryOperator, _ owner: Ref) throws(Interruption)
        -> Int
    {
        guard let number = try indexNumber(count) else {
            throw .typeError("can't multiply sequence by non-int of type '\(heap.typeName(count))'")
        }
        guard case .int(let times) = number else {
            throw .raise("OverflowError", "cannot fit 'int' into an index-sized integer")
        }
        let wanted = max(times, 0)
        let (total, overflow) = wanted.multipliedReportingOverflow(by: items)
        try checkSize(overflow ? nil : total)
        try chargeForMaking(total)
        return wanted
    }

    private func repeated(_ sequence: Ref, _ items: Int, by count: Ref) throws(Interruption) -> Ref {
        let times = try repetitions(count, of: items, .multiply, sequence)
        switch heap[sequence].value {
        case .string(let text):
            if times == 1 { return exact(sequence) }
            // In 2.7 the length decides: a text of no characters is a new one too (Objects/stringobject.c, string_repeat).
            if heap.facts.textIsBytes, text.isEmpty { return exact(sequence) }
            if heap.facts.textIsBytes { return heap.allocate(.string(String(repeating: text, count: times)), .str) }
            return heap.makeString(String(repeating: text, count: times))
        case .bytes(let bytes):
            if times == 1 || bytes.isEmpty { return exact(sequence) }
            return heap.makeRepeatedBytes(Array(repeatElement(bytes, count: times).joined()))
        case .list(let list):
            let all = Array(repeatElement(list.items, count: times).joined())
            return heap.makeList(all.map { heap.shared($0) })
        case .tuple(let items):
            if times == 1 { return exact(sequence) }
            let all = Array(repeatElement(items, count: times).joined())
            return heap.makeTuple(all.map { heap.shared($0) })
        default: throw unsupportedOperands(.multiply, sequence, count, false)
        }
    }

    private func unsupportedOperands(
        _ op: BinaryOperator, _ left: Ref, _ right: Ref, _ inPlace: Bool
    ) -> Interruption {
        if op == .bitOr, heap.facts.typesUnite, [left, right].allSatisfy({ isClass($0) || $0 == heap.none }),
            isClass(left) || isClass(right)
        {
            return .unsupported("a union of types")
        }
        let name = op == .power && !inPlace ? "** or pow()" : op.rawValue + (inPlace ? "=" : "")
        return .typeError(
            "unsupported operand type(s) for \(name): '\(heap.typeName(left))' and '\(heap.typeName(right))'")
    }

    // MARK: - Comparison

    func compare(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        switch op {
        case .is: return left == right
        case .isNot: return left != right
        case .equal: return try isEqual(left, right)
        case .notEqual: return !(try isEqual(left, right))
        case .in: return try contains(right, left)
        case .notIn: return !(try contains(right, left))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return try order(op, left, right)
        }
    }

    private func contains(_ container: Ref, _ value: Ref) throws(Interruption) -> Bool {
        if let found = try specialContains(container, value) { return found }
        return try plainContains(container, value)
    }

    /// As `value in container`, whatever the class says itself.
    func plainContains(_ container: Ref, _ value: Ref) throws(Interruption) -> Bool {
        switch heap[container].value {
        case .string(let text):
            guard case .string(let part) = heap[value].value else {
                throw .typeError("'in <string>' requires string as left operand, not \(heap.typeName(value))")
            }
            return part.isEmpty || text.utf8.contains(part.utf8)
        case .bytes(let bytes): return try contains(bytes, value)
        case .dict: return try findEntry(container, value) != nil
        case .set: return try findMember(container, value) != nil
        case .dictView(.keys, let dict): return try findEntry(dict, value) != nil
        case .dictView(.items, let dict): return try containsPair(dict, value)
        case .list(let list): return try contains(list.items, value)
        case .tuple(let items): return try contains(items, value)
        case .range(let range): return try containsNumber(range, value)
        case .array: return try containsNumber(container, value)
        case .dictView, .generator, .iterator, .rangeIterator, .adapter:
            var found = false
            try forEachItem(of: container) { (item) throws(Interruption) in
                found = try self.isSameOrEqual(item, value)
                return !found
            }
            return found
        case .classDict(let type):
            guard let name = string(value) else { return false }
            return try classNames(type).contains { $0.0 == name }
        default:
            throw .typeError("argument of type '\(heap.typeName(container))' is not iterable")
        }
    }

    /// `(key, value) in dict.items()`.
    private func containsPair(_ dict: Ref, _ value: Ref) throws(Interruption) -> Bool {
        guard case .tuple(let items) = heap[value].value, items.count == 2 else { return false }
        guard let found = try self.value(in: dict, for: items[0]) else { return false }
        return try isSameOrEqual(found, items[1])
    }

    /// Integers are computed, anything else is compared with each number (Objects/rangeobject.c, range_contains).
    private func containsNumber(_ range: RangeValue, _ value: Ref) throws(Interruption) -> Bool {
        if case .float(let number) = heap[value].value {
            guard let whole = Int(exactly: number) else { return false }
            return range.contains(whole)
        }
        if case .int(let number) = heap[value].value { return range.contains(number) }
        return false
    }

    private func contains(_ items: [Ref], _ value: Ref) throws(Interruption) -> Bool {
        for item in items {
            if try isSameOrEqual(item, value) { return true }
        }
        return false
    }

    /// A part of bytes, or one byte's value.
    private func contains(_ bytes: [UInt8], _ value: Ref) throws(Interruption) -> Bool {
        if case .bytes(let part) = heap[value].value { return Slices.find(part, in: bytes, 0..<bytes.count) != nil }
        guard let number = heap.number(value), !number.isFloat else {
            throw .typeError("a bytes-like object is required, not '\(heap.typeName(value))'")
        }
        guard case .int(let byte) = number, let byte = UInt8(exactly: byte) else {
            throw .valueError("byte must be in range(0, 256)")
        }
        return bytes.contains(byte)
    }

    private func order(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        if let result = try setOrder(op, left, right) { return result }
        if let a = heap[left].number, let b = heap[right].number {
            return PythonNumber.compare(a, b).map { holds(op, $0) } ?? false
        }
        switch (heap[left].value, heap[right].value) {
        case (.string(let a), .string(let b)):
            if a.utf8.elementsEqual(b.utf8) { return holds(op, 0) }
            return holds(op, a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1)
        case (.bytes(let a), .bytes(let b)):
            return holds(op, a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1)
        case (.list(let a), .list(let b)): return try orderItems(op, a.items, b.items)
        case (.tuple(let a), .tuple(let b)): return try orderItems(op, a, b)
        case (.array(let a), .array(let b)): return orderOfArrays(a, b).map { holds(op, $0) } ?? false
        case (.slice(let a), .slice(let b)):
            return try orderItems(op, [a.start, a.stop, a.step], [b.start, b.stop, b.step])
        default:
            throw .typeError(
                "'\(op.rawValue)' not supported between instances of '\(heap.typeName(left))' and '\(heap.typeName(right))'"
            )
        }
    }

    /// The first items that differ decide; where none do, the length.
    private func orderItems(_ op: ComparisonOperator, _ left: [Ref], _ right: [Ref]) throws(Interruption) -> Bool {
        for (a, b) in zip(left, right) where a != b {
            if !(try isEqual(a, b)) { return try order(op, a, b) }
        }
        return holds(op, left.count < right.count ? -1 : left.count > right.count ? 1 : 0)
    }

    private func holds(_ op: ComparisonOperator, _ result: Int) -> Bool {
        switch op {
        case .less: result < 0
        case .lessOrEqual: result <= 0
        case .greater: result > 0
        case .greaterOrEqual: result >= 0
        default: result == 0
        }
    }
}
