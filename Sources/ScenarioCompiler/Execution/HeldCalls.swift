import HeapModel

// Calls that hold what they call until they are over (Python/ceval.c, call_function, until 3.7).
extension Interpreter {
    /// Calls what lies right under so many arguments, with `below` places under them in all.
    func callHeld(count: Int, names: [String], below: Int) throws(Interruption) {
        let place = heap.stack.count - count - 1
        let callable = heap.stack[place]
        let keeps = heap.facts.callersKeepArguments
        guard heap.facts.callsHoldTheirFunction else {
            return try call(callable, receiver: .null, count: count, names: names, below: below, keeps: keeps)
        }
        if case .boundMethod(let receiver, let function) = heap[callable].value {
            heap.stack[place] = heap.shared(receiver)
            heap.stack.insert(heap.shared(function), at: place)
            heap.release(callable)
            return try call(function, receiver: receiver, count: count, names: names, below: below + 1, keeps: keeps)
        }
        heap.stack.insert(heap.shared(callable), at: place)
        try call(callable, receiver: .null, count: count, names: names, below: below + 1, keeps: keeps)
    }
}
