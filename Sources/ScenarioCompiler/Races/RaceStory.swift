import Diagnostics
import HeapModel
import RaceModel
import ScenarioSyntax
import Timelines

/// The blocks of a scenario from its first race on.
///
/// The heap tells what stands above; its last state becomes a `RaceWorld` of counts and names. Each block is resolved on
/// it (`RaceResolver`), run in the order that is given or found (`RaceScheduling`, `Race.explore`), and told as a step
/// with a part for each action.
struct RaceStory {
    private let plans: [RacePlan]
    private let runtime: Runtime
    private let file: SourceFile
    private let lowerer: RaceLowerer
    /// What is wrong with the text.
    var diagnostics: [Diagnostic] { lowerer.diagnostics }

    init(_ blocks: [Block], in scenario: Scenario, _ calm: Scenario, for runtime: Runtime) {
        file = scenario.file
        self.runtime = runtime
        var lowerer = RaceLowerer(scenario.file)
        plans = blocks.map { lowerer.lower($0) }
        if let first = blocks.first, runtime.isPrompt {
            lowerer.report(
                "E1110", "a race cannot be typed at the prompt", first.titleSpan, help: "Leave 'repl' out.")
        }
        if blocks.isEmpty, runtime.hasNoLock {
            lowerer.report(
                "E0408", "without a race 'gil off' says nothing", scenario.header.runtime?.span,
                "One thread alone runs the same with the lock and without.",
                help: "Leave 'gil off' out, or add a race.")
        }
        self.lowerer = lowerer
    }

    /// Adds the steps of these blocks to what the heap has told.
    func tell(after told: Compilation) -> Compilation {
        guard !plans.isEmpty, var timeline = told.timeline, !containsError(told.diagnostics) else { return told }
        var result = told
        var teller = RaceTeller(timeline, told.labels, lowerer, runtime, file)
        for plan in plans {
            guard let step = teller.tell(plan, index: timeline.steps.count + 1) else { break }
            timeline.steps.append(step)
        }
        if runtime.countsInTwoParts { timeline.forgetWhatFreeThreadingChanges() }
        result.timeline = timeline
        result.diagnostics += teller.diagnostics
        result.expectations += teller.expectations
        result.otherExpectations += teller.otherExpectations
        result.reachedLimit = result.reachedLimit || teller.reachedLimit
        return result
    }

    /// The story with the world after a block, for a question.
    func world(after told: Compilation, step: Int) -> (world: RaceWorld, run: RaceTeller.Told)? {
        guard let timeline = told.timeline else { return nil }
        var teller = RaceTeller(timeline, told.labels, lowerer, runtime, file)
        for (place, plan) in plans.enumerated() {
            let index = timeline.steps.count + place + 1
            guard teller.tell(plan, index: index) != nil, let run = teller.last else { return nil }
            if index == step { return (teller.world, run) }
        }
        return nil
    }
}

extension Timeline {
    /// Object headers, sizes and the collector are others in the free-threaded build, and not modelled.
    fileprivate mutating func forgetWhatFreeThreadingChanges() {
        func forget(_ state: inout MemoryState) {
            for index in state.objects.indices {
                state.objects[index].size = nil
                state.objects[index].generation = nil
                state.objects[index].realRefcount = nil
            }
        }
        forget(&start)
        for step in steps.indices {
            forget(&steps[step].state)
            for part in steps[step].parts.indices { forget(&steps[step].parts[part].state) }
        }
    }
}

/// Runs the blocks one after another on one world.
struct RaceTeller {
    /// A block that has been run.
    struct Told {
        var resolved: ResolvedRace
        var run: RaceRun
        var exploration: RaceExploration?
    }

    private(set) var world: RaceWorld
    private(set) var last: Told?
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var expectations = 0
    private(set) var otherExpectations = 0
    private(set) var reachedLimit = false
    private let lowerer: RaceLowerer
    private let runtime: Runtime
    private let file: SourceFile

    /// So many actions have room in a picture.
    private static let mostActions = 48
    private static let mostLanes = 8

    init(
        _ timeline: Timeline, _ labels: [Label], _ lowerer: RaceLowerer, _ runtime: Runtime, _ file: SourceFile
    ) {
        self.lowerer = lowerer
        self.runtime = runtime
        self.file = file
        world = RaceWorld(
            timeline.steps.last?.state ?? timeline.start, labels: labels, isBiased: runtime.countsInTwoParts)
    }

    /// The step of a block; nil where the story cannot go on, which is said.
    mutating func tell(_ plan: RacePlan, index: Int) -> Step? {
        var resolver = RaceResolver(RaceLowerer(file), runtime)
        guard let resolved = resolver.resolve(plan, in: world) else {
            diagnostics += resolver.lowerer.diagnostics
            return nil
        }
        guard checkSize(resolved), let (order, exploration) = order(of: resolved) else { return nil }
        let run = RaceRun(resolved.race, order: order)
        let told = Told(resolved: resolved, run: run, exploration: exploration)
        last = told
        let recorder = RaceRecorder(told, file)
        var step = Step(index: index, title: plan.block.title, lines: plan.text.lines, source: plan.text.source)
        step.state = MemoryState(race: recorder.end())
        if plan.block.kind == .race { step.parts = recorder.parts() }
        commit(resolved, run)
        step.note = ask(plan.directives)
        return step
    }

    private mutating func checkSize(_ resolved: ResolvedRace) -> Bool {
        let lanes = resolved.race.lanes.count
        guard lanes <= Self.mostLanes, resolved.race.actionCount <= Self.mostActions else {
            diagnostics.append(
                Diagnostic(
                    "E1111", "this race is too large", in: file, at: resolved.plan.block.titleSpan,
                    explanation:
                        "It has \(lanes) lanes and \(resolved.race.actionCount) actions; a picture has room for "
                        + "\(Self.mostLanes) and \(Self.mostActions).",
                    help: "Let fewer threads do fewer things: two show everything."))
            reachedLimit = true
            return false
        }
        return true
    }

    /// The order that is given, or the one that trying all of them chooses.
    private mutating func order(of resolved: ResolvedRace) -> ([Int], RaceExploration?)? {
        if case .actions(let actions)? = resolved.plan.schedule?.kind, let span = resolved.plan.schedule?.span {
            var scheduling = RaceScheduling(resolved, file)
            let order = scheduling.read(actions, span)
            diagnostics += scheduling.diagnostics
            return order.map { ($0, nil) }
        }
        if resolved.plan.block.kind != .race {
            return ([Int](repeating: 0, count: resolved.race.actionCount), nil)
        }
        do {
            let exploration = try resolved.race.explore()
            return (resolved.hasProcesses ? resolved.sideBySide : exploration.order, exploration.findings)
        } catch {
            diagnostics.append(
                Diagnostic(
                    "E1111", "this race has too many orders", in: file,
                    at: resolved.plan.schedule?.span ?? resolved.plan.block.titleSpan,
                    explanation: "They lead to more than \(Race.mostStates) different states.",
                    help: "Write one order: schedule A.load, B.load, …; or let fewer threads do fewer things."))
            reachedLimit = true
            return nil
        }
    }

    /// Memory and names are what the race has left; processes have ended, and their parent's memory is as before.
    private mutating func commit(_ resolved: ResolvedRace, _ run: RaceRun) {
        guard !resolved.hasProcesses else {
            for (place, subject) in resolved.world.subjects.enumerated() where subject.isTouched {
                world.subjects[place % world.subjects.count].isTouched = true
            }
            return
        }
        world = resolved.world
        world.memory = run.memory
        for moment in run.moments { world.apply(moment.effect, resolved) }
        for lane in resolved.plan.lanes {
            for operation in lane.statements.flatMap(\.operations) {
                guard case .bind(let target, let source) = operation else { continue }
                if source == nil { world.uncounted[target.name] = "it is None" }
            }
        }
    }

    // MARK: - Directives

    /// - Returns: the notes.
    private mutating func ask(_ directives: [Directive]) -> String {
        var notes: [String] = []
        for directive in directives {
            switch directive.kind {
            case .note(let text): notes.append(PythonDoc.dedent(text))
            case .expect(let question):
                if let condition = directive.condition, !condition.applies(to: runtime.version, atPrompt: false) {
                    otherExpectations += 1
                    continue
                }
                expectations += 1
                guard let last else { continue }
                var asker = RaceAsker(world: world, told: last, file: file)
                asker.check(question)
                diagnostics += asker.diagnostics
            default: break
            }
        }
        return notes.joined(separator: "\n\n")
    }
}

extension RaceWorld {
    /// What an action does to the names.
    mutating func apply(_ effect: Effect, _ resolved: ResolvedRace) {
        switch (resolved.effects[effect.lane][effect.place], effect.kind) {
        case (.bind(let key), .store), (.bind(let key), .atomicAdd): bind(key, to: effect.update.object)
        case (.unbind(let key), .load), (.unbind(let key), .atomicSubtract): bind(key, to: nil)
        default: break
        }
    }
}
