import Timelines

/// What all orders of a race together come to.
package struct Exploration: Sendable {
    package var findings: RaceExploration
    /// The lane of each action in an order that loses an update with the fewest switches, of several in one that does the
    /// most harm; where none loses one, in the order with the fewest switches of all.
    package var order: [Int]
}

/// Why a race cannot be explored.
package struct ExplorationLimit: Error, Equatable, Sendable {
    package var states: Int
}

extension Race {
    /// So many states are looked at.
    package static let mostStates = 300_000

    /// Tries every order of the actions.
    ///
    /// - Throws: where there are more than ``mostStates`` different states, or more orders than an `Int` can count.
    package func explore() throws(ExplorationLimit) -> Exploration {
        var explorer = Explorer(self)
        return try explorer.run()
    }
}

/// Goes through all orders, a piece at a time: an action, or with a lock a whole update. Orders that have come to one
/// state by now, with one lane as the last, are counted together.
private struct Explorer {
    private struct Node {
        var memory: RaceMemory
        var lane: Int
        var orders: Int
        /// The fewest switches with which it is reached, and over which node.
        var switches: Int
        var parent: Int?
    }

    private struct Key: Hashable {
        var memory: RaceMemory
        var lane: Int
    }

    private let race: Race
    private let actions: [[(update: Int, kind: RaceAction.Kind)]]
    private var nodes: [Node] = []

    init(_ race: Race) {
        self.race = race
        actions = race.lanes.indices.map { race.actions(ofLane: $0) }
    }

    mutating func run() throws(ExplorationLimit) -> Exploration {
        var start = race.memory
        start.begin(race.lanes.count)
        nodes = [Node(memory: start.withoutHistory(), lane: -1, orders: 1, switches: 0, parent: nil)]
        var layer = [0]
        var ends: [Int] = []
        while !layer.isEmpty {
            var next: [Key: Int] = [:]
            var order: [Int] = []
            for number in layer {
                let node = nodes[number]
                var isEnd = true
                for lane in race.lanes.indices where node.memory.positions[lane] < actions[lane].count {
                    isEnd = false
                    try extend(number, node, lane, &next, &order)
                }
                if isEnd { ends.append(number) }
            }
            layer = order
        }
        return try summary(ends)
    }

    private mutating func extend(
        _ number: Int, _ node: Node, _ lane: Int, _ next: inout [Key: Int], _ order: inout [Int]
    ) throws(ExplorationLimit) {
        let memory = advanced(node.memory, lane)
        let switches = node.switches + (node.lane < 0 || node.lane == lane ? 0 : 1)
        let key = Key(memory: memory, lane: lane)
        guard let known = next[key] else {
            guard nodes.count < Race.mostStates else { throw ExplorationLimit(states: nodes.count) }
            next[key] = nodes.count
            order.append(nodes.count)
            nodes.append(Node(memory: memory, lane: lane, orders: node.orders, switches: switches, parent: number))
            return
        }
        nodes[known].orders = try sum(nodes[known].orders, node.orders)
        if switches < nodes[known].switches {
            nodes[known].switches = switches
            nodes[known].parent = number
        }
    }

    private func sum(_ first: Int, _ second: Int) throws(ExplorationLimit) -> Int {
        let (sum, overflows) = first.addingReportingOverflow(second)
        if overflows { throw ExplorationLimit(states: nodes.count) }
        return sum
    }

    private func advanced(_ memory: RaceMemory, _ lane: Int) -> RaceMemory {
        var memory = memory.withHistory()
        repeat {
            let action = actions[lane][memory.positions[lane]]
            _ = memory.perform(action.kind, race.lanes[lane][action.update], lane: lane)
        } while race.isLocked && isInsideUpdate(memory, lane)
        return memory.withoutHistory()
    }

    private func isInsideUpdate(_ memory: RaceMemory, _ lane: Int) -> Bool {
        let position = memory.positions[lane]
        return position < actions[lane].count && actions[lane][position].update == actions[lane][position - 1].update
    }

    // MARK: - The sum

    private func summary(_ ends: [Int]) throws(ExplorationLimit) -> Exploration {
        var stored = race.memory.objects.map { _ in 0 }
        for update in race.lanes.joined() { stored[update.object] += 1 }
        var findings = RaceExploration(
            interleavings: 0, losing: 0, freeingInUse: 0, leaking: 0, fewestSwitches: nil)
        var best: (rank: Rank, node: Int)?
        for number in ends {
            let node = nodes[number]
            var memory = node.memory
            memory.mergeQueued()
            findings.interleavings = try sum(findings.interleavings, node.orders)
            let isLosing = memory.lostUpdates(stored: stored) > 0
            if isLosing {
                findings.losing += node.orders
                findings.fewestSwitches = min(findings.fewestSwitches ?? node.switches, node.switches)
            }
            if memory.objects.contains(where: \.wasFreedInUse) { findings.freeingInUse += node.orders }
            if memory.objects.contains(where: \.isLeaked) { findings.leaking += node.orders }
            let rank = Rank(isHarmless: !isLosing, switches: node.switches, harm: memory.harm)
            if best.map({ rank < $0.rank }) ?? true { best = (rank, number) }
        }
        return Exploration(findings: findings, order: best.map { order(to: $0.node) } ?? [])
    }

    /// How well an order shows what a race can do; the least is drawn.
    private struct Rank: Comparable {
        var isHarmless: Bool
        var switches: Int
        var harm: Int

        static func < (left: Rank, right: Rank) -> Bool {
            (left.isHarmless ? 1 : 0, left.switches, -left.harm) < (
                right.isHarmless ? 1 : 0, right.switches, -right.harm
            )
        }
    }

    /// The lane of each action on the way to a node.
    private func order(to node: Int) -> [Int] {
        var pieces: [Int] = []
        var current: Int? = node
        while let number = current, let parent = nodes[number].parent {
            let count = zip(nodes[number].memory.positions, nodes[parent].memory.positions).map { $0 - $1 }.reduce(0, +)
            pieces += [Int](repeating: nodes[number].lane, count: count)
            current = parent
        }
        return pieces.reversed()
    }
}

extension RaceMemory {
    /// How bad the end is: an object freed in use, one never freed, a count that is wrong, none of these.
    fileprivate var harm: Int {
        if objects.contains(where: \.wasFreedInUse) { return 3 }
        if objects.contains(where: \.isLeaked) { return 2 }
        return objects.contains { !$0.isFreed && $0.total != $0.references } ? 1 : 0
    }
}
