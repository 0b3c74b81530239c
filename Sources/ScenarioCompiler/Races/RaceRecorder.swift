import Diagnostics
import RaceModel
import Timelines

/// The states of one block's run as a timeline holds them.
struct RaceRecorder {
    private let told: RaceTeller.Told
    private let file: SourceFile
    private let actions: [RaceAction]
    private var resolved: ResolvedRace { told.resolved }

    init(_ told: RaceTeller.Told, _ file: SourceFile) {
        self.told = told
        self.file = file
        var times = told.resolved.race.lanes.map { _ in 0 }
        var all: [RaceAction] = []
        for moment in told.run.moments {
            let effect = moment.effect
            times[effect.lane] += 1
            let lane = told.resolved.plan.lanes[effect.lane]
            let statement = lane.statements[effect.update.statement]
            all.append(
                RaceAction(
                    lane: lane.name, kind: effect.kind, object: told.resolved.world.subjects[effect.update.object].id,
                    time: told.resolved.hasProcesses ? times[effect.lane] : all.count + 1, statement: statement.text,
                    line: file.line(at: statement.span.start), value: effect.value, overwrites: effect.overwrites,
                    frees: effect.frees, hazard: effect.hazard?.rawValue))
        }
        actions = all
    }

    /// The state when everything is done.
    func end() -> RaceState {
        var state = state(after: actions.count, told.run.memory)
        state.lostUpdates = told.run.lostUpdates
        state.switches = told.run.switches
        return state
    }

    /// One part for each action; of processes, which run at the same time, one for each moment.
    func parts() -> [Step] {
        var parts: [Step] = []
        for (place, moment) in told.run.moments.enumerated() {
            let isLastOfItsTime = place + 1 == actions.count || actions[place + 1].time != actions[place].time
            guard isLastOfItsTime else { continue }
            let same = actions[...place].filter { $0.time == actions[place].time }
            let line = actions[place].line
            var part = Step(
                index: parts.count + 1, title: same.map(Self.title).joined(separator: ", "), lines: line...line,
                source: same.map(\.statement).joined(separator: "\n"))
            var state = state(after: place + 1, moment.memory)
            state.lostUpdates = moment.lostUpdates
            state.switches = moment.switches
            part.state = MemoryState(race: state)
            parts.append(part)
        }
        return parts
    }

    private static func title(_ action: RaceAction) -> String { "\(action.lane).\(action.kind.word)" }

    private func state(after count: Int, _ memory: RaceMemory) -> RaceState {
        var world = resolved.world
        for moment in told.run.moments.prefix(count) { world.apply(moment.effect, resolved) }
        let lanes = resolved.plan.lanes.map { RaceLane(name: $0.name, kind: $0.kind, source: $0.source) }
        let isOver = count == actions.count
        let open = Set(isOver ? [] : told.run.moments.dropFirst(count).map(\.effect.update.object))
        return RaceState(
            lanes: lanes, lock: resolved.lock, counting: resolved.isBiased ? .biased : .plain,
            actions: Array(actions.prefix(count)), actionCount: actions.count,
            objects: objects(world, memory, open: open), names: names(world), lostUpdates: 0, switches: 0,
            exploration: told.exploration)
    }

    /// - Parameter open: the objects that something is still to happen to.
    private func objects(_ world: RaceWorld, _ memory: RaceMemory, open: Set<Int>) -> [RaceObject] {
        zip(world.subjects, memory.objects).enumerated().filter { isShown($0.element.0, world) }.map { place, pair in
            let (subject, object) = pair
            var shown = RaceObject(
                id: subject.id, process: subject.process.map { resolved.plan.lanes[$0].name }, type: subject.type,
                repr: subject.repr, count: object.total, references: object.references,
                state: state(object, isOpen: open.contains(place)))
            shown.initialCount = resolved.race.memory.objects[place].total
            if resolved.isBiased, !object.isFreed {
                shown.local = object.count
                shown.shared = object.shared
                shown.owner = object.isBiased ? subject.owner : nil
            }
            if subject.process != nil { shown.memory = object.isWritten ? .copied : .shared }
            return shown
        }
    }

    /// A process's copy, and the parent's own, are shown where either is touched.
    private func isShown(_ subject: RaceWorld.Subject, _ world: RaceWorld) -> Bool {
        subject.isTouched || world.subjects.contains { $0.id == subject.id && $0.isTouched }
    }

    private func state(_ object: CountedObject, isOpen: Bool) -> RaceObject.State {
        if object.wasFreedInUse { return .freedInUse }
        if object.isFreed { return .freed }
        return object.isLeaked && !isOpen ? .leaked : .live
    }

    private func names(_ world: RaceWorld) -> [RaceName] {
        world.names.filter { isShown(world.subjects[$0.subject], world) }.map { key, subject in
            RaceName(
                name: key.name, object: world.subjects[subject].id,
                process: key.process.map { resolved.plan.lanes[$0].name })
        }
    }
}

extension ResolvedRace {
    /// All lanes go on at the same time: each one's first action, then each one's second.
    var sideBySide: [Int] {
        let counts = race.lanes.indices.map { race.actions(ofLane: $0).count }
        return (0..<(counts.max() ?? 0)).flatMap { time in counts.indices.filter { time < counts[$0] } }
    }
}
