import HeapModel
import ScenarioSyntax

// Constants that were folded when instructions had been made of them already (Python/peephole.c, up to 3.6; for tuples
// up to 3.9): the operands stay constants of the code, and each result is one more constant, whatever constants there
// are.
extension Lowerer {
    /// Emits an operation on the topmost values, or its result where they are constants that have just been pushed.
    func emitOperation(_ operation: Instruction, on count: Int, _ unit: UnitBuilder) {
        guard let operands = unit.topConstants(count), let number = fold(operation, operands, unit) else {
            unit.emit(operation)
            return
        }
        unit.removeLast(count)
        if facts.foldingPlace == .adjacentInstructions { unit.endConstants() }
        load(constant: number, unit)
    }

    private func fold(_ operation: Instruction, _ operands: [Int], _ unit: UnitBuilder) -> Int? {
        if case .buildTuple = operation { return foldTuple(operands) }
        guard facts.foldingPlace != .tree else { return nil }
        let values = operands.compactMap { value(ofConstant: $0) }
        guard values.count == operands.count else { return nil }
        switch operation {
        case .unary(let op): return appendResult(foldUnary(op, values[0]))
        case .binary(.modulo):
            if case .string(let template) = values[0] {
                return foldsFormats(template, values[1]).flatMap { appendResult(.string($0)) }
            }
            return appendResult(folding.binary(.modulo, values[0], values[1]))
        case .binary(let op):
            return foldTuples(op, operands, values) ?? appendResult(folding.binary(op, values[0], values[1]))
        case .loadElement: return foldElement(operands[0], values[0], values[1], unit)
        default: return nil
        }
    }

    private func foldsFormats(_ template: String, _ value: Folded) -> String? {
        facts.foldingPlace == .adjacentInstructions ? FormatFolding.text(template, value) : nil
    }

    /// `not` is an operation of its own that no peephole optimizer folds, and the older one has no `+` either.
    private func foldUnary(_ op: UnaryOperator, _ value: Folded) -> Folded? {
        switch op {
        case .not: nil
        case .positive where facts.foldingPlace == .adjacentInstructions: nil
        default: folding.unary(op, value)
        }
    }

    /// A tuple that is made of tuples has their items.
    private func foldTuples(_ op: BinaryOperator, _ operands: [Int], _ values: [Folded]) -> Int? {
        guard case .tuple(let result)? = folding.binary(op, values[0], values[1])?.spreadOut,
            result.count <= facts.foldingLimits.resultItems
        else { return nil }
        let parts = operands.flatMap { operand in
            if case .tuple(let items) = constants[operand] { items } else { [Int]() }
        }
        return append(.tuple(result.indices.map { parts[$0 % parts.count] }))
    }

    private func appendResult(_ value: Folded?) -> Int? {
        guard let value, value.itemCount <= facts.foldingLimits.resultItems else { return nil }
        if case .tuple = value.spreadOut { return nil }
        return append(Constant(atom: value))
    }

    /// An empty tuple is folded by the older optimizer only, where no operand has to be there.
    private func foldTuple(_ items: [Int]) -> Int? {
        guard !facts.sharesTuplesFoldedLate else { return nil }
        if items.isEmpty, facts.foldingPlace != .adjacentInstructions { return nil }
        return append(.tuple(items))
    }

    /// Lowers what `in` or a `for` asks about, a list or a set; a display of constants becomes a constant, in 2.7 only
    /// a list behind `in`. False where it is anything else.
    func foldsLate(_ expression: Expression, _ unit: UnitBuilder, _ isMembership: Bool) -> Bool {
        let isOld = facts.foldingPlace == .adjacentInstructions
        let (items, isSet): ([Expression], Bool)
        switch expression.kind {
        case .list(let values): (items, isSet) = (values, false)
        case .set(let values): (items, isSet) = (values, true)
        default: return false
        }
        guard !items.contains(where: \.isStarred) else { return false }
        for item in items { lower(item, unit) }
        unit.span = expression.span
        guard !items.isEmpty, !isOld || isMembership && !isSet, let constants = unit.topConstants(items.count) else {
            unit.emit(isSet ? .buildSet(items.count) : .buildList(items.count))
            return true
        }
        unit.removeLast(items.count)
        load(constant: append(isSet ? .frozenset(constants) : .tuple(constants)), unit)
        return true
    }

    /// An item of a tuple is the object that it is, and one more constant.
    private func foldElement(_ owner: Int, _ value: Folded, _ index: Folded, _ unit: UnitBuilder) -> Int? {
        guard case .int(let place) = index else { return nil }
        guard case .tuple(let items) = constants[owner] else { return appendResult(folding.element(value, place)) }
        guard let at = Int(exactly: place) else { return nil }
        let found = at < 0 ? at + items.count : at
        guard items.indices.contains(found) else { return nil }
        unit.useAgain(constant: items[found])
        return items[found]
    }
}

extension Folded {
    /// `len` of the value, 0 where it has none.
    fileprivate var itemCount: Int {
        switch spreadOut {
        case .string(let text): text.unicodeScalars.count
        case .bytes(let bytes): bytes.count
        case .tuple(let items): items.count
        default: 0
        }
    }
}
