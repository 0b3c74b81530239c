import HeapModel

// Where a class has an attribute, and what becomes of it on the way to whoever asks.
extension Interpreter {
    /// The attribute of a class, found along its resolution order, `object` at its end; a borrowed reference.
    func lookUp(_ name: Symbol, in info: ClassInfo) -> Ref? {
        for type in info.resolutionOrder {
            if let value = classAttribute(name, of: type) { return value }
        }
        return nativeNumbers.number(name, of: .object, heap).map { native($0) }
    }

    /// What the class itself has, whatever its bases have; a borrowed reference.
    private func classAttribute(_ name: Symbol, of type: Ref) -> Ref? {
        switch heap[type].value {
        case .userClass(let info): return info.namespace[name]
        case .builtinType(let info):
            guard let builtin = info.builtin else { return nil }
            return nativeNumbers.number(name, of: builtin, heap).map { native($0) }
        default: return nil
        }
    }

    /// The attribute that a class of the program defines before any built-in class in the resolution order does; nil
    /// where the built-in meaning applies.
    func lookUpOwn(_ name: Symbol, in info: ClassInfo) -> Ref? {
        for type in info.resolutionOrder {
            guard let value = classAttribute(name, of: type) else { continue }
            return heap.isBuiltinType(type) ? nil : value
        }
        return nil
    }

    /// Whether the object's class defines a special method itself.
    func hasOwnSpecial(_ name: String, _ owner: Ref) -> Bool {
        guard let symbol = heap.symbols.find(name), let info = heap.ownClass(of: owner) else { return false }
        return lookUpOwn(symbol, in: info) != nil
    }

    /// A special method that a class of the program defines, as the class has it; borrowed, nil where there is none.
    func ownSpecial(_ name: String, of owner: Ref) -> Ref? {
        guard let symbol = heap.symbols.find(name), let info = heap.ownClass(of: owner) else { return nil }
        return lookUpOwn(symbol, in: info)
    }

    /// A special method that a class of the program defines, bound to the object; owned, nil where there is none.
    func ownSpecialMethod(_ name: String, of owner: Ref) throws(Interruption) -> Ref? {
        guard let value = ownSpecial(name, of: owner) else { return nil }
        return try bind(value, to: owner)
    }

    /// Calls `__get__` of a descriptor: the slot never makes a bound method of it (Objects/typeobject.c,
    /// slot_tp_descr_get). Nil where it has none.
    private func get(_ descriptor: Ref, _ arguments: [Ref]) throws(Interruption) -> Ref? {
        guard let method = ownSpecial("__get__", of: descriptor) else { return nil }
        // Whoever looked the descriptor up holds it meanwhile (Objects/object.c, _PyObject_GenericGetAttrWithDict).
        heap.retain(descriptor)
        defer { heap.release(descriptor) }
        guard case .function = heap[method].value else { return try callSlot(method, of: descriptor, arguments) }
        heap.retain(method)
        defer { heap.release(method) }
        return try callFunction(method, [descriptor] + arguments)
    }

    // MARK: - Descriptors

    /// Whether what a class has goes before what the instance has itself.
    func isDataDescriptor(_ value: Ref) -> Bool {
        switch heap[value].value {
        case .property, .member: true
        case .function, .native, .wrappedMethod, .string, .int, .none: false
        default: hasOwnSpecial("__set__", value) || hasOwnSpecial("__delete__", value)
        }
    }

    /// What a value found in a class becomes when it is asked for through an instance; owned.
    func bind(_ value: Ref, to owner: Ref) throws(Interruption) -> Ref {
        switch heap[value].value {
        case .function:
            return heap.makeMethod(of: owner, value)
        case .native(let number, let receiver):
            return receiver.isNull ? bindNative(Int(number), value, to: owner) : heap.shared(value)
        case .wrappedMethod(let function, let isStatic):
            return isStatic ? heap.shared(function) : try bind(function, to: heap.typeOf(owner))
        case .property(let get, _, _):
            if get.isNull { throw .raise("AttributeError", propertyText(value, owner, "getter")) }
            heap.retain(value)
            defer { heap.release(value) }
            let tuple = heap.facts.gettersGetATuple ? heap.shared(owner) : .null
            defer { if !tuple.isNull { heap.release(tuple) } }
            return try callFunction(get, [owner])
        case .member(let info): return try read(info, of: owner)
        default:
            return try get(value, [owner, heap.typeOf(owner)]) ?? heap.shared(value)
        }
    }

    /// What a value found in a class becomes when it is asked for through the class; owned.
    func unwrap(_ value: Ref, from type: Ref) throws(Interruption) -> Ref {
        switch heap[value].value {
        case .wrappedMethod(let function, let isStatic):
            return isStatic ? heap.shared(function) : try bind(function, to: type)
        case .native(let number, let receiver):
            guard receiver.isNull, Natives.all[Int(number)].isClassMethod else { return heap.shared(value) }
            return bindNative(Int(number), value, to: type)
        default:
            return try get(value, [heap.none, type]) ?? heap.shared(value)
        }
    }

    /// A method written in C with its receiver: the object, or its class for a method of the class.
    private func bindNative(_ number: Int, _ value: Ref, to owner: Ref) -> Ref {
        let native = Natives.all[number]
        guard native.type != nil, native.form != .new else { return heap.shared(value) }
        let isClass = classInfo(owner) != nil
        let receiver = native.isClassMethod && !isClass ? heap.typeOf(owner) : owner
        return heap.allocate(
            .native(number: Int32(number), receiver: heap.shared(receiver)),
            native.form == .wrapper ? .methodWrapper : .builtinFunction)
    }

    private func read(_ info: MemberInfo, of owner: Ref) throws(Interruption) -> Ref {
        try checkOwner(info, owner)
        if let value = heap.member(info.place, of: owner) { return heap.shared(value) }
        let name = heap.symbols.name(info.name)
        guard heap.facts.unsetMembersNameTheWholeClass, let type = heap.ownClass(of: owner) else {
            throw missingAttribute(owner, name, " in its slots")
        }
        throw .raised(
            PendingException(
                type: "AttributeError", message: "'\(type.qualifiedName)' object has no attribute '\(name)'",
                subject: heap.facts.errorsKnowTheObject(of: .reading) ? owner : nil))
    }

    private func checkOwner(_ info: MemberInfo, _ owner: Ref) throws(Interruption) {
        guard heap.isSubclass(heap.typeOf(owner), of: info.owner) else {
            let article = heap.facts.descriptorsNameWhatTheyGotWithArticle ? "a " : ""
            throw .typeError(
                "descriptor '\(heap.symbols.name(info.name))' for '\(heap.className(info.owner))' objects doesn't "
                    + "apply to \(article)'\(heap.typeName(owner))' object")
        }
    }

    /// Sets or, without a value, deletes an attribute by what the class has for it; false where that has no say.
    func setThroughDescriptor(
        _ descriptor: Ref, of owner: Ref, _ name: Symbol, to value: Ref?
    ) throws(Interruption) -> Bool {
        switch heap[descriptor].value {
        case .property(_, let set, let delete):
            let function = value == nil ? delete : set
            if function.isNull {
                throw .raise("AttributeError", propertyText(descriptor, owner, value == nil ? "deleter" : "setter"))
            }
            let held = heap.facts.settingHoldsTheDescriptor ? heap.shared(descriptor) : .null
            defer { if !held.isNull { heap.release(held) } }
            heap.release(try callFunction(function, [owner] + [value].compactMap { $0 }))
            return true
        case .member(let info):
            try checkOwner(info, owner)
            let isDone = heap.setMember(info, of: owner, to: value.map { heap.shared($0) })
            if !isDone { throw .raise("AttributeError", heap.symbols.name(info.name)) }
            return true
        case .function, .native, .wrappedMethod, .string, .int, .none: return false
        default: return try setThroughOwnDescriptor(descriptor, of: owner, to: value)
        }
    }

    private func setThroughOwnDescriptor(
        _ descriptor: Ref, of owner: Ref, to value: Ref?
    ) throws(Interruption) -> Bool {
        let name = value == nil ? "__delete__" : "__set__"
        let held = heap.facts.settingHoldsTheDescriptor ? heap.shared(descriptor) : .null
        defer { if !held.isNull { heap.release(held) } }
        if let result = try callSpecial(name, of: descriptor, [owner] + [value].compactMap { $0 }) {
            heap.release(result)
            return true
        }
        if isDataDescriptor(descriptor) {
            throw .raised(
                PendingException(type: "AttributeError", message: name, argument: heap.internString(name)))
        }
        return false
    }

    /// CPython says the name where the class's own namespace has the property under one.
    private func propertyText(_ property: Ref, _ owner: Ref, _ lacks: String) -> String {
        for type in heap.resolutionOrder(heap.typeOf(owner)) {
            guard let names = classInfo(type)?.namespace,
                let place = names.values.firstIndex(of: property)
            else { continue }
            let name = heap.symbols.name(names.keys[place])
            return "property '\(name)' of '\(heap.typeName(owner))' object has no \(lacks)"
        }
        return "property of '\(heap.typeName(owner))' object has no \(lacks)"
    }

    // MARK: - Classes and super

    /// `type.name` (Objects/typeobject.c, type_getattro).
    func classAttribute(_ type: Ref, _ info: ClassInfo, _ name: Symbol) throws(Interruption) -> Ref {
        let text = heap.symbols.name(name)
        if text.hasPrefix("__"), let value = try ownFact(ofClass: type, info, text) { return value }
        if let value = lookUp(name, in: info) {
            if !heap.facts.classesGiveFunctions, case .function = heap[value].value {
                return heap.makeUnboundMethod(of: type, value)
            }
            return try unwrap(value, from: type)
        }
        if let number = nativeNumbers.number(name, of: .type, heap) {
            return bindNative(number, native(number), to: type)
        }
        if let kind = info.builtin ?? Optional(info.layout) {
            if isUnsupportedMethod(kind, text) { throw .unsupported("'\(info.name).\(text)'") }
        }
        let isSpecial = BuiltinNames.specialNames[info.builtin ?? info.layout]?.contains(text) == true
        if isSpecial || BuiltinNames.typeAttributes.contains(text) { throw .unsupported("the attribute '\(text)'") }
        throw missingAttribute(type, text)
    }

    /// An attribute found after a class in the resolution order of an object's class (Objects/typeobject.c,
    /// super_getattro).
    func superAttribute(_ after: Ref, _ subject: Ref, _ name: Symbol) throws(Interruption) -> Ref? {
        let isClass =
            classInfo(subject).map { $0.resolutionOrder.contains(after) || after == heap.type(.object) } ?? false
        let order = heap.resolutionOrder(isClass ? subject : heap.typeOf(subject))
        for type in order.drop(while: { $0 != after }).dropFirst() {
            guard let value = classAttribute(name, of: type) else { continue }
            return isClass ? try unwrap(value, from: subject) : try bind(value, to: subject)
        }
        guard after != heap.type(.object), let number = nativeNumbers.number(name, of: .object, heap) else {
            return nil
        }
        let value = native(number)
        return isClass ? try unwrap(value, from: subject) : try bind(value, to: subject)
    }
}

/// The numbers of methods written in C by their class and name, as far as they were asked for.
struct NativeNumbers {
    private var known: [BuiltinType: [Int32]] = [:]
    private var ofObject: [Int32] = []
    private static let unknown: Int32 = -2
    private static let missing: Int32 = -1

    mutating func number(_ name: Symbol, of type: BuiltinType, _ heap: Heap) -> Int? {
        let place = Int(name.number)
        if type == .object {
            if place < ofObject.count, ofObject[place] != NativeNumbers.unknown {
                return ofObject[place] < 0 ? nil : Int(ofObject[place])
            }
            return NativeNumbers.find(place, type, heap.symbols.name(name), heap.facts, &ofObject)
        }
        if let numbers = known[type], place < numbers.count, numbers[place] != NativeNumbers.unknown {
            return numbers[place] < 0 ? nil : Int(numbers[place])
        }
        return NativeNumbers.find(place, type, heap.symbols.name(name), heap.facts, &known[type, default: []])
    }

    private static func find(
        _ place: Int, _ type: BuiltinType, _ name: String, _ facts: RuntimeFacts, _ numbers: inout [Int32]
    ) -> Int? {
        while numbers.count <= place { numbers.append(unknown) }
        let number = Natives.ownMethod(type, name).flatMap {
            Additions.has(Natives.all[$0].displayName, facts) ? $0 : nil
        }
        numbers[place] = number.map { Int32($0) } ?? missing
        return number
    }
}
