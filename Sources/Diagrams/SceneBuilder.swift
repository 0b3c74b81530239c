import Timelines

/// Makes the scene of a moment from the timeline, the cast and the places.
struct SceneBuilder {
    let cast: Cast
    let places: Places

    /// The scene of one moment.
    ///
    /// - Throws: `DrawingError.inconsistent` where more references than its count lead to an object.
    func scene(of moment: Moment) throws -> Scene {
        let folding = Folding(moment, cast: cast, places: places)
        let stage = Stage(moment: moment, cast: cast, folded: folding.folded)
        var references: [Scene.Reference] = []
        var panels: [Scene.Panel] = []
        for frame in places.frames {
            guard let now = moment.after.frames.first(where: { $0.id == frame.id }) else { continue }
            panels.append(panel(now, frame, stage, &references))
        }
        let cards = moment.after.objects.filter { stage.isDrawn($0.id) }.map { card($0, stage, &references) }
        return Scene(
            moment: moment, panels: panels, cards: cards, references: references,
            stubs: try stubs(cards, references, moment))
    }

    private func panel(
        _ frame: Frame, _ places: Places.FramePlaces, _ stage: Stage, _ references: inout [Scene.Reference]
    ) -> Scene.Panel {
        var tags: [Scene.NameTag] = []
        for name in frame.names {
            guard let place = places.names.firstIndex(of: name.name), stage.isShown(name.object) else { continue }
            let change = stage.change(from: stage.moment.before.binding(frame.id, name.name), to: name.object)
            let isCard = cast.role(of: name.object) == .card
            tags.append(
                Scene.NameTag(
                    place: place, name: Words.clean(name.name), text: isCard ? nil : stage.text(of: name.object),
                    change: change))
            if isCard {
                references.append(
                    Scene.Reference(
                        source: .name(frame: frame.id, place: place), target: name.object, label: name.name,
                        isWeak: false, change: change))
            }
        }
        let isNew = !stage.moment.before.frames.contains { $0.id == frame.id }
        return Scene.Panel(frame: frame.id, names: tags, change: isNew ? .new : .none)
    }

    private func card(_ object: HeapObject, _ stage: Stage, _ references: inout [Scene.Reference]) -> Scene.Card {
        let moment = stage.moment
        let before = moment.before.allocated(object.id)
        let isFreed = object.state == .freed
        let body = object.body(before: moment.before)
        let (shown, cut) = places.lines(of: body)
        var rows = shown.map { place, slot in
            row(slot, place, of: object, isFreed: isFreed, stage, &references)
        }
        if !cut.isEmpty {
            let more = cut.count { $0.kind != .key }
            let text = rows.isEmpty ? "\(more) entries" : "\(more) more"
            rows.append(Scene.Row(place: rows.count, key: "…", value: .remark(text), change: .none))
        } else if rows.isEmpty, body.repr == nil, Self.containers.contains(object.type),
            places.card(object.id).count > 0
        {
            rows.append(Scene.Row(place: 0, key: "", value: .remark("empty"), change: .none))
        }
        return Scene.Card(
            id: object.id, type: Words.clean(object.type), refcount: object.refcount,
            badge: Words.badge(from: before?.refcount, to: object.refcount), isNew: before == nil,
            isChanged: before.map { $0.refcount != object.refcount } ?? false, isFreed: isFreed,
            isUnreachable: object.state == .unreachable, isFocused: moment.record.focus.contains(object.id),
            value: value(of: body), rows: rows, mark: mark(of: object, moment))
    }

    private static let containers: Set = ["list", "tuple", "dict", "set", "frozenset"]

    /// What a card shows in place of slots.
    private func value(of object: HeapObject) -> String? {
        if let repr = object.repr { return Words.clean(repr) }
        if object.type == "function" || object.type == "type" { return Words.clean(Words.inline(object)) }
        return places.card(object.id).count == 0 && Self.containers.contains(object.type) ? Words.inline(object) : nil
    }

    private func mark(of object: HeapObject, _ moment: Moment) -> Scene.Mark? {
        if object.state != .freed, let known = moment.record.phase?.knowledge(of: object.id) {
            return .collector(known)
        }
        return switch object.state {
        case .freed: .freed
        case .unreachable: .unreachable
        case .live: object.refcount == 0 ? object.keptBy.first.map { .kept(by: Words.clean($0)) } : nil
        }
    }

    private func row(
        _ slot: Slot, _ place: Int, of object: HeapObject, isFreed: Bool, _ stage: Stage,
        _ references: inout [Scene.Reference]
    ) -> Scene.Row {
        let before = stage.moment.before.allocated(object.id)
        let value = value(of: slot, isFreed: isFreed, stage)
        let isOld = isFreed || before == nil && value != .reference
        let change: Scene.Change = isOld ? .none : stage.change(of: slot, since: before)
        if value == .reference {
            references.append(
                Scene.Reference(
                    source: .slot(holder: object.id, place: place), target: slot.object, label: slot.key,
                    isWeak: slot.kind == .weak, change: change))
        }
        let key =
            switch slot.kind {
            case .key: "key" + (stage.find(slot.object)?.repr.map { " " + $0 } ?? "")
            case .weak where slot.key.isEmpty: "referent"
            default: slot.key
            }
        return Scene.Row(place: place, key: Words.clean(key), value: value, change: change)
    }

    private func value(of slot: Slot, isFreed: Bool, _ stage: Stage) -> Scene.RowValue {
        if cast.role(of: slot.object) != .card {
            return stage.find(slot.object) == nil ? .remark("gone") : .text(stage.text(of: slot.object))
        }
        if isFreed { return .released }
        if slot.kind == .weak, stage.moment.after.allocated(slot.object) == nil { return .remark("gone") }
        return stage.isShown(slot.object) ? .reference : .remark("hidden")
    }

    /// The references that a count has and the picture has not.
    private func stubs(
        _ cards: [Scene.Card], _ references: [Scene.Reference], _ moment: Moment
    ) throws -> [ObjectID: Int] {
        var drawn: [ObjectID: Int] = [:]
        for reference in references where !reference.isWeak { drawn[reference.target, default: 0] += 1 }
        var stubs: [ObjectID: Int] = [:]
        for card in cards {
            let arrows = drawn[card.id] ?? 0
            guard arrows <= card.refcount else {
                throw DrawingError.inconsistent(
                    place: moment.place,
                    reason: "\(card.id) has the count \(card.refcount), and \(arrows) names and slots refer to it")
            }
            if arrows < card.refcount { stubs[card.id] = card.refcount - arrows }
        }
        return stubs
    }
}

/// What one moment makes visible.
private struct Stage {
    let moment: Moment
    let cast: Cast
    private let hidden: Set<ObjectID>
    private let folded: Set<ObjectID>

    init(moment: Moment, cast: Cast, folded: Set<ObjectID>) {
        self.moment = moment
        self.cast = cast
        self.folded = folded
        hidden = Set(moment.record.hidden)
    }

    /// Whether an object has a card in this picture.
    func isDrawn(_ id: ObjectID) -> Bool {
        cast.role(of: id) == .card && !hidden.contains(id) && !folded.contains(id)
    }

    /// Whether a name or slot that refers to the object can say so.
    func isShown(_ id: ObjectID) -> Bool { cast.role(of: id) != .absent && !hidden.contains(id) }

    /// The object now, or as it was before.
    func find(_ id: ObjectID) -> HeapObject? { moment.after.object(id) ?? moment.before.object(id) }

    /// An object as text inside what refers to it.
    func text(of id: ObjectID) -> String { find(id).map { Words.clean(Words.inline($0)) } ?? "?" }

    /// Whether a slot is new or refers to something else. A slot without a key of its own (an element of a set, a dict's
    /// key) is what it refers to; where several have the same key, one that was there before is the same.
    func change(of slot: Slot, since before: HeapObject?) -> Scene.Change {
        guard let before, !before.slots.contains(slot) else { return before == nil ? .new : .none }
        let isReplaced = !slot.key.isEmpty && before.slots.contains { $0.key == slot.key && $0.kind == slot.kind }
        return isReplaced ? .changed : .new
    }

    func change(from known: ObjectID?, to now: ObjectID) -> Scene.Change {
        guard let known else { return .new }
        return known == now ? .none : .changed
    }
}
