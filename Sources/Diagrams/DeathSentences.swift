import Timelines

// What the death of objects made run, in words.
extension Speaker {
    /// How many such sentences are said of one step before the rest is counted.
    private static let mostDeaths = 6

    /// Finalizers, what they brought back to life, callbacks of weak references, and what such code raised in vain; in
    /// the order in which it happened.
    func deathSentences(_ events: [Event]) -> [String] {
        let sentences = events.compactMap { sentence(about: $0) }
        guard sentences.count > Self.mostDeaths else { return sentences }
        let rest = sentences.count - Self.mostDeaths + 1
        return sentences.prefix(Self.mostDeaths - 1) + ["\(rest) more finalizers and callbacks run"]
    }

    private func sentence(about event: Event) -> String? {
        let code = event.by.map { Phrase.code($0) } ?? ""
        switch event.kind {
        case .finalize:
            guard let id = event.object else { return nil }
            if event.by == "GeneratorExit" { return "\(code) is raised in \(the(id)), which waited" }
            return "the finalizer \(code) runs for \(the(id))"
        case .resurrect: return event.object.map { "\(the($0)) has come back to life: something refers to it again" }
        case .weakrefCallback: return "a weak reference has lost its target: \(code) is called"
        case .raise:
            guard let parts = event.by?.components(of: ", ignored in "), parts.count == 2 else { return nil }
            return "\(Phrase.code(parts[0])) leaves \(Phrase.code(parts[1])); CPython reports it and goes on"
        default: return nil
        }
    }
}

extension String {
    /// The text before and after the last place where `separator` stands; the whole where it stands nowhere.
    fileprivate func components(of separator: String) -> [String] {
        guard let place = ranges(of: separator).last else { return [self] }
        return [String(self[..<place.lowerBound]), String(self[place.upperBound...])]
    }
}
