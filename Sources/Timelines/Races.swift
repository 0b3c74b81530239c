/// What threads or processes have done so far in a race, and the counts that came of it.
public struct RaceState: Codable, Equatable, Sendable {
    /// Who may run when.
    public enum Lock: String, Codable, Sendable {
        /// One lock for all: the GIL.
        case gil
        /// A lock in each process.
        case each
        case none
    }

    /// How a count is kept.
    public enum Counting: String, Codable, Sendable {
        /// One number: it is loaded, changed and stored.
        case plain
        /// Two numbers: the owner's, which nobody else touches, and one that all others change in one indivisible
        /// action (PEP 703).
        case biased
    }

    /// Who runs, in the order of the file.
    public var lanes: [RaceLane]
    /// Who may run when.
    public var lock: Lock
    /// How counts are kept.
    public var counting: Counting
    /// What has been done, in its order. In the state of a part those up to that part's own, which is the last.
    public var actions: [RaceAction]
    /// How many actions the race has in all.
    public var actionCount: Int
    /// The objects that the race is about, those of each process apart.
    public var objects: [RaceObject]
    /// The names that refer to them now.
    public var names: [RaceName]
    /// How many changes of counts have been lost so far: their store is not among those that led to the count that is
    /// there.
    public var lostUpdates: Int
    /// How often another lane has gone on than the one before.
    public var switches: Int
    /// What trying every order found; nil where one order was given.
    public var exploration: RaceExploration?

    private enum CodingKeys: String, CodingKey {
        case lanes, lock, counting, actions
        case actionCount = "action_count"
        case objects, names
        case lostUpdates = "lost_updates"
        case switches, exploration
    }

    /// Makes a state.
    public init(
        lanes: [RaceLane], lock: Lock, counting: Counting, actions: [RaceAction], actionCount: Int,
        objects: [RaceObject], names: [RaceName], lostUpdates: Int, switches: Int, exploration: RaceExploration? = nil
    ) {
        self.lanes = lanes
        self.lock = lock
        self.counting = counting
        self.actions = actions
        self.actionCount = actionCount
        self.objects = objects
        self.names = names
        self.lostUpdates = lostUpdates
        self.switches = switches
        self.exploration = exploration
    }

    /// Writes every field; `exploration` is null where one order was given.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(lanes, forKey: .lanes)
        try values.encode(lock, forKey: .lock)
        try values.encode(counting, forKey: .counting)
        try values.encode(actions, forKey: .actions)
        try values.encode(actionCount, forKey: .actionCount)
        try values.encode(objects, forKey: .objects)
        try values.encode(names, forKey: .names)
        try values.encode(lostUpdates, forKey: .lostUpdates)
        try values.encode(switches, forKey: .switches)
        try values.encode(exploration, forKey: .exploration)
    }
}

/// A thread or a process.
public struct RaceLane: Codable, Equatable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, Sendable {
        case thread, process
    }

    /// As the scenario calls it.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// The statements that it runs, as written.
    public var source: String

    /// Makes a lane.
    public init(name: String, kind: Kind, source: String) {
        self.name = name
        self.kind = kind
        self.source = source
    }
}

/// One thing that a lane does, which nothing can divide.
public struct RaceAction: Codable, Equatable, Sendable {
    /// What it does.
    public enum Kind: String, Codable, Sendable {
        case load, add, subtract, store
        /// Loads, changes and stores in one.
        case atomicAdd = "atomic_add"
        case atomicSubtract = "atomic_subtract"
    }

    /// The lane's name.
    public var lane: String
    /// What it does.
    public var kind: Kind
    /// The object whose count it is about.
    public var object: ObjectID
    /// When, from 1: processes run at the same time, and so may have the same.
    public var time: Int
    /// The statement that it belongs to, as written.
    public var statement: String
    /// The line of the file, from 1.
    public var line: Int
    /// The number in the lane's hand afterwards: what was loaded, calculated or stored; nil where it was read from
    /// memory that had been freed, and means nothing.
    public var value: Int?
    /// For a store: how many changes of others it overwrote, that came between its load and itself.
    public var overwrites: Int
    /// Whether the object was freed by it.
    public var frees: Bool
    /// What is wrong with it: `freed_in_use`, `use_after_free`, `double_free`; nil where nothing is.
    public var hazard: String?

    /// Makes an action.
    public init(
        lane: String, kind: Kind, object: ObjectID, time: Int, statement: String, line: Int, value: Int?,
        overwrites: Int = 0, frees: Bool = false, hazard: String? = nil
    ) {
        self.lane = lane
        self.kind = kind
        self.object = object
        self.time = time
        self.statement = statement
        self.line = line
        self.value = value
        self.overwrites = overwrites
        self.frees = frees
        self.hazard = hazard
    }

    /// Writes every field; what does not apply is null.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(lane, forKey: .lane)
        try values.encode(kind, forKey: .kind)
        try values.encode(object, forKey: .object)
        try values.encode(time, forKey: .time)
        try values.encode(statement, forKey: .statement)
        try values.encode(line, forKey: .line)
        try values.encode(value, forKey: .value)
        try values.encode(overwrites, forKey: .overwrites)
        try values.encode(frees, forKey: .frees)
        try values.encode(hazard, forKey: .hazard)
    }
}

/// An object that lanes count references to.
public struct RaceObject: Codable, Equatable, Sendable {
    /// Whether it is there, and whether its count will ever free it.
    public enum State: String, Codable, Sendable {
        case live
        /// Freed when nothing referred to it any more.
        case freed
        /// Freed while a name refers to it.
        case freedInUse = "freed_in_use"
        /// Nothing refers to it, and its count is not zero: it is never freed.
        case leaked
    }

    /// Of a process: whether its memory holds the object by itself.
    public enum Memory: String, Codable, Sendable {
        /// The page is the parent's still: nothing has been written to it.
        case shared
        /// The process has written a count, and so has a page of its own (copy on write).
        case copied
    }

    /// The object's identity; the same in every process that has a copy.
    public var id: ObjectID
    /// The process whose memory it is in; nil where all lanes see one, and for the parent's own.
    public var process: String?
    /// The name of its class.
    public var type: String
    /// As Python's `repr` writes it, where it holds its own value.
    public var repr: String?
    /// The count that is stored: with biased counting the sum of both parts. Nil where the memory has been freed and
    /// written again, so that it means nothing.
    public var count: Int?
    /// The count when the race began.
    public var initialCount: Int?
    /// With biased counting, the owner's part.
    public var local: Int?
    /// With biased counting, the part of all others; it may be below zero.
    public var shared: Int?
    /// With biased counting, the thread that made it; nil once the parts are one.
    public var owner: String?
    /// How many names refer to it: what the count should be.
    public var references: Int
    /// Whether it is there.
    public var state: State
    /// Of a process: whether its memory holds the object by itself; nil elsewhere.
    public var memory: Memory?

    private enum CodingKeys: String, CodingKey {
        case id, process, type, repr, count
        case initialCount = "initial_count"
        case local, shared, owner, references, state, memory
    }

    /// Makes an object.
    public init(
        id: ObjectID, process: String? = nil, type: String, repr: String? = nil, count: Int?, initialCount: Int? = nil,
        local: Int? = nil, shared: Int? = nil, owner: String? = nil, references: Int, state: State,
        memory: Memory? = nil
    ) {
        self.id = id
        self.process = process
        self.type = type
        self.repr = repr
        self.count = count
        self.initialCount = initialCount
        self.local = local
        self.shared = shared
        self.owner = owner
        self.references = references
        self.state = state
        self.memory = memory
    }

    /// Writes every field; what does not apply is null.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(process, forKey: .process)
        try values.encode(type, forKey: .type)
        try values.encode(repr, forKey: .repr)
        try values.encode(count, forKey: .count)
        try values.encode(initialCount, forKey: .initialCount)
        try values.encode(local, forKey: .local)
        try values.encode(shared, forKey: .shared)
        try values.encode(owner, forKey: .owner)
        try values.encode(references, forKey: .references)
        try values.encode(state, forKey: .state)
        try values.encode(memory, forKey: .memory)
    }
}

/// A name that refers to an object of a race.
public struct RaceName: Codable, Equatable, Sendable {
    /// The identifier.
    public var name: String
    /// What it refers to, freed or not.
    public var object: ObjectID
    /// The process that has the name; nil where all lanes see it.
    public var process: String?

    /// Makes a name.
    public init(name: String, object: ObjectID, process: String? = nil) {
        self.name = name
        self.object = object
        self.process = process
    }

    /// Writes every field.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(object, forKey: .object)
        try values.encode(process, forKey: .process)
    }
}

/// What trying every order of a race found.
public struct RaceExploration: Codable, Equatable, Sendable {
    /// The orders in which the actions can happen, as far as the lock allows them.
    public var interleavings: Int
    /// Those in which an update is lost.
    public var losing: Int
    /// Those that end with an object freed that a name refers to.
    public var freeingInUse: Int
    /// Those that end with an object that nothing refers to and that is never freed.
    public var leaking: Int
    /// The fewest switches between lanes with which an update is lost; nil where none is.
    public var fewestSwitches: Int?

    private enum CodingKeys: String, CodingKey {
        case interleavings, losing
        case freeingInUse = "freeing_in_use"
        case leaking
        case fewestSwitches = "fewest_switches"
    }

    /// Makes the findings.
    public init(interleavings: Int, losing: Int, freeingInUse: Int, leaking: Int, fewestSwitches: Int?) {
        self.interleavings = interleavings
        self.losing = losing
        self.freeingInUse = freeingInUse
        self.leaking = leaking
        self.fewestSwitches = fewestSwitches
    }

    /// Writes every field.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(interleavings, forKey: .interleavings)
        try values.encode(losing, forKey: .losing)
        try values.encode(freeingInUse, forKey: .freeingInUse)
        try values.encode(leaking, forKey: .leaking)
        try values.encode(fewestSwitches, forKey: .fewestSwitches)
    }
}
