// Exceptions and tracebacks as objects.
extension Heap {
    /// Whether a class is another one or inherits from it.
    package func isSubclass(_ type: Ref, of other: Ref) -> Bool {
        if type == other || other == self.type(.object) { return true }
        return resolutionOrder(type).contains(other)
    }

    package func resolutionOrder(_ type: Ref) -> [Ref] {
        switch self[type].value {
        case .userClass(let info), .builtinType(let info): info.resolutionOrder
        default: []
        }
    }

    /// Whether an object is an exception.
    package func isException(_ ref: Ref) -> Bool {
        if case .exception = self[ref].value { return true }
        return false
    }

    /// Whether an object is a class of exceptions.
    package func isExceptionType(_ ref: Ref) -> Bool {
        exceptionTypes["BaseException"].map { resolutionOrder(ref).contains($0) } ?? false
    }

    /// Makes an exception. The reference to the tuple of arguments is the exception's from now on.
    package mutating func makeException(_ type: Ref, arguments: Ref) -> Ref {
        allocate(.exception(ExceptionInfo(arguments: arguments)), type: type)
    }

    /// The traceback of an exception, borrowed; null where it has none.
    package func traceback(of exception: Ref) -> Ref {
        if case .exception(let info) = self[exception].value { return info.traceback }
        return .null
    }

    /// Sets `__traceback__`, `__context__` or `__cause__` to an object whose reference the caller owns, or to nothing.
    package mutating func setLink(
        of exception: Ref, _ link: WritableKeyPath<ExceptionInfo, Ref>, _ name: String, to target: Ref
    ) {
        guard case .exception(var info) = self[exception].value else { return }
        let old = info[keyPath: link]
        info[keyPath: link] = target
        self[exception].value = .exception(info)
        let isShown = self[exception].flags.contains(.showsReferences)
        if isShown, !target.isNull { settle(target, .slot(exception, .fixed(name))) }
        guard !old.isNull else { return }
        if isShown { drop(old, .slot(exception, .fixed(name))) } else { release(old) }
    }

    /// Adds the innermost frame to an exception's traceback (Python/traceback.c, PyTraceBack_Here).
    package mutating func addTraceback(to exception: Ref, line: Int) {
        guard case .exception(let info) = self[exception].value else { return }
        let frame = shared(frameObject())
        let next = info.traceback.isNull ? Ref.null : shared(info.traceback)
        let traceback = allocate(.traceback(frame: frame, next: next, line: Int32(clamping: line)), .traceback)
        setLink(of: exception, \.traceback, "__traceback__", to: traceback)
    }
}
