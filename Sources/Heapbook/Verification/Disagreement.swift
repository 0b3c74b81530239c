/// One thing that the model says and real CPython does not.
public struct Disagreement: Equatable, Sendable {
    /// What was compared.
    public enum Aspect: String, Sendable {
        /// Which names are bound.
        case name
        /// Which names and slots lead to one object.
        case identity
        case type, value, slots, size
        /// The count of names and slots.
        case taughtCount = "taught count"
        /// CPython's own count.
        case realCount = "real count"
        /// Whether the collector follows the object, and in which generation.
        case tracked, generation
        /// What `gc.get_count()` gives.
        case pending = "gc.get_count()"
        /// How often the collector has run, and what it found.
        case collections
        /// Whether the object is in use, lost or gone.
        case liveness
        case output, exception
        /// Which line inside a call runs.
        case line
        /// Which calls are running.
        case frames
        /// Where the program ends.
        case end
    }

    /// The step after which it was found; 0 after the setup.
    public var step: Int
    /// The part of the step, from 1; 0 for the end of the step.
    public var part: Int
    /// What it is about, as the program would write it: `root.next`; empty where it is about the step as a whole.
    public var object: String
    /// What was compared.
    public var aspect: Aspect
    /// What the model says.
    public var model: String
    /// What CPython says.
    public var cpython: String

    /// Makes a disagreement.
    public init(step: Int, part: Int = 0, object: String, aspect: Aspect, model: String, cpython: String) {
        self.step = step
        self.part = part
        self.object = object
        self.aspect = aspect
        self.model = model
        self.cpython = cpython
    }

    /// One line: step, object, and what each says.
    public var description: String {
        let place = step == 0 ? "before step 1" : "step \(step)" + (part == 0 ? "" : ".\(part)")
        let subject = object.isEmpty ? "" : ", \(object)"
        return "\(place)\(subject): \(aspect.rawValue): the model says \(model), CPython says \(cpython)"
    }
}

/// What comparing a timeline with a report of CPython yields.
struct ComparisonFindings: Equatable, Sendable {
    var disagreements: [Disagreement] = []
    /// What was left out, each with its reason, without repeats.
    var notCompared: [String] = []

    mutating func skip(_ what: String) {
        if !notCompared.contains(what) { notCompared.append(what) }
    }
}
