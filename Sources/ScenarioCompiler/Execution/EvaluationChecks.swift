import HeapModel

// Where the interpreter looks whether a collection is due, in versions in which it waits for that
// (`RuntimeFacts.collectionWaitsForEvaluation`): at the start of a function, after the call of one written in C, and
// at jumps backwards (Python/bytecodes.c, CHECK_EVAL_BREAKER).
//
// A call that has become specialised for `list.append`, `len`, `isinstance` or `type(x)` does not look. It does so from
// its second run on, as far as it calls the same (Python/specialize.c, adaptive_counter_warmup). Measured with
// `gc.get_count()` in loops.
extension Interpreter {
    /// Notes that the call that is about to run has been reached, and says whether it looks for work when it is over.
    ///
    /// - Parameter base: the place on the stack of what is called.
    func callChecksEvaluation(_ base: Int, count: Int, isMethod: Bool) -> Bool {
        guard heap.facts.collectionWaitsForEvaluation, let call = calls.last else { return true }
        let place = call.next - 1
        if runsOfCalls[call.unit].isEmpty {
            runsOfCalls[call.unit] = Array(repeating: 0, count: program.units[call.unit].instructions.count)
        }
        runsOfCalls[call.unit][place] = min(runsOfCalls[call.unit][place] + 1, 2)
        guard runsOfCalls[call.unit][place] > 1 else { return true }
        return !isUnchecked(heap.stack[base], count: count, isMethod: isMethod, call)
    }

    private func isUnchecked(_ callable: Ref, count: Int, isMethod: Bool, _ call: Call) -> Bool {
        if callable == heap.type(.type) { return count == 1 }
        guard case .native(let number, let receiver) = heap[callable].value, receiver.isNull else { return false }
        let native = Natives.all[Int(number)]
        if isMethod {
            let instructions = program.units[call.unit].instructions
            let isDropped = call.next < instructions.count && instructions[call.next] == .pop
            return native.type == .list && native.name == "append" && count == 1 && isDropped
        }
        return native.type == nil && (native.name == "len" && count == 1 || native.name == "isinstance" && count == 2)
    }

    /// Whether the interpreter looks after an instruction whether a collection is due.
    ///
    /// - Parameter place: where in its code the instruction stands.
    func checksEvaluation(after instruction: Instruction, at place: Int) -> Bool {
        switch instruction {
        case .call, .callMethod: callChecks
        case .callSpread: true
        case .callExit(let isAfterException): !isAfterException
        case .jump(let target): target <= place
        case .returnValue: returnChecks
        default: false
        }
    }

    /// Whether the interpreter looks for work when `__init__` has returned, and with it the call of the class. A call that
    /// has become specialised for the class runs `__init__` in its own place, where versions have that.
    func classCallChecksEvaluation() -> Bool { !callEntersInit() }

    /// Whether the call of a class that is running has become specialised, so that it enters `__init__` as it enters a
    /// function.
    func callEntersInit() -> Bool {
        guard heap.facts.classCallsEnterInit, let call = calls.last else { return false }
        let place = call.next - 1
        let runs = runsOfCalls[call.unit]
        guard runs.indices.contains(place), runs[place] > 1 else { return false }
        switch program.units[call.unit].instructions[place] {
        case .call(_, let keywords), .callMethod(_, let keywords): return keywordNames(keywords).isEmpty
        default: return false
        }
    }
}
