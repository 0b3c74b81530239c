import HeapModel

// The exception that is being handled, and how long it is.
extension Interpreter {
    /// From now on the exception is the one that is being handled.
    func startHandling(_ exception: Ref) {
        let index = calls.count - 1
        if heap.facts.handlingEndsWithTheHandler {
            heap.handledExceptions.append(heap.shared(exception))
            calls[index].handledCount += 1
            return
        }
        var held = [exception, exception]
        if case .exception(let info) = heap[exception].value, !info.traceback.isNull {
            held = [info.traceback, info.traceback] + held
        }
        for ref in held { heap.retain(ref) }
        heap.setLink(of: exception, \.traceback, "__traceback__", to: .null)
        let first = heap.handledExceptions.count - calls[index].handledCount
        let before = Array(heap.handledExceptions[first...])
        heap.handledExceptions.replaceSubrange(first..., with: held)
        calls[index].handledCount = held.count
        release(before)
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
