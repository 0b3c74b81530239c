import Timelines

/// Says in words what a picture of a race shows.
struct RaceNarrator {
    private let race: RaceState
    private let before: RaceState?
    private let names: [ObjectID: String]

    /// - Parameter before: the state that the change is told from; nil to tell all that was done.
    init(_ race: RaceState, since before: RaceState?, names: [ObjectID: String]) {
        self.race = race
        self.before = before
        self.names = names
    }

    private func name(_ id: ObjectID) -> String { Phrase.code(names[id] ?? "\(id)") }

    /// What was done, an action a sentence.
    func change() -> [String] {
        let actions = race.actions.dropFirst(before?.actions.count ?? 0)
        return actions.isEmpty ? ["No count changes."] : actions.map { Phrase.sentence(words($0)) }
    }

    private func words(_ action: RaceAction) -> String {
        let who = "\(lane(action.lane)) \(action.lane)"
        let value = action.value.map { "\($0)" }
        switch action.kind {
        case .load:
            return value.map { "\(who) loads the count of \(name(action.object)), \($0)" }
                ?? "\(who) loads the count of \(name(action.object)), which has been freed: what it reads means nothing"
        case .add: return "\(who) adds 1" + (value.map { ", which gives \($0)" } ?? "")
        case .subtract: return "\(who) subtracts 1" + (value.map { ", which gives \($0)" } ?? "")
        case .store: return "\(who) stores \(value ?? "what means nothing")" + consequences(action)
        case .atomicAdd:
            return
                "\(who) adds 1 to the others' part of the count of \(name(action.object)) in one action, now \(value ?? "?")"
        case .atomicSubtract:
            return "\(who) subtracts 1 from the others' part of the count of \(name(action.object)) in one action, now "
                + (value ?? "?") + consequences(action)
        }
    }

    private func consequences(_ action: RaceAction) -> String {
        var text = ""
        if action.overwrites > 0 {
            let what = action.overwrites == 1 ? "a store" : "\(action.overwrites) stores"
            text += ", over \(what) that came after its load: an update is lost"
        }
        switch action.hazard {
        case "use_after_free"?: text += ", into memory that has been freed"
        case "double_free"?: text += ", and frees \(name(action.object)) again"
        case "freed_in_use"?: text += ", and frees \(name(action.object)) while it is in use"
        default: if action.frees { text += ", and frees \(name(action.object))" }
        }
        return text
    }

    private func lane(_ name: String) -> String { race.lanes.first { $0.name == name }?.kind.rawValue ?? "" }

    /// The counts and what came of them.
    func state() -> [String] {
        var sentences = ["There is \(RaceWords.lock(race))."]
        for object in race.objects { sentences.append(Phrase.sentence(words(object))) }
        if race.actions.count == race.actionCount {
            sentences += RaceWords.outcome(race, names.mapValues { Phrase.code($0) })
        }
        return sentences
    }

    private func words(_ object: RaceObject) -> String {
        let whose = object.process.map { " in process \($0)" } ?? ""
        switch object.state {
        case .freed: return "\(name(object.id))\(whose) is freed"
        case .freedInUse:
            return "\(name(object.id))\(whose) is freed, and \(RaceWords.references(object.references)) to it remain"
        case .live, .leaked: break
        }
        var text = "The count of \(name(object.id))\(whose) is \(object.count.map { "\($0)" } ?? "undefined")"
        if let local = object.local, let shared = object.shared {
            text += ": \(local) of \(object.owner.map { "thread \($0)" } ?? "the owner") and \(shared) of all others"
        }
        let bound = race.names.filter { $0.object == object.id && $0.process == object.process }.map {
            Phrase.code($0.name)
        }
        if !bound.isEmpty { text += "; \(Phrase.list(bound)) refer\(bound.count == 1 ? "s" : "") to it" }
        switch object.memory {
        case .shared?: text += "; its memory is still the parent's"
        case .copied?: text += "; its memory has been copied"
        case nil: break
        }
        return text
    }
}
