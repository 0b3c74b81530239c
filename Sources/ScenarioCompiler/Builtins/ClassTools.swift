import HeapModel

// What classes are made with: `property`, `staticmethod`, `classmethod`, `super`, and the methods of `object`.
extension Natives {
    static let classTools: [NativeFunction] = [
        NativeFunction(name: "property", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let none = interpreter.heap.none
            let given = try named(arguments, keywords, ["fget", "fset", "fdel", "doc"], "property")
            if let text = given[3], text != none { throw .unsupported("'property' with a 'doc'") }
            let parts = given[..<3].map { part in
                part.flatMap { $0 == none ? nil : interpreter.heap.shared($0) } ?? .null
            }
            return interpreter.makeProperty(parts[0], parts[1], parts[2])
        },
        wrapper("staticmethod", isStatic: true),
        wrapper("classmethod", isStatic: false),
        NativeFunction(name: "super") { (interpreter, _, arguments, _) throws(Interruption) in
            if arguments.isEmpty { throw .raise("RuntimeError", "super(): no arguments") }
            guard arguments.count == 2 else { throw .unsupported("'super' with one argument") }
            return try interpreter.makeSuper(arguments[0], arguments[1])
        },
    ]

    private static func wrapper(_ name: String, isStatic: Bool) -> NativeFunction {
        NativeFunction(name: name) { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 1, arguments, name)
            return interpreter.makeWrapper(of: arguments[0], isStatic: isStatic)
        }
    }

    static let propertyMethods: [NativeFunction] = [
        propertyMethod("getter", 0), propertyMethod("setter", 1), propertyMethod("deleter", 2),
    ]

    /// A decorator that makes a property like this one with one of its functions replaced.
    private static func propertyMethod(_ name: String, _ index: Int) -> NativeFunction {
        NativeFunction(name: name, type: .property) { (interpreter, property, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "property.\(name)")
            guard case .property(let get, let set, let delete) = interpreter.heap[property].value else {
                throw .typeError("descriptor '\(name)' requires a 'property' object")
            }
            var parts = [get, set, delete]
            parts[index] = arguments[0]
            for part in parts where !part.isNull { interpreter.heap.retain(part) }
            return interpreter.makeProperty(parts[0], parts[1], parts[2])
        }
    }
}

extension Interpreter {
    /// A property of functions whose references are owned here; null where there is none.
    func makeProperty(_ get: Ref, _ set: Ref, _ delete: Ref) -> Ref {
        let property = heap.allocate(.property(get: get, set: set, delete: delete), .property)
        for (name, function) in [("fget", get), ("fset", set), ("fdel", delete)] where !function.isNull {
            heap.settle(function, .slot(property, .fixed(name)))
        }
        return property
    }

    func makeSuper(_ type: Ref, _ subject: Ref) throws(Interruption) -> Ref {
        guard classInfo(type) != nil else {
            throw .typeError("super() argument 1 must be a type, not \(heap.typeName(type))")
        }
        let subjectType = classInfo(subject) != nil ? subject : heap.typeOf(subject)
        guard heap.isSubclass(subjectType, of: type) else {
            throw .typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        heap.retain(type)
        heap.retain(subject)
        return heap.allocate(.superObject(after: type, subject: subject), .superType)
    }

    /// `BaseException.__init__` keeps its arguments.
    func setArguments(of exception: Ref, _ arguments: [Ref]) {
        guard case .exception(var info) = heap[exception].value else { return }
        let isShown = heap[exception].flags.contains(.showsReferences)
        let tuple = argumentTuple(arguments, isConstant: !isShown)
        let old = info.arguments
        info.arguments = tuple
        heap[exception].value = .exception(info)
        if isShown {
            heap.settle(tuple, .slot(exception, .fixed("args")))
            heap.drop(old, .slot(exception, .fixed("args")))
        } else {
            heap.release(old)
        }
    }
}
