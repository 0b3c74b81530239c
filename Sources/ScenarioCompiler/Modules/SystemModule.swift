import HeapModel

// The module sys (Python/sysmodule.c).
extension Natives {
    static let systemFunctions: [NativeFunction] = [
        NativeFunction(name: "sys.getrefcount") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "sys.getrefcount")
            return interpreter.heap.makeInt(try interpreter.countForProgram(arguments[0]))
        },
        NativeFunction(name: "sys.getsizeof", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["object", "default"], "getsizeof")
            guard let value = given[0] else {
                throw .typeError("getsizeof() missing required argument 'object' (pos 1)")
            }
            guard let size = interpreter.heap.size(value) else {
                throw .unsupported("the size of a \(interpreter.heap.typeName(value))")
            }
            return interpreter.heap.makeInt(size)
        },
        NativeFunction(name: "sys.intern") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "sys.intern")
            guard interpreter.string(arguments[0]) != nil else {
                throw .typeError("intern() argument must be str, not \(interpreter.heap.typeName(arguments[0]))")
            }
            return interpreter.heap.intern(arguments[0])
        },
        NativeFunction(name: "sys.getrecursionlimit") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "sys.getrecursionlimit")
            return interpreter.heap.makeInt(interpreter.settings.recursionLimit)
        },
        NativeFunction(name: "sys.setrecursionlimit") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "sys.setrecursionlimit")
            let limit = try cInt(interpreter, arguments[0], "setrecursionlimit")
            if limit < 1 { throw .valueError("recursion limit must be greater or equal than 1") }
            let depth = interpreter.recursionDepth
            if depth >= limit {
                throw .raise(
                    "RecursionError",
                    "cannot set the recursion limit to \(limit) at the recursion depth \(depth): the limit is too low")
            }
            interpreter.settings.recursionLimit = limit
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "sys.exc_info") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "sys.exc_info")
            return interpreter.heap.makeTuple(interpreter.handledParts().map { interpreter.heap.shared($0) })
        },
        NativeFunction(name: "sys.exception") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "sys.exception")
            return interpreter.heap.shared(interpreter.handledParts()[1])
        },
        NativeFunction(name: "sys.exit") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "exit")
            var values = arguments
            if let status = arguments.first, case .tuple(let items) = interpreter.heap[status].value { values = items }
            let type = interpreter.heap.exceptionTypes["SystemExit"] ?? interpreter.heap.type(.baseException)
            // An argument of None is none at all (Python/errors.c, _PyErr_CreateException).
            let items = arguments == [interpreter.heap.none] ? [] : values
            throw .exception(
                interpreter.heap.makeException(
                    type,
                    arguments: interpreter.heap.makeTuple(
                        items.map { interpreter.heap.shared($0) }, isConstant: true)),
                isAgain: false)
        },
    ]
}

extension Interpreter {
    /// What `sys.getrefcount` gives: the argument on the stack counts.
    fileprivate func countForProgram(_ ref: Ref) throws(Interruption) -> Int {
        guard heap.reportedCount(ref) != nil else {
            throw .unsupported(
                "'sys.getrefcount' of \(heap.ownValue(ref) ?? heap.typeName(ref)), which the whole interpreter shares,")
        }
        return heap.realCount(ref)
    }

    /// The class, the exception that is being handled and its traceback; None where there is none.
    fileprivate func handledParts() -> [Ref] {
        guard let exception = heap.handledExceptions.last(where: { !$0.isNull }),
            case .exception(let info) = heap[exception].value
        else { return [heap.none, heap.none, heap.none] }
        return [heap.typeOf(exception), exception, info.traceback.isNull ? heap.none : info.traceback]
    }
}
