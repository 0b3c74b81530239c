import HeapModel

// The exception that is being handled, and how long it is.
extension Interpreter {
    /// From now on the exception is the one that is being handled.
    func startHandling(_ exception: Ref) {
        let index = calls.count - 1
        if heap.facts.handlingHoldsTheTraceback {
            let traceback = heap.traceback(of: exception)
            for ref in [traceback, traceback, exception] {
                heap.handledExceptions.append(ref.isNull ? ref : heap.shared(ref))
            }
            calls[index].handledCount += 3
            return
        }
        if heap.facts.handlingEndsWithTheHandler {
            heap.handledExceptions.append(heap.shared(exception))
            calls[index].handledCount += 1
            return
        }
        var held = [exception, exception]
        let traceback = heap.traceback(of: exception)
        if !traceback.isNull { held = [traceback, traceback] + held }
        for ref in held { heap.retain(ref) }
        heap.setLink(of: exception, \.traceback, "__traceback__", to: .null)
        let first = heap.handledExceptions.count - calls[index].handledCount
        let before = Array(heap.handledExceptions[first...])
        heap.handledExceptions.replaceSubrange(first..., with: held)
        calls[index].handledCount = held.count
        release(before)
    }

    /// The stack lets go of the traceback of the exception that is being handled: a handler of `except` has taken the
    /// exception.
    func dropTraceback() {
        let place = heap.handledExceptions.count - 3
        guard heap.facts.handlingHoldsTheTraceback, place >= 0 else { return }
        let traceback = heap.handledExceptions[place]
        heap.handledExceptions[place] = .null
        if !traceback.isNull { heap.release(traceback) }
    }

    /// A handler is over.
    func leaveHandler() {
        guard heap.facts.handlingEndsWithTheHandler else { return }
        for _ in 0..<(heap.facts.handlingHoldsTheTraceback ? 3 : 1) {
            calls[calls.count - 1].handledCount -= 1
            endHandling()
        }
    }

    /// What a call was handling is forgotten when it is left (Python/ceval.c of 2.7, reset_exc_info); in later versions
    /// its handlers have done that.
    func forgetHandled(_ call: Call) {
        for _ in 0..<call.handledCount { endHandling() }
    }

    /// What the module's code was handling is forgotten when that ends, however it does.
    func forgetHandled() {
        guard let call = calls.first else { return }
        forgetHandled(call)
        calls[0].handledCount = 0
    }

    /// An exception that no handler of its own takes goes on with the traceback that was kept beside it.
    func restoreTracebackOfUnhandled(_ exception: Ref) {
        guard !heap.facts.handlingEndsWithTheHandler, heap.handledExceptions.last == exception,
            heap.traceback(of: exception).isNull
        else { return }
        restoreTraceback(of: exception)
    }

    /// An exception that is raised again goes on with the traceback that was kept beside it.
    func restoreTraceback(of exception: Ref) {
        let handled = heap.handledExceptions
        guard !heap.facts.handlingEndsWithTheHandler, handled.count > 2,
            case let traceback = handled[handled.count - 3],
            case .traceback = heap[traceback].value
        else { return }
        heap.setLink(of: exception, \.traceback, "__traceback__", to: heap.shared(traceback))
    }
}
