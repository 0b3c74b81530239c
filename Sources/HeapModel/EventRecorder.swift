import Timelines

/// Keeps what happens while a step runs.
package struct EventRecorder: Sendable {
    package var isOn = false
    package var events: [Event] = []
    /// The line of the file that is running.
    package var line = 0
    /// The objects of the story that died since recording began.
    package var freed: [HeapObject] = []
    /// Whether memory is kept as it is after each phase of a collection.
    package var keepsPhases = false
    /// The phases that were kept since they were last taken.
    package var phases: [PhaseMoment] = []
    /// How many events and freed objects there were when the phase began that runs.
    var phaseStart = (events: 0, freed: 0)

    package mutating func record(_ kind: Event.Kind, _ object: ObjectID? = nil, by: String? = nil) {
        events.append(Event(kind: kind, object: object, by: by, line: line))
    }

    /// The next phase begins here.
    mutating func startPhase() { phaseStart = (events.count, freed.count) }

    /// Keeps memory after the phase that has just ended.
    mutating func keep(_ phase: Collection.Phase, _ state: MemoryState) {
        phases.append(
            PhaseMoment(
                phase: phase, state: state, events: phaseStart.events..<events.count,
                freed: phaseStart.freed..<freed.count))
        startPhase()
    }

    /// Hands over the phases that were kept.
    package mutating func takePhases() -> [PhaseMoment] {
        defer { phases = [] }
        return phases
    }
}

/// Memory after a phase of a collection.
package struct PhaseMoment: Sendable {
    package var phase: Collection.Phase
    package var state: MemoryState
    /// Which events and freed objects of the step belong to it.
    package var events: Range<Int>
    package var freed: Range<Int>
}

/// Who holds a reference that a reader can be shown.
package enum Holder {
    case name(Symbol)
    case slot(Ref, SlotPlace)
}

/// A place in an object that refers to another one.
package enum SlotPlace: Equatable, Sendable {
    case item(Int)
    case dictKey(Int)
    case dictValue(Int)
    case attribute(Symbol)
    /// A name in `__slots__`.
    case slot(Symbol)
    /// An attribute that every object of its kind has, such as `__self__`.
    case fixed(String)
    case cell(Symbol)
    case contents
    case source
    /// One of the iterators that `zip`, `map` and their like draw on.
    case drawsOn(Int)
    /// A key of a set.
    case member(Ref)
    /// A variable of a frame that a traceback holds, or of a generator that waits.
    case local(Symbol)
}
