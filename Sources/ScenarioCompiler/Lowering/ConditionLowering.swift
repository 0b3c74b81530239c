import ScenarioSyntax

// Conditions: code that jumps on the truth of an expression and leaves no value (Python/compile.c, compiler_jump_if).
// Each operand's truth is asked for once.
extension Lowerer {
    /// Evaluates a condition; the jumps returned are taken where its truth is `outcome`.
    func lowerCondition(_ condition: Expression, jumpingWhen outcome: Bool = false, _ unit: UnitBuilder) -> [Int] {
        if let value = folding.fold(condition) {
            unit.use(constant: constant(value, of: unit))
            return Folding.isTrue(value) == outcome ? [unit.emit(.jump(0))] : []
        }
        unit.span = condition.span
        switch condition.kind {
        case .unary(.not, let operand) where !facts.jumpsInsideConditions:
            lower(operand, unit)
            return [emitJump(when: !outcome, unit)]
        case .unary(.not, let operand): return lowerCondition(operand, jumpingWhen: !outcome, unit)
        case .and(let operands): return lowerOperands(operands, decidedBy: false, jumpingWhen: outcome, unit)
        case .or(let operands): return lowerOperands(operands, decidedBy: true, jumpingWhen: outcome, unit)
        case .conditional(let test, let then, let otherwise) where facts.jumpsInsideConditions:
            return lowerChoice(test, then, otherwise, jumpingWhen: outcome, unit)
        case .comparison(let first, let parts) where parts.count > 1 && facts.jumpsInsideConditions:
            return lowerChain(first, parts, jumpingWhen: outcome, unit)
        default:
            lower(condition, unit)
            unit.span = condition.span
            return [emitJump(when: outcome, unit)]
        }
    }

    private func emitJump(when outcome: Bool, _ unit: UnitBuilder) -> Int {
        unit.emit(outcome ? .popJumpIfTrue(0) : .popJumpIfFalse(0))
    }

    private func lowerOperands(
        _ operands: [Expression], decidedBy decisive: Bool, jumpingWhen outcome: Bool, _ unit: UnitBuilder
    ) -> [Int] {
        let early = operands.dropLast().flatMap { lowerCondition($0, jumpingWhen: decisive, unit) }
        let last = operands.last.map { lowerCondition($0, jumpingWhen: outcome, unit) } ?? []
        if decisive == outcome { return early + last }
        for jump in early { unit.patch(jump) }
        return last
    }

    private func lowerChoice(
        _ test: Expression, _ then: Expression, _ otherwise: Expression, jumpingWhen outcome: Bool, _ unit: UnitBuilder
    ) -> [Int] {
        let skips = lowerCondition(test, unit)
        let first = lowerCondition(then, jumpingWhen: outcome, unit)
        let end = unit.emit(.jump(0))
        for skip in skips { unit.patch(skip) }
        let second = lowerCondition(otherwise, jumpingWhen: outcome, unit)
        unit.patch(end)
        return first + second
    }

    private func lowerChain(
        _ first: Expression, _ parts: [ComparisonPart], jumpingWhen outcome: Bool, _ unit: UnitBuilder
    ) -> [Int] {
        let exits = lowerLinks(first, parts, .popJumpIfFalse(0), unit)
        let decided = emitJump(when: outcome, unit)
        let end = unit.emit(.jump(0))
        for exit in exits { unit.patch(exit) }
        unit.emit(.pop)
        let failed = outcome ? [] : [unit.emit(.jump(0))]
        unit.patch(end)
        return [decided] + failed
    }

    /// Evaluates the comparisons of a chain, the result of the last one on top; the jumps returned are taken where one
    /// before it fails, with the right operand of that one below.
    func lowerLinks(
        _ first: Expression, _ parts: [ComparisonPart], _ exit: Instruction, _ unit: UnitBuilder
    ) -> [Int] {
        let span = unit.span
        lower(first, unit)
        var exits: [Int] = []
        for (index, part) in parts.enumerated() {
            let isMember = part.op == .in || part.op == .notIn
            if isMember, index == parts.count - 1 {
                lowerIterable(part.operand, unit, isMembership: true)
            } else {
                lower(part.operand, unit)
            }
            unit.span = span
            guard index < parts.count - 1 else {
                unit.emit(.compare(part.op))
                break
            }
            // Left, right becomes right, left, right.
            unit.emit(.duplicate)
            unit.emit(.swap(3))
            unit.emit(.swap(2))
            unit.emit(.compare(part.op))
            exits.append(unit.emit(exit))
        }
        return exits
    }
}
