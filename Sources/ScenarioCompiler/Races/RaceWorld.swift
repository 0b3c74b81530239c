import Diagnostics
import HeapModel
import RaceModel
import Timelines

/// What is known of memory from the first race on: objects with their counts, and the names that refer to them.
struct RaceWorld {
    /// An object that is counted.
    struct Subject {
        var id: ObjectID
        var type: String
        var repr: String?
        /// The process whose memory it is in.
        var process: Int?
        /// The thread that made it.
        var owner: String
        /// Whether it stands in a picture: what no race touches does not.
        var isTouched = false
    }

    /// Whose a name is: a process's, or everybody's.
    struct NameKey: Hashable {
        var name: String
        var process: Int?
    }

    var subjects: [Subject] = []
    var memory: RaceMemory
    /// What each name refers to; those of the heap's objects that are not counted are absent.
    var names: [(key: NameKey, subject: Int)] = []
    /// Names that are bound to what has no count: `None`, small ints, immortal objects.
    var uncounted: [String: String] = [:]
    let labels: [String: ObjectID]

    /// The world as the heap leaves it.
    ///
    /// - Parameter isBiased: whether counts have two parts; all objects are the main thread's then.
    init(_ state: MemoryState, labels: [Label], isBiased: Bool) {
        self.labels = Dictionary(labels.map { ($0.name, $0.object) }, uniquingKeysWith: { $1 })
        let bound = state.frames.first { $0.kind == .module }?.names ?? []
        var objects: [CountedObject] = []
        var places: [ObjectID: Int] = [:]
        for object in state.objects where object.state == .live {
            if let reason = object.reasonNotToCount(isBiased: isBiased) {
                for name in bound where name.object == object.id { uncounted[name.name] = reason }
                continue
            }
            places[object.id] = objects.count
            // What a slot holds stays held through the race.
            let held = object.refcount
            objects.append(CountedObject(count: held, references: held, isBiased: isBiased))
            subjects.append(
                Subject(
                    id: object.id, type: object.type, repr: object.repr, process: nil, owner: RaceLowerer.mainThread))
        }
        memory = RaceMemory(objects)
        names = bound.compactMap { name in
            places[name.object].map { (NameKey(name: name.name, process: nil), $0) }
        }
    }

    func subject(_ name: String, process: Int?) -> Int? {
        names.first { $0.key == NameKey(name: name, process: process) }?.subject
    }

    mutating func bind(_ key: NameKey, to subject: Int?) {
        names.removeAll { $0.key == key }
        if let subject { names.append((key, subject)) }
    }
}

extension HeapObject {
    /// Why threads do not race for its count; nil where they do.
    fileprivate func reasonNotToCount(isBiased: Bool) -> String? {
        if immortal { return "it is immortal, and its count never changes" }
        if type == "NoneType" || type == "bool" { return "the interpreter shares it with everything" }
        if realRefcount == nil { return "the interpreter shares it with everything, and its count says nothing" }
        // PEP 703 and Python 3.13: functions, classes and modules are counted by deferred counting, or made immortal.
        if isBiased, ["function", "type", "module"].contains(type) {
            return "the free-threaded build does not count the references to a \(type == "type" ? "class" : type)"
        }
        return nil
    }
}
