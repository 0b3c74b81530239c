/// Something that happened in memory during a step.
///
/// Over a step, an object's `incref`s less its `decref`s equal the change of its taught count. A temporary that no name
/// and no slot ever held appears in events only.
public struct Event: Codable, Equatable, Sendable {
    /// What happened.
    public enum Kind: String, Codable, Sendable {
        case allocate, incref, decref, deallocate, bind, unbind, call, `return`, raise, finalize
        case weakrefCleared = "weakref_cleared"
        case weakrefCallback = "weakref_callback"
        case gcStart = "gc_start"
        case gcPhase = "gc_phase"
        case gcEnd = "gc_end"
        case promote, resurrect, intern, print
    }

    /// What happened.
    public var kind: Kind
    /// The object it happened to, where there is one.
    public var object: ObjectID?
    /// The reference that was taken or given back, as text such as `name root` or `o7.next`; for `call` and `return`
    /// the function's name; for `gc_phase` the phase; for `print` the text.
    public var by: String?
    /// The line of the file that was running, from 1.
    public var line: Int

    /// Makes an event.
    public init(kind: Kind, object: ObjectID? = nil, by: String? = nil, line: Int) {
        self.kind = kind
        self.object = object
        self.by = by
        self.line = line
    }
}

/// One run of the cyclic collector.
public struct Collection: Codable, Equatable, Sendable {
    /// Why it ran.
    public enum Reason: String, Codable, Sendable {
        /// The program called `gc.collect()`.
        case explicit
        /// A generation's count passed its threshold.
        case threshold
        /// The interpreter shut down.
        case exit
    }

    /// One phase of the algorithm and what it has found so far.
    public struct Phase: Codable, Equatable, Sendable {
        /// The phase's name; CPython has eight.
        public var name: String
        /// The collector's copy of each examined object's count, by object.
        public var gcRefs: [String: Int]
        /// What is known to be reachable after the phase.
        public var reachable: [ObjectID]
        /// What is held to be unreachable after the phase.
        public var unreachable: [ObjectID]
        /// Of a collector that marks: the objects that are marked and not yet looked into, the next one first. Nil for
        /// CPython's collector.
        public var worklist: [ObjectID]?
        /// Of a collector that marks: the object that it has looked into in this phase, where it is told one by one.
        public var object: ObjectID?

        private enum CodingKeys: String, CodingKey {
            case name
            case gcRefs = "gc_refs"
            case reachable, unreachable, worklist, object
        }

        /// Makes a phase.
        public init(
            name: String, gcRefs: [ObjectID: Int], reachable: [ObjectID], unreachable: [ObjectID],
            worklist: [ObjectID]? = nil, object: ObjectID? = nil
        ) {
            self.name = name
            self.gcRefs = Dictionary(uniqueKeysWithValues: gcRefs.map { ($0.key.description, $0.value) })
            self.reachable = reachable
            self.unreachable = unreachable
            self.worklist = worklist
            self.object = object
        }
    }

    /// The oldest generation collected, 0 to 2.
    public var generation: Int
    /// Why it ran.
    public var reason: Reason
    /// The objects of the story that the collector looked at.
    public var examined: [ObjectID]
    /// The phases in order: CPython's, or those of a plain mark and sweep.
    public var phases: [Phase]
    /// What was found unreachable.
    public var unreachable: [ObjectID]
    /// What was found unreachable and could not be freed.
    public var uncollectable: [ObjectID]
    /// What survived and moved to an older generation.
    public var promoted: [ObjectID]
    /// What `gc.collect()` returned, or would have.
    public var returned: Int

    /// Makes the record of a collection.
    public init(
        generation: Int, reason: Reason, examined: [ObjectID] = [], phases: [Phase] = [], unreachable: [ObjectID] = [],
        uncollectable: [ObjectID] = [], promoted: [ObjectID] = [], returned: Int = 0
    ) {
        self.generation = generation
        self.reason = reason
        self.examined = examined
        self.phases = phases
        self.unreachable = unreachable
        self.uncollectable = uncollectable
        self.promoted = promoted
        self.returned = returned
    }
}
