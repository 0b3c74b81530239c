import Timelines

/// A state of memory with its objects by identity.
struct IndexedState {
    let frames: [Frame]
    let objects: [HeapObject]
    private let positions: [ObjectID: Int]

    init(_ state: MemoryState, place: String) throws {
        frames = state.frames
        objects = state.objects
        var positions: [ObjectID: Int] = [:]
        for (index, object) in state.objects.enumerated() {
            guard positions.updateValue(index, forKey: object.id) == nil else {
                throw DrawingError.inconsistent(place: place, reason: "\(object.id) is listed twice")
            }
        }
        self.positions = positions
        try check(place)
    }

    /// The object with this identity, freed ones included.
    func object(_ id: ObjectID) -> HeapObject? {
        positions[id].map { objects[$0] }
    }

    /// The object with this identity, where it is still allocated.
    func allocated(_ id: ObjectID) -> HeapObject? {
        object(id).flatMap { $0.state == .freed ? nil : $0 }
    }

    /// What a name refers to; nil where there is no such name.
    func binding(_ frame: FrameID, _ name: String) -> ObjectID? {
        frames.first { $0.id == frame }?.names.first { $0.name == name }?.object
    }

    private func check(_ place: String) throws {
        for frame in frames {
            for name in frame.names where allocated(name.object) == nil {
                throw DrawingError.inconsistent(
                    place: place, reason: "the name \(name.name) refers to \(name.object), which is not there")
            }
        }
        for object in objects where object.state != .freed {
            for slot in object.slots where slot.kind != .weak && allocated(slot.object) == nil {
                throw DrawingError.inconsistent(
                    place: place, reason: "\(object.id) refers to \(slot.object), which is not there")
            }
        }
    }
}

/// One picture's worth of a timeline: the state before, what happened, the state after.
struct Moment {
    /// The step's or the part's own record.
    let record: Step
    /// The step's index, from 1.
    let step: Int
    /// The part's index within the step, from 1; nil for the step as a whole.
    let part: Int?
    /// Memory after the step before; for a part, after the part before it, or the step before its step.
    let before: IndexedState
    /// Memory afterwards.
    let after: IndexedState

    /// Where this is, for messages: `step 3`, `step 4.2`.
    var place: String { Self.place(step, part) }

    static func place(_ step: Int, _ part: Int?) -> String {
        "step \(step)" + (part.map { ".\($0)" } ?? "")
    }

    /// The moments of a timeline in the order of their pictures: a step's parts, then the step as a whole.
    static func all(of timeline: Timeline) throws -> (start: IndexedState, moments: [Moment]) {
        let start = try IndexedState(timeline.start, place: "the start")
        var before = start
        var moments: [Moment] = []
        for step in timeline.steps {
            var inside = before
            for part in step.parts {
                let after = try IndexedState(part.state, place: place(step.index, part.index))
                moments.append(
                    Moment(record: part, step: step.index, part: part.index, before: inside, after: after))
                inside = after
            }
            let after = try IndexedState(step.state, place: place(step.index, nil))
            moments.append(Moment(record: step, step: step.index, part: nil, before: before, after: after))
            before = after
        }
        return (start, moments)
    }
}
