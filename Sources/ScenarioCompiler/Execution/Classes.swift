import HeapModel
import ScenarioSyntax

// What a class statement and `type(name, bases, names)` do (Python/bltinmodule.c, __build_class__;
// Objects/typeobject.c, type_new).
extension Interpreter {
    /// The stack holds the class's closure, its bases, and the values of keyword arguments.
    func startClass(_ unit: Int, bases count: Int, keywords: Int) throws(Interruption) {
        let names = keywordNames(keywords)
        let values = pop(names.count)
        let bases = pop(count)
        let plan = program.units[unit]
        let closure = pop(plan.freeVariables.count)
        let code = self.code(ofUnit: unit)
        heap.enterFrame(.classBody, name: plan.name, variables: variables(ofUnit: unit), code: code)
        heap.release(code)
        makeCells(plan)
        for (slot, cell) in zip(plan.freeSlots, closure) { heap.bindLocal(slot, to: cell) }
        let arguments = zip(names, values).map { KeywordArgument(name: $0.0, value: $0.1) }
        calls.append(Call(unit: unit, afterwards: .buildClass(unit: unit, bases: bases, keywords: arguments)))
    }

    /// Makes the class out of the names that its body has bound.
    func finishClass(_ unit: Int, _ bases: [Ref], _ keywords: [KeywordArgument]) throws(Interruption) {
        let code = program.units[unit]
        let body = heap.frames[heap.frames.count - 1].namespace
        var plan = ClassPlan(name: code.name, qualifiedName: code.qualifiedName, bases: bases, keywords: keywords)
        plan.unit = unit
        if let number = code.documentation, heap.frames[heap.frames.count - 1].machinery[documentationName] == nil {
            heap.bindMachinery(documentationName, to: makeConstant(number))
        }
        let machinery = heap.frames[heap.frames.count - 1].machinery
        plan.names =
            zip(machinery.keys, machinery.values).map { ($0, $1) } + zip(body.keys, body.values).map { ($0, $1) }
        let type: Ref
        do {
            type = try makeClass(plan)
        } catch {
            heap.leaveFrame()
            release(bases + keywords.map(\.value))
            throw error
        }
        if let slot = code.cellSlots.first { heap.setCell(heap.local(slot), to: heap.shared(type)) }
        heap.leaveFrame()
        push(type)
        release(bases)
        for value in keywords.map(\.value) { push(value) }
        try announce(type, keywords)
        release(pop(keywords.count))
    }

    var documentationName: Symbol { heap.symbols.symbol("__doc__") }

    /// `type(name, bases, names)`; the arguments are borrowed, the class owned.
    func makeClass(
        named name: Ref, _ bases: Ref, _ names: Ref, _ keywords: [KeywordArgument]
    ) throws(Interruption) -> Ref {
        func wrong(_ place: Int, _ wanted: String, _ given: Ref) -> Interruption {
            .typeError("type.__new__() argument \(place) must be \(wanted), not \(heap.typeName(given))")
        }
        guard case .string(let text) = heap[name].value else { throw wrong(1, "str", name) }
        guard case .tuple(let items) = heap[bases].value else { throw wrong(2, "tuple", bases) }
        guard case .dict(let table) = heap[names].value else { throw wrong(3, "dict", names) }
        var plan = ClassPlan(name: text, qualifiedName: text, bases: items, keywords: keywords)
        for (_, entry) in table.live {
            guard case .string(let key) = heap[entry.key].value else {
                throw .unsupported("a class attribute whose name is no str")
            }
            plan.names.append((heap.symbols.symbol(key), entry.value))
        }
        let type = try makeClass(plan)
        push(type)
        try announce(type, keywords)
        return pop()
    }

    // MARK: - The class itself

    /// Makes a class; what the plan refers to is borrowed, the class owned.
    private func makeClass(_ plan: ClassPlan) throws(Interruption) -> Ref {
        try checkBases(plan.bases)
        var info = ClassInfo(name: plan.name, qualifiedName: plan.qualifiedName)
        let objectType = heap.type(.object)
        info.bases = plan.bases.filter { $0 != objectType }
        if let unit = plan.unit { info.qualifiedNameText = qualifiedNameText(unit) }
        let base = try bestBase(plan.bases)
        info.layoutBase = base == objectType ? .null : base
        try layOut(&info, plan, base: base)
        let slots = try declaredMembers(plan, &info, base: base)
        let order = try resolutionOrder(plan.bases)
        let declares = heap.symbols.find("__slots__").map { name in plan.names.contains { $0.0 == name } } ?? false
        heap.countPartsOfNewClass(info, order: order, members: declares ? slots.count : nil)
        let isOfLibrary = isInLibrary
        if isOfLibrary {
            info.module = LibraryModule.of(plan.name)
            info.isInternal = LibraryModule.internalClasses.contains(plan.name)
        }
        let type = heap.allocate(.userClass(info), type: heap.type(metaclass(plan, isOfLibrary)))
        if isOfLibrary { heap.makeInternal(type, isShared: true) }
        info.resolutionOrder = [type] + order
        info.serial = heap.numberNextClass()
        heap[type].value = .userClass(info)
        for _ in 0..<heap.ownReferences(ofClass: type) { heap.retain(type) }
        for base in heap.hiddenBases(of: info) { heap.retain(base) }
        for base in info.bases where !heap.isBuiltinType(base) {
            heap.retain(base)
            if !isOfLibrary { heap.settle(base, .slot(type, .fixed("__bases__"))) }
        }
        fill(type, plan, slots)
        return type
    }

    /// The class of a class: that of an abstract base, or `type`.
    private func metaclass(_ plan: ClassPlan, _ isOfLibrary: Bool) -> BuiltinType {
        let abstract = heap.type(.abcMeta)
        let isAbstract = isOfLibrary && plan.name == LibraryModule.abstractClass
        return isAbstract || plan.bases.contains { heap.typeOf($0) == abstract } ? .abcMeta : .type
    }

    private func checkBases(_ bases: [Ref]) throws(Interruption) {
        for (place, base) in bases.enumerated() {
            guard isClass(base) else { throw .unsupported("a base that is no class") }
            if bases[..<place].contains(base) { throw .typeError("duplicate base class \(heap.className(base))") }
            guard case .builtinType(let info) = heap[base].value, let builtin = info.builtin else { continue }
            if ClassFacts.refusedBases.contains(builtin) {
                throw .typeError("type '\(info.name)' is not an acceptable base type")
            }
            if builtin == .type { throw .unsupported("a metaclass") }
            if !ClassFacts.extendable.contains(builtin) { throw .unsupported("a class that extends '\(info.name)'") }
        }
    }

    /// The base whose layout instances have: the one that adds most (Objects/typeobject.c, best_base).
    private func bestBase(_ bases: [Ref]) throws(Interruption) -> Ref {
        var winner = Ref.null
        var best = heap.type(.object)
        for base in bases {
            let candidate = solidBase(base)
            if winner.isNull || heap.isSubclass(candidate, of: winner) && candidate != winner {
                winner = candidate
                best = base
            } else if !heap.isSubclass(winner, of: candidate) {
                throw .typeError("multiple bases have instance lay-out conflict")
            }
        }
        return best
    }

    /// The class that gave instances of another one the room that they take.
    private func solidBase(_ type: Ref) -> Ref {
        switch heap[type].value {
        case .userClass(let info):
            let below = info.layoutBase.isNull ? heap.type(.object) : info.layoutBase
            return info.members.isEmpty ? solidBase(below) : type
        case .builtinType(let info):
            return info.builtin == .baseException ? heap.type(.baseException) : type
        default: return type
        }
    }

    /// What instances get from the base, and from this class where it does not say otherwise.
    private func layOut(_ info: inout ClassInfo, _ plan: ClassPlan, base: Ref) throws(Interruption) {
        if let own = classInfo(base) {
            info.layout = own.builtin ?? own.layout
            info.memberCount = own.memberCount
            info.hasDict = own.hasDict
            info.hasWeakReferences = own.hasWeakReferences
        }
        if heap.isBuiltinType(base) {
            info.hasDict = RuntimeFacts.layoutsWithDict.contains(info.layout)
            info.hasWeakReferences = RuntimeFacts.layoutsWithWeakReferences.contains(info.layout)
        }
        if !plan.names.contains(where: { $0.0 == heap.symbols.symbol("__slots__") }) {
            giveDict(&info)
            giveWeakReferences(&info)
        }
    }

    private func giveDict(_ info: inout ClassInfo) {
        guard !info.hasDict else { return }
        info.hasDict = true
        info.addsDict = true
    }

    private func giveWeakReferences(_ info: inout ClassInfo) {
        guard !info.hasWeakReferences, !heap.facts.layoutsOfVariableSize.contains(info.layout) else { return }
        info.hasWeakReferences = true
        info.addsWeakReferences = true
    }

    // MARK: - __slots__

    /// The names that become members, as they were written; `__dict__` and `__weakref__` are no members
    /// (Objects/typeobject.c, type_new_slots).
    private func declaredMembers(
        _ plan: ClassPlan, _ info: inout ClassInfo, base: Ref
    ) throws(Interruption) -> [String] {
        guard let slots = plan.names.first(where: { $0.0 == heap.symbols.symbol("__slots__") })?.1 else { return [] }
        let names = try slotNames(slots)
        if !names.isEmpty, heap.facts.layoutsOfVariableSize.contains(info.layout) {
            throw .typeError("nonempty __slots__ not supported for subtype of '\(heap.className(base))'")
        }
        var members: [String] = []
        for name in names {
            switch name {
            case "__dict__":
                if info.hasDict { throw .typeError("__dict__ slot disallowed: we already got one") }
                giveDict(&info)
            case "__weakref__":
                if info.hasWeakReferences {
                    let reason =
                        heap.facts.weakListsLieBeforeObjects
                        ? "we already got one" : "either we already got one, or __itemsize__ != 0"
                    throw .typeError("__weakref__ slot disallowed: \(reason)")
                }
                giveWeakReferences(&info)
            default: members.append(name)
            }
        }
        for name in members where heap.facts.slotsMustNotBeBound {
            let attribute = PrivateNames.mangled(name, in: plan.name)
            if plan.names.contains(where: { heap.symbols.name($0.0) == attribute }) {
                throw .valueError("\(PythonText.repr(name)) in __slots__ conflicts with class variable")
            }
        }
        // A second base may have given instances what this class leaves out.
        for other in plan.bases where other != base {
            guard let own = classInfo(other) else { continue }
            if own.hasDict { giveDict(&info) }
            if own.hasWeakReferences { giveWeakReferences(&info) }
        }
        info.memberCount += members.count
        return members
    }

    private func slotNames(_ slots: Ref) throws(Interruption) -> [String] {
        if let name = string(slots) { return [try checkedSlot(name)] }
        let values = try values(of: slots)
        defer { release(values) }
        var names: [String] = []
        for value in values {
            guard let name = string(value) else {
                throw .typeError("__slots__ items must be strings, not '\(heap.typeName(value))'")
            }
            names.append(try checkedSlot(name))
        }
        return names
    }

    private func checkedSlot(_ name: String) throws(Interruption) -> String {
        let scalars = name.unicodeScalars
        let isName = scalars.first.map(Characters.startsIdentifier) ?? false
        guard isName, scalars.dropFirst().allSatisfy(Characters.continuesIdentifier) else {
            throw .typeError("__slots__ must be identifiers")
        }
        return name
    }

    // MARK: - What the class has

    private func fill(_ type: Ref, _ plan: ClassPlan, _ members: [String]) {
        func set(_ name: String, _ value: Ref) {
            heap.setAttribute(of: type, heap.symbols.symbol(name), to: value)
        }
        set("__module__", heap.internString(classInfo(type)?.module ?? Heap.mainModule))
        let qualifiedName = heap.symbols.symbol("__qualname__")
        for (name, value) in plan.names where name != qualifiedName {
            heap.setAttribute(of: type, name, to: wrapped(value, name))
        }
        addMembers(members, to: type, plan)
        if case .userClass(var info) = heap[type].value {
            info.namesBeforeDescriptors = info.namespace.count
            heap[type].value = .userClass(info)
        }
        if classInfo(type)?.namespace[documentationName] == nil { set("__doc__", heap.makeNone()) }
        addMissingHash(to: type, plan)
    }

    /// `__new__` is a static method and `__init_subclass__` one of the class without being told so; owned.
    private func wrapped(_ value: Ref, _ name: Symbol) -> Ref {
        guard case .function = heap[value].value else { return heap.shared(value) }
        let isStatic: Bool
        switch heap.symbols.name(name) {
        case "__new__": isStatic = true
        case "__init_subclass__", "__class_getitem__": isStatic = false
        default: return heap.shared(value)
        }
        return makeWrapper(of: value, isStatic: isStatic)
    }

    /// Members lie in instances in the order of their names.
    private func addMembers(_ members: [String], to type: Ref, _ plan: ClassPlan) {
        guard case .userClass(let before) = heap[type].value, !members.isEmpty else { return }
        let first = before.memberCount - members.count
        let attributes = members.map { PrivateNames.mangled($0, in: plan.name) }
        let sorted = attributes.sorted { Array($0.unicodeScalars).lexicographicallyPrecedes(Array($1.unicodeScalars)) }
        var descriptors: [String: Ref] = [:]
        for (place, attribute) in sorted.enumerated() {
            // What the body has bound stays, and the member has no descriptor.
            if plan.names.contains(where: { heap.symbols.name($0.0) == attribute }) { continue }
            let declared = attributes.firstIndex(of: attribute).map { members[$0] } ?? attribute
            let info = MemberInfo(
                name: heap.symbols.symbol(attribute), declared: heap.symbols.symbol(declared), owner: type,
                place: first + place)
            heap.retain(type)
            let descriptor = heap.allocate(.member(info), .memberDescriptor)
            descriptors[attribute] = descriptor
            heap.setAttribute(of: type, info.name, to: descriptor)
        }
        guard case .userClass(var info) = heap[type].value else { return }
        info.members = attributes.compactMap { descriptors[$0] }
        heap[type].value = .userClass(info)
    }

    /// A class that defines equality alone gets `__hash__ = None` (Objects/typeobject.c, type_ready_set_hash).
    private func addMissingHash(to type: Ref, _ plan: ClassPlan) {
        guard heap.facts.equalityTakesTheHash else { return }
        let (equality, hash) = (heap.symbols.symbol("__eq__"), heap.symbols.symbol("__hash__"))
        guard plan.names.contains(where: { $0.0 == equality }), !plan.names.contains(where: { $0.0 == hash }) else {
            return
        }
        heap.setAttribute(of: type, hash, to: heap.makeNone())
    }

    /// C3 (Objects/typeobject.c, mro_implementation); `object` is left out.
    private func resolutionOrder(_ bases: [Ref]) throws(Interruption) -> [Ref] {
        let objectType = heap.type(.object)
        var lists: [[Ref]] = bases.map { $0 == objectType ? [objectType] : heap.resolutionOrder($0) + [objectType] }
        lists.append(bases)
        var order: [Ref] = []
        while true {
            lists.removeAll { $0.isEmpty }
            guard !lists.isEmpty else { return order.filter { $0 != objectType } }
            let candidate = lists.map { $0[0] }.first { head in !lists.contains { $0.dropFirst().contains(head) } }
            guard let candidate else {
                var heads: [Ref] = []
                for list in lists where !heads.contains(list[0]) { heads.append(list[0]) }
                if heap.facts.ordersBasesByAddress, heads.count > 1 {
                    throw .unsupportedInVersion("a class whose bases have no consistent order")
                }
                throw .typeError(
                    "Cannot create a consistent method resolution\norder (MRO) for bases "
                        + heads.map { heap.className($0) }.joined(separator: ", "))
            }
            order.append(candidate)
            for index in lists.indices where lists[index][0] == candidate { lists[index].removeFirst() }
        }
    }

    // MARK: - Who is told of a new class

    /// Attributes with `__set_name__` learn their names, then the bases learn of their subclass.
    private func announce(_ type: Ref, _ keywords: [KeywordArgument]) throws(Interruption) {
        if heap.symbols.find("__set_name__") != nil, let names = classInfo(type)?.namespace {
            for (name, value) in zip(names.keys, names.values) {
                guard let method = try ownSpecialMethod("__set_name__", of: value) else { continue }
                defer { heap.release(method) }
                let text = heap.internString(heap.symbols.name(name))
                defer { heap.release(text) }
                heap.release(try callFunction(method, [type, text]))
            }
        }
        let name = heap.symbols.symbol("__init_subclass__")
        guard let method = try superAttribute(type, type, name) else { return }
        defer { heap.release(method) }
        if !keywords.isEmpty || heap.kind(method) != .builtinFunction {
            heap.release(try callFunction(method, [], keywords))
        }
    }
}

/// What a class is made of; everything is borrowed.
struct ClassPlan {
    var name: String
    var qualifiedName: String
    /// The body's code; nil for a class that `type` makes.
    var unit: Int?
    var bases: [Ref]
    var keywords: [KeywordArgument]
    var names: [(Symbol, Ref)] = []

    init(name: String, qualifiedName: String, bases: [Ref], keywords: [KeywordArgument]) {
        self.name = name
        self.qualifiedName = qualifiedName
        self.bases = bases
        self.keywords = keywords
    }
}

/// Which built-in classes a class can extend.
enum ClassFacts {
    /// Those that CPython 3.11 refuses (`Py_TPFLAGS_BASETYPE` is not set).
    static let refusedBases: Set<BuiltinType> = [
        .bool, .noneType, .ellipsisType, .notImplementedType, .function, .method, .builtinFunction, .methodDescriptor,
        .code, .cell, .generator, .traceback, .frame, .range, .slice, .memberDescriptor, .mappingProxy,
    ]

    /// Those whose instances the model can extend.
    static let extendable: Set<BuiltinType> = [
        .object, .int, .float, .complex, .str, .bytes, .list, .tuple, .dict, .set, .frozenset, .baseException,
        .weakReference,
    ]
}
