import Timelines

/// A state of a race in the DOT language: a chain of actions for each lane, and what is stored.
struct RaceText: Sendable {
    let state: RaceState
    let title: String

    /// The graph; ends with a newline.
    var dot: String {
        var lines = [
            "digraph \(DotText.quoted(title)) {",
            "  graph [rankdir=LR, fontname=\"Helvetica\", labelloc=t, label=\(DotText.quoted(title))]",
            "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11]",
        ]
        for (number, lane) in state.lanes.enumerated() {
            let head = "l\(number)"
            lines.append("  \(head) [shape=plain, label=\(DotText.quoted(RaceLayout.title(lane)))]")
            var last = head
            for (place, action) in state.actions.enumerated() where action.lane == lane.name {
                let text = "\(action.time). \(RaceWords.verb(action.kind)): \(RaceWords.value(action))"
                lines.append("  a\(place) [label=\(DotText.quoted(text))]")
                lines.append("  \(last) -> a\(place)")
                last = "a\(place)"
            }
        }
        for (number, object) in state.objects.enumerated() {
            let whose = object.process.map { " in \($0)" } ?? ""
            let count = object.count.map { "\($0)" } ?? "?"
            let text = "\(object.type) \(object.id)\(whose): count \(count), \(RaceWords.end(object))"
            lines.append("  o\(number) [shape=box, style=\"rounded,dashed\", label=\(DotText.quoted(text))]")
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }
}
