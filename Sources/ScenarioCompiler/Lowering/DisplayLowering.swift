import Diagnostics
import ScenarioSyntax

// Displays with and without starred items, slices, and calls that spread their arguments.
extension Lowerer {
    enum DisplayKind {
        case list, tuple, set
    }

    /// Emits what makes a list, tuple or set of items (Python/compile.c, starunpack_helper).
    func lowerDisplay(_ kind: DisplayKind, _ items: [Expression], _ unit: UnitBuilder) {
        let span = unit.span
        let build: Instruction = kind == .set ? .buildSet(0) : .buildList(0)
        // A tuple comes here unfolded where the optimizer of the tree passes it by.
        let isLeft = kind != .tuple || folding.endsAtLiterals
        if items.count > 2, isLeft, facts.copiesConstantDisplays, let values = folding.foldAll(items) {
            if kind == .tuple { return load(.tuple(values), unit) }
            unit.emit(build)
            load(kind == .set ? .frozenset(values) : .tuple(values), unit)
            unit.emit(kind == .set ? .updateSet : .extendListWithConstant)
            return
        }
        if facts.spreadsDisplaysAtOnce, items.contains(where: \.isStarred) {
            lowerSpreadDisplay(kind, items, unit)
            return
        }
        var isBuilt = items.count > facts.longestDisplayOnStack
        if isBuilt { unit.emit(build) }
        for (index, item) in items.enumerated() {
            if case .starred(let value) = item.kind {
                if !isBuilt { unit.emit(kind == .set ? .buildSet(index) : .buildList(index)) }
                isBuilt = true
                lower(value, unit)
                unit.span = span
                unit.emit(kind == .set ? .updateSet : .extendList)
            } else {
                lower(item, unit)
                unit.span = span
                if isBuilt { unit.emit(kind == .set ? .addToSet(0) : .appendToList(0)) }
            }
        }
        unit.span = span
        if isBuilt {
            if kind == .tuple { unit.emit(.listToTuple) }
            return
        }
        switch kind {
        case .list: unit.emit(.buildList(items.count))
        case .tuple: emitOperation(.buildTuple(items.count), on: items.count, unit)
        case .set: unit.emit(.buildSet(items.count))
        }
    }

    /// Runs of items without a star become tuples, and all that is to be spread lies on the stack before a display is
    /// made of it (Python/compile.c, starunpack_helper of 3.5 to 3.8).
    private func lowerSpreadDisplay(_ kind: DisplayKind, _ items: [Expression], _ unit: UnitBuilder) {
        let span = unit.span
        var rest = items[...]
        var parts = 0
        while let first = rest.first {
            parts += 1
            if case .starred(let value) = first.kind {
                lower(value, unit)
                rest = rest.dropFirst()
                continue
            }
            let run = rest.prefix { !$0.isStarred }
            lowerTupleOnStack(Array(run), span, unit, folds: facts.argumentsBecomeTuples)
            rest = rest.dropFirst(run.count)
        }
        unit.span = span
        unit.emit(kind == .set ? .spreadSet(parts) : .spreadList(parts))
        if kind == .tuple { unit.emit(.listToTuple) }
    }

    /// Two or more constant keys are kept in a constant tuple (Python/compile.c, compiler_subdict).
    func lowerDict(_ items: [DictItem], _ unit: UnitBuilder) {
        let span = unit.span
        var isBuilt = false
        var rest = items[...]
        while let first = rest.first {
            if first.key == nil {
                if !isBuilt { unit.emit(.buildDict(0)) }
                isBuilt = true
                lower(first.value, unit)
                unit.span = span
                unit.emit(.updateDict)
                rest = rest.dropFirst()
                continue
            }
            let entries = rest.prefix { $0.key != nil }
            lowerEntries(Array(entries), unit)
            unit.span = span
            if isBuilt { unit.emit(.updateDict) }
            isBuilt = true
            rest = rest.dropFirst(entries.count)
        }
        if !isBuilt { unit.emit(.buildDict(0)) }
    }

    private func lowerEntries(_ items: [DictItem], _ unit: UnitBuilder) {
        let span = unit.span
        if facts.displaysTakeValuesFirst {
            lowerEntriesOneByOne(items, unit)
            return
        }
        if items.count > 1, let constants = folding.foldAll(items.compactMap(\.key)) {
            for item in items { lower(item.value, unit) }
            unit.span = span
            load(.tuple(constants), unit)
            unit.emit(.buildDictWithConstantKeys(items.count))
            return
        }
        for item in items {
            if let key = item.key { lower(key, unit) }
            lower(item.value, unit)
        }
        unit.span = span
        unit.emit(.buildDict(items.count))
    }

    /// BUILD_MAP and STORE_MAP: the value is evaluated before its key.
    private func lowerEntriesOneByOne(_ items: [DictItem], _ unit: UnitBuilder) {
        let span = unit.span
        unit.emit(.buildRoomyDict(items.count))
        for item in items {
            lower(item.value, unit)
            if let key = item.key { lower(key, unit) }
            unit.span = span
            unit.emit(.swap(2))
            unit.emit(.addToDict(0))
        }
    }

    /// The right side of `in`, or what a `for` goes through: a list is a tuple there, and constant items make a
    /// constant (Python/ast_opt.c, fold_iter).
    func lowerIterable(_ expression: Expression, _ unit: UnitBuilder, isMembership: Bool = false) {
        if facts.foldingPlace != .tree, foldsLate(expression, unit, isMembership) { return }
        if folding.endsAtLiterals {
            lower(expression, unit)
            return
        }
        switch expression.kind {
        case .list(let items) where !items.contains(where: \.isStarred):
            lower(Expression(.tuple(items), expression.span), unit)
        case .set(let items):
            unit.span = expression.span
            if let values = folding.foldAll(items) {
                load(.frozenset(values), unit)
            } else {
                lower(expression, unit)
            }
        default: lower(expression, unit)
        }
    }

    func lowerSlice(
        _ start: Expression?, _ stop: Expression?, _ step: Expression?, _ span: Span, _ unit: UnitBuilder
    ) {
        for bound in [start, stop] {
            if let bound { lower(bound, unit) } else { load(.none, unit) }
        }
        if let step { lower(step, unit) }
        unit.span = span
        unit.emit(.buildSlice(step == nil ? 2 : 3))
    }

    // MARK: - Calls

    /// Whether a call spreads an iterable or a mapping over its parameters.
    func spreads(_ arguments: [Argument]) -> Bool {
        arguments.contains {
            if case .starred = $0.kind { true } else if case .doubleStarred = $0.kind { true } else { false }
        }
    }

    /// Arguments given by position come before those given by name, wherever they stand.
    func inOrderOfEvaluation(_ arguments: [Argument]) -> [Argument] {
        arguments.filter(\.isPositional) + arguments.filter { !$0.isPositional }
    }

    /// Python/compile.c, compiler_call_helper: a tuple of the positional arguments, and a dict where others are given
    /// by name.
    func lowerSpreadCall(_ function: Expression, _ arguments: [Argument], _ span: Span, _ unit: UnitBuilder) {
        lower(function, unit)
        unit.span = span
        let positional = arguments.filter(\.isPositional)
        let named = arguments.filter { !$0.isPositional }
        let items = positional.map { argument in
            if case .starred = argument.kind {
                Expression(.starred(argument.value), argument.span)
            } else {
                argument.value
            }
        }
        if positional.count == 1, case .starred = positional[0].kind {
            lower(positional[0].value, unit)
        } else if items.contains(where: \.isStarred) {
            lower(Expression(.tuple(items), span), unit)
        } else {
            lowerTupleOnStack(items, span, unit, folds: facts.argumentsBecomeTuples)
        }
        unit.span = span
        if !named.isEmpty { lowerNamedArguments(named, span, unit) }
        unit.span = span
        unit.emit(.callSpread(hasKeywords: !named.isEmpty))
        unit.emit(.finishSpread(hasKeywords: !named.isEmpty))
    }

    private func lowerNamedArguments(_ arguments: [Argument], _ span: Span, _ unit: UnitBuilder) {
        var isBuilt = false
        var rest = arguments[...]
        while let first = rest.first {
            unit.span = span
            if case .doubleStarred = first.kind {
                if !isBuilt { unit.emit(.buildDict(0)) }
                lower(first.value, unit)
                unit.span = span
                unit.emit(.mergeKeywords)
                isBuilt = true
                rest = rest.dropFirst()
                continue
            }
            var entries: [DictItem] = []
            while let next = rest.first, case .keyword(let name) = next.kind {
                noteNames([name])
                entries.append(DictItem(key: Expression(.string(name), next.span), value: next.value))
                rest = rest.dropFirst()
            }
            lowerEntries(entries, unit)
            unit.span = span
            if isBuilt { unit.emit(.mergeKeywords) }
            isBuilt = true
        }
    }
}

extension Expression {
    var isStarred: Bool { if case .starred = kind { true } else { false } }
}

extension Argument {
    var isPositional: Bool {
        switch kind {
        case .positional, .starred: true
        case .keyword, .doubleStarred: false
        }
    }
}
