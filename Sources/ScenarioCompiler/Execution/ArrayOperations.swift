import HeapModel
import ScenarioSyntax

// What operators, subscripts and comparisons do with arrays (Modules/arraymodule.c).
extension Interpreter {
    /// `array[index]` for an index or a slice.
    func arrayElement(_ array: ArrayValue, _ index: Ref) throws(Interruption) -> Ref {
        if case .slice(let slice) = heap[index].value {
            let places = try places(slice, in: array.count).all
            return heap.makeArray(ArrayValue(array.element, places.map { array.cells[$0] }))
        }
        return heap.makeNumber(array.number(at: try arrayPlace(index, array.count, "")))
    }

    private func arrayPlace(_ index: Ref, _ count: Int, _ use: String) throws(Interruption) -> Int {
        guard let number = heap.number(index), !number.isFloat else {
            throw .typeError("array indices must be integers")
        }
        guard case .int(let value) = number else { throw .indexError("cannot fit 'int' into an index-sized integer") }
        let place = value < 0 ? value + count : value
        guard place >= 0, place < count else { throw .indexError("array \(use)index out of range") }
        return place
    }

    /// `array[index] = value`, or `del array[index]` without a value.
    func storeArrayElement(_ ref: Ref, _ index: Ref, _ value: Ref?) throws(Interruption) {
        let array = array(ref)
        if case .slice(let slice) = heap[index].value {
            try storeArrayElements(ref, array, try places(slice, in: array.count), value)
            return
        }
        let place = try arrayPlace(index, array.count, "assignment ")
        guard let value else {
            heap.changeArray(ref) { $0.replace(place..<place + 1, with: []) }
            return
        }
        let cell = try cell(of: value, array.element)
        heap.changeArray(ref) { $0.set(place, to: cell) }
    }

    private func storeArrayElements(
        _ ref: Ref, _ array: ArrayValue, _ places: Places, _ value: Ref?
    ) throws(Interruption) {
        var new: [UInt64] = []
        if let value {
            guard let other = heap.arrayValue(value) else {
                throw .typeError("can only assign array (not \"\(heap.typeName(value))\") to array slice")
            }
            guard other.element == array.element else { throw .typeError("bad argument type for built-in operation") }
            new = other.cells
        }
        if places.step == 1 {
            let range = places.start..<max(places.start, places.stop)
            heap.changeArray(ref) { $0.replace(range, with: new) }
            return
        }
        if value == nil {
            let gone = Set(places.all)
            let rest = array.cells.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
            if !gone.isEmpty { heap.changeArray(ref) { $0.keep(rest) } }
            return
        }
        guard new.count == places.count else {
            throw .valueError(
                "attempt to assign array of size \(new.count) to extended slice of size \(places.count)")
        }
        heap.changeArray(ref) { array in
            for (place, cell) in zip(places.all, new) { array.set(place, to: cell) }
        }
    }

    /// `+` and `*` with an array, and their assignments; owned, nil where the operator has no such meaning.
    func arrayBinary(_ op: BinaryOperator, _ left: Ref, _ right: Ref, inPlace: Bool) throws(Interruption) -> Ref? {
        switch (op, heap[left].value, heap[right].value) {
        case (.add, .array(let a), .array(let b)):
            guard a.element == b.element else {
                throw .typeError(
                    inPlace ? "can only extend with array of same kind" : "bad argument type for built-in operation")
            }
            try checkSize(a.count + b.count)
            if !inPlace { return heap.makeArray(ArrayValue(a.element, a.cells + b.cells)) }
            if b.count > 0 { heap.changeArray(left) { $0.replace(a.count..<a.count, with: b.cells) } }
            return heap.shared(left)
        case (.add, .array, _):
            let type = heap.typeName(right)
            throw .typeError(
                inPlace
                    ? "can only extend array with array (not \"\(type)\")"
                    : "can only append array (not \"\(type)\") to array")
        case (.multiply, .array(let a), _): return try repeated(a, left, by: right, inPlace)
        case (.multiply, _, .array(let a)): return try repeated(a, right, by: left, false)
        default: return nil
        }
    }

    private func repeated(
        _ array: ArrayValue, _ ref: Ref, by count: Ref, _ inPlace: Bool
    ) throws(Interruption) -> Ref {
        guard let number = heap.number(count), !number.isFloat else {
            throw .typeError("can't multiply sequence by non-int of type '\(heap.typeName(count))'")
        }
        guard case .int(let times) = number else {
            throw .raise("OverflowError", "cannot fit 'int' into an index-sized integer")
        }
        let (total, overflow) = max(times, 0).multipliedReportingOverflow(by: array.count)
        try checkSize(overflow ? nil : total)
        let cells = Array(repeatElement(array.cells, count: max(times, 0)).joined())
        if !inPlace { return heap.makeArray(ArrayValue(array.element, cells)) }
        if array.count > 0, times != 1 { heap.changeArray(ref) { $0.replace(0..<array.count, with: cells) } }
        return heap.shared(ref)
    }

    /// −1, 0 or 1 as the first numbers that differ, or else the lengths, say; nil where a NaN decides.
    func orderOfArrays(_ left: ArrayValue, _ right: ArrayValue) -> Int? {
        for place in 0..<min(left.count, right.count) {
            let result = PythonNumber.compare(left.number(at: place), right.number(at: place))
            if result != 0 { return result }
        }
        return left.count < right.count ? -1 : left.count > right.count ? 1 : 0
    }
}
