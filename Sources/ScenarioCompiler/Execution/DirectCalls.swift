import HeapModel

/// How to call a unit whose arguments need no matching.
struct DirectCall {
    /// How many arguments it takes by position; −1 where it takes others too, or does more than to run in a frame.
    var parameters: Int

    init(_ unit: CodeUnit) {
        let signature = unit.signature
        let isPlain =
            unit.kind == .function && !unit.isGenerator && unit.cellSlots.isEmpty && unit.freeSlots.isEmpty
            && signature.keywordOnly.isEmpty && !signature.takesAnyPositional && !signature.takesAnyKeyword
        parameters = isPlain ? signature.parameters.count : -1
    }
}

extension Interpreter {
    /// Enters a function that takes just the arguments that are given: the topmost values of the stack, after a
    /// receiver that is not null. False where the call is not as simple as that; then nothing has happened.
    func enterDirectly(_ function: Ref, receiver: Ref, count: Int, below: Int) -> Bool {
        guard let code = heap[function].codeOfFunction, let unit = heap[code].unitOfCode else { return false }
        let given = receiver.isNull ? count : count + 1
        guard directCalls[unit].parameters == given, recursionDepth < settings.recursionLimit else {
            return false
        }
        directArguments.removeAll(keepingCapacity: true)
        if !receiver.isNull { directArguments.append(heap.shared(receiver)) }
        directArguments.append(contentsOf: heap.stack.suffix(count))
        heap.retain(function)
        heap.stack.removeLast(count)
        let first = heap.stack.count - below
        for place in first..<heap.stack.count where !heap.stack[place].isNull { heap.release(heap.stack[place]) }
        heap.stack.removeLast(below)
        enterDirectly(function, code: code, unit: unit)
        heap.release(function)
        return true
    }

    private func enterDirectly(_ function: Ref, code: Ref, unit: Int) {
        if heap.recorder.isOn, !program.units[unit].isOfLibrary {
            heap.recorder.record(.call, heap.storyID(function), by: heap[function].qualifiedNameOfFunction)
        }
        heap.enterFrame(
            .function, name: heap[function].nameOfFunction, variables: shownVariables(ofUnit: unit),
            function: heap.facts.framesHoldTheirFunction ? function : .null, code: code)
        hideFrame(ofUnit: unit)
        for (slot, value) in directArguments.enumerated() { heap.bindLocal(slot, to: value) }
        entries[unit] += 1
        calls.append(Call(unit: unit, afterwards: .push))
    }
}
