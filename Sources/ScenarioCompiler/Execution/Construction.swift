import HeapModel

// What calling a class does (Objects/typeobject.c, type_call): `__new__` makes the instance, `__init__` fills it.
extension Interpreter {
    func construct(
        _ type: Ref, _ info: ClassInfo, count: Int, names: [String], below: Int
    ) throws(Interruption) {
        try checkObjects()
        let maker = heap.symbols.find("__new__").flatMap { lookUpOwn($0, in: info) }
        let initialiser = lookUpOwn(heap.symbols.symbol("__init__"), in: info)
        let arguments = Array(heap.stack.suffix(count))
        let instance: Ref
        if let maker {
            instance = try makeInstance(type, by: maker, arguments, names)
        } else {
            instance = try makeInstance(type, info, arguments, names, isInitialised: initialiser != nil)
            if initialiser == nil, info.layout == .baseException { addMessage(to: instance) }
            heap.takeHiddenTuple(count - names.count)
            heap.giveBackHiddenTuple(count - names.count)
        }
        guard heap.isSubclass(heap.typeOf(instance), of: type), let own = heap.ownClass(of: instance) else {
            replaceCall(count, below, with: instance)
            return
        }
        let hasSameClass = heap.typeOf(instance) == type
        let function = hasSameClass ? initialiser : lookUpOwn(heap.symbols.symbol("__init__"), in: own)
        if let function {
            try initialise(instance, by: function, count: count, names: names, below: below)
            return
        }
        push(instance)
        try initialise(
            instance, own.layout, Array(arguments.dropLast(names.count)), keywords(arguments, names),
            isNewOwn: maker != nil)
        replaceCall(count, below, with: pop())
    }

    func keywords(_ arguments: [Ref], _ names: [String]) -> [KeywordArgument] {
        zip(names, arguments.suffix(names.count)).map { KeywordArgument(name: $0.0, value: $0.1) }
    }

    private func replaceCall(_ count: Int, _ below: Int, with value: Ref) {
        releaseKept(count + below)
        push(value)
    }

    /// The instance that a `__new__` of the program gives.
    private func makeInstance(
        _ type: Ref, by maker: Ref, _ arguments: [Ref], _ names: [String]
    ) throws(Interruption) -> Ref {
        let callable = try unwrap(maker, from: type)
        heap.takeHiddenTuple(arguments.count - names.count)
        defer {
            heap.release(callable)
            heap.giveBackHiddenTuple(arguments.count - names.count)
        }
        return try atDepth(.operation, " while calling a Python object") { () throws(Interruption) in
            try callFunction(callable, [type] + arguments.dropLast(names.count), keywords(arguments, names))
        }
    }

    /// The instance that the `__new__` of the built-in class gives whose layout the class extends; owned.
    private func makeInstance(
        _ type: Ref, _ info: ClassInfo, _ arguments: [Ref], _ names: [String], isInitialised: Bool
    ) throws(Interruption) -> Ref {
        if info.layout == .object {
            if !arguments.isEmpty, !isInitialised { throw .typeError("\(info.name)() takes no arguments") }
            return makePlainInstance(type, info)
        }
        let isLeftToInit = info.layout == .baseException && isInitialised && !heap.facts.exceptionsTakeArgumentsInNew
        return try makeInstance(
            type, info, isLeftToInit ? [] : Array(arguments.dropLast(names.count)), keywords(arguments, names))
    }

    private func makePlainInstance(_ type: Ref, _ info: ClassInfo) -> Ref {
        let instance = heap.allocate(.instance(Namespace(sharing: info.instanceKeys)), type: type)
        heap.noteInstance(instance)
        if info.isInternal { heap.makeInternal(instance, isShared: false) }
        return instance
    }

    /// What the built-in `__new__` of a layout makes of a class of the program.
    func makeInstance(
        _ type: Ref, _ info: ClassInfo, _ arguments: [Ref], _ keywords: [KeywordArgument]
    ) throws(Interruption) -> Ref {
        switch info.layout {
        case .object: return makePlainInstance(type, info)
        case .weakReference:
            try Natives.between(1, 2, arguments, "__new__")
            return try makeWeakReference(arguments, isProxy: false, of: type)
        case .list: return heap.allocate(.list(ListValue([])), type: type)
        case .dict: return heap.allocate(.dict(heap.facts.constructedDict), type: type)
        case .set: return heap.allocate(.set(SetTable(heap.facts.setRules)), type: type)
        case .baseException:
            try checkArguments(ofException: type, arguments.count, [])
            return heap.makeException(type, arguments: argumentTuple(arguments))
        default:
            guard let number = Natives.constructor(info.layout.rawValue) else {
                throw .unsupported("a class that extends '\(info.layout.rawValue)'")
            }
            let native = Natives.all[number]
            if !keywords.isEmpty, !native.takesKeywords {
                throw .typeError("\(native.name)() takes no keyword arguments")
            }
            let value = try native.run(self, .null, arguments, keywords)
            defer { heap.release(value) }
            return heap.makeInstance(of: type, likeValue: value)
        }
    }

    // MARK: - Initialising

    private func initialise(
        _ instance: Ref, by function: Ref, count: Int, names: [String], below: Int
    ) throws(Interruption) {
        guard case .function = heap[function].value else {
            try initialiseByCallable(instance, function, count, names, below)
            return
        }
        let base = heap.stack.count - count - below
        let arguments = Array(heap.stack.suffix(count))
        // An instruction of its own runs `__init__` in a frame that lies above one for the call of the class.
        let entersInit = callEntersInit()
        if !entersInit { push(heap.shared(function)) }
        // The bound method, and in 2.7 the tuple that it makes of its receiver and the arguments.
        if !heap.facts.slotsCallFunctions { push(heap.shared(instance)) }
        if heap.facts.callsFromCMakeTuples { push(heap.shared(instance)) }
        holdTwice(arguments)
        if !names.isEmpty { holdTwice(arguments) }
        for ref in [instance] + arguments { heap.retain(ref) }
        let kept = heap.stack.count - base
        do throws(Interruption) {
            let inside = heap.facts.slotsCallFunctions ? 0 : heap.facts.levelsOfCallFromC(isMethod: true)
            let frames = entersInit ? 1 : 0
            let tuple = entersInit ? 0 : count - names.count
            try startDeeper(1 + inside, frames: frames, tuple: tuple) { () throws(Interruption) in
                try self.enter(function, [instance] + arguments, names, afterwards: .construct(instance), kept: kept)
            }
        } catch {
            heap.release(instance)
            throw error
        }
    }

    /// An `__init__` that is no function of the program.
    private func initialiseByCallable(
        _ instance: Ref, _ callable: Ref, _ count: Int, _ names: [String], _ below: Int
    ) throws(Interruption) {
        let arguments = Array(heap.stack.suffix(count))
        push(instance)
        let bound = try bind(callable, to: instance)
        defer { heap.release(bound) }
        let value = try callFunction(bound, Array(arguments.dropLast(names.count)), keywords(arguments, names))
        defer { heap.release(value) }
        if value != heap.none { throw .typeError("__init__() should return None, not '\(heap.typeName(value))'") }
        replaceCall(count, below, with: pop())
    }

    /// What the `__init__` of a built-in class does with an instance of a class that extends it.
    func initialise(
        _ instance: Ref, _ layout: BuiltinType, _ arguments: [Ref], _ keywords: [KeywordArgument], isNewOwn: Bool
    ) throws(Interruption) {
        switch layout {
        case .list:
            if !keywords.isEmpty { throw .typeError("list() takes no keyword arguments") }
            try Natives.between(0, 1, arguments, "list")
            heap.clearList(instance)
            if let source = arguments.first { try reserveExactly(instance, for: source) }
            if let source = arguments.first { try extend(instance, from: source) }
        case .dict:
            try Natives.between(0, 1, arguments, "dict")
            if let source = arguments.first { try update(instance, from: source) }
            for keyword in keywords {
                try setEntry(instance, key: heap.internString(keyword.name), to: heap.shared(keyword.value))
            }
        case .set:
            if !keywords.isEmpty { throw .typeError("set() takes no keyword arguments") }
            try Natives.between(0, 1, arguments, "set")
            heap.clearSet(instance)
            if let source = arguments.first { try update(set: instance, from: source) }
        case .weakReference:
            if !keywords.isEmpty { throw .typeError("ref() takes no keyword arguments") }
            try Natives.between(1, 2, arguments, "__init__")
        case .baseException:
            if !keywords.isEmpty { throw .typeError("\(heap.typeName(instance))() takes no keyword arguments") }
            setArguments(of: instance, arguments)
        default: return
        }
    }

    /// `object.__init__` takes nothing more, except where only `__new__` is the program's own (Objects/typeobject.c,
    /// object_init).
    func checkObjectInitialiser(_ instance: Ref, _ arguments: Int) throws(Interruption) {
        guard arguments > 0, let info = heap.ownClass(of: instance) else { return }
        if hasOwnSpecial("__init__", instance) {
            throw .typeError("object.__init__() takes exactly one argument (the instance to initialize)")
        }
        if !hasOwnSpecial("__new__", instance), info.layout == .object {
            throw .typeError("\(info.name).__init__() takes exactly one argument (the instance to initialize)")
        }
    }
}
