import HeapModel

extension Interpreter {
    /// Makes a generator of the frame that has just been entered, and leaves it waiting at its start.
    func makeGenerator(_ unit: Int, _ function: FunctionInfo) -> Ref {
        let frame = heap.frames[heap.frames.count - 1]
        let info = GeneratorInfo(
            name: function.name, frame: frame, variables: frame.variables, values: [],
            resumption: Resumption(unit: unit, next: 0, handlers: []))
        let generator = heap.allocate(.generator(info), .generator)
        heap.suspendFrame(into: generator, Resumption(unit: unit, next: 0, handlers: []), .created)
        return generator
    }

    private func generatorInfo(_ ref: Ref) -> GeneratorInfo? {
        if case .generator(let info) = heap[ref].value { return info }
        return nil
    }

    /// Lets a generator run on; the value, owned, is what its `yield` gives. False where it has ended already.
    private func resume(_ generator: Ref, sending value: Ref, _ afterwards: Afterwards) throws(Interruption) -> Bool {
        guard let info = generatorInfo(generator) else { return false }
        switch info.state {
        case .finished:
            heap.release(value)
            return false
        case .running:
            heap.release(value)
            throw .valueError("generator already executing")
        case .created where value != heap.none:
            heap.release(value)
            throw .typeError("can't send non-None value to a just-started generator")
        case .created, .suspended: break
        }
        guard let resumption = heap.resumeFrame(of: generator) else { return false }
        var call = Call(unit: resumption.unit, afterwards: afterwards)
        call.next = resumption.next
        call.handlers = resumption.handlers
        call.generator = generator
        call.handledCount = info.handled.count
        heap.handledExceptions += info.handled
        calls.append(call)
        if info.state == .suspended { push(value) } else { heap.release(value) }
        return true
    }

    /// Hands the topmost value to whoever asked for it, and waits.
    func yieldValue() {
        endLastPart()
        let value = pop()
        let call = calls.removeLast()
        var handled: [Ref] = []
        if heap.facts.handlingEndsWithTheHandler {
            handled = Array(heap.handledExceptions.suffix(call.handledCount))
            heap.handledExceptions.removeLast(call.handledCount)
        } else {
            forgetHandled(call)
        }
        heap.suspendFrame(
            into: call.generator, Resumption(unit: call.unit, next: call.next, handlers: call.handlers), .suspended)
        if case .generator(var info) = heap[call.generator].value {
            info.handled = handled
            heap[call.generator].value = .generator(info)
        }
        generatorHasEnded = false
        push(value)
    }

    /// A generator's code has returned. The call is off the list of calls already; the value is owned.
    func endGenerator(_ call: Call, _ value: Ref) {
        heap.leaveFrame()
        heap.finishGenerator(call.generator)
        generatorHasEnded = true
        switch call.afterwards {
        case .loopStep(let exit):
            heap.release(value)
            heap.release(pop())
            jump(to: exit)
        case .delegation(let exit):
            heap.release(pop())
            push(value)
            jump(to: exit)
            if !heap.facts.endOfDelegationIsALine { passOverLine() }
        default: push(value)
        }
    }

    // MARK: - Loops and delegation

    /// Lets the generator on top of the stack run on to its next value, for a loop.
    func stepLoop(over generator: Ref, exit: Int) throws(Interruption) {
        if try resume(generator, sending: heap.makeNone(), .loopStep(exit: exit)) { return }
        heap.release(pop())
        jump(to: exit)
    }

    /// Makes the iterator of `yield from`; a generator is its own.
    func makeDelegate() throws(Interruption) {
        let source = heap.stack[heap.stack.count - 1]
        if generatorInfo(source) != nil { return }
        let iterator = try makeIterator(source)
        heap.stack[heap.stack.count - 1] = iterator
        heap.release(source)
    }

    /// The stack holds an iterator and a value to send. The value that comes back takes the sent one's place; at the
    /// end both are replaced by what the iterator returned.
    func send(_ exit: Int) throws(Interruption) {
        let value = pop()
        let iterator = heap.stack[heap.stack.count - 1]
        if generatorInfo(iterator) != nil {
            if try resume(iterator, sending: value, .delegation(exit: exit)) { return }
            heap.release(pop())
            push(heap.makeNone())
            jump(to: exit)
            return
        }
        defer { heap.release(value) }
        let next = value == heap.none ? try next(iterator) : try pass(value, on: iterator)
        if let next {
            push(next)
            return
        }
        heap.release(pop())
        push(heap.makeNone())
        jump(to: exit)
    }

    /// What an iterator that is no generator answers to a value that is sent to it; nil at its end
    /// (Objects/abstract.c, PyIter_Send).
    private func pass(_ value: Ref, on iterator: Ref) throws(Interruption) -> Ref? {
        let method = try attribute(of: iterator, heap.symbols.symbol("send"))
        defer { heap.release(method) }
        return try catching("StopIteration") { () throws(Interruption) in try self.callFunction(method, [value]) }
    }

    // MARK: - From native code

    /// The next value of a generator, owned; nil at its end, where `returned` gets what it returned, owned.
    func advance(_ generator: Ref, sending value: Ref, returned: inout Ref) throws(Interruption) -> Ref? {
        heap.retain(generator)
        defer { heap.release(generator) }
        guard try resume(generator, sending: value, .push) else { return nil }
        try run()
        let result = pop()
        if !generatorHasEnded { return result }
        returned = result
        return nil
    }

    /// Raises an exception, which is owned, at the place where a generator waits; where it waits for another one in a
    /// `yield from`, there first (Objects/genobject.c, _gen_throw).
    func throwInto(_ generator: Ref, _ exception: Ref, returned: inout Ref) throws(Interruption) -> Ref? {
        guard let info = generatorInfo(generator), info.state == .suspended || info.state == .created else {
            throw .exception(exception, isAgain: false)
        }
        if info.state == .created {
            _ = heap.resumeFrame(of: generator)
            heap.leaveFrame()
            heap.finishGenerator(generator)
            throw .exception(exception, isAgain: false)
        }
        heap.retain(generator)
        defer { heap.release(generator) }
        var exception = exception
        if let delegate = delegate(of: info) {
            heap.retain(delegate)
            defer { heap.release(delegate) }
            var result = Ref.null
            switch try pass(exception, to: delegate, &result) {
            case .yielded: return result
            case .ended: return try resume(generator, afterDelegateGave: result, &returned)
            case .raised: exception = result
            }
        }
        guard try resume(generator, sending: heap.makeNone(), .push) else { return nil }
        heap.release(pop())
        let depth = calls.count
        try handle(.exception(exception, isAgain: false), depth: depth)
        return try runOn(&returned)
    }

    /// What came of an exception that was passed on to what a generator waits for.
    private enum Passing {
        case yielded, ended, raised
    }

    /// Passes an exception on to what a generator waits for; the result is owned: a value, or an exception.
    private func pass(_ exception: Ref, to delegate: Ref, _ result: inout Ref) throws(Interruption) -> Passing {
        do throws(Interruption) {
            if let exit = heap.exceptionTypes["GeneratorExit"], heap.isSubclass(heap.typeOf(exception), of: exit) {
                try closeIterator(delegate)
            } else if generatorInfo(delegate) != nil {
                let value = try throwInto(delegate, exception, returned: &result)
                if let value { result = value }
                return value == nil ? .ended : .yielded
            }
            result = exception
        } catch {
            guard let raised = exceptionObject(of: error) else { throw error }
            result = raised
        }
        return .raised
    }

    /// Lets a generator go on behind its `yield from`, whose value is owned.
    private func resume(
        _ generator: Ref, afterDelegateGave value: Ref, _ returned: inout Ref
    ) throws(Interruption) -> Ref? {
        guard try resume(generator, sending: heap.makeNone(), .push) else { return nil }
        heap.release(pop())
        heap.release(pop())
        push(value.isNull ? heap.makeNone() : value)
        let call = calls[calls.count - 1]
        if case .send(let exit) = program.units[call.unit].instructions[call.next - 2] { jump(to: exit) }
        return try runOn(&returned)
    }

    /// Runs the generator that has been put on top; nil at its end.
    private func runOn(_ returned: inout Ref) throws(Interruption) -> Ref? {
        try run()
        let result = pop()
        if !generatorHasEnded { return result }
        returned = result
        return nil
    }

    /// What a generator waits for in a `yield from`, borrowed.
    func delegate(of info: GeneratorInfo) -> Ref? {
        let (instructions, next) = (program.units[info.resumption.unit].instructions, info.resumption.next)
        guard info.state == .suspended, next >= 2, case .yieldValue = instructions[next - 1],
            case .send = instructions[next - 2]
        else { return nil }
        return info.stack.last
    }

    /// Ends what a generator waits for: a generator, or what has a method `close` (Objects/genobject.c,
    /// gen_close_iter).
    private func closeIterator(_ iterator: Ref) throws(Interruption) {
        if generatorInfo(iterator) != nil {
            try close(iterator)
            return
        }
        let name = heap.symbols.symbol("close")
        let method = try catching("AttributeError") { () throws(Interruption) in
            try self.attribute(of: iterator, name)
        }
        guard let method else { return }
        defer { heap.release(method) }
        heap.release(try callFunction(method, []))
    }
}
