import HeapModel
import ScenarioSyntax

// The module `weakref` as far as it is written in C (Modules/_weakref.c, Objects/weakrefobject.c).
extension Natives {
    /// Classes that only a module has a name for.
    static let moduleTypes: [String: BuiltinType] = [
        "weakref.ref": .weakReference, "weakref.ReferenceType": .weakReference, "weakref.ProxyType": .weakProxy,
        "weakref.CallableProxyType": .weakCallableProxy,
    ]

    static let weakrefConstructors: [NativeFunction] = [
        NativeFunction(name: "ReferenceType", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            if !keywords.isEmpty { throw .typeError("ref() takes no keyword arguments") }
            try between(1, 2, arguments, "__new__")
            return try interpreter.makeWeakReference(arguments, isProxy: false)
        }
    ]

    static let weakrefFunctions: [NativeFunction] = [
        NativeFunction(name: "weakref.proxy") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "proxy")
            return try interpreter.makeWeakReference(arguments, isProxy: true)
        },
        NativeFunction(name: "weakref._remove_dead_weakref") {
            (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(2, arguments, "_remove_dead_weakref")
            try interpreter.removeDeadReference(from: arguments[0], key: arguments[1])
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "weakref.getweakrefcount") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "_weakref.getweakrefcount")
            interpreter.heap.showReference(toClass: arguments[0])
            return interpreter.heap.makeInt(interpreter.heap.weakReferences(to: arguments[0]).count)
        },
        NativeFunction(name: "weakref.getweakrefs") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "_weakref.getweakrefs")
            interpreter.heap.showReference(toClass: arguments[0])
            let references = interpreter.heap.weakReferences(to: arguments[0])
            return interpreter.heap.makeList(references.map { interpreter.heap.shared($0) })
        },
    ]
}

extension Interpreter {
    /// A weak reference or proxy to the first argument with the second one as its callback.
    ///
    /// - Parameter ownType: a class of the program that extends `ref`.
    func makeWeakReference(
        _ arguments: [Ref], isProxy: Bool, of ownType: Ref? = nil
    ) throws(Interruption) -> Ref {
        let target = arguments[0]
        guard canBeReferencedWeakly(target) else {
            throw .typeError("cannot create weak reference to '\(qualifiedTypeName(target))' object")
        }
        let callback = arguments.count > 1 && arguments[1] != heap.none ? arguments[1] : Ref.null
        var type = BuiltinType.weakReference
        if isProxy { type = isCallable(target) ? .weakCallableProxy : .weakProxy }
        return heap.makeWeakReference(
            to: target, callback: callback, type: ownType ?? heap.type(type), isProxy: isProxy,
            isOfLibrary: isInLibrary)
    }

    /// Takes an entry out of a dict where its value is a reference to what is gone (Modules/_weakref.c,
    /// _weakref__remove_dead_weakref_impl).
    fileprivate func removeDeadReference(from dict: Ref, key: Ref) throws(Interruption) {
        guard let place = try findEntry(dict, key), let entry = heap.dictTable(dict)[place],
            let info = heap.weakReference(entry.value), info.target.isNull,
            let (key, value) = heap.removeEntry(of: dict, at: place)
        else { return }
        heap.release(key)
        heap.release(value)
    }

    /// Whether the objects of a class keep a list of weak references (`__weakrefoffset__` of the class, measured on
    /// 3.11.7).
    private func canBeReferencedWeakly(_ ref: Ref) -> Bool {
        if let info = heap.ownClass(of: ref) { return info.hasWeakReferences }
        switch heap[ref].value {
        case .userClass, .builtinType, .function, .boundMethod, .unboundMethod, .set, .generator, .code, .array:
            return true
        case .native: return heap.kind(ref) == .builtinFunction && heap.facts.moreCanBeReferencedWeakly
        case .module: return heap.facts.moreCanBeReferencedWeakly
        case .none: return heap.kind(ref) == .textStream
        default: return false
        }
    }

    /// The name of an object's class in messages, where classes of some modules have the module's name before theirs.
    func qualifiedTypeName(_ ref: Ref) -> String {
        if heap.facts.weakTypesAreQualified, case .weakReference = heap[ref].value {
            return "weakref.\(heap.typeName(ref))"
        }
        // The module of the built-in exceptions belongs to their name in 2.7 (Objects/exceptions.c, EXC_MODULE_NAME).
        let isOfModule = heap.facts.textIsBytes && heap.isException(ref) && !heap.isOwnInstance(ref)
        return (isOfModule ? "exceptions." : "") + heap.typeName(ref)
    }

    /// The object that an operation is about: for a proxy the one that it stands for, else the object itself; borrowed
    /// (Objects/weakrefobject.c, proxy_checkref).
    @inline(__always)
    func referent(_ ref: Ref) throws(Interruption) -> Ref {
        guard case .weakReference(let info) = heap[ref].value, info.isProxy else { return ref }
        if info.target.isNull { throw .raise("ReferenceError", "weakly-referenced object no longer exists") }
        return info.target
    }

    /// `ref()`: what it points at, or None; owned.
    func dereference(_ info: WeakReferenceInfo, count: Int) throws(Interruption) -> Ref {
        if count > 0 { throw .typeError("weakref expected 0 arguments, got \(count)") }
        return heap.shared(info.target.isNull ? heap.none : info.target)
    }

    /// Objects/weakrefobject.c, weakref_hash: that of the target, which stays when the target is gone.
    func hash(ofReference ref: Ref, _ info: WeakReferenceInfo) throws(Interruption) -> Int {
        if info.isProxy { throw .typeError("unhashable type: '\(qualifiedTypeName(ref))'") }
        if let known = info.hash { return known }
        if info.target.isNull { throw .typeError("weak object has gone away") }
        let value = try hash(info.target)
        if case .weakReference(var info) = heap[ref].value {
            info.hash = value
            heap[ref].value = .weakReference(info)
        }
        return value
    }

    /// The targets of two references that both live: they are compared instead (Objects/weakrefobject.c,
    /// weakref_richcompare).
    func comparedTargets(_ left: Ref, _ right: Ref) -> (Ref, Ref)? {
        guard let left = heap.weakReference(left), let right = heap.weakReference(right), !left.isProxy,
            !right.isProxy, !left.target.isNull, !right.target.isNull
        else { return nil }
        return (left.target, right.target)
    }

    /// `==` and `!=` of a weak reference with something else; owned.
    func compareReferences(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        guard heap.weakReference(right)?.isProxy == false else { return heap.shared(heap.notImplemented) }
        if let (a, b) = comparedTargets(left, right) { return try richComparison(op, a, b) }
        return heap.makeBool((left == right) == (op == .equal))
    }

    /// `repr` of a weak reference or proxy.
    func representation(ofReference ref: Ref, _ info: WeakReferenceInfo) throws(Interruption) -> String {
        let own = "0x" + String(heap.address(ref), radix: 16)
        if info.isProxy {
            let target = info.target.isNull ? heap.none : info.target
            return "<weakproxy at \(own) to \(heap.typeName(target)) at 0x\(String(heap.address(target), radix: 16))>"
        }
        if info.target.isNull { return "<weakref at \(own); dead>" }
        let place = "to '\(heap.typeName(info.target))' at 0x\(String(heap.address(info.target), radix: 16))"
        let name = try catching("AttributeError") { () throws(Interruption) in
            try self.attribute(of: info.target, self.heap.symbols.symbol("__name__"))
        }
        defer { if let name { heap.release(name) } }
        if let name, case .string(let text) = heap[name].value { return "<weakref at \(own); \(place) (\(text))>" }
        return "<weakref at \(own); \(place)>"
    }

    /// Whether a class of the program says how a weak reference compares.
    private func hasOwnComparison(_ ref: Ref) -> Bool {
        heap.isOwnInstance(ref) && (hasOwnSpecial("__eq__", ref) || hasOwnSpecial("__ne__", ref))
    }

    private func isProxy(_ ref: Ref) -> Bool { heap.weakReference(ref)?.isProxy == true }

    /// A comparison as an expression: proxies stand for their targets, except for `is`; owned.
    func richComparison(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        if op == .is || op == .isNot { return heap.makeBool((left == right) == (op == .is)) }
        if heap.facts.proxiesCompareByType, isProxy(left) || isProxy(right) {
            throw .unsupportedInVersion("comparing a weak proxy")
        }
        let (left, right) = (try referent(left), try referent(right))
        if op == .equal || op == .notEqual, !hasOwnComparison(left), !hasOwnComparison(right),
            let (a, b) = comparedTargets(left, right)
        {
            return try richComparison(op, a, b)
        }
        if let value = try specialComparison(op, left, right) { return value }
        return heap.makeBool(try compare(op, left, right))
    }
}
