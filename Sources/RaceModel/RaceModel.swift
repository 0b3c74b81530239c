// RaceModel: reference counts that several threads or processes change at the same time.
//
// In:  a `Race`: the objects with their counts, the names, and for each lane the updates that it makes.
// Out: `RaceRun`, the state after every action of one order; `Exploration`, what all orders together come to.
//
// 1. An `Update` takes a reference or gives one back. Plainly counted it is three actions, which other lanes can come
//    between: load the count, add or subtract one, store it. Counted as PEP 703 does it, an update by the object's owner
//    is the same three actions on a number that nobody else touches, and one by anybody else is a single action.
// 2. `RaceMemory.perform` carries out one action; everything else is made of it.
// 3. With a lock an update is one piece: the lock is never given up inside it.
// 4. `explore` counts orders by merging those that have come to the same state: what is possible from a state does not
//    hang on how it was reached, so the numbers are exact and no order is left out.
//
// It knows no syntax and no place in a file.

import Timelines

/// A thread's or a process's update of a count.
package struct Update: Hashable, Sendable {
    /// The place of the object in the race.
    package var object: Int
    /// Whether a reference is taken; else one is given back.
    package var isTaken: Bool
    /// Whether it happens in one action, which nothing can come between.
    package var isAtomic: Bool
    /// Whether it changes the owner's own part of a biased count.
    package var isOwners: Bool
    /// The name that is bound by it or was unbound for it.
    package var name: String
    /// The statement it belongs to, by its number in the lane.
    package var statement: Int

    package init(object: Int, isTaken: Bool, isAtomic: Bool, isOwners: Bool, name: String, statement: Int) {
        self.object = object
        self.isTaken = isTaken
        self.isAtomic = isAtomic
        self.isOwners = isOwners
        self.name = name
        self.statement = statement
    }

    /// Its actions in order.
    package var actions: [RaceAction.Kind] {
        if isAtomic { return [isTaken ? .atomicAdd : .atomicSubtract] }
        return [.load, isTaken ? .add : .subtract, .store]
    }

    var change: Int { isTaken ? 1 : -1 }
}

/// Threads or processes, and the counts that they change.
package struct Race: Sendable {
    /// What each lane does.
    package var lanes: [[Update]]
    /// The counts before.
    package var memory: RaceMemory
    /// Whether an update is one piece, because a lock is held through it.
    package var isLocked: Bool

    package init(lanes: [[Update]], memory: RaceMemory, isLocked: Bool) {
        self.lanes = lanes
        self.memory = memory
        self.isLocked = isLocked
    }

    /// Every action of a lane, with the place of its update.
    package func actions(ofLane lane: Int) -> [(update: Int, kind: RaceAction.Kind)] {
        lanes[lane].enumerated().flatMap { place, update in update.actions.map { (place, $0) } }
    }

    package var actionCount: Int { lanes.joined().map(\.actions.count).reduce(0, +) }
}
