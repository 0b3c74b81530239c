import Timelines

/// A count and what has become of its object.
package struct CountedObject: Hashable, Sendable {
    /// The count; with biased counting the owner's part. Nil where it was written after the object had been freed.
    package var count: Int?
    /// With biased counting, the part of all others.
    package var shared = 0
    /// Whether the count has two parts.
    package var isBiased = false
    /// With biased counting, that the owner has to put the parts together, since the others' fell below zero.
    package var isQueued = false
    /// How many references there are: names, and what a lane has taken and not yet bound.
    package var references: Int
    package var isFreed = false
    package var wasFreedInUse = false
    /// Whether it has been written to since the process began.
    package var isWritten = false
    /// How many updates led to the count that is there; those that are overwritten are not among them.
    package var length = 0
    /// The same of the others' part, which is changed in one action: none of those is ever overwritten.
    package var sharedLength = 0

    package init(count: Int, references: Int, isBiased: Bool = false) {
        self.count = count
        self.references = references
        self.isBiased = isBiased
    }

    /// The count as a whole.
    package var total: Int? { count.map { $0 + shared } }

    /// Nothing refers to it, and it will never be freed.
    package var isLeaked: Bool { !isFreed && !isQueued && references == 0 }
}

/// What a lane holds in its hand between the actions of an update.
struct Register: Hashable, Sendable {
    var value: Int?
    var length: Int
    /// How many stores to the object there had been when it was loaded.
    var stores: Int
}

/// What one action did.
package struct Effect: Sendable {
    package var kind: RaceAction.Kind
    package var lane: Int
    package var update: Update
    /// The number of the update in its lane.
    package var place = 0
    package var value: Int?
    package var overwrites = 0
    package var frees = false
    package var hazard: RaceHazard?
}

/// What goes wrong with an object whose count is wrong.
package enum RaceHazard: String, Sendable {
    case freedInUse = "freed_in_use"
    case useAfterFree = "use_after_free"
    case doubleFree = "double_free"
}

/// The counts, and how far each lane has come.
package struct RaceMemory: Hashable, Sendable {
    package var objects: [CountedObject]
    /// How many actions each lane has done.
    package private(set) var positions: [Int] = []
    private var registers: [Register?] = []
    /// How many times each object's count has been stored; only what a lane has loaded is compared with it.
    private var stores: [Int]

    package init(_ objects: [CountedObject]) {
        self.objects = objects
        stores = objects.map { _ in 0 }
    }

    mutating func begin(_ lanes: Int) {
        positions = [Int](repeating: 0, count: lanes)
        registers = [Register?](repeating: nil, count: lanes)
        stores = objects.map { _ in 0 }
        for index in objects.indices { (objects[index].length, objects[index].sharedLength) = (0, 0) }
    }

    /// Two memories that only differ in how many stores there have been go on alike: only what was stored since a load
    /// that is still in a hand says something, and that is in the lengths.
    func withoutHistory() -> RaceMemory {
        var copy = self
        copy.stores = []
        for index in copy.registers.indices { copy.registers[index]?.stores = 0 }
        return copy
    }

    /// A memory to go on with: what has been overwritten since is not asked of it.
    func withHistory() -> RaceMemory {
        var copy = self
        copy.stores = objects.map { _ in 0 }
        return copy
    }

    /// Carries out a lane's next action.
    package mutating func perform(_ kind: RaceAction.Kind, _ update: Update, lane: Int) -> Effect {
        positions[lane] += 1
        var effect = Effect(kind: kind, lane: lane, update: update)
        let object = update.object
        // The name is gone before its reference is given back.
        if !update.isTaken, kind == .load || kind == .atomicSubtract { objects[object].references -= 1 }
        if objects[object].isFreed { effect.hazard = .useAfterFree }
        switch kind {
        case .load:
            let value = objects[object].isFreed ? nil : objects[object].count
            registers[lane] = Register(value: value, length: objects[object].length, stores: stores[object])
            effect.value = value
        case .add, .subtract:
            if let value = registers[lane]?.value { registers[lane]?.value = value + update.change }
            effect.value = registers[lane]?.value
            effect.hazard = nil
        case .store: store(update, lane, &effect)
        case .atomicAdd, .atomicSubtract: change(update, &effect)
        }
        return effect
    }

    private mutating func store(_ update: Update, _ lane: Int, _ effect: inout Effect) {
        guard let register = registers[lane] else { return }
        let object = update.object
        effect.overwrites = stores[object] - register.stores
        effect.value = register.value
        objects[object].length = register.length + 1
        objects[object].count = objects[object].isFreed ? nil : register.value
        objects[object].isWritten = true
        stores[object] += 1
        registers[lane] = nil
        if update.isTaken {
            objects[object].references += 1
        } else if register.value == 0 {
            // What the thread itself has calculated decides, not what is stored by then.
            if update.isOwners { merge(object, &effect) } else { free(object, &effect) }
        }
    }

    private mutating func change(_ update: Update, _ effect: inout Effect) {
        let object = update.object
        objects[object].shared += update.change
        objects[object].sharedLength += 1
        objects[object].isWritten = true
        effect.value = objects[object].shared
        if update.isTaken {
            objects[object].references += 1
        } else if !objects[object].isBiased {
            if objects[object].total == 0 { free(object, &effect) }
        } else if objects[object].shared < 0 {
            objects[object].isQueued = true
        }
    }

    /// The owner's part is zero: from now on the count has one part, which all change in one action.
    private mutating func merge(_ object: Int, _ effect: inout Effect) {
        objects[object].isBiased = false
        if objects[object].total == 0 { free(object, &effect) }
    }

    /// Owners put together the parts of what waits for it (`Python/brc.c`, `merge_queued_objects`).
    package mutating func mergeQueued() {
        for object in objects.indices where objects[object].isQueued {
            objects[object].isQueued = false
            objects[object].isBiased = false
            if objects[object].total == 0 { objects[object].isFreed = true }
        }
    }

    private mutating func free(_ object: Int, _ effect: inout Effect) {
        effect.frees = true
        if objects[object].isFreed {
            effect.hazard = .doubleFree
        } else if objects[object].references > 0 {
            effect.hazard = .freedInUse
            objects[object].wasFreedInUse = true
        }
        objects[object].isFreed = true
    }

    /// How many of the updates that have been stored did not lead to the counts that are there.
    package func lostUpdates(stored: [Int]) -> Int {
        zip(objects, stored).map { $1 - $0.length - $0.sharedLength }.reduce(0, +)
    }
}
