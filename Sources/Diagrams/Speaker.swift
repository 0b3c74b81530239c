import Timelines

/// Speaks about one picture.
struct Speaker {
    let scene: Scene
    let cast: Cast
    let aliases: Aliases
    let position: Int

    private let moment: Moment
    private let drawn: Set<ObjectID>
    /// The innermost name of each object.
    private let names: [ObjectID: String]

    init(scene: Scene, cast: Cast, aliases: Aliases, position: Int) {
        self.scene = scene
        self.cast = cast
        self.aliases = aliases
        self.position = position
        moment = scene.moment
        drawn = Set(scene.cards.map(\.id))
        let bindings = moment.after.frames.reversed().flatMap(\.names).map { ($0.object, $0.name) }
        names = Dictionary(bindings, uniquingKeysWith: { first, _ in first })
    }

    /// The longest value that is read out in full, in characters.
    private static let longestValue = 40

    // MARK: Names for objects

    /// From where arrows lead to an object with a card now: names, then slots, as a program writes them.
    private func holders(of id: ObjectID) -> [String] {
        var holders: [String] = []
        for frame in moment.after.frames {
            for name in frame.names where name.object == id && scene.panels.contains(where: { $0.frame == frame.id }) {
                holders.append(Phrase.code(name.name) + suffix(of: frame))
            }
        }
        for object in moment.after.objects
        where object.state != .freed && drawn.contains(object.id) {
            // A container with more entries than lines has arrows from its first ones.
            let arrows = scene.references.count {
                if case .slot(object.id, _) = $0.source { !$0.isWeak && $0.target == id } else { false }
            }
            for slot in object.slots.filter({ $0.object == id && $0.kind != .weak }).prefix(arrows) {
                holders.append(place(slot, of: object))
            }
        }
        return holders
    }

    /// Where a name lives, unless it is global.
    private func suffix(of frame: Frame) -> String {
        frame.kind == .module ? "" : " in the \(Words.heading(frame.kind, Words.clean(frame.name)))"
    }

    /// A slot as a program writes it: `root.next`, `z[0]`; without a name for its object, in words.
    private func place(_ slot: Slot, of object: HeapObject) -> String {
        guard let name = currentName(of: object.id) else { return "\(part(slot)) of \(the(object.id))" }
        switch slot.kind {
        case .attribute, .slot: return Phrase.code("\(name).\(slot.key)")
        case .item where slot.key.hasPrefix("["): return Phrase.code(name + slot.key)
        case .value: return Phrase.code("\(name)[\(slot.key)]")
        default: return "\(part(slot)) of \(the(object.id))"
        }
    }

    private func part(_ slot: Slot) -> String {
        switch slot.kind {
        case .key: "key"
        case .weak: "referent"
        case .item where slot.key.isEmpty: "element"
        case .item: Phrase.code(slot.key)
        case .value: "entry \(Phrase.code(slot.key))"
        case .cell: "variable \(Phrase.code(slot.key))"
        case .local: "local \(Phrase.code(slot.key))"
        case .attribute, .slot: Phrase.code(slot.key)
        }
    }

    private func currentName(of id: ObjectID) -> String? { names[id] }

    private func find(_ id: ObjectID) -> HeapObject? { moment.after.object(id) ?? moment.before.object(id) }

    /// An object as listeners know it: by its value, its name, the name it had, its label, or where it is held.
    func the(_ id: ObjectID) -> String {
        guard let object = find(id) else { return "an object" }
        let type = Words.clean(object.type)
        if cast.role(of: id) != .card { return Phrase.code(Words.inline(object)) }
        if object.type == "function" || object.type == "type" {
            let kind = object.type == "type" ? "class" : type
            return "the \(kind) \(Phrase.code(object.name ?? "?"))"
        }
        if let repr = object.repr { return "the \(type) \(value(repr))" }
        if let name = currentName(of: id) { return "the \(type) \(Phrase.code(name))" }
        if let name = aliases.past(id, before: position) { return "the \(type) that was \(Phrase.code(name))" }
        if let label = aliases.label(id) { return "the \(type) labelled \(Phrase.code(label))" }
        return "the \(type) \(path(to: id) ?? "number \(id.number)")"
    }

    /// Where an object without a name is held by one that has a name.
    private func path(to id: ObjectID) -> String? {
        for state in [moment.after, moment.before] {
            for object in state.objects where object.state != .freed || state.object(id)?.state == .freed {
                guard let name = currentName(of: object.id) ?? aliases.past(object.id, before: position),
                    let slot = object.slots.first(where: { $0.object == id })
                else { continue }
                switch slot.kind {
                case .attribute, .slot: return "in \(Phrase.code("\(name).\(slot.key)"))"
                case .item where slot.key.hasPrefix("["): return "in \(Phrase.code(name + slot.key))"
                case .value: return "in \(Phrase.code("\(name)[\(slot.key)]"))"
                default: return "in \(Phrase.code(name))"
                }
            }
        }
        return nil
    }

    private func value(_ repr: String) -> String {
        guard repr.count > Self.longestValue else { return Phrase.code(repr) }
        return Phrase.code(repr.prefix(Self.longestValue) + "…")
    }

    // MARK: What changed

    /// Sentences about what the step changed.
    func change() -> [String] {
        let sentences =
            frameSentences() + nameSentences() + newSentences() + slotSentences() + countSentences()
            + unreachableSentences() + deathSentences(moment.record.events) + freedSentences() + phaseSentences()
            + collectionSentences() + outputSentences()
        return sentences.isEmpty ? ["Nothing changes in memory."] : sentences.map(Phrase.sentence)
    }

    private func frameSentences() -> [String] {
        let heading = { (frame: Frame) in Words.heading(frame.kind, Words.clean(frame.name)) }
        let before = moment.before.frames.filter { $0.kind != .module }
        let after = moment.after.frames.filter { $0.kind != .module }
        let entered = after.filter { frame in !before.contains { $0.id == frame.id } }
        let left = before.filter { frame in !after.contains { $0.id == frame.id } }
        return entered.map { "a \(heading($0)) is entered" } + left.map { "the \(heading($0)) is left, with its names" }
    }

    private func nameSentences() -> [String] {
        var gone: [String] = []
        var sentences: [String] = []
        for frame in moment.before.frames {
            guard let now = moment.after.frames.first(where: { $0.id == frame.id }) else { continue }
            gone += frame.names
                .filter { name in isTold(name.object) && !now.names.contains { $0.name == name.name } }
                .map { Phrase.code($0.name) + suffix(of: frame) }
        }
        if gone.count == 1 { sentences.append("\(gone[0]) is no longer a name") }
        if gone.count > 1 { sentences.append("\(Phrase.list(gone)) are no longer names") }
        for frame in moment.after.frames {
            for name in frame.names where isTold(name.object) {
                let before = moment.before.binding(frame.id, name.name)
                if before == name.object { continue }
                let subject = Phrase.code(name.name) + suffix(of: frame)
                if let before {
                    sentences.append("\(subject) now refers to \(target(name.object)) and no longer to \(the(before))")
                } else {
                    sentences.append("the new name \(subject) refers to \(target(name.object))")
                }
            }
        }
        return sentences
    }

    private func isTold(_ id: ObjectID) -> Bool {
        cast.role(of: id) != .absent && !moment.record.hidden.contains(id)
    }

    /// What a name or slot refers to; an object that is new is introduced.
    private func target(_ id: ObjectID) -> String {
        guard let object = find(id), cast.role(of: id) == .card else { return the(id) }
        let isNew = moment.before.allocated(id) == nil
        let type = Words.clean(object.type)
        let article = "aeiou".contains(type.lowercased().first ?? "x") ? "an" : "a"
        if isNew, object.repr == nil, object.type != "function", object.type != "type" {
            return "\(article) new \(type)"
        }
        return the(id)
    }

    private func newSentences() -> [String] {
        scene.cards.filter { $0.isNew && !$0.isFreed }.map { card in
            "\(the(card.id)) is new, with \(Phrase.references(card.refcount))\(kept(card))\(contents(of: card.id))"
        }
    }

    private func kept(_ card: Scene.Card) -> String {
        if case .kept(let holder) = card.mark { ", kept by \(holder)" } else { "" }
    }

    /// What the slots of an object refer to, as a clause after a semicolon; slots with the same target are told together.
    private func contents(of id: ObjectID) -> String {
        guard let object = find(id) else { return "" }
        var groups: [(target: String, isInline: Bool, parts: [String])] = []
        for slot in object.slots where slot.kind != .key && isTold(slot.object) {
            let target = slot.object == id ? "itself" : the(slot.object)
            let text = slot.kind == .weak ? target + " weakly" : target
            if let index = groups.firstIndex(where: { $0.target == text }) {
                groups[index].parts.append(part(slot))
            } else {
                groups.append((text, cast.role(of: slot.object) == .inline, [part(slot)]))
            }
        }
        let clauses = groups.prefix(Self.mostClauses).map { group in
            let isOne = group.parts.count == 1
            let verb = group.isInline ? (isOne ? "is" : "are") : isOne ? "refers to" : "refer to"
            return "\(Phrase.list(group.parts)) \(verb) \(group.target)"
        }
        let more = groups.count > clauses.count ? ["\(groups.count - clauses.count) more slots"] : []
        return clauses.isEmpty ? "" : "; its " + Phrase.list(clauses + more)
    }

    /// The most clauses about the slots of one object.
    private static let mostClauses = 6

    private func slotSentences() -> [String] {
        scene.cards.filter { !$0.isNew && !$0.isFreed }.flatMap { card -> [String] in
            guard let before = moment.before.object(card.id), let now = moment.after.object(card.id) else { return [] }
            let lost = before.slots.filter { slot in
                isTold(slot.object) && !now.slots.contains(slot)
                    && (slot.key.isEmpty || !now.slots.contains { $0.key == slot.key && $0.kind == slot.kind })
            }
            let made = now.slots.filter { !before.slots.contains($0) && isTold($0.object) }
            return made.map { slot in
                let old = before.slots.first { $0.key == slot.key && $0.kind == slot.kind && !slot.key.isEmpty }
                let target = slot.object == card.id ? "the \(Words.clean(card.type)) itself" : target(slot.object)
                let verb = slot.kind == .weak ? "weakly refers" : "refers"
                return "\(place(slot, of: now)) now \(verb) to \(target)"
                    + (old.map { " and no longer to \(the($0.object))" } ?? "")
            } + lost.map { "\(place($0, of: now)) is gone; it referred to \(the($0.object))" }
        }
    }

    private func countSentences() -> [String] {
        scene.cards.filter { !$0.isNew && !$0.isFreed && $0.isChanged }.map { card in
            let before = moment.before.object(card.id)?.refcount ?? 0
            let verb = before < card.refcount ? "goes up" : "falls"
            let kept = card.mark.map { if case .kept(let by) = $0 { ", but \(by) keep it alive" } else { "" } } ?? ""
            return "\(the(card.id)) \(verb) from \(before) to \(Phrase.references(card.refcount))\(kept)"
        }
    }

    private func unreachableSentences() -> [String] {
        scene.cards.filter { card in
            card.isUnreachable && moment.before.allocated(card.id)?.state != .unreachable
        }.map { card in
            let held = Phrase.list(holders(of: card.id))
            return "no name leads to \(the(card.id)) any more, and yet it has \(Phrase.references(card.refcount))"
                + (held.isEmpty ? "" : ", from \(held)") + ": it is unreachable"
        }
    }

    private func freedSentences() -> [String] {
        let isCollection = !moment.record.collections.isEmpty
        return scene.cards.filter(\.isFreed).map {
            "\(the($0.id)) " + (isCollection ? "is freed" : "has no reference left and is freed")
        }
    }

    private func collectionSentences() -> [String] {
        moment.record.collections.map { run in
            let found = run.unreachable.count
            let what =
                found == 0
                ? "no unreachable object" : found == 1 ? "1 unreachable object" : "\(found) unreachable objects"
            return switch run.reason {
            case .explicit: "`gc.collect()` finds \(what) and returns \(run.returned)"
            case .threshold:
                "a threshold is passed: the collector examines generation \(run.generation) and finds \(what)"
            case .exit: "at exit the collector finds \(what)"
            }
        }
    }

    private func outputSentences() -> [String] {
        var sentences: [String] = []
        let lines = moment.record.output.split(whereSeparator: \.isNewline)
        if !lines.isEmpty {
            let shown = lines.prefix(3).map { value(String($0)) }
            let more = lines.count > 3 ? ["\(lines.count - 3) more lines"] : []
            sentences.append("the output is \(Phrase.list(shown + more))")
        }
        if let error = moment.record.raised {
            let message = error.message.isEmpty ? "" : ": \(Words.clean(error.message))"
            sentences.append("line \(error.line) raises \(Phrase.code(error.type))\(message)")
        }
        return sentences
    }

    // MARK: What there is

    /// Sentences about the state after the step.
    func state() -> [String] {
        (stateOfFrames() + stateOfObjects()).map(Phrase.sentence)
    }

    private func stateOfFrames() -> [String] {
        scene.panels.compactMap { panel in
            guard let frame = moment.after.frames.first(where: { $0.id == panel.frame }) else { return nil }
            let place = frame.kind == .module ? "" : "in the \(Words.heading(frame.kind, Words.clean(frame.name))), "
            let names = frame.names.filter { isTold($0.object) }
            guard !names.isEmpty else {
                return frame.kind == .module ? "there are no global names" : "\(place)there are no names"
            }
            var groups: [(object: ObjectID, names: [String])] = []
            for name in names {
                if let index = groups.firstIndex(where: { $0.object == name.object }) {
                    groups[index].names.append(Phrase.code(name.name))
                } else {
                    groups.append((name.object, [Phrase.code(name.name)]))
                }
            }
            let clauses = groups.map { group in
                "\(Phrase.list(group.names)) \(group.names.count == 1 ? "refers" : "refer") to \(plain(group.object))"
            }
            return "\(place)\(clauses.joined(separator: "; "))"
        }
    }

    /// An object without its name, where the sentence has just said the name.
    private func plain(_ id: ObjectID) -> String {
        guard let object = find(id), cast.role(of: id) == .card, object.repr == nil, object.name == nil else {
            return the(id)
        }
        let type = Words.clean(object.type)
        return ("aeiou".contains(type.lowercased().first ?? "x") ? "an " : "a ") + type
    }

    private func stateOfObjects() -> [String] {
        scene.cards.filter { !$0.isFreed }.map { card in
            var held = holders(of: card.id)
            if let hidden = scene.stubs[card.id] { held.append("\(hidden) that the picture leaves out") }
            let from = held.isEmpty ? "" : ", from \(Phrase.list(held))"
            let mark = card.isUnreachable ? ", and is unreachable" : kept(card)
            return "\(the(card.id)) has \(Phrase.references(card.refcount))\(from)\(mark)\(contents(of: card.id))"
        }
    }
}
