import Timelines

/// A small memory by hand: names, objects and slots go in, a timeline with right counts comes out.
///
/// What no name or slot holds any more is freed with its cascade, what no name reaches is unreachable, as in CPython.
struct Story {
    let main = FrameID(1)
    private var frames: [Frame] = [Frame(id: FrameID(1), kind: .module, name: "<module>")]
    private var objects: [ObjectID: HeapObject] = [:]
    private var constants: Set<ObjectID> = []
    private var freed: [HeapObject] = []
    /// What a state has shown with a reference.
    private var told: Set<ObjectID> = []
    private var nextObject = 1
    private var nextFrame = 2
    private var start: MemoryState?
    private var steps: [Step] = []
    private var parts: [Step] = []
    private var collections: [Collection] = []
    let id: String
    let title: String

    init(_ id: String = "story", title: String = "A story") {
        self.id = id
        self.title = title
    }

    // MARK: Objects

    mutating func make(_ type: String, _ repr: String? = nil, name: String? = nil, constant: Bool = false) -> ObjectID {
        let id = ObjectID(nextObject)
        nextObject += 1
        objects[id] = HeapObject(
            id: id, type: type, repr: repr, name: name, address: "0x7f00000000" + String(id.number, radix: 16),
            size: 56, tracked: repr == nil, generation: repr == nil ? 0 : nil)
        if constant { constants.insert(id) }
        return id
    }

    mutating func int(_ value: Int, constant: Bool = false) -> ObjectID { make("int", "\(value)", constant: constant) }
    mutating func str(_ value: String) -> ObjectID { make("str", "'\(value)'") }
    mutating func list(_ items: [ObjectID]) -> ObjectID {
        let list = make("list")
        for item in items { append(item, to: list) }
        return list
    }

    /// `None`, made at first use.
    mutating func none() -> ObjectID {
        objects.values.first { $0.type == "NoneType" }?.id ?? make("NoneType", "None", constant: true)
    }

    /// An instance with a value that nothing else holds, and the given links.
    mutating func node(_ value: String, _ links: String...) -> ObjectID {
        let node = make("Node")
        set(node, "value", str(value))
        for link in links { set(node, link, none()) }
        return node
    }

    // MARK: References

    mutating func bind(_ name: String, _ object: ObjectID, in frame: FrameID? = nil) {
        guard let index = frames.firstIndex(where: { $0.id == frame ?? main }) else { return }
        if let old = frames[index].names.firstIndex(where: { $0.name == name }) {
            frames[index].names[old].object = object
        } else {
            frames[index].names.append(Name(name: name, object: object))
        }
    }

    mutating func unbind(_ name: String, in frame: FrameID? = nil) {
        guard let index = frames.firstIndex(where: { $0.id == frame ?? main }) else { return }
        frames[index].names.removeAll { $0.name == name }
    }

    mutating func set(_ holder: ObjectID, _ key: String, _ object: ObjectID, kind: Slot.Kind = .attribute) {
        guard let old = objects[holder]?.slots.firstIndex(where: { $0.key == key && $0.kind == kind }) else {
            objects[holder]?.slots.append(Slot(key: key, kind: kind, object: object))
            return
        }
        objects[holder]?.slots[old].object = object
    }

    /// Adds a slot whatever slots there are.
    mutating func add(_ holder: ObjectID, _ slot: Slot) { objects[holder]?.slots.append(slot) }

    mutating func append(_ item: ObjectID, to list: ObjectID) {
        set(list, "[\(objects[list]?.slots.count ?? 0)]", item, kind: .item)
    }

    mutating func enter(_ name: String) -> FrameID {
        let frame = FrameID(nextFrame)
        nextFrame += 1
        frames.append(Frame(id: frame, kind: .function, name: name))
        return frame
    }

    mutating func leave() { frames.removeLast() }

    /// What `gc.collect()` does; returns how many objects it found.
    @discardableResult
    mutating func collect() -> Int {
        let lost = lostObjects()
        let found = lost.filter { objects[$0]?.repr == nil }.sorted()
        for id in lost.sorted() { free(id) }
        collections.append(
            Collection(generation: 2, reason: .explicit, unreachable: found, returned: found.count))
        return found.count
    }

    // MARK: Steps

    /// Ends `setup`.
    mutating func begin() { start = settle() }

    mutating func step(
        _ title: String, focus: [ObjectID] = [], hide: [ObjectID] = [], output: String = "",
        raised: RaisedException? = nil, labels: [Label] = []
    ) {
        if start == nil { start = MemoryState(frames: [Frame(id: main, kind: .module, name: "<module>")]) }
        steps.append(
            Step(
                index: steps.count + 1, title: title, lines: (steps.count + 1)...(steps.count + 1), source: title,
                state: settle(), parts: parts, collections: collections, output: output, raised: raised, focus: focus,
                hidden: hide, labels: labels))
        parts = []
        collections = []
    }

    /// A state inside the step that `step` ends later.
    mutating func part(_ title: String) {
        parts.append(Step(index: parts.count + 1, title: title, state: settle(), collections: []))
    }

    var timeline: Timeline {
        Timeline(
            scenario: ScenarioInfo(id: id, title: title, runtime: "cpython 3.11"), start: start ?? MemoryState(),
            steps: steps)
    }

    // MARK: Questions

    var currentNames: [String] { frames.first?.names.map(\.name) ?? [] }
    func isAlive(_ id: ObjectID) -> Bool { objects[id] != nil }
    func isList(_ id: ObjectID) -> Bool { objects[id]?.type == "list" }
    func isHolder(_ id: ObjectID) -> Bool { objects[id].map { $0.repr == nil } ?? false }

    // MARK: Counting

    private func count(_ id: ObjectID) -> Int {
        frames.flatMap(\.names).filter { $0.object == id }.count
            + objects.values.flatMap(\.slots).filter { $0.object == id && $0.kind != .weak }.count
    }

    private func reached() -> Set<ObjectID> {
        var found: Set<ObjectID> = []
        var open = frames.flatMap(\.names).map(\.object) + constants
        while let id = open.popLast() {
            guard found.insert(id).inserted else { continue }
            open += (objects[id]?.slots ?? []).filter { $0.kind != .weak }.map(\.object)
        }
        return found
    }

    private func lostObjects() -> Set<ObjectID> {
        let found = reached()
        return Set(objects.keys.filter { !found.contains($0) && count($0) > 0 })
    }

    private mutating func free(_ id: ObjectID) {
        guard var object = objects.removeValue(forKey: id) else { return }
        object.state = .freed
        object.refcount = 0
        freed.append(object)
    }

    private mutating func settle() -> MemoryState {
        while let dead = objects.keys.sorted().first(where: { count($0) == 0 && !constants.contains($0) }) {
            free(dead)
        }
        let found = reached()
        let living = objects.values.map { object in
            var object = object
            object.refcount = count(object.id)
            object.state = found.contains(object.id) ? .live : .unreachable
            if object.refcount == 0 { object.keptBy = ["the code's constants"] }
            return object
        }
        told.formUnion(living.filter { $0.refcount > 0 }.map(\.id))
        defer { freed = [] }
        return MemoryState(
            frames: frames, objects: (living + freed).filter { !isBare($0) }.sorted { $0.id < $1.id })
    }

    /// A constant that no name or slot has held yet is no part of the story.
    private func isBare(_ object: HeapObject) -> Bool {
        object.refcount == 0 && constants.contains(object.id) && !told.contains(object.id)
    }
}
