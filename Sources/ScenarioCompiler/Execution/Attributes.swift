import HeapModel
import ScenarioSyntax

extension Interpreter {
    /// The attribute of a class, found along its resolution order; a borrowed reference.
    func lookUp(_ name: Symbol, in info: ClassInfo) -> Ref? {
        for type in info.resolutionOrder {
            if case .userClass(let info) = heap[type].value, let value = info.namespace[name] { return value }
        }
        return nil
    }

    private func classInfo(_ type: Ref) -> ClassInfo? {
        switch heap[type].value {
        case .userClass(let info), .builtinType(let info): info
        default: nil
        }
    }

    // MARK: - Reading

    /// `owner.name`; an owned reference.
    func attribute(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref {
        switch heap[owner].value {
        case .instance(let namespace):
            if let value = namespace[name] { return heap.shared(value) }
            guard let info = classInfo(heap.typeOf(owner)), let value = lookUp(name, in: info) else { break }
            guard case .function = heap[value].value else { return heap.shared(value) }
            heap.retain(owner)
            heap.retain(value)
            return heap.allocate(.boundMethod(receiver: owner, function: value), .method)
        case .userClass(let info):
            if let value = lookUp(name, in: info) { return heap.shared(value) }
        case .function(let info):
            if let value = info.attributes[name] { return heap.shared(value) }
        case .module(let module):
            if let value = moduleAttribute(heap.symbols.name(module), heap.symbols.name(name)) { return value }
        case .builtinType(let info):
            if let value = nativeOfClass(info, heap.symbols.name(name)) { return value }
        default:
            if let value = fixedAttribute(of: owner, heap.symbols.name(name)) { return value }
            if let value = boundNative(owner, heap.symbols.name(name)) { return value }
        }
        return try specialAttribute(of: owner, heap.symbols.name(name))
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
        if name == "__name__", let own = ownName(owner) { return heap.internString(own) }
        if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4 {
            throw .unsupported("the attribute '\(name)'")
        }
        if case .module(let module) = heap[owner].value {
            let module = heap.symbols.name(module)
            if BuiltinNames.gcFunctions.contains(name) { throw .unsupported("'\(module).\(name)'") }
            throw .raise("AttributeError", "module '\(module)' has no attribute '\(name)'")
        }
        if let kind = heap.kind(owner), BuiltinNames.methods[kind]?.contains(name) == true {
            throw .unsupported("the method '\(name)' of \(heap.typeName(owner))")
        }
        throw missingAttribute(owner, name)
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
                    suggestion: suggestion(for: name, owner)))
        }
        return .raised(
            PendingException(
                type: "AttributeError", message: "'\(heap.typeName(owner))' object has no attribute '\(name)'",
                suggestion: suggestion(for: name, owner)))
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
        case .instance(let namespace):
            guard namespace[name] == nil, let info = classInfo(heap.typeOf(owner)),
                let value = lookUp(name, in: info), case .function = heap[value].value
            else { return nil }
            return heap.shared(value)
        case .userClass, .function, .module, .builtinType:
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
        let owner = heap.stack[heap.stack.count - 1]
        try checkWritable(owner, text(name))
        heap.stack.removeLast()
        heap.setAttribute(of: owner, symbol(name), to: pop())
        heap.release(owner)
    }

    /// `setattr`; both objects are borrowed.
    func setAttribute(of owner: Ref, _ name: Symbol, to value: Ref) throws(Interruption) {
        try checkWritable(owner, heap.symbols.name(name))
        heap.setAttribute(of: owner, name, to: heap.shared(value))
    }

    /// `delattr`; the owner is borrowed.
    func removeAttribute(of owner: Ref, _ name: Symbol) throws(Interruption) {
        try checkWritable(owner, heap.symbols.name(name))
        guard heap.removeAttribute(of: owner, name) else { throw missingAttribute(owner, heap.symbols.name(name)) }
    }

    private func checkWritable(_ owner: Ref, _ name: String) throws(Interruption) {
        if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4 {
            throw .unsupported("setting the attribute '\(name)'")
        }
        switch heap[owner].value {
        case .instance, .userClass, .function: return
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
        let owner = heap.stack[heap.stack.count - 1]
        try checkWritable(owner, text(name))
        guard heap.removeAttribute(of: owner, symbol(name)) else { throw missingAttribute(owner, text(name)) }
        heap.release(pop())
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
        Natives.function("\(module).\(name)").map { heap.shared(native($0)) }
    }

    /// A name of the `builtins` module; an owned reference.
    func builtin(_ name: String) -> Ref? {
        if let number = Natives.function(name) { return heap.shared(native(number)) }
        if Natives.constructor(name) != nil, let type = BuiltinType(rawValue: name) {
            return heap.shared(heap.type(type))
        }
        return nil
    }
}
