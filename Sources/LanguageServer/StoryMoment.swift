import Diagnostics
import ScenarioSyntax
import Timelines

/// Memory as it is where the cursor stands: after the step around it.
struct StoryMoment {
    var state: MemoryState
    var labels: [Label]
    /// Such as `after step 3, "Remove the names"`.
    var place: String

    /// The moment at an offset; nil where the program did not come there.
    ///
    /// - Parameter isLocal: whether a variable of a function is meant, which has a value only while the function runs:
    ///   then it is the last time at which the line ran, where the scenario tells it line by line.
    init?(at offset: Int, in parsed: ParseResult, _ timeline: Timeline, isLocal: Bool) {
        let line = parsed.scenario.file.line(at: offset)
        if isLocal {
            for step in timeline.steps.reversed() {
                guard let part = step.parts.last(where: { $0.file == nil && $0.lines.contains(line) }) else { continue }
                self.init(part, place: "in step \(step.index).\(part.index), \(Self.quoted(part.title))")
                return
            }
            return nil
        }
        let scenario =
            timeline.scenario.runtime.hasSuffix(" repl") ? parsed.scenario.atPrompt : parsed.scenario
        guard let index = scenario.steps.lastIndex(where: { $0.span.start <= offset }) else {
            self.init(state: timeline.start, labels: [], place: "before step 1")
            return
        }
        guard timeline.steps.indices.contains(index) else { return nil }
        let step = timeline.steps[index]
        self.init(step, place: "after step \(step.index), \(Self.quoted(step.title))")
    }

    private init(_ step: Step, place: String) {
        self.init(state: step.state, labels: step.labels, place: place)
    }

    private init(state: MemoryState, labels: [Label], place: String) {
        self.state = state
        self.labels = labels
        self.place = place
    }

    private static func quoted(_ title: String) -> String { "“\(title)”" }

    // MARK: - Objects

    func object(_ id: ObjectID) -> HeapObject? { state.objects.first { $0.id == id } }

    /// The object that a way such as `left.next` leads to.
    func object(_ path: NamePath, isLabel: Bool) -> HeapObject? {
        guard var id = identity(path.base, isLabel: isLabel) else { return nil }
        for link in path.links {
            guard let holder = object(id), let next = slot(link, of: holder) else { return nil }
            id = next
        }
        return object(id)
    }

    private func identity(_ name: String, isLabel: Bool) -> ObjectID? {
        let label = labels.first { $0.name == name }?.object
        if isLabel { return label }
        for frame in state.frames.reversed() {
            if let found = frame.names.first(where: { $0.name == name }) { return found.object }
        }
        return label
    }

    private func slot(_ link: NamePath.Link, of holder: HeapObject) -> ObjectID? {
        switch link {
        case .item(let key):
            return holder.slots.first {
                $0.kind == .item && $0.key == "[\(key)]" || $0.kind == .value && $0.key == key
            }?
            .object
        case .attribute(let name):
            let own = holder.slots.first { Self.isAttribute($0) && $0.key == name }
            let inClass = classOf(holder)?.slots.first { Self.isAttribute($0) && $0.key == name }
            return (own ?? inClass)?.object
        }
    }

    /// The names of an object's attributes, its own first, then those of its class.
    func attributes(of object: HeapObject) -> [String] {
        let all = object.slots + (classOf(object)?.slots ?? [])
        var seen: Set<String> = []
        return all.filter(Self.isAttribute).map(\.key).filter { seen.insert($0).inserted }
    }

    private func classOf(_ object: HeapObject) -> HeapObject? {
        state.objects.first { $0.type == "type" && $0.name == object.type }
    }

    private static func isAttribute(_ slot: Slot) -> Bool { slot.kind == .attribute || slot.kind == .slot }

    // MARK: - Who holds it

    /// What refers to an object and is counted, as a program would write it: `name x`, `z[0]`, `left.next`.
    func holders(of id: ObjectID) -> [String] {
        var found: [String] = []
        for frame in state.frames {
            let suffix = frame.kind == .module ? "" : " of \(frame.name)"
            for name in frame.names where name.object == id { found.append("name \(name.name)\(suffix)") }
        }
        let ways = ways()
        for holder in state.objects {
            for slot in holder.slots where slot.object == id && slot.kind != .weak {
                found.append((ways[holder.id] ?? "a \(holder.type)") + Self.text(of: slot))
            }
        }
        return found
    }

    /// The shortest way to each object from a name; from a label where no name leads.
    private func ways() -> [ObjectID: String] {
        let objects = Dictionary(state.objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var ways: [ObjectID: String] = [:]
        var work: [ObjectID] = []
        func start(_ id: ObjectID, _ way: String) {
            guard ways[id] == nil else { return }
            ways[id] = way
            work.append(id)
        }
        func spread() {
            var next = 0
            while next < work.count {
                let id = work[next]
                next += 1
                for slot in objects[id]?.slots ?? [] where slot.kind != .weak {
                    start(slot.object, (ways[id] ?? "") + Self.text(of: slot))
                }
            }
            work = []
        }
        for frame in state.frames { for name in frame.names { start(name.object, name.name) } }
        spread()
        for label in labels { start(label.object, label.name) }
        spread()
        return ways
    }

    private static func text(of slot: Slot) -> String {
        switch slot.kind {
        case .attribute, .slot, .local, .cell: ".\(slot.key)"
        case .item: slot.key.isEmpty ? " (an item)" : slot.key.hasPrefix("[") ? slot.key : ".\(slot.key)"
        case .key: " (a key)"
        case .value: "[\(slot.key)]"
        case .weak: ""
        }
    }
}

/// A way to an object that the text names: a name, then attributes and elements, such as `root.next[0]`.
struct NamePath: Equatable {
    enum Link: Equatable {
        case attribute(String)
        /// As `repr` writes the key.
        case item(String)
    }

    var base: String
    var links: [Link] = []

    /// The way that ends with a token, nil where it is no such way: behind a call, nobody knows what comes.
    init?(endingAt index: Int, in tokens: [Token]) {
        var links: [Link] = []
        var index = index
        while tokens.indices.contains(index) {
            let token = tokens[index]
            if token.kind == .name {
                guard index >= 2, tokens[index - 1].isOp(".") else {
                    self.init(base: token.text, links: links.reversed())
                    return
                }
                links.append(.attribute(token.text))
                index -= 2
            } else if token.isOp("]"), index >= 3, tokens[index - 2].isOp("["), let key = Self.key(tokens[index - 1]) {
                links.append(.item(key))
                index -= 3
            } else {
                return nil
            }
        }
        return nil
    }

    init(base: String, links: [Link] = []) {
        self.base = base
        self.links = links
    }

    private static func key(_ token: Token) -> String? {
        if token.kind == .integer { return token.text }
        guard let string = token.string, !string.isBytes, !string.isFormatted, !string.value.contains("'") else {
            return nil
        }
        return "'\(string.value)'"
    }
}
