import HeapModel

// Iterators that draw on other iterators (Python/bltinmodule.c; Objects/enumobject.c).
extension Interpreter {
    /// Makes an adapter. The references in the state are owned here and go to it.
    func makeAdapter(_ state: AdapterState, _ type: BuiltinType) -> Ref { heap.allocate(.adapter(state), type) }

    /// The next value of an adapter, owned; nil at its end.
    func nextAdapted(_ iterator: Ref) throws(Interruption) -> Ref? {
        guard case .adapter(let state) = heap[iterator].value else { return nil }
        switch heap.kind(iterator) {
        case .enumerate: return try nextNumbered(iterator, state)
        case .zip: return try nextZipped(iterator, state)
        case .map: return try nextMapped(state)
        case .filter: return try nextFiltered(state)
        default: return try nextCalled(iterator, state)
        }
    }

    private func nextNumbered(_ iterator: Ref, _ state: AdapterState) throws(Interruption) -> Ref? {
        guard let value = try next(state.sources[0]) else { return nil }
        var state = state
        let number = heap.makeInt(state.number)
        let (following, overflow) = state.number.addingReportingOverflow(1)
        if overflow { throw .unsupported("an 'enumerate' beyond 64 bits") }
        state.number = following
        heap[iterator].value = .adapter(state)
        return handOut([number, value], reusing: state.result)
    }

    /// Each item takes its place in the tuple before the next one is asked for, as in CPython.
    private func nextZipped(_ iterator: Ref, _ state: AdapterState) throws(Interruption) -> Ref? {
        if state.sources.isEmpty { return nil }
        let reuses = heap.realCount(state.result) == 1
        let base = heap.stack.count
        if reuses { push(heap.shared(state.result)) }
        for (index, source) in state.sources.enumerated() {
            guard let item = try next(source) else {
                release(pop(heap.stack.count - base))
                if state.isStrict { try checkLengths(state, endedAt: index) }
                return nil
            }
            if reuses { heap.setItem(ofTuple: state.result, at: index, to: item) } else { push(item) }
        }
        if reuses { return pop() }
        return heap.makeTuple(pop(state.sources.count))
    }

    private func checkLengths(_ state: AdapterState, endedAt index: Int) throws(Interruption) {
        func others(_ count: Int) -> String { count == 1 ? "argument 1" : "arguments 1-\(count)" }
        if index > 0 {
            throw .valueError("zip() argument \(index + 1) is shorter than \(others(index))")
        }
        for (index, source) in state.sources.enumerated().dropFirst() {
            guard let item = try next(source) else { continue }
            heap.release(item)
            throw .valueError("zip() argument \(index + 1) is longer than \(others(index))")
        }
    }

    private func nextMapped(_ state: AdapterState) throws(Interruption) -> Ref? {
        let base = heap.stack.count
        for source in state.sources {
            guard let item = try next(source) else {
                release(pop(heap.stack.count - base))
                return nil
            }
            push(item)
        }
        let result = try callFunction(state.function, Array(heap.stack[base...]), handsOver: true)
        release(pop(heap.stack.count - base))
        return result
    }

    private func nextFiltered(_ state: AdapterState) throws(Interruption) -> Ref? {
        while let item = try next(state.sources[0]) {
            push(item)
            var isKept: Bool
            if state.function == heap.none || state.function == heap.type(.bool) {
                isKept = try truth(item)
            } else {
                let answer = try callFunction(state.function, [item], handsOver: true)
                push(answer)
                isKept = try truth(answer)
                heap.release(pop())
            }
            let value = pop()
            if isKept { return value }
            heap.release(value)
        }
        return nil
    }

    /// `iter(function, sentinel)`: ends with the first value that equals the sentinel.
    private func nextCalled(_ iterator: Ref, _ state: AdapterState) throws(Interruption) -> Ref? {
        guard !state.function.isNull else { return nil }
        let called = try catching("StopIteration") { () throws(Interruption) in
            try self.callFunction(state.function, [])
        }
        if let called {
            push(called)
            let isEnd = try isSameOrEqual(state.sentinel, called)
            if !isEnd { return pop() }
            heap.release(pop())
        }
        heap[iterator].value = .adapter(AdapterState())
        letGo(of: state.function, iterator, .fixed("function"))
        letGo(of: state.sentinel, iterator, .fixed("sentinel"))
        return nil
    }
}
