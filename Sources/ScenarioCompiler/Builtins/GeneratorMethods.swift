import HeapModel

extension Natives {
    static let generatorMethods: [NativeFunction] = [
        NativeFunction(name: "__next__", type: .generator) {
            (interpreter, generator, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "generator.__next__")
            return try interpreter.advanceOrStop(generator, sending: interpreter.heap.makeNone())
        },
        NativeFunction(name: "send", type: .generator) { (interpreter, generator, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "generator.send")
            return try interpreter.advanceOrStop(generator, sending: interpreter.heap.shared(arguments[0]))
        },
        NativeFunction(name: "throw", type: .generator) { (interpreter, generator, arguments, _) throws(Interruption) in
            if arguments.count > 1 { throw .unsupported("'generator.throw' with several arguments") }
            try between(1, 3, arguments, "throw")
            var returned = Ref.null
            let exception = try interpreter.exceptionInstance(arguments[0])
            if let value = try interpreter.throwInto(generator, exception, returned: &returned) { return value }
            throw interpreter.stopIteration(returned)
        },
        NativeFunction(name: "close", type: .generator) { (interpreter, generator, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "generator.close")
            try interpreter.close(generator)
            return interpreter.heap.makeNone()
        },
    ]
}

extension Interpreter {
    /// The next value of a generator; at its end StopIteration with what it returned.
    func advanceOrStop(_ generator: Ref, sending value: Ref) throws(Interruption) -> Ref {
        var returned = Ref.null
        if let value = try advance(generator, sending: value, returned: &returned) { return value }
        throw stopIteration(returned)
    }

    /// StopIteration with a value, which is owned; without one for null and None.
    func stopIteration(_ value: Ref) -> Interruption {
        if value.isNull { return .raised(PendingException(type: "StopIteration", message: "")) }
        if value == heap.none {
            heap.release(value)
            return .raised(PendingException(type: "StopIteration", message: ""))
        }
        return .raised(PendingException(type: "StopIteration", message: "", argument: value))
    }

    /// An exception, or an instance of a class of exceptions; owned.
    func exceptionInstance(_ value: Ref) throws(Interruption) -> Ref {
        if heap.isException(value) { return heap.shared(value) }
        if heap.isExceptionType(value) { return try callFunction(value, []) }
        throw .typeError(
            "exceptions must be classes or instances deriving from BaseException, not \(heap.typeName(value))")
    }

    /// Ends a generator: GeneratorExit is raised where it waits (Objects/genobject.c, gen_close).
    func close(_ generator: Ref) throws(Interruption) {
        guard let type = heap.exceptionTypes["GeneratorExit"] else { return }
        guard case .generator(let info) = heap[generator].value, info.state != .finished else { return }
        if info.state == .running { throw .valueError("generator already executing") }
        let keeps =
            info.state == .created
            ? heap.facts.unstartedGeneratorsKeepTheirFrame
            : heap.facts.closedGeneratorsKeepTheirFrame && info.resumption.handlers.isEmpty
                && delegate(of: info) == nil
        if keeps {
            heap.closeKeepingFrame(generator)
            return
        }
        var returned = Ref.null
        do throws(Interruption) {
            let exception = try callFunction(type, [])
            if let value = try throwInto(generator, exception, returned: &returned) {
                heap.release(value)
                throw .raise("RuntimeError", "generator ignored GeneratorExit")
            }
            if !returned.isNull { heap.release(returned) }
        } catch {
            guard endsGenerator(error) else { throw error }
        }
    }

    /// Whether an interruption is GeneratorExit or StopIteration; then it is over and done with.
    private func endsGenerator(_ interruption: Interruption) -> Bool {
        drop(interruption, where: "StopIteration") || drop(interruption, where: "GeneratorExit")
    }
}
