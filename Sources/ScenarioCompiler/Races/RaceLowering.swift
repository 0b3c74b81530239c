import Diagnostics
import HeapModel
import ScenarioSyntax
import Timelines

/// What a lane of a race does to names, before it is known which objects they refer to.
enum RaceOperation: Sendable {
    /// `target = source`; the source is nil for `None`.
    case bind(target: NamedSpan, source: NamedSpan?)
    case delete(NamedSpan)
}

/// A name and its place.
struct NamedSpan: Sendable {
    var name: String
    var span: Span
}

/// A statement of a lane: what it does, in order, and how it is written.
struct RaceStatement: Sendable {
    var operations: [RaceOperation]
    var text: String
    var span: Span
}

/// A lane of a race, checked.
struct RaceLanePlan: Sendable {
    var name: String
    var nameSpan: Span
    var kind: RaceLane.Kind
    var statements: [RaceStatement]
    var source: String
}

/// A block that runs on counts alone: a race, or a step after one, which is a race with one lane.
struct RacePlan: Sendable {
    var block: Block
    var lanes: [RaceLanePlan]
    var schedule: RaceSchedule?
    var directives: [Directive]
    var text: StepText
}

/// Reads what stands in a race, and in the steps behind it, as changes of names; refuses what is none.
struct RaceLowerer {
    /// Whose statements those of a step are.
    static let mainThread = "main"

    let file: SourceFile
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: SourceFile) {
        self.file = file
    }

    mutating func report(
        _ code: String, _ title: String, _ span: Span?, _ explanation: String = "", help: String = "",
        related: [RelatedPlace] = []
    ) {
        diagnostics.append(
            Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help, related: related))
    }

    mutating func lower(_ block: Block) -> RacePlan {
        let directives = block.items.compactMap { if case .directive(let directive) = $0 { directive } else { nil } }
        for directive in directives { check(directive) }
        if block.kind == .race { return race(block, directives) }
        if block.kind == .exit {
            report(
                "E1104", "'exit' cannot follow a race", block.titleSpan,
                "Behind a race memory is known as counts and names alone.", help: "Leave the block out.")
        }
        let statements = block.statements
        let lane = RaceLanePlan(
            name: Self.mainThread, nameSpan: block.titleSpan, kind: .thread,
            statements: statements.compactMap { lower($0) }, source: "")
        return RacePlan(
            block: block, lanes: [lane], schedule: nil, directives: directives,
            text: StepText(file, kept: statements.map(\.span), skipped: directives.map(\.span)))
    }

    private mutating func race(_ block: Block, _ directives: [Directive]) -> RacePlan {
        var lanes: [RaceLanePlan] = []
        var schedule: RaceSchedule?
        var kept: [Span] = []
        for case .foreign(let item) in block.items {
            if let found = item as? RaceSchedule {
                if let schedule {
                    report(
                        "E1105", "'schedule' is given twice", found.span, help: "Keep one of the two lines.",
                        related: [RelatedPlace(schedule.span, "the first one")])
                }
                schedule = found
            }
            guard let lane = item as? RaceLaneSource else { continue }
            kept.append(lane.span)
            if let earlier = lanes.first(where: { $0.name == lane.name }) {
                report(
                    "E1105", "there are two lanes '\(lane.name)'", lane.nameSpan, help: "Give each its own name.",
                    related: [RelatedPlace(earlier.nameSpan, "the first one")])
            }
            lanes.append(plan(lane))
        }
        check(lanes, block)
        let skipped = directives.map(\.span) + [schedule?.span].compactMap { $0 }
        return RacePlan(
            block: block, lanes: lanes, schedule: schedule, directives: directives,
            text: StepText(file, kept: kept, skipped: skipped))
    }

    private mutating func plan(_ lane: RaceLaneSource) -> RaceLanePlan {
        let text = StepText(file, kept: lane.statements.map(\.span), skipped: [])
        return RaceLanePlan(
            name: lane.name, nameSpan: lane.nameSpan, kind: lane.kind == .thread ? .thread : .process,
            statements: lane.statements.compactMap { lower($0) }, source: text.source)
    }

    private mutating func check(_ lanes: [RaceLanePlan], _ block: Block) {
        guard let first = lanes.first else {
            report(
                "E1105", "this race has no thread", block.titleSpan,
                help: "Write 'thread A:' or 'process A:' and indent its statements.")
            return
        }
        if let other = lanes.first(where: { $0.kind != first.kind }) {
            report(
                "E1105", "threads and processes stand in one race", other.nameSpan,
                "Threads share a memory, and each process has its own.", help: "Make two races of it.",
                related: [RelatedPlace(first.nameSpan, "a \(first.kind.rawValue)")])
        }
        checkNames(lanes)
    }

    /// A race is for counts. Names that two threads change would be a race of their own, which this model does not know.
    private mutating func checkNames(_ lanes: [RaceLanePlan]) {
        guard lanes.first?.kind == .thread else { return }
        for (index, lane) in lanes.enumerated() {
            for changed in lane.changedNames {
                for other in lanes.indices where other != index {
                    guard let used = lanes[other].names.first(where: { $0.name == changed.name }) else { continue }
                    if other < index, lanes[other].changedNames.contains(where: { $0.name == changed.name }) {
                        continue
                    }
                    report(
                        "E1106", "two threads use the name '\(changed.name)', and one changes it", changed.span,
                        "Here threads race for counts; a race for a name is not modelled.",
                        help: "Give each thread a name of its own.",
                        related: [RelatedPlace(used.span, "thread \(lanes[other].name)")])
                    return
                }
            }
        }
    }

    // MARK: - Statements

    private mutating func lower(_ statement: Statement) -> RaceStatement? {
        let operations: [RaceOperation]?
        switch statement.kind {
        case .assignment(let targets, let value): operations = bindings(targets, value)
        case .delete(let targets): operations = deletions(targets)
        case .pass: operations = []
        case .missing: return nil
        default: operations = nil
        }
        guard let operations else {
            report(
                "E1104", "this statement cannot stand in a race or behind one", statement.span,
                "Here memory is known as counts and names alone.",
                help: "What can: a = x, a = None, a = b = x, del a, pass. Make objects in 'setup' or in a step above.")
            return nil
        }
        return RaceStatement(operations: operations, text: file.text(statement.span), span: statement.span)
    }

    private func name(_ expression: Expression) -> NamedSpan? {
        guard case .name(let name) = expression.kind else { return nil }
        return NamedSpan(name: name, span: expression.span)
    }

    private func bindings(_ targets: [Expression], _ value: Expression) -> [RaceOperation]? {
        let names = targets.compactMap { name($0) }
        let source = name(value)
        if source == nil { guard case .none = value.kind else { return nil } }
        guard names.count == targets.count else { return nil }
        return names.map { .bind(target: $0, source: source) }
    }

    private func deletions(_ targets: [Expression]) -> [RaceOperation]? {
        let names = targets.compactMap { name($0) }
        return names.count == targets.count ? names.map { .delete($0) } : nil
    }

    // MARK: - Directives

    private mutating func check(_ directive: Directive) {
        switch directive.kind {
        case .note, .expect: break
        case .expectRaises, .stepInto, .showCollector, .label, .focus, .hide:
            let word = file.text(directive.span).prefix { !$0.isWhitespace }
            report(
                "E1107", "'\(word)' cannot stand in a race or behind one", directive.span,
                "Here memory is known as counts and names alone.",
                help: "What can: note, expect, schedule. Give labels in 'setup' or in a step above.")
        }
    }
}

extension RaceLanePlan {
    /// The names that it binds or deletes.
    var changedNames: [NamedSpan] {
        statements.flatMap(\.operations).map { operation in
            switch operation {
            case .bind(let target, _): target
            case .delete(let name): name
            }
        }
    }

    /// Every name that it uses.
    var names: [NamedSpan] {
        statements.flatMap(\.operations).flatMap { operation -> [NamedSpan] in
            switch operation {
            case .bind(let target, let source): [target] + [source].compactMap { $0 }
            case .delete(let name): [name]
            }
        }
    }
}

extension Scenario {
    /// What runs on the heap, and the blocks from the first race on, which run on counts alone.
    var dividedAtFirstRace: (calm: Scenario, racing: [Block]) {
        guard let first = steps.firstIndex(where: { $0.kind == .race }) else { return (self, []) }
        var calm = self
        calm.steps = Array(steps[..<first])
        return (calm, Array(steps[first...]))
    }
}
