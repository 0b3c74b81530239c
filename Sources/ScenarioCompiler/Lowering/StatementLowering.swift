import Diagnostics
import ScenarioSyntax

extension Lowerer {
    func lower(_ statements: [Statement], _ unit: UnitBuilder) {
        for statement in statements { lower(statement, unit) }
    }

    func lower(_ statement: Statement, _ unit: UnitBuilder) {
        unit.span = statement.span
        switch statement.kind {
        case .expression(let expression):
            // A bare constant does nothing, and CPython's compiler drops it.
            if Folding.fold(expression) != nil { return }
            lower(expression, unit)
            unit.emit(.pop)
        case .assignment(let targets, let value): lowerAssignment(targets, value, unit)
        case .augmented(let target, let op, let value): lowerAugmented(target, op, value, unit, statement.span)
        case .delete(let targets): for target in targets { lowerDelete(target, unit) }
        case .returnValue(let value):
            lowerOptional(value, unit)
            unit.span = statement.span
            unit.emit(.returnValue)
        case .breakLoop: lowerBreak(unit)
        case .continueLoop:
            if let loop = unit.loops.last { unit.emit(.jump(loop.start)) }
        case .ifElse(let branches, let otherwise): lowerIf(branches, otherwise, unit)
        case .whileLoop(let condition, let body, let otherwise): lowerWhile(condition, body, otherwise, unit)
        case .forLoop(let target, let iterable, let body, let otherwise):
            lowerFor(target, iterable, body, otherwise, unit)
        case .function(let definition): lowerFunction(definition, unit)
        case .classDefinition(let definition): lowerClass(definition, unit)
        case .importModules(let names):
            for item in names {
                unit.span = item.span
                unit.emit(.importModule(name(item.module)))
                store(item.alias ?? item.module, unit)
            }
        case .pass, .global, .nonlocal, .missing, .annotated, .raise, .assert, .importFrom, .tryBlock, .with:
            // `Checker` refuses those that would do something.
            return
        }
    }

    private func lowerOptional(_ value: Expression?, _ unit: UnitBuilder) {
        if let value { lower(value, unit) } else { load(constant: constant(.none), unit) }
    }

    // MARK: - Assignment

    private func lowerAssignment(_ targets: [Expression], _ value: Expression, _ unit: UnitBuilder) {
        if targets.count == 1, swapsWithoutTuple(targets[0], value) {
            lowerSwap(targets[0], value, unit)
            return
        }
        lower(value, unit)
        for target in targets.dropLast() {
            unit.emit(.duplicate)
            lowerStore(target, unit)
        }
        if let last = targets.last { lowerStore(last, unit) }
    }

    /// Two or three values unpacked into as many targets go over the stack; no tuple is made
    /// (Python/compile.c, optimize_basic_block: BUILD_TUPLE n, UNPACK_SEQUENCE n with n below 4).
    private func swapsWithoutTuple(_ target: Expression, _ value: Expression) -> Bool {
        guard let targets = elements(target), case .tuple(let values) = value.kind else { return false }
        if (targets + values).contains(where: \.isStarred) { return false }
        return targets.count == values.count && (1...3).contains(values.count) && Folding.fold(value) == nil
    }

    private func elements(_ target: Expression) -> [Expression]? {
        switch target.kind {
        case .tuple(let items), .list(let items): items
        default: nil
        }
    }

    private func lowerSwap(_ target: Expression, _ value: Expression, _ unit: UnitBuilder) {
        guard case .tuple(let values) = value.kind, let targets = elements(target) else { return }
        for value in values { lower(value, unit) }
        if values.count > 1 { unit.emit(.swap(values.count)) }
        for target in targets { lowerStore(target, unit) }
    }

    /// Stores the topmost value.
    private func lowerStore(_ target: Expression, _ unit: UnitBuilder) {
        unit.span = target.span
        switch target.kind {
        case .name(let name): store(name, unit)
        case .attribute(let owner, let attribute, _):
            lower(owner, unit)
            unit.span = target.span
            unit.emit(.storeAttribute(name(attribute)))
        case .subscripted(let owner, let index):
            lower(owner, unit)
            lower(index, unit)
            unit.span = target.span
            unit.emit(.storeElement)
        case .tuple(let items), .list(let items):
            if let star = items.firstIndex(where: \.isStarred) {
                unit.emit(.unpackStarred(before: star, after: items.count - star - 1))
            } else {
                unit.emit(.unpack(items.count))
            }
            for item in items { lowerStore(item, unit) }
        case .starred(let value): lowerStore(value, unit)
        default: return
        }
    }

    private func lowerAugmented(
        _ target: Expression, _ op: BinaryOperator, _ value: Expression, _ unit: UnitBuilder, _ span: Span
    ) {
        switch target.kind {
        case .attribute(let owner, let attribute, _):
            lower(owner, unit)
            unit.emit(.duplicate)
            unit.span = target.span
            unit.emit(.loadAttribute(name(attribute)))
            lowerOperation(op, value, unit, span)
            unit.emit(.swap(2))
            unit.emit(.storeAttribute(name(attribute)))
        case .subscripted(let owner, let index):
            lower(owner, unit)
            lower(index, unit)
            unit.emit(.duplicateTwo)
            unit.span = target.span
            unit.emit(.loadElement)
            lowerOperation(op, value, unit, span)
            unit.emit(.swap(3))
            unit.emit(.swap(2))
            unit.emit(.storeElement)
        default:
            lower(target, unit)
            lowerOperation(op, value, unit, span)
            lowerStore(target, unit)
        }
    }

    private func lowerOperation(_ op: BinaryOperator, _ value: Expression, _ unit: UnitBuilder, _ span: Span) {
        lower(value, unit)
        unit.span = span
        unit.emit(.inPlace(op))
    }

    private func lowerDelete(_ target: Expression, _ unit: UnitBuilder) {
        unit.span = target.span
        switch target.kind {
        case .name(let name): delete(name, unit)
        case .attribute(let owner, let attribute, _):
            lower(owner, unit)
            unit.span = target.span
            unit.emit(.deleteAttribute(name(attribute)))
        case .subscripted(let owner, let index):
            lower(owner, unit)
            lower(index, unit)
            unit.span = target.span
            unit.emit(.deleteElement)
        case .tuple(let items), .list(let items): for item in items { lowerDelete(item, unit) }
        default: return
        }
    }

    // MARK: - Names

    func load(_ text: String, _ unit: UnitBuilder) {
        guard let scope = unit.scope, !scope.isClass else {
            if unit.scope?.isClass != true { checkBuiltin(text, unit.span) }
            unit.emit(.loadName(name(text)))
            return
        }
        if unit.isInCell(text), let slot = unit.slot(text) {
            unit.emit(.loadCellContents(slot))
        } else if let slot = unit.slot(text) {
            unit.emit(.loadFast(slot))
        } else {
            checkBuiltin(text, unit.span)
            unit.emit(.loadGlobal(name(text)))
        }
    }

    /// A name that nothing in the file binds and that CPython's builtins have, but not the model's.
    private func checkBuiltin(_ text: String, _ span: Span) {
        guard BuiltinNames.unsupported.contains(text), !boundNames.contains(text) else { return }
        fail(
            "E0401", "the built-in '\(text)' is not supported yet", span,
            explanation: "CPython would run it; this version of heapbook does not know it, and never guesses.")
    }

    func store(_ text: String, _ unit: UnitBuilder) {
        guard let scope = unit.scope, !scope.isClass else {
            unit.emit(unit.scope?.globals.contains(text) == true ? .storeGlobal(name(text)) : .storeName(name(text)))
            return
        }
        if unit.isInCell(text), let slot = unit.slot(text) {
            unit.emit(.storeCellContents(slot))
        } else if let slot = unit.slot(text) {
            unit.emit(.storeFast(slot))
        } else {
            unit.emit(.storeGlobal(name(text)))
        }
    }

    private func delete(_ text: String, _ unit: UnitBuilder) {
        guard let scope = unit.scope, !scope.isClass else {
            unit.emit(.deleteName(name(text)))
            return
        }
        if unit.isInCell(text), let slot = unit.slot(text) {
            unit.emit(.deleteCellContents(slot))
        } else if let slot = unit.slot(text) {
            unit.emit(.deleteFast(slot))
        } else {
            unit.emit(.deleteGlobal(name(text)))
        }
    }

    // MARK: - Control

    private func lowerIf(_ branches: [Branch], _ otherwise: [Statement]?, _ unit: UnitBuilder) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            let isLast = index == branches.count - 1 && otherwise == nil
            let skips = lowerCondition(branch.condition, unit)
            lower(branch.body, unit)
            if !isLast { exits.append(unit.emit(.jump(0))) }
            for skip in skips { unit.patch(skip) }
        }
        lower(otherwise ?? [], unit)
        for exit in exits { unit.patch(exit) }
    }

    /// Evaluates a condition; the jumps returned are taken where it is false.
    private func lowerCondition(_ condition: Expression, _ unit: UnitBuilder) -> [Int] {
        if let value = Folding.fold(condition) { return Folding.isTrue(value) ? [] : [unit.emit(.jump(0))] }
        unit.span = condition.span
        if case .unary(.not, let operand) = condition.kind {
            lower(operand, unit)
            return [unit.emit(.popJumpIfTrue(0))]
        }
        if case .and(let operands) = condition.kind {
            return operands.flatMap { lowerCondition($0, unit) }
        }
        lower(condition, unit)
        unit.span = condition.span
        return [unit.emit(.popJumpIfFalse(0))]
    }

    private func lowerWhile(
        _ condition: Expression, _ body: [Statement], _ otherwise: [Statement]?, _ unit: UnitBuilder
    ) {
        let start = unit.here
        let exits = lowerCondition(condition, unit)
        unit.loops.append(UnitBuilder.Loop(start: start, holdsIterator: false))
        lower(body, unit)
        unit.emit(.jump(start))
        let loop = unit.loops.removeLast()
        for exit in exits { unit.patch(exit) }
        lower(otherwise ?? [], unit)
        for jump in loop.breaks { unit.patch(jump) }
    }

    private func lowerFor(
        _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]?,
        _ unit: UnitBuilder
    ) {
        lowerIterable(iterable, unit)
        unit.span = iterable.span
        unit.emit(.getIterator)
        let start = unit.emit(.forIteration(0))
        lowerStore(target, unit)
        unit.loops.append(UnitBuilder.Loop(start: start, holdsIterator: true))
        lower(body, unit)
        unit.emit(.jump(start))
        let loop = unit.loops.removeLast()
        unit.patch(start)
        lower(otherwise ?? [], unit)
        for jump in loop.breaks { unit.patch(jump) }
    }

    private func lowerBreak(_ unit: UnitBuilder) {
        guard let loop = unit.loops.last else { return }
        if loop.holdsIterator { unit.emit(.pop) }
        unit.loops[unit.loops.count - 1].breaks.append(unit.emit(.jump(0)))
    }

    // MARK: - Functions and classes

    private func lowerFunction(_ definition: FunctionDefinition, _ unit: UnitBuilder) {
        let scope = scopes[definition.nameSpan.start]
        let inner = UnitBuilder(
            CodeUnit(kind: .function, name: definition.name, inside: unit.unit), scope: scope, span: definition.nameSpan
        )
        inner.unit.signature = Signature(definition.parameters)
        lower(definition.body, inner)
        load(constant: constant(.none), inner)
        inner.emit(.returnValue)
        let number = addUnit(inner, usedBy: unit)
        let head = Span(definition.nameSpan.start, definition.nameSpan.end)
        unit.span = head
        let (hasDefaults, hasKeywordDefaults) = lowerDefaults(definition.parameters, head, unit)
        for name in scope?.free ?? [] {
            if let slot = unit.slot(name) { unit.emit(.loadCell(slot)) }
        }
        unit.span = head
        unit.emit(.makeFunction(unit: number, hasDefaults: hasDefaults, hasKeywordDefaults: hasKeywordDefaults))
        store(definition.name, unit)
    }

    private func lowerClass(_ definition: ClassDefinition, _ unit: UnitBuilder) {
        let scope = scopes[definition.nameSpan.start]
        if let captured = scope?.free.first {
            fail(
                "E0401", "a class that uses the variable '\(captured)' of the function around it is not supported yet",
                definition.nameSpan, help: "Pass the value to '__init__'.")
        }
        let inner = UnitBuilder(
            CodeUnit(kind: .classBody, name: definition.name, inside: unit.unit), scope: scope,
            span: definition.nameSpan)
        lower(definition.body, inner)
        load(constant: constant(.none), inner)
        inner.emit(.returnValue)
        let number = addUnit(inner, usedBy: unit)
        for argument in definition.arguments { lower(argument.value, unit) }
        unit.span = definition.nameSpan
        unit.emit(.buildClass(unit: number, bases: definition.arguments.count))
        store(definition.name, unit)
    }

    /// Numbers a finished unit and makes it a constant of the code around it.
    private func addUnit(_ inner: UnitBuilder, usedBy outer: UnitBuilder) -> Int {
        units.append(inner.unit)
        outer.use(constant: intern(.code(units.count - 1)))
        return units.count - 1
    }
}
