import HeapModel

// `list.sort`: stable, and for short lists with CPython's comparisons in CPython's order (Objects/listobject.c).
extension Interpreter {
    /// Sorts a list in place. While code of the program runs, the list is empty, as in CPython.
    func sort(_ list: Ref, key: Ref?, isReversed: Bool) throws(Interruption) {
        if key.map({ runsProgram($0) }) ?? false || heap.listItems(list).contains(where: { runsProgram($0) }) {
            try sortObserved(list, key, isReversed)
            return
        }
        let items = heap.listItems(list)
        let base = heap.stack.count
        if let key { for item in items { push(try callFunction(key, [item])) } }
        let keys = key == nil ? items : Array(heap.stack[base...])
        heap.reorder(list, by: try order(of: keys, isReversed).map { items[$0] })
        release(pop(heap.stack.count - base))
    }

    /// Whether calling or comparing an object can run code of the program.
    private func runsProgram(_ ref: Ref) -> Bool {
        switch heap[ref].value {
        case .function, .userClass, .boundMethod, .instance, .list, .tuple: true
        default: false
        }
    }

    private func sortObserved(_ list: Ref, _ key: Ref?, _ isReversed: Bool) throws(Interruption) {
        let items = heap.takeLast(heap.listItems(list).count, of: list)
        let allocated = heap.allocatedItems(list)
        heap.clearList(list)
        heap.markUnallocated(list)
        // The stack keeps the items, and then the keys, alive.
        let base = heap.stack.count
        for item in items { push(item) }
        do {
            if let key { for item in items { push(try callFunction(key, [item])) } }
            let keys = Array(heap.stack[(key == nil ? base : base + items.count)...])
            let order = try order(of: keys, isReversed)
            if key != nil { release(pop(items.count)) }
            try putBack(order.map { items[$0] }, into: list, allocated)
        } catch {
            let surplus = heap.stack.count - base - items.count
            if error.isException, surplus >= 0 {
                release(pop(surplus))
                try putBack(items, into: list, allocated)
            }
            throw error
        }
    }

    /// The items lie on top of the stack, in whatever order; the list holds them again from now on.
    private func putBack(_ items: [Ref], into list: Ref, _ allocated: Int) throws(Interruption) {
        heap.stack.removeLast(items.count)
        let wasChanged = !heap.isUnallocated(list)
        let intruders = heap.takeLast(heap.listItems(list).count, of: list)
        heap.setItems(of: list, to: items, allocated: allocated)
        release(intruders.reversed())
        if wasChanged { throw .valueError("list modified during sort") }
    }

    /// The places of the keys in the order of their values; equal ones keep theirs.
    private func order(of keys: [Ref], _ isReversed: Bool) throws(Interruption) -> [Int] {
        var order = Array(keys.indices)
        if isReversed { order.reverse() }
        try sort(&order, by: keys)
        if isReversed { order.reverse() }
        return order
    }

    /// Below this length the whole list is one run, extended by binary insertion.
    private static let shortRun = 64

    private func sort(_ order: inout [Int], by keys: [Ref]) throws(Interruption) {
        guard order.count > 1 else { return }
        try charge(order.count * (Int.bitWidth - order.count.leadingZeroBitCount) / 4)
        let least = Self.minimalRun(order.count)
        var runs: [Range<Int>] = []
        var start = 0
        while start < order.count {
            var end = try extendRun(&order, from: start, by: keys)
            if end - start < least {
                let forced = min(order.count, start + least)
                try insertBinary(&order, start..<forced, sorted: end, by: keys)
                end = forced
            }
            runs.append(start..<end)
            start = end
            try collapse(&runs, &order, by: keys)
        }
        while runs.count > 1 { try mergeTopmost(&runs, runs.count - 2, &order, by: keys) }
    }

    /// merge_compute_minrun.
    private static func minimalRun(_ count: Int) -> Int {
        var count = count
        var lost = 0
        while count >= shortRun {
            lost |= count & 1
            count >>= 1
        }
        return count + lost
    }

    private func isLess(_ left: Int, _ right: Int, _ keys: [Ref]) throws(Interruption) -> Bool {
        try holds(.less, keys[left], keys[right])
    }

    /// count_run of 3.13: as before, but equal items do not end a run that descends.
    private func extendRunPastEquals(
        _ order: inout [Int], from start: Int, by keys: [Ref]
    ) throws(Interruption) -> Int {
        var end = start + 1
        func nextIsSmaller() throws(Interruption) -> Bool { try isLess(order[end], order[end - 1], keys) }
        while end < order.count, !(try nextIsSmaller()) { end += 1 }
        if end == order.count { return end }
        if end - start > 1 {
            if try isLess(order[start], order[end - 1], keys) { return end }
            order[start..<end].reverse()
        }
        end += 1
        // Equal items keep their order when the whole run is turned round.
        var equals = 0
        while end < order.count {
            if try nextIsSmaller() {
                order[(end - equals - 1)..<end].reverse()
                equals = 0
            } else if try isLess(order[end - 1], order[end], keys) {
                break
            } else {
                equals += 1
            }
            end += 1
        }
        order[(end - equals - 1)..<end].reverse()
        order[start..<end].reverse()
        while end < order.count, !(try nextIsSmaller()) { end += 1 }
        return end
    }

    /// count_run: the end of the run that starts here; one that descends strictly is turned round.
    private func extendRun(
        _ order: inout [Int], from start: Int, by keys: [Ref]
    ) throws(Interruption) -> Int {
        if heap.facts.sortRunsIncludeEquals { return try extendRunPastEquals(&order, from: start, by: keys) }
        var end = start + 1
        guard end < order.count else { return end }
        let descends = try isLess(order[end], order[end - 1], keys)
        end += 1
        while end < order.count, try isLess(order[end], order[end - 1], keys) == descends { end += 1 }
        if descends { order[start..<end].reverse() }
        return end
    }

    /// binarysort: the items from `sorted` on are put in their places among those before them.
    private func insertBinary(
        _ order: inout [Int], _ range: Range<Int>, sorted: Int, by keys: [Ref]
    ) throws(Interruption) {
        for next in sorted..<range.upperBound {
            var (low, high) = (range.lowerBound, next)
            while low < high {
                let middle = low + (high - low) / 2
                if try isLess(order[next], order[middle], keys) { high = middle } else { low = middle + 1 }
            }
            let moved = order.remove(at: next)
            order.insert(moved, at: low)
        }
    }

    /// merge_collapse: merges runs until their lengths fall off quickly enough.
    private func collapse(
        _ runs: inout [Range<Int>], _ order: inout [Int], by keys: [Ref]
    ) throws(Interruption) {
        while runs.count > 1 {
            var place = runs.count - 2
            let (b, c) = (runs[place].count, runs[place + 1].count)
            if place > 0,
                runs[place - 1].count <= b + c
                    || place > 1 && runs[place - 2].count <= runs[place - 1].count + b
            {
                if runs[place - 1].count < c { place -= 1 }
            } else if b > c {
                return
            }
            try mergeTopmost(&runs, place, &order, by: keys)
        }
    }

    private func mergeTopmost(
        _ runs: inout [Range<Int>], _ place: Int, _ order: inout [Int], by keys: [Ref]
    ) throws(Interruption) {
        let (left, right) = (runs[place], runs[place + 1])
        var merged: [Int] = []
        merged.reserveCapacity(left.count + right.count)
        var (a, b) = (left.lowerBound, right.lowerBound)
        while a < left.upperBound, b < right.upperBound {
            if try isLess(order[b], order[a], keys) {
                merged.append(order[b])
                b += 1
            } else {
                merged.append(order[a])
                a += 1
            }
        }
        merged += order[a..<left.upperBound]
        merged += order[b..<right.upperBound]
        order.replaceSubrange(left.lowerBound..<right.upperBound, with: merged)
        runs[place] = left.lowerBound..<right.upperBound
        runs.remove(at: place + 1)
    }
}
