import Timelines

/// Which address of CPython stands for which object of the model, and how the object was last called.
struct PairMemory {
    var address: [ObjectID: Int] = [:]
    var path: [ObjectID: String] = [:]
    var collector = CollectorMemory()
}

/// Compares memory at one moment.
///
/// Both graphs are walked together from the names. An object of the model and an address become a pair where the same
/// name or slot leads to them; an object that would get a second partner is a disagreement about identity. What no name
/// leads to is found by the pairs of the states before (`Liveness.swift`).
struct StateComparison {
    let step: Int
    let part: Int
    let model: MemoryState
    let probe: ProbeState
    let addresses: Addresses
    let before: PairMemory
    let labels: [Label]
    let comparesSizes: Bool
    let objects: [ObjectID: HeapObject]
    let probeObjects: [Int: ProbeObject]
    var memory: PairMemory
    var result = ComparisonFindings()
    /// The pairs of this state, both ways.
    var partner: [ObjectID: Int] = [:]
    var partnerOfAddress: [Int: ObjectID] = [:]
    var paths: [ObjectID: String] = [:]
    /// References of the model that the probe does not count: from the keys of dicts that it did not look into.
    var unseen: [ObjectID: Int] = [:]
    private var work: [ObjectID] = []
    private var next = 0

    init(
        step: Int, part: Int = 0, model: MemoryState, probe: ProbeState, addresses: Addresses,
        memory: PairMemory = PairMemory(),
        labels: [Label] = [], comparesSizes: Bool = false
    ) {
        self.step = step
        self.part = part
        self.model = model
        self.probe = probe
        self.addresses = addresses
        self.before = memory
        self.memory = memory
        self.labels = labels
        self.comparesSizes = comparesSizes
        objects = Dictionary(model.objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        probeObjects = Dictionary(probe.objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func run() {
        compareNames()
        walk()
        pairCollectorLists()
        compareUnreachable()
        compareKept()
        compareRest()
        compareCounts()
        for (object, address) in partner { memory.address[object] = address }
        for (object, path) in paths { memory.path[object] = path }
    }

    // MARK: - Words

    mutating func disagree(_ object: String, _ aspect: Disagreement.Aspect, model: String, cpython: String) {
        result.disagreements.append(
            Disagreement(step: step, part: part, object: object, aspect: aspect, model: model, cpython: cpython))
    }

    /// How to call an object of the model: by its path now, by a label, or by its last path.
    func call(_ id: ObjectID) -> String {
        if let path = paths[id] { return path }
        let type = objects[id]?.type ?? "object"
        if let label = labels.first(where: { $0.object == id }) { return "\(type) \(label.name)" }
        if let path = before.path[id] { return "\(type) once \(path)" }
        return "\(type) \(id)"
    }

    /// What an object of CPython is, in a few words.
    func describe(_ address: Int) -> String {
        guard let object = probeObjects[address] else { return "an object that the probe did not reach" }
        if let repr = object.repr { return "\(object.type) \(repr)" }
        return object.name.map { "\(object.type) '\($0)'" } ?? object.type
    }

    // MARK: - Names

    private mutating func compareNames() {
        for frame in model.frames where frame.kind == .module {
            compareNames(frame.names, frame.isBuiltins ? probe.shown : probe.names)
        }
        if !model.frames.contains(where: \.isBuiltins) { compareNames([], probe.shown) }
        let calls = model.frames.filter { $0.kind != .module }
        let left = calls.map { "\($0.kind.rawValue) \($0.name)" }
        let right = probe.frames.map { "\($0.kind) \($0.name)" }
        guard left == right else {
            func list(_ names: [String]) -> String { names.isEmpty ? "no call" : names.joined(separator: ", ") }
            disagree("", .frames, model: list(left), cpython: list(right))
            return
        }
        for (frame, other) in zip(calls, probe.frames) {
            let (cells, plain) = frame.names.partitioned { name in
                guard let object = objects[name.object], object.type == "cell" else { return false }
                return object.slots.isEmpty || other.cells.contains { $0.name == name.name }
            }
            compareNames(plain, other.names, in: frame.name)
            for name in cells { pairContents(of: name, other, frame.name) }
        }
    }

    private mutating func compareNames(_ names: [Name], _ others: [ProbeName], in frame: String? = nil) {
        let place = frame.map { " in \($0)" } ?? ""
        let bound = Dictionary(others.map { ($0.name, $0.object) }, uniquingKeysWith: { first, _ in first })
        let known = Set(names.map(\.name))
        for name in names {
            if let address = bound[name.name] {
                pair(name.object, address, name.name + place)
            } else {
                disagree(name.name + place, .name, model: "it is bound", cpython: "it is not bound")
            }
        }
        for name in others where !known.contains(name.name) {
            disagree(
                name.name + place, .name, model: "it is not bound",
                cpython: "it is bound to \(describe(name.object))")
        }
    }

    /// Python shows what is in the cell of a running call, and not the cell.
    private mutating func pairContents(of name: Name, _ frame: ProbeFrame, _ place: String) {
        guard let contents = objects[name.object]?.slots.first?.object,
            let found = frame.cells.first(where: { $0.name == name.name })
        else { return }
        pair(contents, found.object, "\(name.name) in \(place)")
    }

    // MARK: - Pairs

    mutating func pair(_ id: ObjectID, _ address: Int, _ path: String) {
        if let known = partner[id] {
            if known != address {
                disagree(
                    path, .identity, model: "it is the same object as \(call(id))",
                    cpython: "it is another one: \(describe(address))")
            }
            return
        }
        if let other = partnerOfAddress[address] {
            disagree(
                path, .identity, model: "it is another object than \(call(other))", cpython: "it is the same object")
            return
        }
        partner[id] = address
        partnerOfAddress[address] = id
        paths[id] = path
        work.append(id)
        if let old = before.address[id], old != address {
            disagree(
                path, .identity, model: "it is the object that was there before", cpython: "it is a new object")
        }
    }

    /// Compares the objects that were paired and have not been compared, and what they refer to.
    mutating func walk() {
        while next < work.count {
            let id = work[next]
            next += 1
            guard let address = partner[id], let path = paths[id] else { continue }
            guard let object = objects[id] else {
                disagree(path, .liveness, model: "no such object is alive", cpython: describe(address))
                continue
            }
            if let found = probeObjects[address] { compare(object, found, path) }
        }
    }

    private mutating func compare(_ object: HeapObject, _ found: ProbeObject, _ path: String) {
        if object.type != found.type {
            disagree(path, .type, model: object.type, cpython: found.type)
            return
        }
        compareValue(object, found, path)
        compareTracking(object, found, path)
        compareSize(object, found, path)
        if let count = found.weakrefs, count != object.weakrefs {
            disagree(path, .weakReferences, model: "\(object.weakrefs)", cpython: "\(count)")
        }
        if found.isOpaque {
            result.skip("what a \(found.type) refers to")
        } else {
            compareSlots(object, found, path)
        }
    }

    private mutating func compareValue(_ object: HeapObject, _ found: ProbeObject, _ path: String) {
        if object.name != found.name {
            disagree(path, .value, model: "__name__ is \(object.name ?? "-")", cpython: found.name ?? "-")
        }
        guard object.repr != found.repr else { return }
        if let left = object.repr, let right = found.repr,
            addresses.areAddresses(left, right) || addresses.masked(left) == addresses.masked(right)
        {
            result.skip("the value of \(path), which holds an address")
            return
        }
        disagree(
            path, .value, model: object.repr ?? "it has no value of its own",
            cpython: found.repr ?? "it has no value of its own")
    }

    /// Whether the collector follows the object, and in which generation. Nothing is said of what the interpreter shares.
    private mutating func compareTracking(_ object: HeapObject, _ found: ProbeObject, _ path: String) {
        guard found.shared == nil, let tracked = found.tracked else { return }
        if object.type == "frame" {
            result.skip("whether the collector follows a frame, which from 3.11 on begins when the frame is left")
            return
        }
        if object.tracked != tracked {
            let words = [true: "the collector follows it", false: "it does not"]
            disagree(path, .tracked, model: words[object.tracked] ?? "", cpython: words[tracked] ?? "")
        } else if memory.collector.agreesOnRuns, object.generation != found.generation {
            let (model, cpython) = (object.generation, found.generation)
            disagree(
                path, .generation, model: model.map { "\($0)" } ?? "none", cpython: cpython.map { "\($0)" } ?? "none")
        }
    }

    /// `gc.garbage` and `gc.callbacks`, which no name need lead to.
    private mutating func pairCollectorLists() {
        guard let collector = probe.collector else { return }
        for (reason, address) in [("gc.garbage", collector.garbage), ("gc.callbacks", collector.callbacks)] {
            let own = model.objects.first { $0.type == "list" && $0.keptBy == [reason] }
            if let own, partner[own.id] == nil { pair(own.id, address, reason) }
        }
        walk()
    }

    private mutating func compareSize(_ object: HeapObject, _ found: ProbeObject, _ path: String) {
        guard comparesSizes, let other = found.size else { return }
        guard probe.isUsualBuild != false else {
            result.skip("sizes: the collector's header of this build is another one than that of the model")
            return
        }
        guard let size = object.size else {
            result.skip("the size of a \(found.type)")
            return
        }
        guard size != other else { return }
        disagree(path, .size, model: "\(size) bytes", cpython: "\(other) bytes")
    }
}

extension Frame {
    /// The module in which the prompt binds `_`.
    var isBuiltins: Bool { kind == .module && name == "builtins" }
}

extension Array {
    fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> (first: [Element], rest: [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}
