import HeapModel

// Built-in functions that ask about an object, its class and its attributes (Python/bltinmodule.c).
extension Natives {
    static let objectFunctions: [NativeFunction] = [
        NativeFunction(name: "hash") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "hash")
            return interpreter.heap.makeInt(try interpreter.hash(arguments[0]))
        },
        NativeFunction(name: "callable") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "callable")
            return interpreter.heap.makeBool(interpreter.isCallable(arguments[0]))
        },
        NativeFunction(name: "isinstance") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "isinstance")
            let type = interpreter.heap.typeOf(arguments[0])
            let message = "isinstance() arg 2 must be a type, a tuple of types, or a union"
            return interpreter.heap.makeBool(try interpreter.isSubclass(type, of: arguments[1], message))
        },
        NativeFunction(name: "issubclass") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "issubclass")
            guard interpreter.isClass(arguments[0]) else { throw .typeError("issubclass() arg 1 must be a class") }
            let message = "issubclass() arg 2 must be a class, a tuple of classes, or a union"
            return interpreter.heap.makeBool(try interpreter.isSubclass(arguments[0], of: arguments[1], message))
        },
        NativeFunction(name: "hasattr") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "hasattr")
            let name = try attributeName(interpreter, arguments[1], "hasattr")
            let value = try interpreter.catching("AttributeError") { () throws(Interruption) in
                try interpreter.attribute(of: arguments[0], name)
            }
            if let value { interpreter.heap.release(value) }
            return interpreter.heap.makeBool(value != nil)
        },
        NativeFunction(name: "getattr") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 3, arguments, "getattr")
            let name = try attributeName(interpreter, arguments[1], "getattr")
            guard arguments.count == 3 else { return try interpreter.attribute(of: arguments[0], name) }
            let value = try interpreter.catching("AttributeError") { () throws(Interruption) in
                try interpreter.attribute(of: arguments[0], name)
            }
            return value ?? interpreter.heap.shared(arguments[2])
        },
        NativeFunction(name: "vars") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "vars")
            guard let owner = arguments.first else { throw .unsupported("'vars' without an argument") }
            let name = interpreter.heap.symbols.symbol("__dict__")
            let value = try interpreter.catching("AttributeError") { () throws(Interruption) in
                try interpreter.attribute(of: owner, name)
            }
            guard let value else { throw .typeError("vars() argument must have __dict__ attribute") }
            return value
        },
        NativeFunction(name: "dir") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "dir")
            guard let owner = arguments.first else { throw .unsupported("'dir' without an argument") }
            guard let given = try interpreter.callLookedUp("__dir__", of: owner) else {
                return try interpreter.makeDirectory(of: owner)
            }
            defer { interpreter.heap.release(given) }
            let names = interpreter.heap.makeList(try interpreter.values(of: given))
            interpreter.push(names)
            try interpreter.sort(names, key: nil, isReversed: false)
            return interpreter.pop()
        },
        NativeFunction(name: "setattr") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(3, 3, arguments, "setattr")
            let name = try internedName(interpreter, arguments[1], "setattr")
            try interpreter.setAttribute(of: arguments[0], name, to: arguments[2])
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "delattr") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "delattr")
            let name = try internedName(interpreter, arguments[1], "delattr")
            try interpreter.deleteAttribute(of: arguments[0], name)
            return interpreter.heap.makeNone()
        },
    ]

    private static func attributeName(
        _ interpreter: Interpreter, _ argument: Ref, _ function: String
    ) throws(Interruption) -> Symbol {
        guard case .string(let name) = interpreter.heap[argument].value else {
            throw .typeError(
                "\(function)(): attribute name must be string, not '\(interpreter.heap.typeName(argument))'")
        }
        return interpreter.heap.symbols.symbol(name)
    }

    /// As `attributeName` where the name goes into a namespace: the str becomes an interned one.
    private static func internedName(
        _ interpreter: Interpreter, _ argument: Ref, _ function: String
    ) throws(Interruption) -> Symbol {
        let name = try attributeName(interpreter, argument, function)
        interpreter.heap.release(interpreter.heap.intern(argument))
        return name
    }
}

extension Interpreter {
    func isClass(_ ref: Ref) -> Bool {
        switch heap[ref].value {
        case .userClass, .builtinType: true
        default: false
        }
    }

    /// `callable(ref)`.
    func isCallable(_ ref: Ref) -> Bool {
        switch heap[ref].value {
        case .function, .boundMethod, .unboundMethod, .native, .userClass, .builtinType: return true
        case .weakReference(let info): return !info.isProxy || heap.kind(ref) == .weakCallableProxy
        default:
            guard let info = classInfo(heap.typeOf(ref)), let name = heap.symbols.find("__call__") else { return false }
            return lookUp(name, in: info) != nil
        }
    }

    /// Whether a class is one of `wanted`, which is a class or a tuple of classes.
    func isSubclass(_ type: Ref, of wanted: Ref, _ message: String) throws(Interruption) -> Bool {
        if case .tuple(let items) = heap[wanted].value {
            for item in items where try isSubclass(type, of: item, message) { return true }
            return false
        }
        guard isClass(wanted) else { throw .typeError(message) }
        return heap.isSubclass(type, of: wanted)
    }
}
