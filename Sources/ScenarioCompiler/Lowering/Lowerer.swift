import BigInt
import Diagnostics
import HeapModel
import ScenarioSyntax

/// Lowers a checked scenario to a program.
///
/// This file holds what all parts share and the directives; `StoryLowering` has the order in which things run,
/// `StatementLowering` and `ExpressionLowering` do the rest.
final class Lowerer {
    let file: SourceFile
    let runtime: Runtime
    var facts: RuntimeFacts { runtime.facts }
    var folding: Folding
    var diagnostics: [Diagnostic] = []
    /// How many expectations are meant for other runtimes.
    var otherExpectations = 0
    var units: [CodeUnit] = []
    var awaitedErrors: [AwaitedError] = []
    var directives: [DirectivePlan] = []
    var queries: [QueryPlan] = []
    var labels: [String] = []
    private var identifiers: Set<String> = []
    /// Texts that constants have, and those of them that are names.
    var constantTexts: Set<String> = []
    var namesAmongConstants: Set<String> = []
    var scopes: [ScopeKey: FunctionScope] = [:]
    /// Every name that something in the module binds.
    var boundNames: Set<String> = []
    /// The attributes of `self` that methods of each class that is being lowered set, innermost class last.
    var attributesOfSelf: [Set<String>] = []
    var constants: [Constant] = []
    var constantNumbers: [ConstantKey: Int] = [:]
    /// The units of functions, classes and comprehensions, by what they were lowered from.
    var unitNumbers: [UnitOrigin: Int] = [:]
    private var labelNumbers: [String: Int] = [:]
    private var labelSpans: [String: Span] = [:]

    init(_ file: SourceFile, _ runtime: Runtime) {
        self.file = file
        self.runtime = runtime
        folding = Folding(runtime.facts, file)
    }

    /// - Parameter library: the statements of a library that the scenario uses, with places of their own.
    func lower(_ scenario: Scenario, library: [Statement] = []) -> Program {
        var scopeBuilder = ScopeBuilder(facts)
        for block in scenario.blocks {
            scopeBuilder.build(block.statements, in: nil)
            let names = FunctionScope(parent: nil, isClass: false)
            BindingCollector(scope: names, sharesListComprehensions: facts.listComprehensionsShareNames)
                .collect(block.statements)
            boundNames.formUnion(names.bound)
        }
        let ownScopes = scopeBuilder.scopes
        scopeBuilder.build(library, in: nil)
        scopes = scopeBuilder.scopes
        for scope in ownScopes.values { boundNames.formUnion(scope.globals) }
        let story = lowerStory(scenario)
        // At the prompt a text is a line like any other.
        let first = scenario.blocks.first.flatMap { docstring(of: $0.statements) }
        let text = runtime.isPrompt ? nil : first.map { constant($0) }
        if let text, let module = story.first {
            units[module].constants = [text] + units[module].constants.filter { $0 != text }
        }
        if facts.unusedConstants != .kept {
            for index in units.indices { units[index].decideJumps(constants) }
        }
        var program = Program(
            file: file, units: units, story: story, isPrompt: runtime.isPrompt, constants: constants,
            tuples: sharedTuples(),
            identifiers: identifiers.union(units.flatMap { $0.variables + [$0.name] }),
            namesAmongConstants: namesAmongConstants,
            steps: scenario.steps.map { plan($0, scenario.isPlain) },
            setupSource: scenario.setups.map { plan($0, false).source }.joined(separator: "\n\n"),
            directives: directives, queries: queries, labels: labels, docstring: text,
            otherExpectations: otherExpectations)
        program.awaitedErrors = awaitedErrors
        for scope in ownScopes.values { program.declaredGlobals.formUnion(scope.globals) }
        if !library.isEmpty { add(library, to: &program) }
        return program
    }

    /// Adds a library's module, whose constants and names are its own.
    private func add(_ library: [Statement], to program: inout Program) {
        forgetConstants()
        let first = units.count
        units.append(CodeUnit(kind: .module, name: "<module>"))
        let builder = UnitBuilder(units[first], scope: nil, span: Span(0, 0))
        lower(library, builder)
        builder.emit(.end)
        units[first] = builder.unit
        for number in first..<units.count { units[number].isOfLibrary = true }
        program.library = first
        program.units = units
        program.constants = constants
    }

    // MARK: - Directives

    /// What a directive asks while the program runs; nil where it asks nothing.
    func plan(_ directive: Directive) -> DirectivePlan.Kind? {
        switch directive.kind {
        case .expectRaises, .stepInto, .showCollector: nil
        case .note(let text): .note(PythonDoc.dedent(text))
        case .expect(let expression): .expect(planExpectation(expression))
        case .label(let expression, let name, let nameSpan):
            .label(unit: lowerQuestion(expression), number: declareLabel(name, nameSpan))
        case .focus(let expressions): .focus(expressions.map { lowerQuestion($0) })
        case .hide(let expressions): .hide(expressions.map { lowerQuestion($0) })
        }
    }

    private func declareLabel(_ name: String, _ span: Span) -> Int {
        if let earlier = labelSpans[name] {
            diagnostics.note(
                Diagnostic(
                    "E0305", "the label '\(name)' is given twice", in: file, at: span,
                    explanation: "A label stands for one object for the rest of the scenario.",
                    help: "Choose another name.", related: [RelatedPlace(earlier, "the first one")]))
        }
        labelSpans[name] = span
        let number = labels.count
        labels.append(name)
        labelNumbers[name] = number
        return number
    }

    /// The number of a label that was made above this place.
    func label(_ name: String) -> Int? { labelNumbers[name] }

    /// Lowers an expression of a directive to a unit of its own, which leaves its value on the stack.
    private func lowerQuestion(_ expression: Expression) -> Int {
        // A line's constants are gone when a question is asked at the prompt.
        if runtime.isPrompt { forgetConstants() }
        let builder = UnitBuilder(
            CodeUnit(kind: .expression, name: "<question>"), scope: nil, span: expression.span)
        lower(expression, builder)
        builder.span = expression.span
        builder.emit(.end)
        units.append(builder.unit)
        return units.count - 1
    }

    private func planExpectation(_ expression: Expression) -> ExpectationPlan {
        var conjuncts: [ExpectationPlan] = []
        var operands: [OperandPlan] = []
        switch expression.kind {
        case .and(let parts): conjuncts = parts.map { planExpectation($0) }
        case .comparison(let first, let parts):
            operands = ([first] + parts.map(\.operand)).map { planOperand($0) }
        default: operands = [planOperand(expression)]
        }
        return ExpectationPlan(
            unit: lowerQuestion(expression), span: expression.span, conjuncts: conjuncts, operands: operands)
    }

    private func planOperand(_ expression: Expression) -> OperandPlan {
        var counted: Int?
        if case .call(let function, let arguments) = expression.kind, case .name(let name) = function.kind,
            [Query.refcount, .realRefcount, .freed, .unreachable].map(\.rawValue).contains(name),
            let argument = arguments.first
        {
            counted = lowerQuestion(argument.value)
        }
        return OperandPlan(
            unit: lowerQuestion(expression), span: expression.span, countedUnit: counted,
            isLiteral: folding.fold(expression) != nil)
    }

    // MARK: - Steps

    private func plan(_ block: Block, _ isPlain: Bool) -> StepPlan {
        let statements = block.statements
        var step = StepPlan(title: block.title)
        for case .directive(let directive) in block.items {
            if case .stepInto = directive.kind { step.stepsInto = true }
            if case .showCollector = directive.kind { step.showsCollector = true }
        }
        guard let first = statements.first, let last = statements.last else { return step }
        step.lines = file.line(at: first.span.start)...file.line(at: max(first.span.start, last.span.end - 1))
        step.source = isPlain ? file.text(first.span.union(last.span)) : source(of: block, step.lines)
        return step
    }

    /// The lines of a step without its directives and without the block's indentation.
    private func source(of block: Block, _ lines: ClosedRange<Int>) -> String {
        var skipped: Set<Int> = []
        var replaced: [Int: String] = [:]
        for case .directive(let directive) in block.items {
            if case .expectRaises(let type, let statements) = directive.kind, let last = statements.last {
                let line = file.line(at: directive.span.start)
                let margin = file.text(Span(file.lineSpan(line).start, directive.span.start))
                let text = file.text(Span(statements[0].span.start, last.span.end))
                replaced[line] = "\(margin)\(text)  # raises \(file.text(type.span))"
                continue
            }
            let end = max(directive.span.start, directive.span.end - 1)
            skipped.formUnion(file.line(at: directive.span.start)...file.line(at: end))
        }
        let kept = lines.filter { !skipped.contains($0) }.map { replaced[$0] ?? file.text(file.lineSpan($0)) }
        let dedented = PythonDoc.dedent(kept.joined(separator: "\n"))
        return dedented.replacing(#/\n(\s*\n)+/#, with: "\n\n").trimmingEnd()
    }

    /// A name that an instruction refers to, kept in the same table as the constants.
    func name(_ text: String) -> Int {
        identifiers.insert(text)
        return intern(.string(text))
    }

    func fail(_ code: String, _ title: String, _ span: Span, explanation: String = "", help: String = "") {
        diagnostics.note(Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help))
    }
}

/// Text as it stands in an indented block.
enum PythonDoc {
    /// Takes away the indentation that all lines share, and empty lines at both ends.
    static func dedent(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
        while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        let margins = lines.filter { !$0.allSatisfy(\.isWhitespace) }.map {
            $0.prefix { $0 == " " || $0 == "\t" }.count
        }
        let margin = margins.min() ?? 0
        return lines.map { $0.allSatisfy(\.isWhitespace) ? "" : String($0.dropFirst(margin)) }.joined(separator: "\n")
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmingCharacters: String { String(drop { $0.isWhitespace }).trimmingEnd() }

    /// The text without white space at its end.
    func trimmingEnd() -> String {
        var result = Substring(self)
        while let last = result.last, last.isWhitespace { result = result.dropLast() }
        return String(result)
    }
}
