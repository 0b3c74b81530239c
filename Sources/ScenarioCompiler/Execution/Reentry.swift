import HeapModel
import ScenarioSyntax

extension Interpreter {
    /// Calls something from native code and waits for its value, which is owned. The callable and the arguments are
    /// borrowed.
    ///
    /// Where it raises, calls, frames and stack are as they were before.
    ///
    /// - Parameter handsOver: whether the arguments go over into the tuple that is made of them, where one is.
    func callFunction(
        _ callable: Ref, _ arguments: [Ref], _ keywords: [KeywordArgument] = [], handsOver: Bool = false
    ) throws(Interruption) -> Ref {
        if heap.hasDeathCall { try runDeaths() }
        let height = heap.stack.count
        let depth = calls.count
        let levels = levelsOfCall(callable)
        if levels > 0, recursionDepth + levels > settings.recursionLimit {
            throw recursionError(" while calling a Python object")
        }
        hiddenDepth += levels
        defer { hiddenDepth -= levels }
        holdTuples(callable, arguments + keywords.map(\.value), handsOver: handsOver)
        push(heap.shared(callable))
        for argument in arguments + keywords.map(\.value) { push(heap.shared(argument)) }
        do throws(Interruption) {
            try checkStack()
            try nest(Self.levelsOfReentry)
            defer { nativeDepth -= Self.levelsOfReentry }
            try call(
                callable, receiver: .null, count: arguments.count + keywords.count, names: keywords.map(\.name),
                below: 1)
            if calls.count > depth { try run() }
        } catch {
            cutStack(to: height)
            throw error
        }
        let result = pop()
        cutStack(to: height)
        return result
    }

    /// How many levels of the limit of recursion a call from C takes beside the frame. Classes, and objects with
    /// `__call__`, count theirs themselves.
    private func levelsOfCall(_ callable: Ref) -> Int {
        switch heap[callable].value {
        case .boundMethod: heap.facts.levelsOfCallFromC(isMethod: true)
        case .function, .native, .unboundMethod: heap.facts.levelsOfCallFromC(isMethod: false)
        default: 0
        }
    }

    /// Holds what the tuples hold that a call from C makes of its arguments, until it is over.
    private func holdTuples(_ callable: Ref, _ arguments: [Ref], handsOver: Bool) {
        let facts = heap.facts
        guard facts.callsOfMethodsFromCMakeATuple else { return }
        if case .boundMethod(let receiver, _) = heap[callable].value {
            if facts.callsFromCMakeTuples { push(heap.shared(receiver)) }
            holdTwice(arguments)
        }
        if facts.callsFromCMakeTuples, !handsOver { holdTwice(arguments) }
    }

    /// Native code that calls Python that calls native code nests on our own stack.
    func checkStack() throws(Interruption) {
        guard stack.isExhausted else { return }
        throw .limit(
            LimitReached(
                what: "calls from built-in functions are nested too deeply",
                help: "Let what is passed to built-in functions call fewer of them in turn."))
    }

    // MARK: - The limit of recursion

    /// How deep calls are nested, as CPython counts.
    var recursionDepth: Int { heap.frames.count + hiddenDepth }

    /// Runs what CPython does inside so many levels of the limit of recursion (Include/internal/pycore_ceval.h,
    /// _Py_EnterRecursiveCall).
    ///
    /// - Parameters:
    ///   - step: what counts; where it does not in this version, the body just runs.
    ///   - activity: the end of the message where the limit is reached, such as ` in comparison`.
    func atDepth<Result>(
        _ step: RuntimeFacts.RecursionStep, levels: Int = 1, _ activity: String,
        _ body: () throws(Interruption) -> Result
    ) throws(Interruption) -> Result {
        let counted = heap.facts.countsAsRecursion(step) ? levels : 0
        if recursionDepth + counted > settings.recursionLimit { throw recursionError(activity) }
        try checkStack()
        let nested = step == .libraryFrame ? 0 : max(levels, 1)
        try nest(nested)
        defer { nativeDepth -= nested }
        hiddenDepth += counted
        defer { hiddenDepth -= counted }
        return try body()
    }

    /// Counts so many levels of what is written in C. Where that has a limit of its own, as deep as that may be reached
    /// in CPython is refused.
    private func nest(_ levels: Int) throws(Interruption) {
        if let deepest = heap.facts.deepestNesting, nativeDepth + levels > deepest {
            throw .unsupportedInVersion("nesting calls of built-in functions more than \(deepest) levels deep")
        }
        nativeDepth += levels
    }

    /// What a call from C into the program takes of the limit for C, at most as much as in CPython.
    private static let levelsOfReentry = 2

    /// How many levels a comparison of containers may take that calls nothing of the program; nil where CPython's limit is
    /// another one than that of calls.
    func levelsForComparison() -> Int {
        heap.facts.deepestNesting.map { $0 - nativeDepth } ?? settings.recursionLimit - recursionDepth
    }

    /// Starts a call that CPython makes deeper than the frame that it enters (Objects/call.c, _PyObject_MakeTpCall): the
    /// levels end with the frame, and so does the tuple of its arguments.
    ///
    /// - Parameters:
    ///   - levels: how many levels deeper it is where what is written in C counts, at least one.
    ///   - frames: how many frames lie between, which always count.
    ///   - tuple: how many positional arguments lie in a tuple.
    func startDeeper(
        _ levels: Int = 1, frames: Int = 0, tuple: Int = 0, _ start: () throws(Interruption) -> Void
    ) throws(Interruption) {
        let hasOwnLimit = !heap.facts.countsAsRecursion(.operation)
        let levels = Levels(
            hidden: (hasOwnLimit ? 0 : levels) + frames, native: hasOwnLimit ? Self.levelsOfReentry : 0, tuple: tuple)
        if levels.hidden > 0, recursionDepth + levels.hidden > settings.recursionLimit {
            throw recursionError(" while calling a Python object")
        }
        let open = calls.count
        try nest(levels.native)
        hiddenDepth += levels.hidden
        heap.takeHiddenTuple(tuple)
        do throws(Interruption) {
            try start()
        } catch {
            end(levels)
            throw error
        }
        if calls.count > open {
            calls[calls.count - 1].levels += levels
        } else {
            end(levels)
        }
    }

    /// What a call has beside its frame is over.
    func end(_ levels: Levels) {
        hiddenDepth -= levels.hidden
        nativeDepth -= levels.native
        heap.giveBackHiddenTuple(levels.tuple)
    }

    func recursionError(_ activity: String = "") -> Interruption {
        .raise("RecursionError", "maximum recursion depth exceeded" + activity)
    }

    /// A method that the interpreter looks up in the class alone, bound to the object; owned, nil where there is none
    /// (Objects/typeobject.c, lookup_maybe_method).
    func specialMethod(_ name: String, of owner: Ref) throws(Interruption) -> Ref? {
        try ownSpecialMethod(name, of: owner)
    }

    /// Calls a special method that the interpreter looks up in the class and binds to the object; the value is owned,
    /// nil where the object's class has none (Objects/typeobject.c, _PyObject_LookupSpecial).
    func callLookedUp(_ name: String, of owner: Ref, _ arguments: [Ref] = []) throws(Interruption) -> Ref? {
        guard let method = try specialMethod(name, of: owner) else { return nil }
        defer { heap.release(method) }
        return try callFunction(method, arguments)
    }

    /// Calls a special method that a slot of the class stands for; the value is owned, nil where the object's class has
    /// none.
    func callSpecial(_ name: String, of owner: Ref, _ arguments: [Ref] = []) throws(Interruption) -> Ref? {
        guard let method = ownSpecial(name, of: owner) else { return nil }
        return try callSlot(method, of: owner, arguments)
    }

    /// Calls what a class has for a slot (Objects/typeobject.c, call_method and call_unbound). All is borrowed.
    func callSlot(_ method: Ref, of owner: Ref, _ arguments: [Ref]) throws(Interruption) -> Ref {
        guard heap.facts.slotsCallFunctions, case .function = heap[method].value else {
            let bound = try bind(method, to: owner)
            defer { heap.release(bound) }
            return try callFunction(bound, arguments)
        }
        heap.retain(method)
        defer { heap.release(method) }
        return try callFunction(method, [owner] + arguments)
    }

    /// Whether an interruption is an exception of this type; then it is over and done with.
    func drop(_ interruption: Interruption, where type: String) -> Bool {
        guard let wanted = heap.exceptionTypes[type] else { return false }
        switch interruption {
        case .raised(let pending):
            guard let own = heap.exceptionTypes[pending.type], heap.isSubclass(own, of: wanted) else { return false }
            if let argument = pending.argument { heap.release(argument) }
            return true
        case .exception(let exception, _):
            guard heap.isSubclass(heap.typeOf(exception), of: wanted) else { return false }
            heap.release(exception)
            return true
        case .unsupported, .unsupportedInVersion, .limit: return false
        }
    }

    /// Runs `body`; where that raises an exception of this type, returns nil and leaves the stack as it was.
    func catching<Result>(
        _ type: String, _ body: () throws(Interruption) -> Result
    ) throws(Interruption) -> Result? {
        let height = heap.stack.count
        do throws(Interruption) {
            return try body()
        } catch {
            guard drop(error, where: type) else { throw error }
            cutStack(to: height)
            return nil
        }
    }

    // MARK: - Going through iterables

    /// Visits the items of an iterable, each borrowed and kept alive by the evaluation stack, until `visit` returns
    /// false. Where something is raised, what this has put on the stack stays there for whoever unwinds it.
    func forEachItem(
        of source: Ref, _ visit: (Ref) throws(Interruption) -> Bool
    ) throws(Interruption) {
        push(try makeIterator(source))
        let iterator = heap.stack[heap.stack.count - 1]
        var goesOn = true
        while goesOn, let item = try next(iterator) {
            push(item)
            goesOn = try visit(item)
            heap.release(pop())
        }
        heap.release(pop())
    }

    /// Whether a comparison holds, through the special methods of the program's classes where they have them.
    func holds(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        guard let value = try specialComparison(op, left, right) else { return try compare(op, left, right) }
        defer { heap.release(value) }
        return try truth(value)
    }
}
