import BigInt
import HeapModel
import ScenarioSyntax

// What counts as a number where one is wanted: numbers, and objects whose class says which number they are
// (Objects/abstract.c, PyNumber_Index and its like).
extension Interpreter {
    /// The integer that an object stands for as an index, nil where it stands for none.
    func indexNumber(_ ref: Ref) throws(Interruption) -> PythonNumber? {
        if let number = heap.number(ref) { return number.isFloat ? nil : number }
        guard let value = try callSpecial("__index__", of: ref) else { return nil }
        defer { heap.release(value) }
        guard let number = heap.number(value), !number.isFloat else {
            throw .typeError("__index__ returned non-int (type \(heap.typeName(value)))")
        }
        return number
    }

    /// What `__int__`, `__index__` or `__trunc__` of the object's class gives for `int(value)`; owned.
    func specialInteger(_ ref: Ref) throws(Interruption) -> Ref? {
        guard heap.isOwnInstance(ref) else { return nil }
        if let value = try callSpecial("__int__", of: ref) { return try checkedInteger(value, "__int__") }
        guard heap.number(ref) == nil else { return nil }
        if let value = try callSpecial("__index__", of: ref) { return try checkedInteger(value, "__index__") }
        if hasOwnSpecial("__trunc__", ref) { throw .unsupported("'int' of an object that has '__trunc__' alone") }
        return nil
    }

    private func checkedInteger(_ value: Ref, _ name: String) throws(Interruption) -> Ref {
        guard let number = heap.number(value), !number.isFloat else {
            let type = heap.typeName(value)
            heap.release(value)
            throw .typeError("\(name) returned non-int (type \(type))")
        }
        guard heap.kind(value) != .int else { return value }
        defer { heap.release(value) }
        return heap.makeInt(number.asBig)
    }

    /// What `__float__` or `__index__` of the object's class gives.
    func specialDouble(_ ref: Ref) throws(Interruption) -> Double? {
        guard heap.isOwnInstance(ref) else { return nil }
        if let value = try callSpecial("__float__", of: ref) {
            defer { heap.release(value) }
            guard case .float(let number) = heap[value].value else {
                throw .typeError(
                    "\(heap.typeName(ref)).__float__ returned non-float (type \(heap.typeName(value)))")
            }
            return number
        }
        guard heap.number(ref) == nil, let number = try indexNumber(ref) else { return nil }
        return try python { () throws(TextError) in try Numbers.double(number.asBig) }
    }

    /// An int as an int, a float cut off; owned.
    func plainInteger(_ ref: Ref) throws(Interruption) -> Ref {
        if case .float(let number) = heap[ref].value {
            return heap.makeInt(try python { () throws(TextError) in try Numbers.integer(number) })
        }
        return heap.kind(ref) == .int ? heap.shared(ref) : heap.makeInt(whole(ref))
    }

    /// `abs(value)` of a number; owned.
    func magnitude(_ ref: Ref) throws(Interruption) -> Ref {
        if case .complex(let value) = heap[ref].value {
            let size = MathLibrary.hypotenuse(value.real, value.imaginary)
            if size.isInfinite, value.real.isFinite, value.imaginary.isFinite {
                throw .raise("OverflowError", "absolute value too large")
            }
            return heap.makeFloat(size)
        }
        guard let number = heap.number(ref) else {
            throw .typeError("bad operand type for abs(): '\(heap.typeName(ref))'")
        }
        if case .float(let value) = number { return heap.makeFloat(value.magnitude) }
        if number.asBig >= 0, heap.kind(ref) == .int { return heap.shared(ref) }
        return widened(heap.makeInt(BigInt(number.asBig.magnitude)), from: [ref])
    }

    /// `round(value, digits)`, through `__round__` where the class has it; owned.
    func round(_ ref: Ref, digits: Ref?) throws(Interruption) -> Ref {
        if heap.isOwnInstance(ref) {
            let arguments = digits.flatMap { $0 == heap.none ? nil : [$0] } ?? []
            if let value = try callLookedUp("__round__", of: ref, arguments) { return value }
        }
        return try plainRound(ref, digits: digits)
    }

    /// `divmod(left, right)`, through `__divmod__` where a class has it; owned.
    func divideWithRemainder(_ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        if heap.isOwnInstance(left) || heap.isOwnInstance(right),
            let value = try specialPair("divmod", left, right)
        {
            return value
        }
        return try plainDivision(left, right)
    }
}
