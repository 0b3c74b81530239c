import HeapModel
import ScenarioSyntax

extension Interpreter {
    /// Runs until the call that was innermost when it started has returned or its code has ended. What a returned
    /// value is left on the stack; `.end` leaves the stack as it is.
    func run() throws(Interruption) {
        let depth = calls.count
        if heap.hasDeathCall { try runDeaths() }
        while true {
            do throws(Interruption) {
                try runInstructions(depth)
                return
            } catch {
                try handle(error, depth: depth)
                if heap.hasDeathCall { try runDeaths() }
            }
        }
    }

    private func runInstructions(_ depth: Int) throws(Interruption) {
        while calls.count >= depth {
            let index = calls.count - 1
            let place = calls[index].next
            let instruction = program.units[calls[index].unit].instructions[place]
            calls[index].next = place + 1
            if heap.recorder.isOn { noteLine() }
            try checkBudget()
            if case .end = instruction { return }
            try execute(instruction)
            if heap.hasDeathCall { try runDeaths() }
            if heap.hasCollectorWork { try serveCollector(after: instruction, at: place) }
        }
    }

    func jump(to place: Int) { calls[calls.count - 1].next = place }

    private func execute(_ instruction: Instruction) throws(Interruption) {
        switch instruction {
        case .loadConstant(let number): push(makeConstant(number))
        case .loadName(let name): try loadName(name)
        case .storeName(let name): storeName(symbol(name))
        case .deleteName(let name): try deleteName(name, inFrame: heap.frames.count - 1)
        case .loadGlobal(let name): try loadGlobal(name)
        case .storeGlobal(let name): heap.bind(symbol(name), to: pop(), inFrame: 0)
        case .deleteGlobal(let name): try deleteName(name, inFrame: 0)
        case .loadFast(let slot): push(heap.shared(try local(slot)))
        case .storeFast(let slot): heap.bindLocal(slot, to: pop())
        case .deleteFast(let slot):
            _ = try local(slot)
            heap.unbindLocal(slot)
        case .saveVariable(let slot): push(heap.takeLocal(slot))
        case .restoreVariable(let slot):
            let value = pop()
            if value.isNull { heap.unbindLocal(slot) } else { heap.bindLocal(slot, to: value) }
        case .makeCell(let slot): heap.bindLocal(slot, to: heap.allocate(.cell(.null), .cell))
        case .loadCellContents(let slot): try loadCellContents(slot)
        case .storeCellContents(let slot): heap.setCell(heap.local(slot), to: pop())
        case .deleteCellContents(let slot):
            if !heap.clearCell(heap.local(slot)) { throw unboundVariable(slot) }
        case .loadCell(let slot): push(heap.shared(heap.local(slot)))
        case .loadLabel(let number): push(heap.shared(try labelled(number)))
        case .pop: heap.release(pop())
        case .duplicate: if let top = heap.stack.last { push(heap.shared(top)) }
        case .duplicateTwo: for ref in heap.stack.suffix(2) { push(heap.shared(ref)) }
        case .swap(let depth): heap.stack.swapAt(heap.stack.count - 1, heap.stack.count - depth)
        case .jump(let target): jump(to: target)
        case .popJumpIfFalse(let target): if !(try popTruth()) { jump(to: target) }
        case .popJumpIfTrue(let target): if try popTruth() { jump(to: target) }
        case .jumpIfFalseOrPop(let target): try jumpOrPop(target, if: false)
        case .jumpIfTrueOrPop(let target): try jumpOrPop(target, if: true)
        default: try executeObject(instruction)
        }
    }

    private func executeObject(_ instruction: Instruction) throws(Interruption) {
        switch instruction {
        case .loadAttribute(let name):
            try replaceTop { (owner) throws(Interruption) in try self.attribute(of: owner, self.symbol(name)) }
        case .storeAttribute(let name): try storeAttribute(name)
        case .deleteAttribute(let name): try deleteAttribute(name)
        case .loadMethod(let name): try loadMethod(name)
        case .loadElement:
            try replaceTopTwo { (owner, index) throws(Interruption) in
                try self.chargeForElement(of: owner, index)
                return try self.element(of: self.referent(owner), index)
            }
        case .storeElement: try storeElement()
        case .deleteElement: try deleteElement()
        case .buildList(let count): push(heap.makeList(pop(count)))
        case .buildTuple(let count): push(heap.makeTuple(pop(count)))
        case .buildSet(let count): try buildSet(count)
        case .buildSlice(let count): buildSlice(count)
        case .buildDict(let count): try buildDict(count)
        case .buildRoomyDict(let count): buildRoomyDict(count)
        case .buildDictWithConstantKeys(let count): try buildDictWithConstantKeys(count)
        case .formatValue(let conversion, let hasSpec): try formatValue(conversion, hasSpec: hasSpec)
        case .buildString(let count): try buildString(count)
        case .extendListWithConstant: extendListWithConstant()
        case .appendToList, .addToSet, .extendList, .updateSet, .updateDict, .listToTuple:
            if let top = heap.stack.last { try chargeForReading(top) }
            try extendDisplay(instruction)
        case .spreadList(let count): try spread(count, into: heap.makeList([]))
        case .spreadSet(let count): try spread(count, into: heap.makeSet(.set))
        case .unpack(let count): try unpack(count)
        case .unpackStarred(let before, let after): try unpack(before, after: after)
        case .unary(let op):
            try replaceTop { (operand) throws(Interruption) in
                try self.unary(op, self.referent(operand))
            }
        case .binary(let op):
            try replaceTopTwo { (a, b) throws(Interruption) in
                try self.chargeForOperation(a, b)
                return try self.binary(op, self.referent(a), self.referent(b), inPlace: false)
            }
        case .inPlace(let op):
            try replaceTopTwo { (a, b) throws(Interruption) in
                try self.chargeForOperation(a, b)
                return try self.inPlace(op, a, b)
            }
        case .compare(let op):
            try replaceTopTwo { (a, b) throws(Interruption) in
                try self.chargeForComparison(op, a, b)
                return try self.richComparison(op, a, b)
            }
        case .pushHandler, .pushContextHandler, .popHandler, .enterHandler, .leaveHandler, .matchException, .raise,
            .reraise, .loadAssertionError, .enterContext, .callExit, .dropTraceback, .expectRaised:
            try executeException(instruction)
        case .yieldValue: yieldValue()
        case .getYieldFromIterator: try makeDelegate()
        case .send(let exit): try send(exit)
        case .addToDict(let depth): try addToDict(depth)
        case .loadClassCell(let slot, let name): try loadClassCell(slot, name)
        case .getIterator: try replaceTop { (source) throws(Interruption) in try self.makeIterator(source) }
        case .forIteration(let target): try advanceLoop(target)
        case .call(let positional, let keywords): try call(positional: positional, keywords: keywords)
        case .callMethod(let positional, let keywords): try callMethod(positional: positional, keywords: keywords)
        case .callSpread(let hasKeywords): try callSpread(hasKeywords: hasKeywords)
        case .finishSpread(let hasKeywords): finishSpread(hasKeywords: hasKeywords)
        case .mergeKeywords: try mergeKeywords()
        case .returnValue: try returnValue()
        case .makeFunction(let unit, let parts): makeFunction(unit, parts)
        case .setUpAnnotations: setUpAnnotations()
        case .storeAnnotation(let name): try storeAnnotation(name)
        case .buildClass(let unit, let bases, let keywords): try startClass(unit, bases: bases, keywords: keywords)
        case .importModule(let name): push(importModule(text(name)))
        case .importName(let name): try importName(text(name))
        case .display: try display()
        case .query(let number): push(try answer(number))
        case .teardown: try tearDown()
        case .stepStart, .stepEnd, .setupEnd, .directive: try tell(instruction)
        default: return
        }
    }

    // MARK: - Values on the stack

    /// Computes a value from the topmost one, which keeps living until the result is there.
    private func replaceTop(_ compute: (Ref) throws(Interruption) -> Ref) throws(Interruption) {
        let operand = heap.stack[heap.stack.count - 1]
        let result = try compute(operand)
        heap.stack[heap.stack.count - 1] = result
        heap.release(operand)
    }

    /// Computes a value from the two topmost ones; then the left one goes before the right one, as in CPython.
    private func replaceTopTwo(_ compute: (Ref, Ref) throws(Interruption) -> Ref) throws(Interruption) {
        let count = heap.stack.count
        let (left, right) = (heap.stack[count - 2], heap.stack[count - 1])
        let result = try compute(left, right)
        heap.stack.removeLast()
        heap.stack[count - 2] = result
        heap.release(left)
        heap.release(right)
    }

    private func popTruth() throws(Interruption) -> Bool {
        let value = pop()
        defer { heap.release(value) }
        return try truth(value)
    }

    private func jumpOrPop(_ target: Int, if wanted: Bool) throws(Interruption) {
        guard let top = heap.stack.last else { return }
        if try truth(top) == wanted { jump(to: target) } else { heap.release(pop()) }
    }

    // MARK: - Names

    private func loadName(_ name: Int) throws(Interruption) {
        if let value = heap.frames[heap.frames.count - 1].namespace[symbol(name)] {
            push(heap.shared(value))
        } else if let value = heap.frames[heap.frames.count - 1].machinery[symbol(name)] {
            push(heap.shared(value))
        } else {
            try loadGlobal(name)
        }
    }

    private func loadGlobal(_ name: Int) throws(Interruption) {
        if let value = heap.frames[0].namespace[symbol(name)] {
            push(heap.shared(value))
        } else if let value = heap.shownNames[symbol(name)] {
            push(heap.shared(value))
        } else if let value = moduleName(text(name)) ?? builtin(text(name)) {
            push(value)
        } else {
            throw undefined(text(name))
        }
    }

    private func storeName(_ name: Symbol) {
        let frame = heap.frames.count - 1
        if SymbolTable.isMachinery(name), heap.frames[frame].kind == .classBody {
            heap.bindMachinery(name, to: pop())
        } else {
            heap.bind(name, to: pop(), inFrame: frame)
        }
    }

    private func deleteName(_ name: Int, inFrame frame: Int) throws(Interruption) {
        if !heap.unbind(symbol(name), inFrame: frame) { throw undefined(text(name)) }
    }

    private func undefined(_ name: String) -> Interruption {
        let kind = heap.frames[heap.frames.count - 1].kind
        // A name that a function declares is a global one to the code of the module, too.
        let isGlobal = kind == .function || kind == .generator || program.declaredGlobals.contains(name)
        let isMissingGlobal = heap.facts.missingGlobalsAreCalledSo && isGlobal
        let known = heap.frames.flatMap { $0.namespace.keys + $0.variables }.map { heap.symbols.name($0) }
        return .raised(
            PendingException(
                type: "NameError", message: "\(isMissingGlobal ? "global " : "")name '\(name)' is not defined",
                suggestion: BuiltinNames.foreign[name] ?? nearest(name, among: known + BuiltinNames.supported)))
    }

    private func local(_ slot: Int) throws(Interruption) -> Ref {
        let value = heap.locals[heap.frames[heap.frames.count - 1].localsBase + slot]
        if value.isNull { throw unboundVariable(slot) }
        return value
    }

    private func loadCellContents(_ slot: Int) throws(Interruption) {
        let cell = heap.locals[heap.frames[heap.frames.count - 1].localsBase + slot]
        guard case .cell(let value) = heap[cell].value, !value.isNull else { throw unboundVariable(slot) }
        push(heap.shared(value))
    }

    private func loadClassCell(_ slot: Int, _ name: Int) throws(Interruption) {
        if let value = heap.frames[heap.frames.count - 1].namespace[symbol(name)] {
            push(heap.shared(value))
        } else {
            try loadCellContents(slot)
        }
    }

    private func addToDict(_ depth: Int) throws(Interruption) {
        let count = heap.stack.count
        let (key, value) = (heap.stack[count - 2], heap.stack[count - 1])
        try setEntry(heap.stack[count - 3 - depth], key: heap.shared(key), to: heap.shared(value))
        release(pop(2))
    }

    private func unboundVariable(_ slot: Int) -> Interruption {
        let name = unit.variables[slot]
        if unit.freeSlots.contains(slot) {
            return .raise(
                "NameError",
                "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
        }
        return .raise(
            "UnboundLocalError", "cannot access local variable '\(name)' where it is not associated with a value")
    }
}
