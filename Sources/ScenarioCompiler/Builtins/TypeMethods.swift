import HeapModel

// `__new__` of the built-in classes, and the methods that every class has.
extension Natives {
    static let newMethods: [NativeFunction] = BuiltinType.allCases
        .filter { ClassFacts.extendable.contains($0) || $0 == .bool }.map { type in
            NativeFunction(name: "__new__", type: type, takesKeywords: true, form: .new) {
                (interpreter, _, arguments, keywords) throws(Interruption) in
                try interpreter.makeNew(type, arguments, keywords)
            }
        }

    /// `__get__`, `__set__` and `__delete__` of what classes are made of.
    static let descriptorMethods: [NativeFunction] =
        [BuiltinType.function, .property, .staticmethod, .classmethod, .memberDescriptor].map { type in
            NativeFunction(name: "__get__", type: type, form: .wrapper) {
                (interpreter, descriptor, arguments, _) throws(Interruption) in
                try between(1, 2, arguments, "__get__")
                if arguments[0] != interpreter.heap.none { return try interpreter.bind(descriptor, to: arguments[0]) }
                guard arguments.count == 2, arguments[1] != interpreter.heap.none else {
                    throw .typeError("__get__(None, None) is invalid")
                }
                return try interpreter.unwrap(descriptor, from: arguments[1])
            }
        }
        + [BuiltinType.property, .memberDescriptor].flatMap { [change("__set__", $0, 2), change("__delete__", $0, 1)] }

    private static func change(_ name: String, _ type: BuiltinType, _ count: Int) -> NativeFunction {
        NativeFunction(name: name, type: type, form: .wrapper) {
            (interpreter, descriptor, arguments, _) throws(Interruption) in
            try expect(count, arguments)
            _ = try interpreter.setThroughDescriptor(
                descriptor, of: arguments[0], interpreter.heap.symbols.symbol(name), to: count == 2 ? arguments[1] : nil
            )
            return interpreter.heap.makeNone()
        }
    }

    static let typeMethods: [NativeFunction] = [
        NativeFunction(name: "mro", type: .type) { (interpreter, type, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "type.mro")
            let order = interpreter.heap.resolutionOrder(type) + [interpreter.heap.type(.object)]
            return interpreter.heap.makeList(order.map { interpreter.heap.shared($0) })
        },
        NativeFunction(name: "__subclasses__", type: .type) { (interpreter, type, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "type.__subclasses__")
            guard case .userClass = interpreter.heap[type].value else {
                throw .unsupported("'__subclasses__' of a built-in class")
            }
            return interpreter.heap.makeList(interpreter.heap.subclasses(of: type).map { interpreter.heap.shared($0) })
        },
        NativeFunction(name: "__init_subclass__", type: .object, takesKeywords: true, isClassMethod: true) {
            (interpreter, type, arguments, keywords) throws(Interruption) in
            let name = interpreter.heap.className(type)
            if !arguments.isEmpty {
                throw .typeError("object.__init_subclass__() takes no arguments (\(arguments.count) given)")
            }
            if !keywords.isEmpty { throw .typeError("\(name).__init_subclass__() takes no keyword arguments") }
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "__dir__", type: .object) { (interpreter, owner, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "object.__dir__")
            return try interpreter.makeDirectory(of: owner)
        },
    ]
}

extension Interpreter {
    /// What a built-in `__new__` makes of the class in its first argument (Objects/typeobject.c, tp_new_wrapper).
    func makeNew(
        _ builtin: BuiltinType, _ arguments: [Ref], _ keywords: [KeywordArgument]
    ) throws(Interruption) -> Ref {
        let name = builtin.rawValue
        guard let type = arguments.first else { throw .typeError("\(name).__new__(): not enough arguments") }
        guard let info = classInfo(type) else {
            throw .typeError("\(name).__new__(X): X is not a type object (\(heap.typeName(type)))")
        }
        guard heap.isSubclass(type, of: heap.type(builtin)) else {
            let own = heap.className(type)
            throw .typeError("\(name).__new__(\(own)): \(own) is not a subtype of \(name)")
        }
        let rest = Array(arguments.dropFirst())
        if case .builtinType = heap[type].value {
            if info.builtin != builtin {
                throw .typeError("\(name).__new__(\(info.name)) is not safe, use \(info.name).__new__()")
            }
            return try callFunction(type, builtin == .list || builtin == .dict || builtin == .set ? [] : rest, keywords)
        }
        if info.layout != builtin {
            let safe = info.layout.rawValue
            throw .typeError("\(name).__new__(\(info.name)) is not safe, use \(safe).__new__()")
        }
        if builtin == .object, !rest.isEmpty || !keywords.isEmpty { try checkObjectMaker(type, info) }
        return try makeInstance(type, info, rest, keywords)
    }

    /// `object.__new__` takes nothing more, except where only `__init__` is the program's own (Objects/typeobject.c,
    /// object_new).
    private func checkObjectMaker(_ type: Ref, _ info: ClassInfo) throws(Interruption) {
        if heap.symbols.find("__new__").flatMap({ lookUpOwn($0, in: info) }) != nil {
            throw .typeError("object.__new__() takes exactly one argument (the type to instantiate)")
        }
        if lookUpOwn(heap.symbols.symbol("__init__"), in: info) == nil {
            throw .typeError("\(info.name)() takes no arguments")
        }
    }

    // MARK: - Facts of classes

    /// What a class is, as an attribute; owned, nil for a name that is no such fact.
    func ownFact(ofClass type: Ref, _ info: ClassInfo, _ name: String) throws(Interruption) -> Ref? {
        switch name {
        case "__name__", "__qualname__":
            if info.builtin != nil { return heap.makeNewString(info.name) }
            if name == "__qualname__", !info.qualifiedNameText.isNull { return heap.shared(info.qualifiedNameText) }
            return heap.internString(name == "__name__" ? info.name : info.qualifiedName)
        case "__class__": return heap.shared(heap.type(.type))
        case "__base__":
            if type == heap.type(.object) { return heap.makeNone() }
            return heap.shared(
                info.layoutBase.isNull ? info.resolutionOrder.dropFirst().first ?? heap.type(.object) : info.layoutBase)
        case "__mro__":
            guard case .userClass = heap[type].value else {
                let order = heap.resolutionOrder(type) + [heap.type(.object)]
                return heap.makeTuple(order.map { heap.shared($0) })
            }
            return heap.shared(heap.makeOrderTuple(ofClass: type))
        default: break
        }
        guard case .userClass = heap[type].value else {
            if name == "__module__" { return heap.internString("builtins") }
            if ["__bases__", "__dict__", "__doc__"].contains(name) {
                throw .unsupported("the attribute '\(name)' of a built-in class")
            }
            return nil
        }
        switch name {
        case "__bases__":
            guard let bases = heap.makeBasesTuple(ofClass: type) else {
                throw .unsupported("'__bases__' of a class with several bases whose '__mro__' the program has")
            }
            return heap.shared(bases)
        case "__dict__": return heap.allocate(.classDict(type), .mappingProxy)
        case "__annotations__":
            let symbol = heap.symbols.symbol(name)
            if info.namespace[symbol] == nil {
                heap.setAttribute(of: type, symbol, to: heap.makeDict())
            }
            return heap.ownAttribute(type, symbol).map { heap.shared($0) }
        default: return nil
        }
    }

    /// Sets what a class is; true where the name is such a fact.
    func setSpecialAttribute(ofClass type: Ref, _ name: String, to value: Ref?) throws(Interruption) -> Bool {
        switch name {
        case "__name__", "__qualname__":
            guard case .userClass(var info) = heap[type].value else { return false }
            guard let value else { throw .typeError("cannot delete '\(name)' attribute of type '\(info.name)'") }
            guard let text = string(value) else {
                throw .typeError(
                    "can only assign string to \(info.name).\(name), not '\(heap.typeName(value))'")
            }
            if name == "__name__" {
                info.name = text
                heap[type].value = .userClass(info)
                return true
            }
            let old = info.qualifiedNameText
            info.qualifiedName = text
            info.qualifiedNameText = heap.shared(value)
            heap[type].value = .userClass(info)
            if !old.isNull { heap.release(old) }
            return true
        case "__dict__": throw .raise("AttributeError", "attribute '__dict__' of 'type' objects is not writable")
        case "__mro__": throw .raise("AttributeError", "readonly attribute")
        case "__bases__", "__class__", "__slots__", "__weakref__":
            throw .unsupported("setting the attribute '\(name)' of a class")
        default: return false
        }
    }

    /// Sets `__class__` or `__dict__` of an instance; true where the name is one of them.
    func setSpecialAttribute(of owner: Ref, _ name: String, to value: Ref?) throws(Interruption) -> Bool {
        switch name {
        case "__class__":
            guard let value else { throw .typeError("can't delete __class__ attribute") }
            try setClass(of: owner, to: value)
            return true
        case "__dict__" where heap.ownClass(of: owner)?.hasDict == true:
            guard let value else { throw .unsupported("deleting the attribute '__dict__'") }
            guard case .dict = heap[value].value else {
                throw .typeError("__dict__ must be set to a dictionary, not a '\(heap.typeName(value))'")
            }
            heap.replaceOwnDict(of: owner, with: heap.shared(value))
            return true
        case "__weakref__": throw .unsupported("setting the attribute '__weakref__'")
        default: return false
        }
    }

    /// Objects/typeobject.c, object_set_class.
    private func setClass(of owner: Ref, to type: Ref) throws(Interruption) {
        guard let wanted = classInfo(type) else {
            throw .typeError("__class__ must be set to a class, not '\(heap.typeName(type))' object")
        }
        guard let own = heap.ownClass(of: owner), case .userClass = heap[type].value else {
            throw .typeError("__class__ assignment only supported for mutable types or ModuleType subclasses")
        }
        guard own.layout == wanted.layout, own.memberCount == wanted.memberCount, own.hasDict == wanted.hasDict,
            own.hasWeakReferences == wanted.hasWeakReferences
        else {
            throw .typeError(
                "__class__ assignment: '\(wanted.name)' object layout differs from '\(own.name)'")
        }
        if own.memberCount > 0 { throw .unsupported("setting '__class__' of an instance with '__slots__'") }
        // What the class manages without a dict lies in one from now on (Objects/typeobject.c, object_set_class).
        if own.hasDict, own.layout == .object { _ = heap.makeOwnDict(of: owner) }
        heap.setClass(of: owner, to: type)
    }

    // MARK: - vars and dir

    /// The names that `dir` gives, sorted; owned.
    func makeDirectory(of owner: Ref) throws(Interruption) -> Ref {
        guard heap.facts.knowsSpecialNames else { throw .unsupported("'dir' under this version") }
        var names: Set<String> = []
        let isClass = classInfo(owner) != nil
        if !isClass { names.formUnion(heap.ownNames(owner)) }
        let type = isClass ? owner : heap.typeOf(owner)
        for type in heap.resolutionOrder(type) + [heap.type(.object)] {
            switch heap[type].value {
            case .userClass(let info): names.formUnion(ownNames(ofClass: info))
            case .builtinType(let info):
                guard let builtin = info.builtin, let special = BuiltinNames.specialNames[builtin] else {
                    throw .unsupported("'dir' of '\(info.name)'")
                }
                names.formUnion(special)
                names.formUnion(BuiltinNames.methods[builtin] ?? [])
            default: break
            }
        }
        let sorted = names.sorted { Array($0.unicodeScalars).lexicographicallyPrecedes(Array($1.unicodeScalars)) }
        return heap.makeList(sorted.map { heap.internString($0) })
    }

    private func ownNames(ofClass info: ClassInfo) -> [String] {
        info.namespace.keys.map { heap.symbols.name($0) } + (info.addsDict ? ["__dict__"] : [])
            + (info.addsWeakReferences ? ["__weakref__"] : [])
    }
}
