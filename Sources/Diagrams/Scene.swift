import Timelines

/// What one picture shows, before anything has a place: which names, cards and references, in which words and states.
struct Scene {
    /// What happened to a thing since the state before.
    enum Change {
        case none, new, changed
    }

    /// A name in a frame.
    struct NameTag {
        /// Which line of the frame's panel.
        let place: Int
        let name: String
        /// What it refers to, where that is written in the tag itself; nil where an arrow says so.
        let text: String?
        let change: Change
    }

    /// A frame's panel.
    struct Panel {
        let frame: FrameID
        let names: [NameTag]
        let change: Change
    }

    /// What stands at the right of a slot's key.
    enum RowValue: Equatable {
        /// The value itself.
        case text(String)
        /// A word about it.
        case remark(String)
        /// A dot from which an arrow starts.
        case reference
        /// A hollow dot: a reference that was given back when its holder was freed.
        case released
    }

    /// A slot of a card.
    struct Row {
        /// Which line of the card.
        let place: Int
        let key: String
        let value: RowValue
        let change: Change
    }

    /// A word about an object as a whole, at the bottom of its card.
    enum Mark: Equatable {
        case freed
        case unreachable
        case kept(by: String)
        /// What the collector knows about it after a phase of a collection.
        case collector(String)

        /// The face it is set in.
        var face: TextFace { isNote ? .note : .mark }

        /// Whether it is a remark, and not a state.
        var isNote: Bool {
            switch self {
            case .kept, .collector: true
            case .freed, .unreachable: false
            }
        }

        /// As it is written.
        var text: String {
            switch self {
            case .freed: "freed"
            case .unreachable: "unreachable"
            case .kept(let holder): "kept by \(holder)"
            case .collector(let text): text
            }
        }
    }

    /// An object.
    struct Card {
        let id: ObjectID
        let type: String
        let refcount: Int
        let badge: String
        let isNew: Bool
        let isChanged: Bool
        let isFreed: Bool
        let isUnreachable: Bool
        let isFocused: Bool
        /// What an object says that holds its own value.
        let value: String?
        let rows: [Row]
        let mark: Mark?
    }

    /// Where a reference starts.
    enum Source: Hashable {
        case name(frame: FrameID, place: Int)
        case slot(holder: ObjectID, place: Int)
    }

    /// A reference that is drawn as an arrow.
    struct Reference {
        let source: Source
        let target: ObjectID
        /// The name or the slot's key.
        let label: String
        let isWeak: Bool
        let change: Change
    }

    /// Where an arrow is in the union of all pictures.
    struct Arrow: Hashable {
        let source: Source
        let target: ObjectID
    }

    let moment: Moment
    let panels: [Panel]
    let cards: [Card]
    let references: [Reference]
    /// How many references to a card are not drawn, because what holds them is not.
    let stubs: [ObjectID: Int]
}

extension Scene.Reference {
    var arrow: Scene.Arrow { Scene.Arrow(source: source, target: target) }
}
