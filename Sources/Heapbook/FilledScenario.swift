import Diagnostics
import ScenarioCompiler
import ScenarioSyntax
import Timelines

/// A scenario with the expectations that hold now written into its steps.
///
/// 1. The scenario runs under each of its runtimes, and must be right as it is.
/// 2. Each step without an expectation gets those that tell what the step changed (`StepChanges`).
/// 3. The new text is formatted and run again: every expectation in it holds.
public struct FilledScenario: Sendable {
    /// The new text; nil where there is nothing to write, or where a diagnostic says why nothing can be.
    public var bytes: [UInt8]?
    /// What is wrong with the scenario.
    public var diagnostics: [Diagnostic]
    /// How many expectations were written, and into how many steps.
    public var expectations = 0
    /// The number of steps that got some.
    public var steps = 0
    /// Whether a limit ended the run.
    public var reachedLimit = false

    /// Why a scenario without mistakes cannot be filled.
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// A plain file has no directives.
        case plain(path: String)
        /// What was written does not hold when it is asked: a mistake of heapbook's.
        case wrong(path: String, title: String)

        /// The cause and a way out.
        public var description: String {
            switch self {
            case .plain(let path):
                "'\(path)' is a plain file of statements, and there 'expect' is a name like any other: put the "
                    + "statements into steps, such as 'step \"What happens here\":'"
            case .wrong(let path, let title):
                "'\(path)' is left as it is: an expectation that was to be written does not hold (\(title)). "
                    + "That is a mistake of heapbook's; please report it with the file"
            }
        }
    }

    /// Fills a scenario.
    ///
    /// - Parameters:
    ///   - file: the text.
    ///   - id: the scenario's identifier.
    ///   - folder: what it may include lies in it.
    /// - Throws: ``Failure``.
    public init(_ file: SourceFile, id: String, folder: ScenarioFolder) throws(Failure) {
        let results = compileScenarioForAllRuntimes(file, id: id, folder: folder)
        diagnostics = results.flatMap(\.diagnostics)
        reachedLimit = results.contains { $0.reachedLimit }
        guard !containsError(diagnostics) else { return }
        let scenario = parse(file).scenario
        if scenario.isPlain { throw .plain(path: file.name) }
        let insertions = Self.insertions(scenario, results.compactMap(\.timeline))
        guard !insertions.isEmpty else { return }
        expectations = insertions.reduce(0) { $0 + $1.lines.count }
        steps = insertions.count
        bytes = try Self.checked(Self.inserting(insertions, into: file), id: id, folder: folder)
    }

    private struct Insertion {
        var offset: Int
        var indent: String
        var lines: [String]
    }

    private static func insertions(_ scenario: Scenario, _ timelines: [Timeline]) -> [Insertion] {
        scenario.steps.indices.compactMap { index -> Insertion? in
            let step = scenario.steps[index]
            guard !step.hasExpectation, let first = step.items.first, let last = step.items.last else { return nil }
            let runs = timelines.compactMap { timeline -> (runtime: String, questions: [String])? in
                guard timeline.steps.indices.contains(index) else { return nil }
                let before = index > 0 ? timeline.steps[index - 1].state : timeline.start
                return (timeline.scenario.runtime, StepChanges(timeline.steps[index], since: before).questions)
            }
            guard runs.count == timelines.count else { return nil }
            let lines = expectations(runs)
            guard !lines.isEmpty else { return nil }
            let file = scenario.file
            let start = file.lineSpan(file.line(at: first.span.start)).start
            let lastLine = file.lineSpan(file.line(at: max(last.span.start, last.span.end - 1)))
            return Insertion(
                offset: lastLine.end, indent: file.text(Span(start, first.span.start)), lines: lines)
        }
    }

    /// What holds under every runtime is expected everywhere, the rest under those where it holds.
    private static func expectations(_ runs: [(runtime: String, questions: [String])]) -> [String] {
        guard let first = runs.first else { return [] }
        let common = first.questions.filter { question in runs.allSatisfy { $0.questions.contains(question) } }
        let own = runs.flatMap { run in
            run.questions.filter { !common.contains($0) }.map { "expect on \(run.runtime): \($0)" }
        }
        return common.map { "expect \($0)" } + own
    }

    private static func inserting(_ insertions: [Insertion], into file: SourceFile) -> SourceFile {
        var bytes = file.bytes
        for insertion in insertions.reversed() {
            let text = insertion.lines.map { "\n\(insertion.indent)\($0)" }.joined()
            bytes.insert(contentsOf: Array(text.utf8), at: insertion.offset)
        }
        return SourceFile(name: file.name, bytes: bytes)
    }

    private static func checked(
        _ file: SourceFile, id: String, folder: ScenarioFolder
    ) throws(Failure) -> [UInt8] {
        guard case .formatted(let bytes) = format(file) else {
            throw .wrong(path: file.name, title: "it cannot be read")
        }
        let again = compileScenarioForAllRuntimes(
            SourceFile(name: file.name, bytes: bytes), id: id, folder: folder)
        if let error = again.flatMap(\.diagnostics).first(where: { $0.severity == .error }) {
            throw .wrong(path: file.name, title: error.title)
        }
        return bytes
    }
}

extension Block {
    fileprivate var hasExpectation: Bool {
        items.contains { item in
            if case .foreign(let foreign) = item, case .expect? = (foreign as? CDirective)?.kind { return true }
            guard case .directive(let directive) = item else { return false }
            switch directive.kind {
            case .expect, .expectRaises: return true
            default: return false
            }
        }
    }
}

/// What a step changed, as questions that an expectation can ask: counts of objects with a name or a label that are new
/// or not what they were, labelled objects that are lost or gone, what a collection returned.
private struct StepChanges {
    private(set) var questions: [String] = []
    private let before: [ObjectID: HeapObject]
    private let after: [ObjectID: HeapObject]

    init(_ step: Step, since state: MemoryState) {
        before = Self.byIdentity(state)
        after = Self.byIdentity(step.state)
        questions = counts(step) + lives(step)
        if let race = step.state.race { questions += Self.counts(race) }
        if let cells = step.state.cells { questions += Self.values(cells, since: state.cells) }
        if let last = step.collections.last, last.reason == .explicit {
            questions.append("collected() == \(last.returned)")
        }
    }

    /// What a race, or a step behind one, has left of each object that a name refers to.
    private static func counts(_ race: RaceState) -> [String] {
        let lost = race.lanes.count > 1 ? ["lost_updates() == \(race.lostUpdates)"] : []
        var asked: Set<ObjectID> = []
        return lost
            + race.names.filter { $0.process == nil && asked.insert($0.object).inserted }.flatMap { name in
                race.objects.filter { $0.id == name.object && $0.process == nil && $0.state == .live }.flatMap {
                    object in
                    (object.count.map { ["refcount(\(name.name)) == \($0)"] } ?? [])
                        + ["references(\(name.name)) == \(object.references)"]
                }
            }
    }

    /// The variables of C that hold another number than before, and the pointers that dangle now.
    private static func values(_ memory: CellMemory, since before: CellMemory?) -> [String] {
        memory.blocks.filter { $0.kind == .variable && $0.state == .live && $0.cells.count == 1 }.compactMap { block in
            guard let name = block.name, let cell = block.cells.first else { return nil }
            let old = before?.blocks.first { $0.id == block.id }?.cells.first
            if let old, old.value == cell.value, old.target == cell.target { return nil }
            if cell.target?.state == .dangling { return "dangling(\(name))" }
            guard cell.target == nil, let value = cell.value else { return nil }
            return "\(name) == \(value)"
        } + memory.hazards.map { "\($0.kind)()" }
    }

    private static func byIdentity(_ state: MemoryState) -> [ObjectID: HeapObject] {
        Dictionary(state.objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// By names, in the order in which they were bound, then by labels of what has no name.
    private func counts(_ step: Step) -> [String] {
        let labels = Dictionary(step.labels.map { ($0.name, $0.object) }, uniquingKeysWith: { first, _ in first })
        var asked: Set<ObjectID> = []
        var questions: [String] = []
        let module = step.state.frames.first { $0.kind == .module }
        let names = (module?.names ?? []).filter { labels[$0.name] == nil || labels[$0.name] == $0.object }
        for (name, id) in names.map({ ($0.name, $0.object) }) + step.labels.map({ ($0.name, $0.object) }) {
            guard let object = after[id], isWorthCounting(object), asked.insert(id).inserted else { continue }
            if before[id]?.refcount != object.refcount { questions.append("refcount(\(name)) == \(object.refcount)") }
        }
        return questions
    }

    /// Classes, functions and modules are the scenery; what the interpreter shares with everything has a count that
    /// says little.
    private func isWorthCounting(_ object: HeapObject) -> Bool {
        object.state != .freed && object.name == nil && !object.immortal && object.realRefcount != nil
    }

    private func lives(_ step: Step) -> [String] {
        func labels(_ state: Liveness) -> [String] {
            step.labels.filter { after[$0.object]?.state == state && before[$0.object]?.state != state }.map(\.name)
        }
        return [("unreachable", labels(.unreachable)), ("freed", labels(.freed))].compactMap { question, names in
            names.isEmpty ? nil : "\(question)(\(names.joined(separator: ", ")))"
        }
    }
}
