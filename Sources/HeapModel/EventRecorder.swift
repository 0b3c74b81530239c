import Timelines

/// Keeps what happens while a step runs.
package struct EventRecorder: Sendable {
    package var isOn = false
    package var events: [Event] = []
    /// The line of the file that is running.
    package var line = 0
    /// The objects of the story that died since recording began.
    package var freed: [HeapObject] = []

    package mutating func record(_ kind: Event.Kind, _ object: ObjectID? = nil, by: String? = nil) {
        events.append(Event(kind: kind, object: object, by: by, line: line))
    }
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
