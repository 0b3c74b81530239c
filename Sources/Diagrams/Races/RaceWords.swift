import Timelines

/// The short texts of a picture of a race.
enum RaceWords {
    static func verb(_ kind: RaceAction.Kind) -> String {
        switch kind {
        case .load: "load"
        case .add: "add 1"
        case .subtract: "subtract 1"
        case .store: "store"
        case .atomicAdd: "atomic +1"
        case .atomicSubtract: "atomic −1"
        }
    }

    static func value(_ action: RaceAction) -> String { action.value.map { "\($0)" } ?? "?" }

    /// Whether the count that is stored is what it should be.
    static func isWrong(_ object: RaceObject) -> Bool {
        object.state == .freedInUse || object.state == .leaked
            || object.state == .live && object.count != object.references
    }

    static func references(_ count: Int) -> String { count == 1 ? "1 reference" : "\(count) references" }

    /// What stands at the end of an object's row.
    static func end(_ object: RaceObject) -> String {
        switch object.state {
        case .freed: "freed"
        case .freedInUse: "freed in use: \(references(object.references))"
        case .leaked: "never freed"
        case .live: references(object.references)
        }
    }

    /// What stands below the title of an object's row: whose memory it is in, or who made it.
    static func note(_ object: RaceObject, _ state: RaceState) -> String? {
        switch object.memory {
        case .shared?: "the parent's page"
        case .copied?: "a page of its own"
        case nil:
            state.lanes.first?.kind == .process ? "the parent's own" : object.owner.map { "made by thread \($0)" }
        }
    }

    /// What stands below the lanes when all is done.
    static func sentences(_ state: RaceState, _ names: [ObjectID: String], width: Double) -> [String] {
        outcome(state, names).flatMap { TextFace.title.wrapped(Words.clean($0), to: width) }
    }

    static func outcome(_ state: RaceState, _ names: [ObjectID: String]) -> [String] {
        var sentences: [String] = []
        if state.lanes.first?.kind == .process { return processes(state) }
        if let found = state.exploration { sentences += exploration(found, state) }
        if state.lostUpdates > 0 {
            sentences.append(
                "\(state.lostUpdates == 1 ? "1 update is" : "\(state.lostUpdates) updates are") lost here.")
        } else if state.lanes.count > 1, state.exploration == nil {
            sentences.append("No update is lost.")
        }
        for object in state.objects where isWrong(object) {
            let name = names[object.id] ?? object.type
            switch object.state {
            case .freedInUse:
                sentences.append(
                    "\(name) is freed while \(object.references == 1 ? "a name refers" : "\(object.references) names refer") to it."
                )
            case .leaked:
                sentences.append(
                    "Nothing refers to \(name) any more, and its count never comes to 0: it is never freed.")
            case .live:
                sentences.append(
                    "The count of \(name) is \(object.count.map { "\($0)" } ?? "undefined"), and it should be \(object.references)."
                )
            case .freed: break
            }
        }
        return sentences
    }

    private static func exploration(_ found: RaceExploration, _ state: RaceState) -> [String] {
        let orders = found.interleavings == 1 ? "1 order is" : "\(number(found.interleavings)) orders are"
        let lock = state.lock == .none ? "possible" : "possible under the lock"
        if found.losing == 0 { return ["\(orders) \(lock), and none loses an update."] }
        let switches = found.fewestSwitches.map { "; this one does so with the fewest switches, \($0)" } ?? ""
        var sentences = [
            "\(orders) \(lock), and \(number(found.losing)) lose\(found.losing == 1 ? "s" : "") an update\(switches)."
        ]
        if found.freeingInUse > 0 {
            sentences.append("In \(number(found.freeingInUse)) an object is freed while it is in use.")
        }
        if found.leaking > 0 { sentences.append("In \(number(found.leaking)) an object is never freed.") }
        return sentences
    }

    /// A number with a comma between thousands.
    private static func number(_ value: Int) -> String {
        var digits = Array("\(value)")
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }

    private static func processes(_ state: RaceState) -> [String] {
        let copied = state.objects.filter { $0.memory == .copied }.count
        var sentences = ["The processes share no count: in whatever order they run, no update is lost."]
        if copied > 0 {
            sentences.append(
                "A page is shared until it is written; to store a count is to write, and so the page was copied.")
        }
        return sentences
    }

    static func lock(_ state: RaceState) -> String {
        switch state.lock {
        case .gil: "one lock, the GIL"
        case .each: "a lock in each process"
        case .none: "no lock"
        }
    }
}
