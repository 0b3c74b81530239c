import Timelines

/// One order of a race's actions, carried out.
package struct RaceRun: Sendable {
    /// A state and the action that led to it.
    package struct Moment: Sendable {
        package var effect: Effect
        package var memory: RaceMemory
        package var lostUpdates: Int
        package var switches: Int
    }

    package private(set) var moments: [Moment] = []
    package private(set) var memory: RaceMemory

    /// Runs the lanes in this order.
    ///
    /// - Parameter order: the lane of each action; of a lane that has no action left nothing is done.
    package init(_ race: Race, order: [Int]) {
        memory = race.memory
        memory.begin(race.lanes.count)
        let actions = race.lanes.indices.map { race.actions(ofLane: $0) }
        var stored = race.memory.objects.map { _ in 0 }
        var last: Int?
        var switches = 0
        for lane in order {
            guard actions[lane].indices.contains(memory.positions[lane]) else { continue }
            let action = actions[lane][memory.positions[lane]]
            let update = race.lanes[lane][action.update]
            var effect = memory.perform(action.kind, update, lane: lane)
            effect.place = action.update
            if action.kind != .load, action.kind != .add, action.kind != .subtract { stored[update.object] += 1 }
            if let last, last != lane { switches += 1 }
            last = lane
            moments.append(
                Moment(
                    effect: effect, memory: memory, lostUpdates: memory.lostUpdates(stored: stored),
                    switches: switches))
        }
        memory.mergeQueued()
    }

    package var lostUpdates: Int { moments.last?.lostUpdates ?? 0 }
    package var switches: Int { moments.last?.switches ?? 0 }
}
