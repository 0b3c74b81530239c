/// What one interpreter reported about one program: the states, in order, and how it ended.
///
/// The form is that of `Templates/verify/probe.py`.
struct ProbeReport: Sendable {
    var states: [ProbeState] = []
    /// Nil where the interpreter ended before it could say.
    var end: ProbeEnd?
}

/// Memory as the probe found it: after the setup (step 0) or after a step.
struct ProbeState: Decodable, Sendable {
    var program: Int
    var step: Int
    /// The part of the step, from 1; 0 for the end of the step.
    var part: Int
    /// The text of the line that is over, for a part.
    var line: String
    /// The exception that ended a line of the prompt in this step.
    var raised: ProbeEnd.Raised?
    var names: [ProbeName]
    /// The names that the prompt binds in `builtins`.
    var shown: [ProbeName]
    /// The calls that are running, innermost last.
    var frames: [ProbeFrame]
    var objects: [ProbeObject]
    /// What the collector has counted.
    var collector: ProbeCollector?
    /// Objects that no name leads to, and that the collector would free.
    var lost: [Int]
    /// Further objects that no name leads to: the interpreter holds them, as the class of an object, say.
    var kept: [Int]
    /// What the constants of the program's code keep alive.
    var constants: [Int]
    /// Tuples that iterators keep to hand them out again.
    var handedOut: [Int]
    /// What was printed since the state before.
    var output: String
    /// Whether the program was entered at the prompt.
    var isOfPrompt: Bool
}

/// What CPython's collector has counted since the interpreter started.
struct ProbeCollector: Decodable, Sendable, Equatable {
    /// `gc.get_count()`; nil at the prompt, where compiling allocates.
    var pending: [Int]?
    /// For each generation: how many runs, how many objects they freed, how many they could not free. Empty where the
    /// version does not tell.
    var runs: [[Int]]
    /// The addresses of `gc.garbage` and `gc.callbacks`; 0 where there is no such list.
    var garbage: Int
    var callbacks: Int
}

/// A call that is running.
struct ProbeFrame: Decodable, Sendable {
    var kind: String
    var name: String
    var names: [ProbeName]
    /// Variables that live in cells, with the objects in them.
    var cells: [ProbeName]
}

/// A name and the address of its object; in JSON a list of two.
struct ProbeName: Decodable, Sendable {
    var name: String
    var object: Int

    init(name: String, object: Int) {
        self.name = name
        self.object = object
    }

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        self.init(name: try values.decode(String.self), object: try values.decode(Int.self))
    }
}

/// One object of CPython.
struct ProbeObject: Decodable, Sendable {
    /// Its address.
    var id: Int
    var type: String
    /// `repr`, of objects that hold their own value.
    var repr: String?
    /// `__name__`, of classes, functions and modules.
    var name: String?
    var slots: [ProbeSlot] = []
    /// CPython's own count; nil where the object is immortal.
    var real: Int?
    /// Why the interpreter shares the object with everything else; then its count says nothing.
    var shared: String?
    /// `opaque`: the probe does not know what the object refers to.
    var flags: String?
    /// False where neither a name nor a lost object leads to it.
    var held: Bool?
    /// Whether the collector follows it, and in which generation it is.
    var tracked: Bool?
    var generation: Int?
    /// `sys.getsizeof`, in bytes.
    var size: Int?

    var isHeld: Bool { held != false }
    var isOpaque: Bool { flags == "opaque" }
}

/// A reference that an object holds; in JSON a list of kind, key and address.
struct ProbeSlot: Decodable, Sendable {
    var kind: String
    var key: String
    var object: Int

    /// Whether the object is there in any case, and only the model knows whether the program has asked for it.
    var isUnasked: Bool { kind == "unasked" }

    init(kind: String, key: String, object: Int) {
        self.kind = kind
        self.key = key
        self.object = object
    }

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        self.init(
            kind: try values.decode(String.self), key: try values.decode(String.self),
            object: try values.decode(Int.self))
    }
}

/// How a program ended.
struct ProbeEnd: Decodable, Sendable {
    struct Raised: Decodable, Sendable, Equatable {
        var type: String
        /// Nil where Python could not tell.
        var message: String?
        /// In the exported program, from 1.
        var line: Int
    }

    var program: Int
    var raised: Raised?
    /// The step that the exception ended, 0 for the setup.
    var step: Int?
    /// The interpreter's words where it could not compile the program.
    var refused: String?
    /// Why the program did not come to its end.
    var stopped: String?
}
