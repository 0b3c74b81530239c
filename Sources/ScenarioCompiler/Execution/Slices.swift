import BigInt
import HeapModel

// `x[a:b:c]`: reading, and changing of lists (Objects/sliceobject.c; listobject.c, list_ass_subscript).
extension Interpreter {
    /// The stack holds the bounds, and the step where there are three.
    func buildSlice(_ count: Int) {
        let parts = pop(count)
        let slice = SliceValue(start: parts[0], stop: parts[1], step: count == 3 ? parts[2] : heap.makeNone())
        push(makeSlice(slice))
    }

    /// A slice object; the references are owned here and go to it.
    func makeSlice(_ slice: SliceValue) -> Ref {
        let ref = heap.allocate(.slice(slice), .slice)
        heap.settle(slice.start, .slot(ref, .fixed("start")))
        heap.settle(slice.stop, .slot(ref, .fixed("stop")))
        heap.settle(slice.step, .slot(ref, .fixed("step")))
        return ref
    }

    /// The places that a slice means in a sequence of some length.
    struct Places {
        var start: Int
        var stop: Int
        var step: Int

        var count: Int {
            if step > 0 { return start < stop ? (stop - start - 1) / step + 1 : 0 }
            return stop < start ? (start - stop - 1) / -step + 1 : 0
        }

        var all: [Int] { (0..<count).map { start + $0 * step } }
    }

    /// PySlice_Unpack and PySlice_AdjustIndices.
    func places(_ slice: SliceValue, in count: Int) throws(Interruption) -> Places {
        let step = try bound(slice.step) ?? 1
        if step == 0 { throw .valueError("slice step cannot be zero") }
        let start = try bound(slice.start)
        let stop = try bound(slice.stop)
        let lowest = step < 0 ? -1 : 0
        let highest = step < 0 ? count - 1 : count
        func clip(_ value: Int) -> Int {
            let place = value < 0 ? value + count : value
            return min(max(place, lowest), highest)
        }
        return Places(
            start: start.map(clip) ?? (step < 0 ? highest : lowest),
            stop: stop.map(clip) ?? (step < 0 ? lowest : highest), step: max(step, -Int.max))
    }

    /// A bound as a number, nil for None; one that is too large counts as the largest there is.
    private func bound(_ ref: Ref) throws(Interruption) -> Int? {
        if ref == heap.none { return nil }
        guard let number = heap.number(ref), !number.isFloat else {
            throw .typeError("slice indices must be integers or None or have an __index__ method")
        }
        if case .int(let value) = number { return value }
        return number.asBig < 0 ? Int.min / 2 : Int.max / 2
    }

    // MARK: - Reading

    /// `owner[slice]`, owned; nil where the owner takes no slices.
    func elements(of owner: Ref, _ slice: SliceValue) throws(Interruption) -> Ref? {
        switch heap[owner].value {
        case .list(let list):
            let all = try places(slice, in: list.items.count).all
            return heap.makeList(all.map { heap.shared(list.items[$0]) })
        case .tuple(let items):
            let places = try places(slice, in: items.count)
            if places.step == 1, places.count == items.count { return heap.shared(owner) }
            return heap.makeTuple(places.all.map { heap.shared(items[$0]) })
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            let places = try places(slice, in: scalars.count)
            if places.step == 1, places.count == scalars.count { return heap.shared(owner) }
            var result = String.UnicodeScalarView()
            for place in places.all { result.append(scalars[place]) }
            // Only a part without gaps is looked up among the strings of one character.
            let part = String(result)
            return places.step == 1 ? heap.makeString(part) : heap.makeText(part)
        case .bytes(let bytes):
            let places = try places(slice, in: bytes.count)
            if places.step == 1, places.count == bytes.count, !bytes.isEmpty { return heap.shared(owner) }
            let part = places.all.map { bytes[$0] }
            return places.step == 1 ? heap.makeBytes(part) : heap.makeNewBytes(part)
        case .range(let range):
            let places = try places(slice, in: range.count)
            return heap.allocate(.range(part(of: range, places)), .range)
        default: return nil
        }
    }

    /// Objects/rangeobject.c, compute_slice.
    private func part(of range: RangeValue, _ places: Places) -> RangeValue {
        RangeValue(
            start: range.start + places.start * range.step, stop: range.start + places.stop * range.step,
            step: range.step * places.step)
    }

    // MARK: - Writing

    /// `list[slice] = value`; the value is borrowed.
    func setElements(of list: Ref, _ slice: SliceValue, to value: Ref) throws(Interruption) {
        let places = try places(slice, in: heap.listItems(list).count)
        let message =
            places.step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice"
        let values = try values(of: value, orTypeError: message)
        // What the iterable did may have changed the list.
        let now = try self.places(slice, in: heap.listItems(list).count)
        if now.step == 1 {
            let range = now.start..<max(now.start, now.stop)
            heap.replaceItems(of: list, in: range, with: values)
            return
        }
        guard values.count == now.count else {
            release(values)
            throw .valueError(
                "attempt to assign sequence of size \(values.count) to extended slice of size \(now.count)")
        }
        heap.replaceItems(of: list, at: now.all, with: values)
    }

    /// `del list[slice]`.
    func deleteElements(of list: Ref, _ slice: SliceValue) throws(Interruption) {
        let places = try places(slice, in: heap.listItems(list).count)
        if places.step == 1 {
            heap.replaceItems(of: list, in: places.start..<max(places.start, places.stop), with: [])
        } else if places.count > 0 {
            heap.removeItems(of: list, at: places.step < 0 ? places.all.reversed() : places.all)
        }
    }
}
