import HeapModel
import ScenarioSyntax

extension Interpreter {
    /// The attribute of a class, found along its resolution order; a borrowed reference.
    func lookUp(_ name: Symbol, in info: ClassInfo) -> Ref? {
        for type in info.resolutionOrder {
            if let value = classInfo(type)?.namespace[name] { return value }
        }
        return nil
    }

    func classInfo(_ type: Ref) -> ClassInfo? {
        switch heap[type].value {
        case .userClass(let info), .builtinType(let info): info
        default: nil
        }
    }

    // MARK: - Reading

    /// `owner.name`; an owned reference (Objects/object.c, PyObject_GenericGetAttr; Objects/typeobject.c,
    /// type_getattro).
    func attribute(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref {
        if let value = try findAttribute(of: owner, name) { return value }
        do throws(Interruption) {
            return try specialAttribute(of: owner, heap.symbols.name(name))
        } catch {
            guard case .raised(let pending) = error, pending.type == "AttributeError",
                let value = try fallbackAttribute(of: owner, name)
            else { throw error }
            return value
        }
    }

    /// `__getattr__` of the object's class, asked where nothing else has the name.
    private func fallbackAttribute(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref? {
        guard heap.symbols.find("__getattr__") != nil, case .userClass = heap[heap.typeOf(owner)].value else {
            return nil
        }
        let text = heap.internString(heap.symbols.name(name))
        defer { heap.release(text) }
        return try callSpecial("__getattr__", of: owner, [text])
    }

    private func findAttribute(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref? {
        switch heap[owner].value {
        case .userClass(let info), .builtinType(let info):
            guard let value = lookUp(name, in: info) else {
                return nativeOfClass(info, heap.symbols.name(name))
            }
            return try unwrap(value, from: owner)
        case .function(let info):
            return info.attributes[name].map { heap.shared($0) }
        case .module(let module):
            return moduleAttribute(heap.symbols.name(module), heap.symbols.name(name))
        case .superObject(let after, let subject):
            return try superAttribute(after, subject, name)
        default: break
        }
        let found = classInfo(heap.typeOf(owner)).flatMap { lookUp(name, in: $0) }
        if let found, case .property = heap[found].value { return try bind(found, to: owner) }
        if let value = ownNamespace(owner)?[name] { return heap.shared(value) }
        if let found { return try bind(found, to: owner) }
        let text = heap.symbols.name(name)
        if let value = fixedAttribute(of: owner, text) ?? boundNative(owner, text) { return value }
        return try Natives.numberAttribute(self, owner, text)
    }

    /// The attributes that an object keeps itself.
    func ownNamespace(_ owner: Ref) -> Namespace? {
        switch heap[owner].value {
        case .instance(let namespace): namespace
        case .exception(let info): info.attributes
        case .function(let info): info.attributes
        case .userClass(let info): info.namespace
        default: nil
        }
    }

    /// What a value found in a class becomes when it is asked for through an instance; owned.
    func bind(_ value: Ref, to owner: Ref) throws(Interruption) -> Ref {
        switch heap[value].value {
        case .function:
            heap.retain(owner)
            heap.retain(value)
            return heap.allocate(.boundMethod(receiver: owner, function: value), .method)
        case .wrappedMethod(let function, let isStatic):
            return isStatic ? heap.shared(function) : try bind(function, to: heap.typeOf(owner))
        case .property(let get, _, _):
            if get.isNull { throw .raise("AttributeError", "unreadable attribute") }
            return try callFunction(get, [owner])
        default:
            return heap.shared(value)
        }
    }

    /// What a value found in a class becomes when it is asked for through the class; owned.
    private func unwrap(_ value: Ref, from type: Ref) throws(Interruption) -> Ref {
        guard case .wrappedMethod(let function, let isStatic) = heap[value].value else { return heap.shared(value) }
        return isStatic ? heap.shared(function) : try bind(function, to: type)
    }

    /// An attribute found after a class in the resolution order of an object's class (Objects/typeobject.c,
    /// super_getattro).
    private func superAttribute(_ after: Ref, _ subject: Ref, _ name: Symbol) throws(Interruption) -> Ref? {
        let isClass = classInfo(subject) != nil
        let order = heap.resolutionOrder(isClass ? subject : heap.typeOf(subject))
        let rest = order.drop { $0 != after }.dropFirst()
        for type in rest {
            guard let value = classInfo(type)?.namespace[name] else { continue }
            return isClass ? try unwrap(value, from: subject) : try bind(value, to: subject)
        }
        guard !isClass, let number = Natives.method(.object, heap.symbols.name(name)) else { return nil }
        heap.retain(subject)
        return heap.allocate(.native(number: Int32(number), receiver: subject), .builtinFunction)
    }

    /// A method as its class has it, such as `str.lower`; owned.
    private func nativeOfClass(_ info: ClassInfo, _ name: String) -> Ref? {
        guard let type = info.builtin, let number = Natives.method(type, name) else { return nil }
        guard Natives.all[number].isClassMethod else { return heap.shared(native(number)) }
        return heap.allocate(.native(number: Int32(number), receiver: heap.shared(heap.type(type))), .builtinFunction)
    }

    /// The parts of a range or slice, owned.
    private func fixedAttribute(of owner: Ref, _ name: String) -> Ref? {
        switch (heap[owner].value, name) {
        case (.range(let range), "start"): heap.makeInt(range.start)
        case (.range(let range), "stop"): heap.makeInt(range.stop)
        case (.range(let range), "step"): heap.makeInt(range.step)
        case (.slice(let slice), "start"): heap.shared(slice.start)
        case (.slice(let slice), "stop"): heap.shared(slice.stop)
        case (.slice(let slice), "step"): heap.shared(slice.step)
        default: nil
        }
    }

    /// Attributes that every object of a kind has; the rest are refused or missing.
    private func specialAttribute(of owner: Ref, _ name: String) throws(Interruption) -> Ref {
        if name == "__class__" { return heap.shared(heap.typeOf(owner)) }
        if let value = exceptionAttribute(of: owner, name) { return value }
        if name == "__name__", let own = ownName(owner) { return heap.internString(own) }
        if let value = functionAttribute(of: owner, name) { return value }
        if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4 {
            throw .unsupported("the attribute '\(name)'")
        }
        if case .module(let module) = heap[owner].value {
            let module = heap.symbols.name(module)
            if BuiltinNames.moduleNames[module]?.contains(name) == true { throw .unsupported("'\(module).\(name)'") }
            throw .raise("AttributeError", "module '\(module)' has no attribute '\(name)'")
        }
        if let kind = heap.kind(owner), BuiltinNames.methods[kind]?.contains(name) == true {
            throw .unsupported("the method '\(name)' of \(heap.typeName(owner))")
        }
        throw missingAttribute(owner, name)
    }

    private func functionAttribute(of owner: Ref, _ name: String) -> Ref? {
        guard case .function(let info) = heap[owner].value else { return nil }
        switch name {
        case "__annotations__": return heap.shared(annotations(of: owner))
        case "__doc__": return heap.shared(info.documentation.isNull ? heap.none : info.documentation)
        case "__qualname__": return heap.internString(info.qualifiedName)
        case "__module__": return heap.internString("__main__")
        case "__defaults__": return heap.shared(info.defaults.isNull ? heap.none : info.defaults)
        case "__kwdefaults__": return heap.shared(info.keywordDefaults.isNull ? heap.none : info.keywordDefaults)
        default: return nil
        }
    }

    private func exceptionAttribute(of owner: Ref, _ name: String) -> Ref? {
        guard case .exception(let info) = heap[owner].value else { return nil }
        switch name {
        case "args": return heap.shared(info.arguments)
        case "__traceback__": return heap.shared(info.traceback.isNull ? heap.none : info.traceback)
        case "__context__": return heap.shared(info.context.isNull ? heap.none : info.context)
        case "__cause__": return heap.shared(info.cause.isNull ? heap.none : info.cause)
        case "__suppress_context__": return heap.makeBool(info.suppressesContext)
        case "value" where heap.typeName(owner) == "StopIteration":
            guard case .tuple(let items) = heap[info.arguments].value, let first = items.first else {
                return heap.makeNone()
            }
            return heap.shared(first)
        default: return nil
        }
    }

    private func ownName(_ owner: Ref) -> String? {
        switch heap[owner].value {
        case .userClass(let info), .builtinType(let info): info.name
        case .function(let info): info.name
        default: nil
        }
    }

    private func missingAttribute(_ owner: Ref, _ name: String) -> Interruption {
        if let info = classInfo(owner) {
            return .raised(
                PendingException(
                    type: "AttributeError", message: "type object '\(info.name)' has no attribute '\(name)'",
                    suggestion: suggestion(for: name, owner), subject: owner))
        }
        return .raised(
            PendingException(
                type: "AttributeError", message: "'\(heap.typeName(owner))' object has no attribute '\(name)'",
                suggestion: suggestion(for: name, owner), subject: owner))
    }

    private func suggestion(for name: String, _ owner: Ref) -> String? {
        var known: [Symbol] = []
        if case .instance(let namespace) = heap[owner].value { known += namespace.keys }
        for type in classInfo(heap.typeOf(owner))?.resolutionOrder ?? [] {
            known += classInfo(type)?.namespace.keys ?? []
        }
        return nearest(name, among: known.map { heap.symbols.name($0) })
    }

    // MARK: - Methods

    /// Prepares the call of `owner.name(…)` without making a bound method where none is needed (Python/ceval.c,
    /// LOAD_METHOD): the owner on the stack becomes function and receiver, or null and the attribute.
    func loadMethod(_ name: Int) throws(Interruption) {
        let owner = heap.stack[heap.stack.count - 1]
        if let function = try unboundMethod(of: owner, symbol(name)) {
            heap.stack[heap.stack.count - 1] = function
            push(owner)
            return
        }
        let value = try attribute(of: owner, symbol(name))
        heap.stack[heap.stack.count - 1] = .null
        push(value)
        heap.release(owner)
    }

    private func unboundMethod(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref? {
        switch heap[owner].value {
        case .instance, .exception:
            guard ownNamespace(owner)?[name] == nil, let info = classInfo(heap.typeOf(owner)),
                let value = lookUp(name, in: info), case .function = heap[value].value
            else { return nil }
            return heap.shared(value)
        case .userClass, .function, .module, .builtinType, .superObject:
            return nil
        default:
            guard let kind = heap.kind(owner), let number = Natives.method(kind, heap.symbols.name(name)) else {
                return nil
            }
            return heap.shared(native(number))
        }
    }

    private func boundNative(_ owner: Ref, _ name: String) -> Ref? {
        guard let kind = heap.kind(owner), let number = Natives.method(kind, name) else { return nil }
        heap.retain(owner)
        return heap.allocate(.native(number: Int32(number), receiver: owner), .builtinFunction)
    }

    /// The built-in function of this number; it lives as long as the interpreter.
    func native(_ number: Int) -> Ref {
        if let known = nativeRefs[number] { return known }
        let isMethod = Natives.all[number].type != nil
        let ref = heap.allocate(
            .native(number: Int32(number), receiver: .null), isMethod ? .methodDescriptor : .builtinFunction,
            flags: [.shared])
        heap.interpreterRoots.append(ref)
        nativeRefs[number] = ref
        return ref
    }

    // MARK: - Writing

    /// The stack holds the value, then the owner.
    func storeAttribute(_ name: Int) throws(Interruption) {
        let count = heap.stack.count
        try setAttribute(of: heap.stack[count - 1], symbol(name), to: heap.stack[count - 2])
        release(pop(2).reversed())
    }

    /// `owner.name = value`; both are borrowed.
    func setAttribute(of owner: Ref, _ name: Symbol, to value: Ref) throws(Interruption) {
        if let info = userClassInfo(of: owner) {
            if let property = lookUp(name, in: info), case .property(_, let set, _) = heap[property].value {
                if set.isNull { throw readOnlyProperty(owner, name, "setter") }
                heap.release(try callFunction(set, [owner, value]))
                return
            }
            if let method = heap.symbols.find("__setattr__"), lookUp(method, in: info) != nil {
                throw .unsupported("the special method '__setattr__'")
            }
        }
        try checkWritable(owner, heap.symbols.name(name))
        heap.setAttribute(of: owner, name, to: heap.shared(value))
    }

    private func userClassInfo(of owner: Ref) -> ClassInfo? {
        if case .userClass(let info) = heap[heap.typeOf(owner)].value { return info }
        return nil
    }

    private func readOnlyProperty(_ owner: Ref, _ name: Symbol, _ lacks: String) -> Interruption {
        .raise(
            "AttributeError",
            "property '\(heap.symbols.name(name))' of '\(heap.typeName(owner))' object has no \(lacks)")
    }

    private func checkWritable(_ owner: Ref, _ name: String) throws(Interruption) {
        if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4 {
            throw .unsupported("setting the attribute '\(name)'")
        }
        switch heap[owner].value {
        case .instance, .userClass, .function: return
        case .exception: if userClassInfo(of: owner) != nil || name != "args" { return }
        case .module: throw .unsupported("setting an attribute of a module")
        case .builtinType(let info):
            throw .typeError("cannot set '\(name)' attribute of immutable type '\(info.name)'")
        default:
            if let value = fixedAttribute(of: owner, name) {
                heap.release(value)
                throw .raise("AttributeError", "readonly attribute")
            }
            if let kind = heap.kind(owner), Natives.method(kind, name) != nil {
                throw .raise("AttributeError", "'\(heap.typeName(owner))' object attribute '\(name)' is read-only")
            }
            throw missingAttribute(owner, name)
        }
    }

    func deleteAttribute(_ name: Int) throws(Interruption) {
        try deleteAttribute(of: heap.stack[heap.stack.count - 1], symbol(name))
        heap.release(pop())
    }

    /// `del owner.name`; borrowed.
    func deleteAttribute(of owner: Ref, _ name: Symbol) throws(Interruption) {
        if let info = userClassInfo(of: owner), let property = lookUp(name, in: info),
            case .property(_, _, let delete) = heap[property].value
        {
            if delete.isNull { throw readOnlyProperty(owner, name, "deleter") }
            heap.release(try callFunction(delete, [owner]))
            return
        }
        try checkWritable(owner, heap.symbols.name(name))
        guard heap.removeAttribute(of: owner, name) else { throw missingAttribute(owner, heap.symbols.name(name)) }
    }

    // MARK: - Modules

    func importModule(_ name: String) -> Ref {
        if let known = modules[name] { return heap.shared(known) }
        let module = heap.allocate(.module(heap.symbols.symbol(name)), .module, flags: [.shared])
        heap.interpreterRoots.append(module)
        modules[name] = module
        return heap.shared(module)
    }

    private func moduleAttribute(_ module: String, _ name: String) -> Ref? {
        if let number = Natives.function("\(module).\(name)") { return heap.shared(native(number)) }
        guard let value = Natives.moduleConstants["\(module).\(name)"] else { return nil }
        if let known = moduleConstants["\(module).\(name)"] { return heap.shared(known) }
        let constant = heap.makeFloat(value)
        heap.interpreterRoots.append(constant)
        moduleConstants["\(module).\(name)"] = constant
        return heap.shared(constant)
    }

    /// A name of the `builtins` module; an owned reference.
    func builtin(_ name: String) -> Ref? {
        if let number = Natives.function(name) { return heap.shared(native(number)) }
        if let type = heap.exceptionTypes[name] { return heap.shared(type) }
        if name == "__annotations__", !moduleAnnotations.isNull {
            heap.reveal(moduleAnnotations)
            return heap.shared(moduleAnnotations)
        }
        if name == "NotImplemented" { return heap.shared(heap.notImplemented) }
        if name == "Ellipsis" { return heap.shared(heap.ellipsis) }
        if Natives.constructor(name) != nil, let type = BuiltinType(rawValue: name) {
            return heap.shared(heap.type(type))
        }
        return nil
    }
}
