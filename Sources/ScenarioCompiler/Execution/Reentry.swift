import HeapModel

extension Interpreter {
    /// Calls something from native code and waits for its value, which is owned. The callable and the arguments are
    /// borrowed.
    ///
    /// Where it raises, calls, frames and stack are as they were before.
    func callFunction(_ callable: Ref, _ arguments: [Ref]) throws(Interruption) -> Ref {
        let height = heap.stack.count
        let depth = calls.count
        push(heap.shared(callable))
        for argument in arguments { push(heap.shared(argument)) }
        do throws(Interruption) {
            try checkNesting()
            try call(callable, count: arguments.count)
            if calls.count > depth { try run() }
        } catch {
            cutStack(to: height)
            throw error
        }
        return pop()
    }

    /// Native code that calls Python that calls native code nests on our own stack, so it is bounded like CPython's.
    private func checkNesting() throws(Interruption) {
        if heap.frames.count >= RuntimeFacts.recursionLimit {
            throw .raise("RecursionError", "maximum recursion depth exceeded while calling a Python object")
        }
    }

    /// A method that the interpreter looks up in the class alone, bound to the object; owned, nil where there is none
    /// (Objects/typeobject.c, lookup_maybe_method).
    func specialMethod(_ name: String, of owner: Ref) throws(Interruption) -> Ref? {
        guard let info = classInfo(heap.typeOf(owner)), let symbol = heap.symbols.find(name),
            let value = lookUp(symbol, in: info)
        else { return nil }
        return try bind(value, to: owner)
    }

    /// Calls a special method where the object's class has it; the value is owned.
    func callSpecial(_ name: String, of owner: Ref, _ arguments: [Ref] = []) throws(Interruption) -> Ref? {
        guard let method = try specialMethod(name, of: owner) else { return nil }
        defer { heap.release(method) }
        return try callFunction(method, arguments)
    }
}
