import BigInt
import Diagnostics
import ScenarioSyntax

// Functions, classes, lambdas and comprehensions: code of its own, and what makes an object of it.
extension Lowerer {
    func lowerFunction(_ definition: FunctionDefinition, _ unit: UnitBuilder) {
        for decorator in definition.decorators { lower(decorator, unit) }
        let scope = scopes[ScopeKey(offset: definition.nameSpan.start, kind: .function)]
        let inner = UnitBuilder(
            CodeUnit(kind: .function, name: definition.name, inside: unit.unit), scope: scope,
            span: definition.nameSpan)
        inner.unit.isGenerator = definition.body.contains(where: \.yields)
        useFirstConstant(of: definition.body, inner)
        lower(definition.body, inner)
        inner.span = inner.endLine ?? UnitBuilder.noLine
        load(.none, inner)
        inner.emit(.returnValue)
        makeFunction(inner, definition.parameters, definition.returns, definition.nameSpan, unit)
        callDecorators(definition.decorators, unit)
        unit.span = definition.nameSpan
        store(definition.boundName, unit)
    }

    /// The text with which a body begins.
    func docstring(of body: [Statement]) -> Folded? {
        guard case .expression(let first) = body.first?.kind, case .string(let text) = first.kind else { return nil }
        return .string(text)
    }

    /// The first constant of a function is its documentation, or None (Python/compile.c, compiler_function).
    private func useFirstConstant(of body: [Statement], _ unit: UnitBuilder) {
        let text = docstring(of: body)
        let first = constant(text ?? Folded.none, of: unit)
        unit.use(constant: first)
        if text != nil { unit.unit.documentation = first }
    }

    /// Applies decorators to what is on top of the stack, the lowest one first.
    private func callDecorators(_ decorators: [Expression], _ unit: UnitBuilder) {
        for decorator in decorators.reversed() {
            unit.span = decorator.span
            unit.emit(.call(positional: 1, keywords: constant(.tuple([]))))
        }
    }

    func lowerLambda(_ parameters: Parameters, _ body: Expression, _ span: Span, _ unit: UnitBuilder) {
        let scope = scopes[ScopeKey(offset: span.start, kind: .lambda)]
        let inner = UnitBuilder(
            CodeUnit(kind: .function, name: "<lambda>", inside: unit.unit), scope: scope, span: span)
        inner.unit.isGenerator = body.yields
        useFirstConstant(of: [], inner)
        lower(body, inner)
        inner.span = body.span
        inner.emit(.returnValue)
        makeFunction(inner, parameters, nil, span, unit)
    }

    /// Emits what makes a function of finished code: its defaults and its closure go on the stack before.
    private func makeFunction(
        _ inner: UnitBuilder, _ parameters: Parameters, _ returns: Expression?, _ span: Span, _ unit: UnitBuilder
    ) {
        inner.unit.signature = Signature(parameters)
        let number = addUnit(inner)
        unit.span = span
        var parts = lowerDefaults(parameters, span, unit)
        if lowerAnnotations(parameters, returns, unit) { parts.insert(.annotations) }
        loadClosure(inner, unit)
        useCode(number, unit)
        unit.span = span
        unit.emit(.makeFunction(unit: number, parts))
    }

    private func loadClosure(_ inner: UnitBuilder, _ unit: UnitBuilder) {
        for name in inner.unit.freeVariables {
            if let slot = unit.slot(name) { unit.emit(.loadCell(slot)) }
        }
    }

    func lowerClass(_ definition: ClassDefinition, _ unit: UnitBuilder) {
        for decorator in definition.decorators { lower(decorator, unit) }
        let scope = scopes[ScopeKey(offset: definition.nameSpan.start, kind: .classBody)]
        let inner = UnitBuilder(
            CodeUnit(kind: .classBody, name: definition.name, inside: unit.unit), scope: scope,
            span: definition.nameSpan)
        // The body begins by binding `__module__` and `__qualname__` (Python/compile.c, compiler_class).
        let qualifiedName = constant(.string(inner.unit.qualifiedName), of: inner)
        inner.unit.qualifiedNameConstant = qualifiedName
        inner.use(constant: qualifiedName)
        inner.unit.documentation = documentation(definition.body, inner)
        inner.emit(.line)
        startListOfAttributes(definition, inner)
        if hasAnnotations(definition.body) { inner.emit(.setUpAnnotations) }
        lower(definition.body, inner)
        inner.span = inner.endLine ?? UnitBuilder.noLine
        endListOfAttributes(inner)
        load(.none, inner)
        inner.emit(.returnValue)
        let number = addUnit(inner)
        loadClosure(inner, unit)
        useCode(number, unit)
        for argument in definition.arguments { lower(argument.value, unit) }
        unit.span = definition.nameSpan
        let names = definition.arguments.compactMap { argument in
            if case .keyword(let name) = argument.kind { name } else { nil }
        }
        noteNames([definition.name] + names)
        unit.emit(
            .buildClass(
                unit: number, bases: definition.arguments.count - names.count,
                keywords: constant(.tuple(names.map { .string($0) }))))
        callDecorators(definition.decorators, unit)
        unit.span = definition.nameSpan
        store(definition.boundName, unit)
    }

    // MARK: - Comprehensions

    /// A comprehension is a function that is called at once with the iterator of its first `for`
    /// (Python/compile.c, compiler_comprehension, up to 3.11).
    func lowerComprehension(
        _ kind: ComprehensionKind, _ element: Expression, _ value: Expression?, _ clauses: [ComprehensionClause],
        _ span: Span, _ unit: UnitBuilder
    ) {
        if kind == .list, facts.listComprehensionsShareNames {
            unit.emit(.buildList(0))
            lowerClauses(clauses[...], 0, unit, isInline: true) { unit, depth in
                self.lowerElement(kind, element, value, depth, unit)
            }
            return
        }
        let names: [ComprehensionKind: String] = [
            .list: "<listcomp>", .set: "<setcomp>", .dict: "<dictcomp>", .generator: "<genexpr>",
        ]
        let scope = scopes[ScopeKey(offset: span.start, kind: .comprehension)]
        if let scope, scope.isInlined, unit.unit.kind != .expression {
            lowerInlined(kind, element, value, clauses, scope, span, unit)
            return
        }
        let inner = UnitBuilder(
            CodeUnit(kind: .function, name: names[kind] ?? "", inside: unit.unit), scope: scope, span: span)
        inner.unit.signature = Signature(parameters: [FunctionScope.iteratorParameter], defaultCount: 0)
        inner.unit.isGenerator = kind == .generator
        switch kind {
        case .list: inner.emit(.buildList(0))
        case .set: inner.emit(.buildSet(0))
        case .dict: inner.emit(.buildDict(0))
        case .generator: break
        }
        lowerClauses(clauses[...], 0, inner) { inner, depth in
            self.lowerElement(kind, element, value, depth, inner)
        }
        inner.span = span
        if kind == .generator { load(.none, inner) }
        inner.emit(.returnValue)
        let number = addUnit(inner)
        loadClosure(inner, unit)
        if kind != .generator, facts.inlinesComprehensions {
            for constant in inner.unit.constants { unit.use(constant: constant) }
        } else {
            useCode(number, unit)
        }
        unit.emit(.makeFunction(unit: number, []))
        if let first = clauses.first {
            lowerIterable(first.iterable, unit)
            unit.span = first.iterable.span
            unit.emit(.getIterator)
        }
        unit.span = span
        unit.emit(.call(positional: 1, keywords: constant(.tuple([]))))
    }

    /// Emits a comprehension as code of the unit that it stands in (PEP 709). Variables of the same names are put aside
    /// for the time, also where it fails.
    private func lowerInlined(
        _ kind: ComprehensionKind, _ element: Expression, _ value: Expression?, _ clauses: [ComprehensionClause],
        _ scope: FunctionScope, _ span: Span, _ unit: UnitBuilder
    ) {
        guard let first = clauses.first else { return }
        lowerIterable(first.iterable, unit)
        unit.span = first.iterable.span
        unit.emit(.getIterator)
        unit.span = span
        let variables = unit.enterInlined(scope)
        let slots = variables.compactMap { unit.slot($0.name) }
        for (slot, variable) in zip(slots, variables) {
            unit.emit(.saveVariable(slot))
            if variable.isInCell { unit.emit(.makeCell(slot)) }
        }
        if !slots.isEmpty { unit.emit(.swap(slots.count + 1)) }
        let handler = unit.emit(.pushHandler(0))
        switch kind {
        case .list, .generator: unit.emit(.buildList(0))
        case .set: unit.emit(.buildSet(0))
        case .dict: unit.emit(.buildDict(0))
        }
        unit.emit(.swap(2))
        lowerClauses(clauses[...], 0, unit, isInline: true, hasIterator: true) { unit, depth in
            self.lowerElement(kind, element, value, depth, unit)
        }
        unit.leaveInlined()
        unit.span = span
        unit.emit(.popHandler)
        restore(slots, unit)
        let end = unit.emit(.jump(0))
        unit.patch(handler)
        unit.emitWithoutLine(.swap(2))
        unit.emitWithoutLine(.pop)
        restore(slots, unit)
        unit.emitWithoutLine(.reraise)
        unit.patch(end)
    }

    /// Gives variables back what was put aside; the topmost value stays.
    private func restore(_ slots: [Int], _ unit: UnitBuilder) {
        if !slots.isEmpty { unit.emitWithoutLine(.swap(slots.count + 1)) }
        for slot in slots.reversed() { unit.emitWithoutLine(.restoreVariable(slot)) }
    }

    private func lowerClauses(
        _ clauses: ArraySlice<ComprehensionClause>, _ depth: Int, _ unit: UnitBuilder, isInline: Bool = false,
        hasIterator: Bool = false,
        _ body: (UnitBuilder, Int) -> Void
    ) {
        guard let clause = clauses.first else {
            body(unit, depth)
            return
        }
        if depth == 0, !isInline {
            load(FunctionScope.iteratorParameter, unit)
        } else if !hasIterator {
            lowerIterable(clause.iterable, unit)
            unit.span = clause.iterable.span
            unit.emit(.getIterator)
        }
        let start = unit.emit(.forIteration(0))
        lowerStore(clause.target, unit)
        var skips: [Int] = []
        for condition in clause.conditions { skips += lowerCondition(condition, unit) }
        lowerClauses(clauses.dropFirst(), depth + 1, unit, isInline: isInline, body)
        unit.emit(.jump(start))
        for skip in skips { unit.unit.instructions[skip] = retarget(unit.unit.instructions[skip], start) }
        unit.patch(start)
    }

    private func retarget(_ jump: Instruction, _ target: Int) -> Instruction {
        switch jump {
        case .popJumpIfFalse: .popJumpIfFalse(target)
        case .popJumpIfTrue: .popJumpIfTrue(target)
        default: .jump(target)
        }
    }

    /// Adds an element; `depth` iterators lie on the stack above what is being built.
    private func lowerElement(
        _ kind: ComprehensionKind, _ element: Expression, _ value: Expression?, _ depth: Int, _ unit: UnitBuilder
    ) {
        if let value, facts.comprehensionsTakeValuesFirst {
            lower(value, unit)
            lower(element, unit)
            unit.emit(.swap(2))
        } else {
            lower(element, unit)
            if let value { lower(value, unit) }
        }
        unit.span = element.span
        switch kind {
        case .list: unit.emit(.appendToList(depth))
        case .set: unit.emit(.addToSet(depth))
        case .dict: unit.emit(.addToDict(depth))
        case .generator:
            unit.emit(.yieldValue)
            unit.emit(.pop)
        }
    }

    /// Numbers a finished unit. The statements of a `finally` are lowered once for each way out; the code in them is equal
    /// each time, and equal code is one constant (Objects/codeobject.c, code_richcompare).
    private func addUnit(_ inner: UnitBuilder) -> Int {
        let text = Folded.string(inner.unit.qualifiedName)
        if facts.hasQualifiedNames, inner.unit.qualifiedNameConstant == nil {
            inner.unit.qualifiedNameConstant = constant(text)
        }
        let origin = UnitOrigin(name: inner.unit.name, places: inner.unit.spans)
        let number = unitNumbers[origin] ?? units.count
        if number == units.count {
            units.append(inner.unit)
            unitNumbers[origin] = number
        }
        return number
    }

    /// Makes a unit a constant of the code around it; the defaults of a function come before it.
    private func useCode(_ number: Int, _ outer: UnitBuilder) {
        outer.use(constant: intern(.code(number)))
        // MAKE_FUNCTION takes the name from the stack up to 3.10 (Python/ceval.c).
        if facts.qualifiedNamesAreConstants, units[number].kind != .classBody,
            let name = units[number].qualifiedNameConstant
        {
            outer.use(constant: name)
        }
    }

    // MARK: - What a class says about its text

    /// A class keeps the line of its first decorator, or its own (Python/codegen.c, from 3.13 on).
    private func startListOfAttributes(_ definition: ClassDefinition, _ unit: UnitBuilder) {
        guard facts.classesListTheirAttributes else { return }
        attributesOfSelf.append([])
        let start = definition.decorators.first?.span.start ?? definition.nameSpan.start
        load(.int(BigInt(file.line(at: start))), unit)
        unit.emit(.storeName(name("__firstlineno__")))
    }

    /// A class keeps a tuple of the attributes of `self` that its methods set, in the order of their names.
    private func endListOfAttributes(_ unit: UnitBuilder) {
        guard facts.classesListTheirAttributes, let names = attributesOfSelf.popLast() else { return }
        load(.tuple(names.sorted().map { .string($0) }), unit)
        unit.emit(.storeName(name("__static_attributes__")))
    }

    /// Notes that code sets an attribute, for the innermost class around the code.
    func noteAttribute(_ name: String, of owner: Expression, _ unit: UnitBuilder) {
        guard !attributesOfSelf.isEmpty, unit.unit.kind == .function, case .name("self") = owner.kind else { return }
        attributesOfSelf[attributesOfSelf.count - 1].insert(name)
    }
}
