import Diagnostics
import RaceModel
import ScenarioSyntax
import Timelines

/// Reads a schedule: which lane does its next action when.
struct RaceScheduling {
    let resolved: ResolvedRace
    let file: SourceFile
    private(set) var diagnostics: [Diagnostic] = []
    private var done: [Int]
    private var order: [Int] = []
    /// Where each lane's action was listed last.
    private var places: [Span?]

    init(_ resolved: ResolvedRace, _ file: SourceFile) {
        self.resolved = resolved
        self.file = file
        done = resolved.race.lanes.map { _ in 0 }
        places = resolved.race.lanes.map { _ in nil }
    }

    private mutating func report(
        _ code: String, _ title: String, _ span: Span, _ explanation: String, help: String,
        related: [RelatedPlace] = []
    ) {
        diagnostics.append(
            Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help, related: related))
    }

    /// The lane of each action; nil where something is wrong, which is said.
    mutating func read(_ actions: [RaceSchedule.Action], _ span: Span) -> [Int]? {
        if resolved.hasProcesses {
            report(
                "E1112", "processes have no schedule", span,
                "They share no count, and each runs under its own lock: no order of theirs changes anything.",
                help: "Leave the line out.")
            return nil
        }
        for action in actions {
            guard read(action) else { return nil }
        }
        let missing = resolved.race.lanes.indices.flatMap { lane in
            self.actions(lane).dropFirst(done[lane]).map { "\(resolved.plan.lanes[lane].name).\($0.kind.word)" }
        }
        guard missing.isEmpty else {
            report(
                "E1113", "the schedule ends too early", Span(max(span.start, span.end - 1), span.end),
                "Missing: \(missing.joined(separator: ", ")).", help: "Write every action of every thread, once.")
            return nil
        }
        return order
    }

    private func actions(_ lane: Int) -> [(update: Int, kind: RaceAction.Kind)] {
        resolved.race.actions(ofLane: lane)
    }

    private func list(_ lane: Int) -> String {
        let name = resolved.plan.lanes[lane].name
        return actions(lane).map { "\(name).\($0.kind.word)" }.joined(separator: ", ")
    }

    private mutating func read(_ action: RaceSchedule.Action) -> Bool {
        let names = resolved.plan.lanes.map(\.name)
        guard let lane = names.firstIndex(of: action.lane.name) else {
            let close = nearest(action.lane.name, among: names).map { "Did you mean '\($0)'? " } ?? ""
            report(
                "E1114", "the race has no thread '\(action.lane.name)'", action.lane.span, "",
                help: close + "Its threads are: \(names.joined(separator: ", ")).")
            return false
        }
        let all = actions(lane)
        guard done[lane] < all.count else {
            report(
                "E1115", "'\(file.text(action.span))' is one action too many", action.span,
                all.isEmpty
                    ? "Thread \(names[lane]) changes no count."
                    : "Thread \(names[lane]) has \(all.count) action\(all.count == 1 ? "" : "s"): \(list(lane)).",
                help: "Leave it out.")
            return false
        }
        let next = all[done[lane]]
        guard next.kind.word == action.action.name else {
            explainWrong(action, lane, next, all)
            return false
        }
        return isAllowed(action, lane)
    }

    private mutating func explainWrong(
        _ action: RaceSchedule.Action, _ lane: Int, _ next: (update: Int, kind: RaceAction.Kind),
        _ all: [(update: Int, kind: RaceAction.Kind)]
    ) {
        let name = resolved.plan.lanes[lane].name
        let word = action.action.name
        let isRepeated = done[lane] > 0 && all[..<done[lane]].contains { $0.kind.word == word }
        let isKnown = all.contains { $0.kind.word == word }
        let why =
            resolved.isBiased && !isKnown
            ? "Without the GIL a thread that does not own the object changes its part of the count in one action. "
            : ""
        report(
            "E1115",
            isKnown
                ? "'\(name).\(word)' stands \(isRepeated ? "there twice, or " : "")in the wrong place"
                : "thread \(name) has no action '\(word)'",
            action.action.span, why + "In this order thread \(name) does: \(list(lane)).",
            help: "Its next action here is \(name).\(next.kind.word).")
    }

    /// With a lock, what lies inside an update can have nothing between it.
    private mutating func isAllowed(_ action: RaceSchedule.Action, _ lane: Int) -> Bool {
        if resolved.race.isLocked, let holder = resolved.race.lanes.indices.first(where: { isInsideUpdate($0) }),
            holder != lane
        {
            let name = resolved.plan.lanes[holder].name
            report(
                "E1116", "the lock forbids '\(file.text(action.span))' here", action.span,
                "Thread \(name) holds the GIL until it has stored the count: no other thread runs between.",
                help: "Let thread \(name) store first, or write 'gil off' behind the runtime.",
                related: places[holder].map { [RelatedPlace($0, "here \(name) is in the middle of an update")] } ?? [])
            return false
        }
        done[lane] += 1
        places[lane] = action.span
        order.append(lane)
        return true
    }

    private func isInsideUpdate(_ lane: Int) -> Bool {
        let all = actions(lane)
        return done[lane] > 0 && done[lane] < all.count && all[done[lane]].update == all[done[lane] - 1].update
    }
}

extension RaceAction.Kind {
    /// As a schedule writes it.
    var word: String {
        switch self {
        case .load: "load"
        case .add, .atomicAdd: "add"
        case .subtract, .atomicSubtract: "subtract"
        case .store: "store"
        }
    }
}
