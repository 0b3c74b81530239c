import HeapModel

// Calls from built-in functions back into the program: `sorted(…, key=f)`, `map(f, …)` and their like.
extension Interpreter {
    /// How deep the parts of a process are at some point, so that what came later can be taken away again.
    struct Depth {
        var calls: Int
        var frames: Int
        var stack: Int
    }

    var depth: Depth { Depth(calls: calls.count, frames: heap.frames.count, stack: heap.stack.count) }

    /// How many calls of this kind may be open at one time: each takes a part of the process's own stack.
    private static let deepestReentry = 200

    /// Calls a callable of any kind and runs it to its end.
    ///
    /// - Parameters:
    ///   - callable: borrowed, as the arguments are.
    ///   - arguments: whoever calls keeps them alive, on the evaluation stack or in an object.
    /// - Returns: the value, owned.
    /// - Throws: what the call raises, after everything that it had begun is taken away.
    func callFunction(_ callable: Ref, _ arguments: [Ref]) throws(Interruption) -> Ref {
        guard openReentries < Self.deepestReentry else {
            throw .limit(
                LimitReached(
                    what: "more than \(Self.deepestReentry) calls from built-in functions inside one another",
                    help: "Let the functions that are passed to built-ins call fewer such built-ins."))
        }
        openReentries += 1
        defer { openReentries -= 1 }
        let before = depth
        push(heap.shared(callable))
        for argument in arguments { push(heap.shared(argument)) }
        do {
            try call(callable, receiver: .null, count: arguments.count, names: [], below: 1)
            if calls.count > before.calls { try run() }
            return pop()
        } catch {
            throw unwind(to: before, error)
        }
    }

    /// Takes away calls, frames and temporaries above a depth; returns the error with the place where it arose.
    ///
    /// What ends the whole program leaves the calls as they are, so that the message can show the way there.
    func unwind(to depth: Depth, _ error: Interruption) -> Interruption {
        guard case .raised(var exception) = error else { return error }
        if exception.place == nil { exception.place = span }
        while calls.count > depth.calls { abandonCall() }
        while heap.stack.count > depth.stack { release([pop()]) }
        return .raised(exception)
    }

    /// Runs `body`; where that raises an exception of this type, returns nil and leaves everything as it was.
    func catching<Result>(
        _ type: String, _ body: () throws(Interruption) -> Result
    ) throws(Interruption) -> Result? {
        let before = depth
        do {
            return try body()
        } catch {
            guard case .raised(let exception) = error, exception.type == type else { throw error }
            _ = unwind(to: before, error)
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

    /// Whether two values count as the same to a container: identical or equal (Objects/object.c,
    /// PyObject_RichCompareBool).
    func areSame(_ left: Ref, _ right: Ref) throws(Interruption) -> Bool {
        if left == right { return true }
        return try compare(.equal, left, right)
    }
}
