import Diagnostics
import ScenarioSyntax

extension Lowerer {
    func lower(_ statements: [Statement], _ unit: UnitBuilder) {
        for statement in statements { lower(statement, unit) }
    }

    func lower(_ statement: Statement, _ unit: UnitBuilder) {
        unit.span = statement.span
        unit.endLine = nil
        switch statement.kind {
        case .expression(let expression) where runtime.isPrompt && unit.unit.kind == .module:
            lower(expression, unit)
            unit.span = statement.span
            unit.emit(.display)
        case .expression(let expression):
            // A bare constant does nothing, and CPython's compiler drops it.
            if folding.fold(expression) != nil {
                markLine(unit)
                return
            }
            lower(expression, unit)
            unit.emit(.pop)
        case .assignment(let targets, let value): lowerAssignment(targets, value, unit)
        case .augmented(let target, let op, let value): lowerAugmented(target, op, value, unit, statement.span)
        case .delete(let targets): for target in targets { lowerDelete(target, unit) }
        case .returnValue(let value): lowerReturn(value, statement.span, unit)
        case .breakLoop: lowerBreak(unit)
        case .continueLoop: lowerContinue(unit)
        case .raise(let value, let cause): lowerRaise(value, cause, statement.span, unit)
        case .assert(let condition, let message): lowerAssert(condition, message, statement.span, unit)
        case .tryBlock(let body, let handlers, let otherwise, let finally):
            lowerTry(body, handlers, otherwise, finally, unit)
        case .with(let items, let body): lowerWith(items[...], body, unit)
        case .ifElse(let branches, let otherwise): lowerIf(branches, otherwise, unit)
        case .whileLoop(let condition, let body, let otherwise): lowerWhile(condition, body, otherwise, unit)
        case .forLoop(let target, let iterable, let body, let otherwise):
            lowerFor(target, iterable, body, otherwise, unit)
        case .function(let definition): lowerFunction(definition, unit)
        case .classDefinition(let definition): lowerClass(definition, unit)
        case .importModules(let names):
            for item in names {
                unit.span = item.span
                useImportConstants([], unit)
                unit.emit(.importModule(name(item.module)))
                store(item.alias ?? item.module, unit)
            }
        case .importFrom(let module, let names):
            useImportConstants(names.map(\.module), unit)
            unit.emit(.importModule(name(module)))
            for item in names {
                unit.span = item.span
                unit.emit(.importName(name(item.module)))
                store(item.alias ?? item.module, unit)
            }
            unit.emit(.pop)
        case .annotated(let target, let annotation, let value): lowerAnnotated(target, annotation, value, unit)
        case .pass: markLine(unit)
        case .global, .nonlocal, .missing:
            // `Checker` refuses those that would do something.
            return
        }
    }

    /// A statement that does nothing is a line nevertheless.
    func markLine(_ unit: UnitBuilder) {
        guard [.function, .classBody].contains(unit.unit.kind) else { return }
        if runtime.facts.emptyStatementsAreLines { unit.emit(.line) } else { unit.endLine = unit.span }
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
        return targets.count == values.count && (1...3).contains(values.count) && folding.fold(value) == nil
    }

    private func elements(_ target: Expression) -> [Expression]? {
        switch target.kind {
        case .tuple(let items), .list(let items): items
        default: nil
        }
    }

    /// The level of an import and the names to import are constants (Python/compile.c, compiler_import).
    private func useImportConstants(_ names: [String], _ unit: UnitBuilder) {
        noteNames(names)
        unit.use(constant: constant(.int(0), of: unit))
        unit.use(constant: constant(names.isEmpty ? .none : .tuple(names.map { .string($0) }), of: unit))
    }

    private func lowerSwap(_ target: Expression, _ value: Expression, _ unit: UnitBuilder) {
        guard case .tuple(let values) = value.kind, let targets = elements(target) else { return }
        for value in values { lower(value, unit) }
        if !facts.sharesTuplesFoldedLate, unit.topConstants(values.count) != nil {
            emitOperation(.buildTuple(values.count), on: values.count, unit)
            unit.emit(.unpack(values.count))
        } else if values.count > 1 {
            unit.emit(.swap(values.count))
        }
        for target in targets { lowerStore(target, unit) }
    }

    /// Stores the topmost value.
    func lowerStore(_ target: Expression, _ unit: UnitBuilder) {
        unit.span = target.span
        switch target.kind {
        case .name(let name): store(name, unit)
        case .attribute(let owner, let attribute, _):
            noteAttribute(attribute, of: owner, unit)
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
            noteAttribute(attribute, of: owner, unit)
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
        guard unit.isOfInlined(text) || unit.scope.map({ !$0.isClass }) ?? false else {
            if unit.scope?.isClass != true { checkBuiltin(text, unit.span) }
            if let slot = unit.slot(text), unit.scope?.free.contains(text) == true {
                unit.emit(.loadClassCell(slot: slot, name: name(text)))
            } else {
                unit.emit(.loadName(name(text)))
            }
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
        guard BuiltinNames.unsupported.contains(text), !boundNames.contains(text),
            !facts.namesOfOSError.contains(text)
        else { return }
        fail(
            "E0401", "the built-in '\(text)' is not supported yet", span,
            explanation: BuiltinNames.reasons[text]
                ?? "CPython would run it; this version of heapbook does not know it, and never guesses.")
    }

    func store(_ text: String, _ unit: UnitBuilder) {
        guard unit.isOfInlined(text) || unit.scope.map({ !$0.isClass }) ?? false else {
            storeInNamespace(text, unit)
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

    /// Stores a name of a module or class body.
    private func storeInNamespace(_ text: String, _ unit: UnitBuilder) {
        if unit.scope?.globals.contains(text) == true {
            unit.emit(.storeGlobal(name(text)))
        } else if unit.scope?.nonlocals.contains(text) == true, let slot = unit.slot(text) {
            unit.emit(.storeCellContents(slot))
        } else {
            unit.emit(.storeName(name(text)))
        }
    }

    func delete(_ text: String, _ unit: UnitBuilder) {
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
}
