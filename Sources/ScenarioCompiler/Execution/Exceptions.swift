import Diagnostics
import HeapModel
import ScenarioSyntax

/// Where an exception was raised, for the message about one that nothing catches.
struct RaiseOrigin {
    var span: Span
    var callers: [RelatedPlace]
    var suggestion: String?
}

extension Interpreter {
    // MARK: - On the way to a handler

    /// Brings an exception to the innermost handler of the calls from `depth` on; where there is none, leaves these
    /// calls and throws it on. Anything else than an exception is thrown on as it is.
    func handle(_ interruption: Interruption, depth: Int) throws(Interruption) {
        guard case (var exception, let isAgain)? = materialize(interruption) else { throw interruption }
        if !isAgain { heap.addTraceback(to: exception, line: program.file.line(at: span.start)) }
        while true {
            let index = calls.count - 1
            if let handler = calls[index].handlers.popLast() {
                cutStack(to: heap.frames[heap.frames.count - 1].stackBase + handler.depth)
                push(exception)
                jump(to: handler.target)
                return
            }
            // The frame of the program itself stays: what is wrong is told with it.
            if index == 0 { throw .exception(exception, isAgain: true) }
            let wasGenerator = !calls[index].generator.isNull
            leaveCall(raising: exception)
            if wasGenerator { exception = replaceStopIteration(exception) }
            if calls.count < depth { throw .exception(exception, isAgain: false) }
            heap.addTraceback(to: exception, line: program.file.line(at: span.start))
        }
    }

    /// StopIteration must not leave a generator by accident (PEP 479).
    private func replaceStopIteration(_ exception: Ref) -> Ref {
        guard heap.facts.generatorsReplaceStopIteration, let stop = heap.exceptionTypes["StopIteration"],
            heap.isSubclass(heap.typeOf(exception), of: stop)
        else {
            return exception
        }
        let error = makeException(
            PendingException(type: "RuntimeError", message: "generator raised StopIteration"))
        heap.setLink(of: error, \.cause, "__cause__", to: heap.shared(exception))
        heap.setLink(of: error, \.context, "__context__", to: exception)
        origins[error] = origins[exception]
        return error
    }

    func cutStack(to height: Int) {
        while heap.stack.count > height {
            let ref = pop()
            if !ref.isNull { heap.release(ref) }
        }
    }

    /// Leaves the innermost call without a value.
    func leaveCall(raising exception: Ref = .null) {
        // What is on the frame's stack goes before the call is over (Python/ceval.c, exception_unwind).
        cutStack(to: heap.frames[heap.frames.count - 1].stackBase)
        endLastPart(raising: exception)
        let call = calls.removeLast()
        end(call.levels)
        for _ in 0..<call.handledCount { endHandling() }
        heap.leaveFrame()
        releaseKept(call.kept)
        if !call.generator.isNull {
            heap.finishGenerator(call.generator)
            if !exception.isNull { generatorHasEnded = true }
        }
        switch call.afterwards {
        case .construct(let instance): heap.release(instance)
        case .buildClass(_, let bases, let keywords): release(bases + keywords.map(\.value))
        case .push, .stop, .loopStep, .delegation: break
        }
    }

    func endHandling() {
        if let last = heap.handledExceptions.popLast(), !last.isNull { heap.release(last) }
    }

    // MARK: - Exceptions as objects

    /// The exception of an interruption as an object, owned; nil where it is none.
    private func materialize(_ interruption: Interruption) -> (Ref, isAgain: Bool)? {
        switch interruption {
        case .exception(let exception, let isAgain):
            noteOrigin(exception, nil)
            return (exception, isAgain)
        case .raised(let pending):
            let exception = makeException(pending)
            setContext(of: exception)
            noteOrigin(exception, pending.suggestion)
            return (exception, false)
        case .unsupported, .unsupportedInVersion, .limit: return nil
        }
    }

    /// The exception in the words of the version that runs.
    func worded(_ pending: PendingException) -> PendingException {
        var result = pending
        (result.type, result.message) = heap.facts.wordings.put(pending.type, pending.message)
        return result
    }

    private func makeMessage(_ pending: PendingException) -> Ref {
        if pending.type == "IndexError", case .string(let text) = heap[heap.listIndexMessage].value,
            text == pending.message
        {
            return heap.shared(heap.listIndexMessage)
        }
        return heap.makeString(pending.message)
    }

    private func makeException(_ pending: PendingException) -> Ref {
        let pending = worded(pending)
        let type = heap.exceptionTypes[pending.type] ?? heap.exceptionTypes["Exception"] ?? heap.type(.baseException)
        var arguments: [Ref] = []
        if let argument = pending.argument {
            arguments = [argument]
        } else if !pending.message.isEmpty {
            arguments = [makeMessage(pending)]
        }
        let exception = heap.makeException(type, arguments: heap.makeTuple(arguments, isConstant: true))
        if let subject = pending.subject, case .exception(var info) = heap[exception].value {
            info.subject = heap.shared(subject)
            heap[exception].value = .exception(info)
        }
        addMessage(to: exception)
        return exception
    }

    /// A new exception remembers the one that was being handled (Python/errors.c, _PyErr_SetObject).
    private func setContext(of exception: Ref) {
        guard heap.facts.exceptionsKeepTheirPast, let handled = heap.handledExceptions.last, !handled.isNull,
            handled != exception,
            case .exception(let info) = heap[exception].value, info.context != handled
        else { return }
        breakContextCycle(from: handled, to: exception)
        heap.setLink(of: exception, \.context, "__context__", to: heap.shared(handled))
    }

    /// Takes an exception out of the chain of contexts that it is about to start.
    private func breakContextCycle(from first: Ref, to exception: Ref) {
        var current = first
        while case .exception(let info) = heap[current].value, !info.context.isNull {
            if info.context == exception {
                heap.setLink(of: current, \.context, "__context__", to: .null)
                return
            }
            current = info.context
        }
    }

    /// The exception of an interruption as an object, owned, without having raised it; nil where it is none.
    func exceptionObject(of interruption: Interruption) -> Ref? { materialize(interruption)?.0 }

    private func noteOrigin(_ exception: Ref, _ suggestion: String?) {
        if case .exception(let info) = heap[exception].value, !info.traceback.isNull, origins[exception] != nil {
            return
        }
        origins[exception] = RaiseOrigin(span: span, callers: callers(from: 0), suggestion: suggestion)
    }

    /// An exception with one argument has it as its message too, where the version's exceptions have one.
    func addMessage(to exception: Ref) {
        guard heap.facts.exceptionsHaveAMessage, case .exception(var info) = heap[exception].value,
            info.subject.isNull, case .tuple(let items) = heap[info.arguments].value, items.count == 1
        else { return }
        info.subject = heap.shared(items[0])
        heap[exception].value = .exception(info)
    }

    /// `str` of an exception: its argument, or all of them (Objects/exceptions.c, BaseException_str, KeyError_str).
    func exceptionText(_ exception: Ref) throws(Interruption) -> String {
        guard case .exception(let info) = heap[exception].value, case .tuple(let items) = heap[info.arguments].value
        else { return "" }
        if items.isEmpty { return "" }
        if items.count > 1 { return try representation(info.arguments) }
        return isKeyError(exception) ? try representation(items[0]) : try display(items[0])
    }

    func isKeyError(_ exception: Ref) -> Bool {
        heap.exceptionTypes["KeyError"].map { heap.isSubclass(heap.typeOf(exception), of: $0) } ?? false
    }

    /// Makes an instance of a built-in exception; the arguments and what lies below them are taken from the stack.
    func makeBuiltinException(_ info: ClassInfo, _ count: Int, _ names: [String], _ below: Int) throws(Interruption) {
        guard let type = heap.exceptionTypes[info.name] else { throw .unsupported("'\(info.name)'") }
        try checkArguments(ofException: type, count, names)
        let arguments = pop(count)
        let rest = pop(below)
        let exception = heap.makeException(type, arguments: argumentTuple(arguments))
        release(arguments)
        addMessage(to: exception)
        push(exception)
        release(rest)
    }

    // MARK: - Instructions

    func executeException(_ instruction: Instruction) throws(Interruption) {
        let index = calls.count - 1
        let depth = heap.stack.count - heap.frames[heap.frames.count - 1].stackBase
        switch instruction {
        case .pushHandler(let target): calls[index].handlers.append(HandlerPlace(target: target, depth: depth))
        case .pushContextHandler(let target):
            calls[index].handlers.append(HandlerPlace(target: target, depth: depth - 1))
        case .popHandler: _ = calls[index].handlers.popLast()
        case .enterHandler: startHandling(heap.stack[heap.stack.count - 1])
        case .leaveHandler: leaveHandler()
        case .dropTraceback: dropTraceback()
        case .matchException: try matchException()
        case .raise(let hasValue, let hasCause): try raise(hasValue, hasCause)
        case .reraise:
            let exception = pop()
            restoreTracebackOfUnhandled(exception)
            throw .exception(exception, isAgain: true)
        case .loadAssertionError:
            if let type = heap.exceptionTypes["AssertionError"] { push(heap.shared(type)) }
        case .enterContext: try enterContext()
        case .callExit(let isAfterException): try isAfterException ? callExit() : callExitPlainly()
        case .expectRaised(let name): reportNothingRaised(text(name))
        default: return
        }
    }

    private func reportNothingRaised(_ type: String) {
        story.diagnostics.append(
            Diagnostic(
                "E0505", "nothing was raised", in: program.file, at: span,
                explanation: "The statement was expected to raise \(type), and it went through.",
                help: "Write it as an ordinary statement, or correct it."))
    }

    private func matchException() throws(Interruption) {
        let type = pop()
        defer { heap.release(type) }
        let exception = heap.stack[heap.stack.count - 1]
        var candidates = [type]
        if case .tuple(let items) = heap[type].value { candidates = items }
        for candidate in candidates where !heap.isExceptionType(candidate) {
            throw .typeError("catching classes that do not inherit from BaseException is not allowed")
        }
        let matches = candidates.contains { heap.isSubclass(heap.typeOf(exception), of: $0) }
        push(heap.makeBool(matches))
    }

    private func raise(_ hasValue: Bool, _ hasCause: Bool) throws(Interruption) {
        guard hasValue else {
            guard let handled = heap.handledExceptions.last, !handled.isNull else {
                throw .raise("RuntimeError", "No active exception to reraise")
            }
            restoreTraceback(of: handled)
            throw .exception(heap.shared(handled), isAgain: false)
        }
        let cause = hasCause ? pop() : .null
        let exception = try exceptionToRaise(pop())
        if hasCause { try setCause(of: exception, cause) }
        setContext(of: exception)
        throw .exception(exception, isAgain: false)
    }

    /// The exception for `raise value`: a class is called without arguments. The value was owned.
    private func exceptionToRaise(_ value: Ref) throws(Interruption) -> Ref {
        if heap.isException(value) { return value }
        defer { heap.release(value) }
        guard heap.isExceptionType(value) else { throw .typeError("exceptions must derive from BaseException") }
        return try callFunction(value, [])
    }

    private func setCause(of exception: Ref, _ cause: Ref) throws(Interruption) {
        var target = Ref.null
        if cause == heap.none {
            heap.release(cause)
        } else if heap.isException(cause) {
            target = cause
        } else if heap.isExceptionType(cause) {
            target = try exceptionToRaise(cause)
        } else {
            heap.release(cause)
            heap.release(exception)
            throw .typeError("exception causes must derive from BaseException")
        }
        heap.setLink(of: exception, \.cause, "__cause__", to: target)
        if case .exception(var info) = heap[exception].value {
            info.suppressesContext = true
            heap[exception].value = .exception(info)
        }
    }

    // MARK: - Context managers

    private func enterContext() throws(Interruption) {
        let manager = heap.stack[heap.stack.count - 1]
        let type = heap.typeName(manager)
        guard let enter = try specialMethod("__enter__", of: manager) else {
            throw .typeError("'\(type)' object does not support the context manager protocol")
        }
        guard let exit = try specialMethod("__exit__", of: manager) else {
            heap.release(enter)
            throw .typeError("'\(type)' object does not support the context manager protocol (missed __exit__ method)")
        }
        heap.stack[heap.stack.count - 1] = exit
        heap.release(manager)
        defer { heap.release(enter) }
        push(try callFunction(enter, []))
    }

    /// Calls `__exit__`, which is on top, with None three times. The bound method lives until the call is over.
    private func callExitPlainly() throws(Interruption) {
        let count = heap.stack.count
        let answer = try callFunction(heap.stack[count - 1], Array(repeating: heap.none, count: 3))
        cutStack(to: count - 1)
        push(answer)
    }

    /// Calls `__exit__`, which lies under the exception that is being handled, with what was raised: the interpreter
    /// does that itself, and the arguments are those that it holds anyway (Python/ceval.c, WITH_CLEANUP_START and
    /// WITH_EXCEPT_START).
    private func callExit() throws(Interruption) {
        let count = heap.stack.count
        let (exit, exception) = (heap.stack[count - 2], heap.stack[count - 1])
        var traceback = heap.traceback(of: exception)
        let handled = heap.handledExceptions
        if !heap.facts.handlingEndsWithTheHandler, handled.count > 3 {
            traceback = handled[handled.count - 3]
            push(heap.shared(traceback))
        }
        let answer = try callFunction(
            exit, [heap.typeOf(exception), exception, traceback.isNull ? heap.none : traceback])
        cutStack(to: count)
        push(answer)
    }
}
