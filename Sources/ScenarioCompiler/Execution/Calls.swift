import HeapModel

/// An argument that was given by name.
struct KeywordArgument {
    var name: String
    var value: Ref
}

extension Interpreter {
    /// The stack holds the callable, then the arguments.
    func call(positional: Int, keywords: Int) throws(Interruption) {
        let names = keywordNames(keywords)
        let count = positional + names.count
        let checks = callChecksEvaluation(heap.stack.count - count - 1, count: count, isMethod: false)
        try callHeld(count: count, names: names, below: 1)
        callChecks = checks
    }

    /// The stack holds the function and its receiver, or null and the callable; then the arguments.
    func callMethod(positional: Int, keywords: Int) throws(Interruption) {
        let names = keywordNames(keywords)
        let count = positional + names.count
        let base = heap.stack.count - count - 2
        let function = heap.stack[base]
        let checks = callChecksEvaluation(function.isNull ? base + 1 : base, count: count, isMethod: !function.isNull)
        defer { callChecks = checks }
        if function.isNull {
            try callHeld(count: count, names: names, below: 2)
        } else {
            let isHeld = heap.facts.methodCallsHoldTheirFunction && names.isEmpty
            if isHeld { heap.stack.insert(heap.shared(function), at: base) }
            try call(
                function, receiver: heap.stack[heap.stack.count - count - 1], count: count, names: names,
                below: isHeld ? 3 : 2, keeps: heap.facts.callersKeepArguments)
        }
    }

    /// Calls what lies under so many positional arguments.
    func call(_ callable: Ref, count: Int) throws(Interruption) {
        try call(callable, receiver: .null, count: count, names: [], below: 1)
    }

    func keywordNames(_ constant: Int) -> [String] {
        guard case .tuple(let items) = program.constants[constant] else { return [] }
        return items.map { text($0) }
    }

    /// Calls what lies `below` places under the arguments. A receiver that is not null is the first argument.
    ///
    /// - Parameter keeps: whether all that stays on the caller's stack until a function written in Python returns.
    func call(
        _ callable: Ref, receiver: Ref, count: Int, names: [String], below: Int, keeps: Bool = false
    ) throws(Interruption) {
        switch heap[callable].value {
        case .function:
            try callFunction(callable, receiver: receiver, count: count, names: names, below: below, keeps: keeps)
        case .boundMethod(let object, let function):
            try callFunction(function, receiver: object, count: count, names: names, below: below, keeps: keeps)
        case .unboundMethod(let type, let function):
            try checkInstance(
                heap.stack.suffix(count - names.count + (receiver.isNull ? 0 : 1)).first, of: type, function)
            try callFunction(function, receiver: receiver, count: count, names: names, below: below, keeps: keeps)
        case .native(let number, let object):
            try callNative(Int(number), receiver: object.isNull ? receiver : object, count, names, below)
        case .userClass(let info):
            try construct(callable, info, count: count, names: names, below: below)
        case .builtinType(let info):
            try callBuiltinType(info, count, names, below)
        case .weakReference(let info) where !info.isProxy && !hasOwnCall(callable):
            let value = try dereference(info, count: count)
            release(pop(count))
            release(pop(below))
            push(value)
        case .weakReference(let info) where info.isProxy:
            let target = try referent(callable)
            guard !info.target.isNull, heap.kind(callable) == .weakCallableProxy else {
                throw .typeError("'\(heap.typeName(callable))' object is not callable")
            }
            try call(target, receiver: receiver, count: count, names: names, below: below)
        default:
            guard let own = ownSpecial("__call__", of: callable) else {
                throw .typeError("'\(heap.typeName(callable))' object is not callable")
            }
            try callOwn(own, of: callable, count: count, names: names, below: below)
        }
    }

    /// Calls the `__call__` that a class of the program has, with what is on the stack (Objects/typeobject.c,
    /// slot_tp_call).
    private func callOwn(
        _ own: Ref, of callable: Ref, count: Int, names: [String], below: Int
    ) throws(Interruption) {
        let arguments = Array(heap.stack.suffix(count))
        var isDirect = false
        if heap.facts.slotsCallFunctions, case .function = heap[own].value { isDirect = true }
        let held = heap.stack.count
        if heap.facts.callsFromCMakeTuples { push(heap.shared(callable)) }
        let method = isDirect ? heap.shared(own) : try bind(own, to: callable)
        push(method)
        holdTwice(arguments)
        let kept = heap.stack.count - held - count
        let levels = 1 + (isDirect ? 0 : heap.facts.levelsOfCallFromC(isMethod: true))
        try startDeeper(levels, tuple: count - names.count) { () throws(Interruption) in
            try self.call(
                method, receiver: isDirect ? callable : .null, count: count, names: names,
                below: kept + count + below, keeps: true)
        }
    }

    /// Whether a class that extends `ref` says what a call does.
    private func hasOwnCall(_ ref: Ref) -> Bool { heap.isOwnInstance(ref) && hasOwnSpecial("__call__", ref) }

    /// Arguments of a class and of `__call__` go through a tuple, which holds them until the call is over
    /// (Objects/call.c, _PyObject_MakeTpCall). Here the stack holds them a second time instead.
    func holdTwice(_ arguments: [Ref]) {
        for argument in arguments { push(heap.shared(argument)) }
    }

    // MARK: - Functions written in Python

    private func callFunction(
        _ function: Ref, receiver: Ref, count: Int, names: [String], below: Int, keeps: Bool
    ) throws(Interruption) {
        if keeps {
            let given = (receiver.isNull ? [] : [receiver]) + heap.stack.suffix(count)
            for ref in given { heap.retain(ref) }
            try enter(function, given, names, afterwards: .push, kept: count + below)
            return
        }
        if names.isEmpty, enterDirectly(function, receiver: receiver, count: count, below: below) { return }
        let arguments = pop(count)
        let rest = pop(below)
        heap.retain(function)
        if !receiver.isNull { heap.retain(receiver) }
        release(rest)
        let given = receiver.isNull ? arguments : [receiver] + arguments
        defer { heap.release(function) }
        try enter(function, given, names, afterwards: .push)
    }

    /// Binds arguments, whose references are owned here, to the parameters and enters the function's frame.
    ///
    /// - Parameter kept: how many values the caller's stack keeps until the call is over.
    func enter(
        _ function: Ref, _ arguments: [Ref], _ names: [String], afterwards: Afterwards, kept: Int = 0
    ) throws(Interruption) {
        guard case .function(let info) = heap[function].value, case .code(let code) = heap[info.code].value else {
            throw .typeError("'\(heap.typeName(function))' object is not callable")
        }
        let unit = program.units[code.unit]
        if recursionDepth >= settings.recursionLimit {
            release(arguments)
            throw recursionError()
        }
        let bound: [Ref]
        do {
            bound = try match(arguments, names, to: unit, info)
        } catch {
            release(arguments)
            throw error
        }
        if heap.recorder.isOn, !unit.isOfLibrary {
            heap.recorder.record(.call, heap.storyID(function), by: info.qualifiedName)
        }
        heap.enterFrame(
            .function, name: info.name, variables: shownVariables(ofUnit: code.unit),
            function: heap.facts.framesHoldTheirFunction ? function : .null, code: info.code)
        hideFrame(ofUnit: code.unit)
        for (slot, value) in bound.enumerated() { heap.bindLocal(slot, to: value) }
        makeCells(unit)
        for (slot, cell) in zip(unit.freeSlots, info.closure) { heap.bindLocal(slot, to: heap.shared(cell)) }
        if unit.isGenerator {
            heap.frames[heap.frames.count - 1].kind = .generator
            let generator = makeGenerator(code.unit, info)
            releaseKept(kept)
            push(generator)
            return
        }
        entries[code.unit] += 1
        calls.append(Call(unit: code.unit, afterwards: afterwards, kept: kept))
    }

    /// What the caller's stack kept for a call goes when it is over: from the last argument to the callable
    /// (Python/ceval.c, call_function), or from the first argument on to the callable (CALL, from 3.11 on).
    func releaseKept(_ count: Int) {
        guard count > 0 else { return }
        release(heap.facts.callersKeepArguments ? pop(count).reversed() : pop(count))
    }

    /// A variable that an inner function uses lives in a cell from the start; a parameter's value moves into it.
    func makeCells(_ unit: CodeUnit) {
        for slot in unit.cellSlots {
            let value = heap.local(slot)
            let cell = heap.allocate(.cell(.null), .cell)
            if unit.isOfLibrary { heap.makeInternal(cell, isShared: false) }
            if !value.isNull {
                heap.retain(value)
                heap.unbindLocal(slot)
                heap.setCell(cell, to: value)
            }
            heap.bindLocal(slot, to: cell)
        }
        if heap.facts.cellsLieBehindParameters, !unit.parameterCells.isEmpty {
            heap.frames[heap.frames.count - 1].parameterCells = unit.parameterCells
        }
    }

    func returnValue() throws(Interruption) {
        endLastPart()
        let value = pop()
        let call = calls.removeLast()
        returnChecks = false
        end(call.levels)
        forgetHandled(call)
        if heap.recorder.isOn, let frame = heap.frames.last, frame.kind == .function, !frame.isOfLibrary {
            heap.recorder.record(.return, by: program.units[call.unit].qualifiedName)
        }
        switch call.afterwards {
        case _ where !call.generator.isNull:
            endGenerator(call, value)
        case .push, .stop, .loopStep, .delegation:
            heap.leaveFrame()
            releaseKept(call.kept)
            push(value)
        case .construct(let instance):
            heap.leaveFrame()
            releaseKept(call.kept)
            push(instance)
            returnChecks = classCallChecksEvaluation()
            if value != heap.none {
                let type = heap.typeName(value)
                heap.release(value)
                throw .typeError("__init__() should return None, not '\(type)'")
            }
            heap.release(value)
        case .buildClass(let unit, let bases, let keywords):
            heap.release(value)
            try finishClass(unit, bases, keywords)
            returnChecks = true
        }
    }

    func makeFunction(_ unit: Int, _ parts: FunctionParts) {
        let code = program.units[unit]
        let closure = pop(code.freeVariables.count)
        let annotations = parts.contains(.annotations) ? makeAnnotations(pop()) : .null
        let keywordDefaults = parts.contains(.keywordDefaults) ? pop() : .null
        let defaults = parts.contains(.defaults) ? pop() : .null
        let variables = variables(ofUnit: unit)
        var info = FunctionInfo(
            name: code.name, qualifiedName: code.qualifiedName, code: self.code(ofUnit: unit), defaults: defaults,
            closure: closure, closureNames: code.freeSlots.map { variables[$0] })
        info.keywordDefaults = keywordDefaults
        info.qualifiedNameText = qualifiedNameText(unit)
        info.annotations = annotations
        heap.takeHiddenTuple(closure.count)
        if let text = code.documentation { info.documentation = makeConstant(text) }
        let function = heap.allocate(.function(info), .function)
        if code.isOfLibrary {
            heap.makeInternal(function, isShared: true)
            push(function)
            return
        }
        if !defaults.isNull { heap.settle(defaults, .slot(function, .fixed("__defaults__"))) }
        if !keywordDefaults.isNull { heap.settle(keywordDefaults, .slot(function, .fixed("__kwdefaults__"))) }
        for (cell, name) in zip(closure, info.closureNames) { heap.settle(cell, .slot(function, .cell(name))) }
        push(function)
    }

    // MARK: - Functions written in C

    private func callNative(
        _ number: Int, receiver: Ref, _ count: Int, _ names: [String], _ below: Int
    ) throws(Interruption) {
        let native = Natives.all[number]
        let arguments = Array(heap.stack.suffix(count))
        let keywords = zip(names, arguments.suffix(names.count)).map { KeywordArgument(name: $0.0, value: $0.1) }
        var receiver = receiver
        var positional = Array(arguments.dropLast(names.count))
        if let type = native.type, receiver.isNull, !native.isClassMethod, native.form != .new {
            receiver = try takeReceiver(&positional, native, type)
        }
        if !keywords.isEmpty, !native.takesKeywords {
            throw .typeError("\(native.displayName)() takes no keyword arguments")
        }
        try chargeForCall(number, receiver, positional)
        let tuple = takesArgumentTuple[number] ? positional.count : 0
        heap.takeHiddenTuple(tuple)
        let inTuple = takesArgumentTuple[number] && heap.facts.tuplesCopyTheStack ? arguments : []
        for argument in inTuple { heap.retain(argument) }
        defer {
            release(inTuple)
            heap.giveBackHiddenTuple(tuple)
        }
        let owner = receiver
        let result =
            levels(of: native, number) == 0
            ? try native.run(self, owner, positional, keywords)
            : try atDepth(.nativeCall, levels: levels(of: native, number), " while calling a Python object") {
                () throws(Interruption) in
                try native.run(self, owner, positional, keywords)
            }
        releaseKept(count + below)
        push(result)
    }

    /// How many levels of the limit of recursion a call takes from the code that runs.
    private func levels(of native: NativeFunction, _ number: Int) -> Int {
        if native.isWrittenInPython { return 0 }
        let facts = heap.facts
        let isClass = native.isConstructor && !(facts.iterablesAreLists && native.givesAList)
        if isClass, facts.classesTakeALevel(argumentsInTuple: takesArgumentTuple[number]) {
            return max(1, native.levelsWhenWarm)
        }
        if !isClass, !facts.nativeCallsTakeALevel { return 0 }
        let isWarm = heap.facts.callsUntilWarm.map { entries[calls[calls.count - 1].unit] >= $0 } ?? false
        // No specialised instruction calls what takes a tuple (_PyObject_MakeTpCall) or the class as its receiver; `str`
        // has one of its own.
        let isStr = native.name == "str" && native.type == nil
        if isWarm, !isClass, !isStr, takesArgumentTuple[number] || native.isClassMethod { return 1 }
        if isWarm || native.isConstructor { return native.levelsWhenWarm }
        let takesTwo = facts.callsWithTupleTakeTwoLevels && native.keepsItsTuple
        return max(1, native.levelsWhenWarm) + (takesTwo ? 1 : 0)
    }

    /// A method that was found in its class, such as `str.lower`, takes its receiver as the first argument.
    private func takeReceiver(
        _ arguments: inout [Ref], _ native: NativeFunction, _ type: BuiltinType
    ) throws(Interruption) -> Ref {
        guard let first = arguments.first else {
            throw .typeError(
                native.form == .wrapper
                    ? "descriptor '\(native.name)' of '\(type.rawValue)' object needs an argument"
                    : "unbound method \(native.displayName)() needs an argument")
        }
        guard heap.isSubclass(heap.typeOf(first), of: heap.type(type)) else {
            let (verb, noun) =
                native.form == .wrapper || heap.facts.methodsAskForTheirReceiverAsWrappersDo
                ? ("requires a", "object but received a") : ("for", "objects doesn't apply to a")
            throw .typeError(
                "descriptor '\(native.name)' \(verb) '\(type.rawValue)' \(noun) '\(heap.typeName(first))'"
                    + (verb == "for" ? " object" : ""))
        }
        arguments.removeFirst()
        return first
    }

    private func callBuiltinType(
        _ info: ClassInfo, _ count: Int, _ names: [String], _ below: Int
    ) throws(Interruption) {
        if info.builtin == .baseException {
            try makeBuiltinException(info, count, names, below)
            return
        }
        guard let number = Natives.constructor(info.builtin?.rawValue ?? info.name) else {
            throw .unsupported("calling '\(info.name)'")
        }
        try callNative(number, receiver: .null, count, names, below)
    }
}
