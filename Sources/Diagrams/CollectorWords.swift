import Timelines

// What a collector knows after a phase, in the words of a picture.
extension Collection.Phase {
    /// What it knows about one object, for its card; nil where it does not look at the object.
    func knowledge(of id: ObjectID) -> String? {
        if let worklist {
            if worklist.contains(id) { return "marked, in the worklist" }
            if reachable.contains(id) { return "marked" }
            return unreachable.contains(id) ? "not marked" : nil
        }
        guard let count = gcRefs[id.description] else { return nil }
        let state = reachable.contains(id) ? ", reachable" : unreachable.contains(id) ? ", unreachable" : ""
        return "gc_refs \(count)\(state)"
    }
}

extension Speaker {
    /// What the collector knows about the objects that have a card.
    func phaseSentences() -> [String] {
        guard let phase = scene.moment.record.phase else { return [] }
        let cards = scene.cards.filter { !$0.isFreed }.map(\.id)
        func list(_ ids: [ObjectID]) -> String {
            let shown = ids.filter(cards.contains).map(the)
            return shown.isEmpty ? "nothing" : Phrase.list(shown)
        }
        if let worklist = phase.worklist {
            let looked = phase.object.filter(cards.contains).map { ["the collector has looked into \(the($0))"] }
            return (looked ?? []) + ["marked: \(list(phase.reachable))", "in the worklist: \(list(worklist))"]
        }
        var sentences = cards.compactMap { id in
            phase.gcRefs[id.description].map { "`gc_refs` of \(the(id)) is \($0)" }
        }
        if !(phase.reachable + phase.unreachable).isEmpty {
            sentences.append("reachable: \(list(phase.reachable))")
            sentences.append("held to be unreachable: \(list(phase.unreachable))")
        }
        return sentences
    }
}

extension Optional {
    fileprivate func filter(_ isIncluded: (Wrapped) -> Bool) -> Wrapped? { flatMap { isIncluded($0) ? $0 : nil } }
}
