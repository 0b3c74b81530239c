import Diagnostics
import ScenarioSyntax

// Branches and loops, and the ways out of them.
extension Lowerer {
    func lowerIf(_ branches: [Branch], _ otherwise: [Statement]?, _ unit: UnitBuilder) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            let isLast = index == branches.count - 1 && otherwise == nil
            let skips = lowerCondition(branch.condition, unit)
            lower(branch.body, unit)
            if !isLast { exits.append(unit.emitWithoutLine(.jump(0))) }
            for skip in skips { unit.patch(skip) }
        }
        lower(otherwise ?? [], unit)
        for exit in exits { unit.patch(exit) }
    }

    func lowerWhile(_ condition: Expression, _ body: [Statement], _ otherwise: [Statement]?, _ unit: UnitBuilder) {
        let start = unit.here
        let span = unit.span
        // A condition that is a constant leaves only its line.
        if folding.fold(condition) != nil { markLine(unit) }
        unit.span = span
        let exits = lowerCondition(condition, unit)
        unit.blocks.append(.loop(UnitBuilder.Loop(start: start, holdsIterator: false)))
        lower(body, unit)
        emitTurn(to: start, unit)
        let breaks = unit.closeLoop()
        for exit in exits { unit.patch(exit) }
        lower(otherwise ?? [], unit)
        for jump in breaks { unit.patch(jump) }
    }

    func lowerFor(
        _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]?,
        _ unit: UnitBuilder
    ) {
        lowerIterable(iterable, unit)
        unit.span = iterable.span
        unit.emit(.getIterator)
        let start = unit.emit(.forIteration(0))
        lowerStore(target, unit)
        unit.blocks.append(.loop(UnitBuilder.Loop(start: start, holdsIterator: true)))
        lower(body, unit)
        emitTurn(to: start, unit)
        let breaks = unit.closeLoop()
        unit.patch(start)
        lower(otherwise ?? [], unit)
        for jump in breaks { unit.patch(jump) }
    }

    /// The jump at the end of a loop's body belongs to the line before it, or to that of a statement that does nothing.
    private func emitTurn(to start: Int, _ unit: UnitBuilder) {
        guard let line = unit.endLine else {
            unit.emitWithoutLine(.jump(start))
            return
        }
        // A jump that would lead to this one leads where it leads (Python/peephole.c, jump threading).
        unit.redirect(from: unit.here, to: start)
        unit.span = line
        unit.emit(.jump(start))
        // What follows the loop lies in the midst of that line: no trace function is told of it.
        unit.endLine = nil
    }

    // MARK: - Ways out

    private func innermostLoop(_ unit: UnitBuilder) -> Int? {
        unit.blocks.lastIndex { if case .loop = $0 { true } else { false } }
    }

    func lowerBreak(_ unit: UnitBuilder) {
        guard let index = innermostLoop(unit), case .loop(let loop) = unit.blocks[index] else { return }
        leaveBlocks(from: index + 1, keepingTop: false, unit)
        if loop.holdsIterator { unit.emit(.pop) }
        unit.addBreak(unit.emit(.jump(0)), loop)
    }

    func lowerContinue(_ unit: UnitBuilder) {
        guard let index = innermostLoop(unit), case .loop(let loop) = unit.blocks[index] else { return }
        leaveBlocks(from: index + 1, keepingTop: false, unit)
        unit.emit(.jump(loop.start))
    }

    func lowerReturn(_ value: Expression?, _ span: Span, _ unit: UnitBuilder) {
        let constantValue = value.map { folding.fold($0) != nil } ?? true
        if !constantValue, let value { lower(value, unit) }
        unit.span = span
        leaveBlocks(from: 0, keepingTop: !constantValue, unit)
        if constantValue { lowerOptional(value, unit) }
        unit.span = span
        unit.emit(.returnValue)
    }

    func lowerOptional(_ value: Expression?, _ unit: UnitBuilder) {
        if let value { lower(value, unit) } else { load(.none, unit) }
    }

    /// Leaves the blocks from the innermost one down to a place (Python/compile.c, compiler_unwind_fblock).
    private func leaveBlocks(from outermost: Int, keepingTop: Bool, _ unit: UnitBuilder) {
        let saved = unit.blocks
        while unit.blocks.count > outermost {
            let block = unit.blocks.removeLast()
            leave(block, keepingTop: keepingTop, unit)
        }
        unit.blocks = saved
    }

    private func leave(_ block: UnitBuilder.OpenBlock, keepingTop: Bool, _ unit: UnitBuilder) {
        switch block {
        case .loop(let loop):
            if loop.holdsIterator { popUnder(keepingTop, unit) }
        case .tryBody:
            unit.emit(.popHandler)
        case .finallyBody(let statements):
            unit.emit(.popHandler)
            if keepingTop { unit.blocks.append(.returnValue) }
            lower(statements, unit)
            if keepingTop { unit.blocks.removeLast() }
        case .finallyHandler:
            unit.emit(.popHandler)
            popUnder(keepingTop, unit)
            unit.emit(.leaveHandler)
        case .handler(let name):
            unit.emit(.popHandler)
            unit.emit(.leaveHandler)
            clearName(name, unit)
        case .plainHandler:
            unit.emit(.popHandler)
            unit.emit(.leaveHandler)
        case .with:
            unit.emit(.popHandler)
            if keepingTop { unit.emit(.swap(2)) }
            callExit(unit)
        case .returnValue:
            popUnder(keepingTop, unit)
        }
    }

    private func popUnder(_ keepingTop: Bool, _ unit: UnitBuilder) {
        if keepingTop { unit.emit(.swap(2)) }
        unit.emit(.pop)
    }

    /// The name of a handled exception is bound to None and removed, also where the handler removed it itself.
    func clearName(_ name: String, _ unit: UnitBuilder) {
        load(.none, unit)
        store(name, unit)
        delete(name, unit)
    }

    /// Calls `__exit__`, which is on top of the stack, as if nothing had been raised.
    func callExit(_ unit: UnitBuilder) {
        unit.use(constant: constant(.none, of: unit))
        unit.emit(.callExit(afterException: false))
        unit.emit(.pop)
    }
}
