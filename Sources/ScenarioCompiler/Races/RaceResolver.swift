import Diagnostics
import RaceModel
import ScenarioSyntax
import Timelines

/// A race on the objects of a world: what each lane does to counts and names.
struct ResolvedRace {
    /// What an update does to a name when it binds, or lets go.
    enum NameEffect {
        case bind(RaceWorld.NameKey)
        case unbind(RaceWorld.NameKey)
        /// The name is bound to something else already.
        case none
    }

    var race: Race
    var plan: RacePlan
    /// For each lane the effects of its updates, in their order.
    var effects: [[NameEffect]]
    /// The world in which it runs: with processes it has a copy of every object for each.
    var world: RaceWorld
    var lock: RaceState.Lock
    var isBiased: Bool

    var hasProcesses: Bool { plan.lanes.first?.kind == .process }
}

/// Finds the objects that the names of a race stand for.
struct RaceResolver {
    let runtime: Runtime
    let isBiased: Bool
    private(set) var lowerer: RaceLowerer

    init(_ lowerer: RaceLowerer, _ runtime: Runtime) {
        self.lowerer = lowerer
        self.runtime = runtime
        isBiased = runtime.countsInTwoParts
    }

    /// - Returns: nil where something is wrong, which is said.
    mutating func resolve(_ plan: RacePlan, in world: RaceWorld) -> ResolvedRace? {
        let before = lowerer.diagnostics.count
        let hasProcesses = plan.lanes.first?.kind == .process
        var world = hasProcesses ? world.copied(for: plan) : world
        var lanes: [[Update]] = []
        var effects: [[ResolvedRace.NameEffect]] = []
        for (number, lane) in plan.lanes.enumerated() {
            var reader = LaneReader(lane, hasProcesses ? number : nil, world, isBiased: isBiased)
            reader.read(&lowerer)
            lanes.append(reader.updates)
            effects.append(reader.effects)
        }
        for update in lanes.joined() {
            world.subjects[update.object].isTouched = true
        }
        if plan.block.kind == .race, lanes.allSatisfy(\.isEmpty), lowerer.diagnostics.count == before {
            lowerer.report(
                "E1108", "there is nothing to race for", plan.block.titleSpan, reasonForNothing(plan, world),
                help: "Let the threads take or give back references to an object made in 'setup': x = object()")
        }
        guard lowerer.diagnostics.count == before else { return nil }
        let lock: RaceState.Lock = runtime.hasNoLock ? .none : hasProcesses ? .each : .gil
        let race = Race(lanes: lanes, memory: world.memory, isLocked: !runtime.hasNoLock)
        return ResolvedRace(
            race: race, plan: plan, effects: effects, world: world, lock: lock, isBiased: isBiased)
    }

    private func reasonForNothing(_ plan: RacePlan, _ world: RaceWorld) -> String {
        for name in plan.lanes.flatMap(\.names) {
            if let reason = world.uncounted[name.name] { return "Of '\(name.name)': \(reason)." }
        }
        return "No statement takes or gives back a reference."
    }
}

extension Runtime {
    /// Whether a count has an owner's part and one of all others: the free-threaded build (PEP 703, from 3.13 on).
    var countsInTwoParts: Bool { hasNoLock && version >= (3, 13) }
}

extension RaceWorld {
    /// A world with a copy of every object and name for each process.
    func copied(for plan: RacePlan) -> RaceWorld {
        var copy = self
        var objects = memory.objects
        for process in plan.lanes.indices {
            let offset = copy.subjects.count
            for (subject, object) in zip(subjects, memory.objects) {
                var subject = subject
                subject.process = process
                // After fork the only thread of the child is its main thread, and keeps what it has made.
                subject.owner = plan.lanes[process].name
                var object = object
                object.isWritten = false
                copy.subjects.append(subject)
                objects.append(object)
            }
            for (key, subject) in names {
                copy.names.append((NameKey(name: key.name, process: process), subject + offset))
            }
        }
        copy.memory = RaceMemory(objects)
        return copy
    }
}

/// Reads one lane's statements.
private struct LaneReader {
    let lane: RaceLanePlan
    let process: Int?
    private var world: RaceWorld
    private let isBiased: Bool
    private(set) var updates: [Update] = []
    private(set) var effects: [ResolvedRace.NameEffect] = []

    init(_ lane: RaceLanePlan, _ process: Int?, _ world: RaceWorld, isBiased: Bool) {
        self.lane = lane
        self.process = process
        self.world = world
        self.isBiased = isBiased
    }

    mutating func read(_ lowerer: inout RaceLowerer) {
        for (number, statement) in lane.statements.enumerated() {
            for operation in statement.operations { read(operation, number, &lowerer) }
        }
    }

    private mutating func read(_ operation: RaceOperation, _ statement: Int, _ lowerer: inout RaceLowerer) {
        switch operation {
        case .bind(let target, let source):
            var subject: Int?
            if let source {
                subject = world.subject(source.name, process: process)
                if subject == nil, world.uncounted[source.name] == nil {
                    reportUnbound(source, &lowerer)
                    return
                }
            }
            let key = RaceWorld.NameKey(name: target.name, process: process)
            let old = world.subject(target.name, process: process)
            if let subject { add(subject, isTaken: true, .bind(key), target, statement) }
            if let old { add(old, isTaken: false, subject == nil ? .unbind(key) : .none, target, statement) }
            world.bind(key, to: subject)
            if subject == nil {
                world.uncounted[target.name] = source.flatMap { world.uncounted[$0.name] } ?? "it is None"
            }
        case .delete(let name):
            if let old = world.subject(name.name, process: process) {
                let key = RaceWorld.NameKey(name: name.name, process: process)
                add(old, isTaken: false, .unbind(key), name, statement)
                world.bind(key, to: nil)
            } else if world.uncounted.removeValue(forKey: name.name) == nil {
                reportUnbound(name, &lowerer)
            }
        }
    }

    private func reportUnbound(_ name: NamedSpan, _ lowerer: inout RaceLowerer) {
        lowerer.report(
            "E1109", "the name '\(name.name)' is not bound here", name.span,
            "CPython raises: NameError: name '\(name.name)' is not defined.",
            help: "Bind it in 'setup', in a step above, or in a line of \(lane.name) above this one.")
    }

    private mutating func add(
        _ object: Int, isTaken: Bool, _ effect: ResolvedRace.NameEffect, _ name: NamedSpan, _ statement: Int
    ) {
        let counted = world.memory.objects[object]
        let isOwners = counted.isBiased && world.subjects[object].owner == lane.name
        updates.append(
            Update(
                object: object, isTaken: isTaken, isAtomic: isBiased && !isOwners, isOwners: isOwners,
                name: name.name, statement: statement))
        effects.append(effect)
        guard isOwners, let count = counted.count else { return }
        // Nobody else touches the owner's part: what it will be is known. At zero the two parts become one.
        world.memory.objects[object].count = count + (isTaken ? 1 : -1)
        if world.memory.objects[object].count == 0 { world.memory.objects[object].isBiased = false }
    }
}
