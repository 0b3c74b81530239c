import HeapModel
import ScenarioSyntax

extension Interpreter {
    func classInfo(_ type: Ref) -> ClassInfo? {
        switch heap[type].value {
        case .userClass(let info), .builtinType(let info): info
        default: nil
        }
    }

    // MARK: - Reading

    /// `owner.name`; an owned reference (Objects/typeobject.c, slot_tp_getattr_hook).
    func attribute(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref {
        let owner = try referent(owner)
        do throws(Interruption) {
            if heap.symbols.hasAttributeHooks, hasOwnSpecial("__getattribute__", owner) {
                return try callAttributeHook(owner, name)
            }
            return try genericAttribute(of: owner, name)
        } catch {
            guard hasOwnSpecial("__getattr__", owner), drop(error, where: "AttributeError") else { throw error }
            let text = heap.internString(heap.symbols.name(name))
            defer { heap.release(text) }
            let value =
                try heap.facts.attributeHooksAreCalledAsFunctions
                ? callSpecial("__getattr__", of: owner, [text]) : callLookedUp("__getattr__", of: owner, [text])
            return value ?? heap.makeNone()
        }
    }

    /// Calls `__getattribute__`: bound to the object where there is a `__getattr__` too (Objects/typeobject.c,
    /// call_attribute), else by its slot (slot_tp_getattro).
    private func callAttributeHook(_ owner: Ref, _ name: Symbol) throws(Interruption) -> Ref {
        let text = heap.internString(heap.symbols.name(name))
        defer { heap.release(text) }
        let isBound = hasOwnSpecial("__getattr__", owner) && !heap.facts.attributeHooksAreCalledAsFunctions
        let value =
            try isBound
            ? callLookedUp("__getattribute__", of: owner, [text]) : callSpecial("__getattribute__", of: owner, [text])
        return value ?? heap.makeNone()
    }

    /// What `object.__getattribute__` finds, and its like of classes and `super` (Objects/object.c,
    /// PyObject_GenericGetAttr).
    func genericAttribute(of owner: Ref, _ name: Symbol) throws(Interruption) -> Ref {
        switch heap[owner].value {
        case .userClass(let info), .builtinType(let info): return try classAttribute(owner, info, name)
        case .module(let module):
            if let value = moduleAttribute(heap.symbols.name(module), heap.symbols.name(name)) { return value }
        case .superObject(let after, let subject):
            if let value = try superAttribute(after, subject, name) { return value }
        default:
            if let value = try instanceAttribute(owner, name) { return value }
        }
        return try specialAttribute(of: owner, heap.symbols.name(name))
    }

    private func instanceAttribute(_ owner: Ref, _ name: Symbol) throws(Interruption) -> Ref? {
        let found = classInfo(heap.typeOf(owner)).flatMap { lookUp(name, in: $0) }
        if let found, isDataDescriptor(found) { return try bind(found, to: owner) }
        if let value = heap.ownAttribute(owner, name) { return heap.shared(value) }
        if let found { return try bind(found, to: owner) }
        let text = heap.symbols.name(name)
        if let value = fixedAttribute(of: owner, text) { return value }
        return try Natives.numberAttribute(self, owner, text)
    }

    /// The parts of a range, a slice or `sys.version_info`, owned.
    private func fixedAttribute(of owner: Ref, _ name: String) -> Ref? {
        switch (heap[owner].value, name) {
        case (.range(let range), "start"): heap.makeInt(range.start)
        case (.range(let range), "stop"): heap.makeInt(range.stop)
        case (.range(let range), "step"): heap.makeInt(range.step)
        case (.array(let array), "typecode"): heap.internString(array.element.rawValue)
        case (.array(let array), "itemsize"): heap.makeInt(array.element.size)
        case (.slice(let slice), "start"): heap.shared(slice.start)
        case (.slice(let slice), "stop"): heap.shared(slice.stop)
        case (.slice(let slice), "step"): heap.shared(slice.step)
        case (.tuple(let items), _) where heap.kind(owner) == .versionInfo:
            Interpreter.versionFields.firstIndex(of: name).map { heap.shared(items[$0]) }
        case (.weakReference(let info), "__callback__") where heap.facts.weakReferencesShowTheirCallback:
            heap.shared(info.callback.isNull ? heap.none : info.callback)
        case (.boundMethod(let receiver, _), "__self__"): heap.shared(receiver)
        case (.boundMethod(_, let function), "__func__"), (.wrappedMethod(let function, _), "__func__"):
            heap.shared(function)
        case (.native(_, let receiver), "__self__") where !receiver.isNull: heap.shared(receiver)
        case (.property(let get, _, _), "fget"): heap.shared(get.isNull ? heap.none : get)
        case (.property(_, let set, _), "fset"): heap.shared(set.isNull ? heap.none : set)
        case (.property(_, _, let delete), "fdel"): heap.shared(delete.isNull ? heap.none : delete)
        case (.generator(let info), "gi_running"): heap.makeBool(info.state == .running)
        default: nil
        }
    }

    /// Attributes that every object of a kind has; the rest are refused or missing.
    private func specialAttribute(of owner: Ref, _ name: String) throws(Interruption) -> Ref {
        if name == "__class__" { return heap.shared(heap.typeOf(owner)) }
        if name == "__dict__", heap.ownClass(of: owner)?.hasDict == true {
            return heap.shared(heap.makeOwnDict(of: owner))
        }
        if let kind = heap.kind(owner), !Additions.has("\(kind.rawValue).\(name)", heap.facts) {
            throw missingAttribute(owner, name)
        }
        if let value = try exceptionAttribute(of: owner, name) ?? tracebackAttribute(of: owner, name) { return value }
        if name == "__name__", let own = ownName(owner) { return own }
        if let value = try functionAttribute(of: owner, name) { return value }
        // A method has the attributes of its function (Objects/classobject.c, method_getattro).
        switch heap[owner].value {
        case .boundMethod(_, let function), .unboundMethod(_, let function):
            if case .function = heap[function].value { return try attribute(of: function, heap.symbols.symbol(name)) }
        default: break
        }
        if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4, !isMissingForSure(name, owner) {
            throw .unsupported("the attribute '\(name)'")
        }
        if case .module(let module) = heap[owner].value {
            let module = heap.symbols.name(module)
            if module == "weakref", WeakrefSource.names.contains(name), !WeakrefSource.has(name, heap.facts) {
                throw .unsupportedInVersion("'weakref.\(name)', a class of the old style,")
            }
            let isKnown = Modules.names[module]?.contains(name) == true
            if isKnown, Additions.has("\(module).\(name)", heap.facts) { throw .unsupported("'\(module).\(name)'") }
            throw .raise("AttributeError", "module '\(module)' has no attribute '\(name)'")
        }
        if let kind = heap.layout(owner), isUnsupportedMethod(kind, name) {
            throw .unsupported("the method '\(name)' of \(heap.typeName(owner))")
        }
        throw missingAttribute(owner, name)
    }

    /// What a function or a cell keeps; owned.
    private func functionAttribute(of owner: Ref, _ name: String) throws(Interruption) -> Ref? {
        switch (heap[owner].value, name) {
        case (.function, "__annotations__"): return heap.shared(annotations(of: owner))
        case (.function(let info), "__doc__"):
            return heap.shared(info.documentation.isNull ? heap.none : info.documentation)
        case (.function(let info), "__qualname__"):
            return info.qualifiedNameText.isNull
                ? heap.internString(info.qualifiedName) : heap.shared(info.qualifiedNameText)
        case (.function(let info), "__defaults__"):
            return heap.shared(info.defaults.isNull ? heap.none : info.defaults)
        case (.function(let info), "__kwdefaults__"):
            return heap.shared(info.keywordDefaults.isNull ? heap.none : info.keywordDefaults)
        case (.function, "__module__"): return heap.internString(Heap.mainModule)
        case (.function(let info), "__closure__"):
            return info.closure.isEmpty ? heap.makeNone() : heap.makeClosureTuple(info.closure)
        case (.cell(let contents), "cell_contents"):
            if contents.isNull { throw .valueError("Cell is empty") }
            return heap.shared(contents)
        default: return nil
        }
    }

    private func tracebackAttribute(of owner: Ref, _ name: String) -> Ref? {
        guard case .traceback(_, let next, let line) = heap[owner].value else { return nil }
        switch name {
        case "tb_next": return heap.shared(next.isNull ? heap.none : next)
        case "tb_lineno": return heap.makeInt(Int(line))
        default: return nil
        }
    }

    /// The name that an object was made under; a built-in class makes a new text each time (Objects/typeobject.c,
    /// type_name).
    private func ownName(_ owner: Ref) -> Ref? {
        switch heap[owner].value {
        // type_name of Objects/typeobject.c makes a new text for what is no class of the program.
        case .builtinType(let info): heap.makeNewString(heap.ownClassName(info))
        case .userClass(let info): heap.internString(info.name)
        case .function(let info): heap.internString(info.name)
        case .native(let number, _): heap.makeNewString(Natives.all[Int(number)].ownName)
        case .module(let name): heap.internString(heap.symbols.name(name))
        default: nil
        }
    }

    /// Whether CPython has no attribute of this name either: no instance of a class without a built-in base has one that
    /// the class does not have.
    private func isMissingForSure(_ name: String, _ owner: Ref) -> Bool {
        switch heap[owner].value {
        case .instance, .none: !BuiltinNames.objectAttributes.contains(name)
        default:
            if let kind = heap.layout(owner) {
                BuiltinNames.specialNames[kind].map { !$0.contains(name) } ?? false
            } else {
                false
            }
        }
    }

    /// - Parameter remark: what is said beyond the fact, in some versions (`Wordings`).
    func missingAttribute(
        _ owner: Ref, _ name: String, _ remark: String = "", for access: RuntimeFacts.AttributeAccess = .reading
    ) -> Interruption {
        let kind = classInfo(owner).map { "type object '\($0.name)'" } ?? "'\(qualifiedTypeName(owner))' object"
        return .raised(
            PendingException(
                type: "AttributeError", message: "\(kind) has no attribute '\(name)'\(remark)",
                suggestion: suggestion(for: name, owner),
                subject: heap.facts.errorsKnowTheObject(of: access) ? owner : nil))
    }

    private func suggestion(for name: String, _ owner: Ref) -> String? {
        var known: [Symbol] = []
        for type in classInfo(heap.typeOf(owner))?.resolutionOrder ?? [] {
            known += classInfo(type)?.namespace.keys.filter { !SymbolTable.isMachinery($0) } ?? []
        }
        let builtin = Natives.all.filter { $0.type != nil && $0.type == heap.kind(owner) && $0.form == .method }
        return nearest(
            name, among: heap.ownNames(owner) + known.map { heap.symbols.name($0) } + builtin.map(\.name))
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
        case .userClass, .builtinType, .function, .module, .superObject: return nil
        default: break
        }
        guard let info = classInfo(heap.typeOf(owner)), let value = lookUp(name, in: info) else { return nil }
        switch heap[value].value {
        case .function: break
        case .native(let number, let receiver):
            guard receiver.isNull, Natives.all[Int(number)].isPlainMethod else { return nil }
        default: return nil
        }
        if heap.ownAttribute(owner, name) != nil { return nil }
        if heap.symbols.hasAttributeHooks, hasOwnSpecial("__getattribute__", owner) { return nil }
        return heap.shared(value)
    }

    /// The built-in function of this number; it lives as long as the interpreter.
    func native(_ number: Int) -> Ref {
        if let known = nativeRefs[number] { return known }
        let ref = heap.allocate(
            .native(number: Int32(number), receiver: .null), Natives.all[number].ownType, flags: [.shared])
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
        let owner = try referent(owner)
        guard heap.symbols.hasAttributeHooks, let method = ownSpecial("__setattr__", of: owner) else {
            try setGenericAttribute(of: owner, name, to: value)
            return
        }
        let text = heap.internString(heap.symbols.name(name))
        defer { heap.release(text) }
        heap.release(try callSlot(method, of: owner, [text, value]))
    }

    /// What `object.__setattr__` does, and its like of classes (Objects/object.c, PyObject_GenericSetAttr). Without a
    /// value the attribute is deleted.
    func setGenericAttribute(of owner: Ref, _ name: Symbol, to value: Ref?) throws(Interruption) {
        if case .exception = heap[owner].value, let type = classWithField(heap.symbols.name(name), owner) {
            throw .unsupported("setting the attribute '\(heap.symbols.name(name))' of \(type)")
        }
        if let info = heap.ownClass(of: owner) {
            let found = lookUp(name, in: info)
            if let found, try setThroughDescriptor(found, of: owner, name, to: value) { return }
            if try setSpecialAttribute(of: owner, heap.symbols.name(name), to: value) { return }
            if !info.hasDict { throw withoutDict(owner, name, isInClass: found != nil) }
        } else if case .userClass = heap[owner].value {
            if try setSpecialAttribute(ofClass: owner, heap.symbols.name(name), to: value) { return }
        } else {
            try checkWritable(owner, heap.symbols.name(name))
        }
        if let value {
            heap.setAttribute(of: owner, name, to: heap.shared(value))
        } else if !heap.removeAttribute(of: owner, name) {
            let lacksDict =
                !heap.facts.deletionLooksIntoDict && heap.ownClass(of: owner) != nil && !heap.hasOwnDict(owner)
            throw missingAttribute(
                owner, heap.symbols.name(name), lacksDict ? "" : " to delete", for: .deletingFromDict)
        }
    }

    private var withoutDictRemark: String { " and no __dict__ for setting new attributes" }

    private func withoutDict(_ owner: Ref, _ name: Symbol, isInClass: Bool) -> Interruption {
        let text = heap.symbols.name(name)
        guard isInClass else { return missingAttribute(owner, text, withoutDictRemark, for: .writing) }
        return .raise("AttributeError", "'\(heap.typeName(owner))' object attribute '\(text)' is read-only")
    }

    private func checkWritable(_ owner: Ref, _ name: String) throws(Interruption) {
        if name == "__del__", case .userClass = heap[owner].value { return }
        let isPlain = heap.isException(owner) && isMissingForSure(name, owner)
        if name.hasPrefix("__"), name.hasSuffix("__"), name.count > 4, !isPlain {
            throw .unsupported("setting the attribute '\(name)'")
        }
        switch heap[owner].value {
        case .instance, .userClass, .function: return
        case .exception: if name != "args" { return }
        case .module: throw .unsupported("setting an attribute of a module")
        case .builtinType(let info):
            throw .typeError("cannot set '\(name)' attribute of immutable type '\(info.name)'")
        default:
            if let value = fixedAttribute(of: owner, name) {
                heap.release(value)
                throw .raise("AttributeError", "readonly attribute")
            }
            for type in classInfo(heap.typeOf(owner))?.resolutionOrder ?? [] {
                guard let info = classInfo(type), let kind = info.builtin,
                    BuiltinNames.partsOfNumbers[kind]?.contains(name) == true
                else { continue }
                throw .raise("AttributeError", "attribute '\(name)' of '\(info.name)' objects is not writable")
            }
            if let info = classInfo(heap.typeOf(owner)), lookUp(heap.symbols.symbol(name), in: info) != nil {
                throw .raise("AttributeError", "'\(heap.typeName(owner))' object attribute '\(name)' is read-only")
            }
            throw missingAttribute(owner, name, withoutDictRemark, for: .writing)
        }
    }

    func deleteAttribute(_ name: Int) throws(Interruption) {
        try deleteAttribute(of: heap.stack[heap.stack.count - 1], symbol(name))
        heap.release(pop())
    }

    /// `del owner.name`; borrowed.
    func deleteAttribute(of owner: Ref, _ name: Symbol) throws(Interruption) {
        let owner = try referent(owner)
        guard heap.symbols.hasAttributeHooks, let method = ownSpecial("__delattr__", of: owner) else {
            try setGenericAttribute(of: owner, name, to: nil)
            return
        }
        let text = heap.internString(heap.symbols.name(name))
        defer { heap.release(text) }
        heap.release(try callSlot(method, of: owner, [text]))
    }

    /// A name that the module has without the program's doing; owned.
    func moduleName(_ name: String) -> Ref? {
        switch name {
        case "__name__": heap.internString("__main__")
        case "__doc__": program.docstring.map { makeConstant($0) } ?? heap.makeNone()
        case "__debug__": heap.makeBool(true)
        default: nil
        }
    }

    /// A name of the `builtins` module; an owned reference.
    func builtin(_ name: String) -> Ref? {
        if let number = nativeFunction(name) { return heap.shared(native(number)) }
        let exception = heap.facts.namesOfOSError.contains(name) ? "OSError" : name
        if let type = heap.exceptionTypes[exception], Additions.has(name, heap.facts) { return heap.shared(type) }
        if name == "__annotations__" { return heap.shared(annotationsOfModule()) }
        if name == "NotImplemented" { return heap.shared(heap.notImplemented) }
        if name == "Ellipsis" { return heap.shared(heap.ellipsis) }
        if name == "bytes", heap.facts.textIsBytes { return heap.shared(heap.type(.str)) }
        if Natives.constructor(name) != nil, let type = BuiltinType(rawValue: name),
            !Natives.moduleTypes.values.contains(type)
        {
            return heap.shared(heap.type(type))
        }
        return nil
    }
}
