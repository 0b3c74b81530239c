import BigInt
import Diagnostics
import ScenarioSyntax

/// A scenario lowered to instructions: what the interpreter runs.
package struct Program: Sendable {
    /// The statements that 'expect raises' is about.
    var awaitedErrors: [AwaitedError] = []
    var file: SourceFile
    /// Every piece of code.
    var units: [CodeUnit]
    /// The units that run, in order: the module, or at the prompt each line.
    var story: [Int]
    /// Whether each line is entered at the prompt.
    var isPrompt: Bool
    /// Constants of the whole file. CPython shares equal constants between the functions of one compilation since 3.8
    /// (Python/compile.c, merge_consts_recursive).
    var constants: [Constant]
    /// The number of the constant tuple with these items: the table of a code object's constants is the same object as
    /// an equal tuple.
    var tuples: [[Int]: Int]
    /// Every name in the file: their texts are interned before any constant is.
    var identifiers: Set<String>
    /// Texts that are interned already when they become constants of code that others share.
    var namesAmongConstants: Set<String>
    var steps: [StepPlan]
    /// The statements of `setup` as written.
    var setupSource: String
    var directives: [DirectivePlan]
    var queries: [QueryPlan]
    /// The labels, by their number.
    var labels: [String]
    /// The constant that is the docstring of the file.
    var docstring: Int?
    /// Names that a function declares to be global.
    var declaredGlobals: Set<String> = []
    /// The unit that is the module of a library written in Python; nil where the program needs none.
    var library: Int?
    /// How many expectations are meant for other runtimes.
    var otherExpectations = 0
    /// How many lines inside calls may become parts of steps.
    var mostParts = Int.max

    /// Whether something in the program may ask how large the dicts of instances are.
    var asksForSizesOfDicts: Bool {
        !identifiers.isDisjoint(with: [
            "__dict__", "vars", "getsizeof", "copy", "deepcopy", "dir", "getattr", "hasattr",
        ])
            || queries.contains { $0.query == .dictSize || $0.query == .size }
    }

    /// Lets every step tell the lines inside its calls, up to so many in all.
    mutating func tellLines(_ most: Int) {
        mostParts = most
        for index in steps.indices { steps[index].stepsInto = true }
    }
}

/// A step as the interpreter needs it.
struct StepPlan: Sendable {
    var title: String
    var lines = 0...0
    var source = ""
    /// Whether each line that runs inside its calls is a part.
    var stepsInto = false
    /// Whether each phase of a collection is a part.
    var showsCollector = false
}

/// A directive that is carried out while the program runs; its expressions are units of their own.
struct DirectivePlan: Sendable {
    enum Kind: Sendable {
        case note(String)
        case expect(ExpectationPlan)
        case label(unit: Int, number: Int)
        case focus([Int])
        case hide([Int])
    }

    var kind: Kind
    var span: Span
}

/// An expectation: the whole, and the parts that explain a failure.
struct ExpectationPlan: Sendable {
    var unit: Int
    var span: Span
    /// The operands of `and`, each an expectation of its own.
    var conjuncts: [ExpectationPlan]
    /// The operands of a comparison: what they are is what a failure shows.
    var operands: [OperandPlan]
}

struct OperandPlan: Sendable {
    var unit: Int
    var span: Span
    /// For `refcount(x)`: the unit of `x`, so that a failure can say who holds it.
    var countedUnit: Int?
    var isLiteral: Bool
}

/// A question about memory that an expectation asks, such as `refcount(x)`.
struct QueryPlan: Sendable {
    enum Argument: Sendable {
        /// The object is on the evaluation stack.
        case stack
        /// A label, which may stand for an object that is gone.
        case label(Int)
    }

    var query: Query
    var arguments: [Argument]
    var span: Span
}

/// What an expectation can ask beside ordinary Python.
enum Query: String, CaseIterable, Sendable {
    case refcount
    case realRefcount = "real_refcount"
    case alive
    case freed
    case unreachable
    case collected
    case referrers
    case generation
    case tracked
    case size
    case dictSize = "dict_size"
    /// The counts of the generations.
    case pending

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .collected, .pending: 0...0
        case .freed, .unreachable, .alive: 1...Int.max
        default: 1...1
        }
    }

    /// Questions of the language that are not answered yet.
    static let planned: Set<String> = ["lost_updates", "dangling"]
}

/// A value that is known before the program runs.
enum Constant: Hashable, Sendable {
    case none
    case bool(Bool)
    case ellipsis
    case int(BigInt)
    /// By bit pattern: 0.0 and −0.0 are two constants.
    case float(UInt64)
    case complex(UInt64, UInt64)
    case bytes([UInt8])
    case string(String)
    case tuple([Int])
    /// The items in the order in which they were written first.
    case frozenset([Int])
    case code(Int)
}

/// One piece of code: a module or a line of the prompt, a function, a class body, an expression of a directive.
struct CodeUnit: Sendable {
    enum Kind: Sendable {
        case module, function, classBody, expression
        /// Marks of the story between the lines of the prompt.
        case marks
    }

    var kind: Kind
    var name: String
    /// The name with those of the functions and classes around it: `Node.__init__`, `outer.<locals>.inner`.
    var qualifiedName: String
    /// The constant that is its text; functions, code and classes refer to it.
    var qualifiedNameConstant: Int?
    var instructions: [Instruction] = []
    /// The place of each instruction, for messages; its start gives the line.
    var spans: [Span] = []
    /// The constants it refers to, by their number in the program, each once.
    var constants: [Int] = []
    /// Those that are made when the instructions are, and stand behind all others.
    var lateConstants: [Int] = []
    var signature = Signature()
    var isGenerator = false
    /// Whether it is code of a library.
    var isOfLibrary = false
    /// The constant with which the body of a function or class begins where that is a text.
    var documentation: Int?
    /// The names of the local variables, parameters first, then cells' own variables, then free ones.
    var variables: [String] = []
    /// Slots whose variable lives in a cell that this code makes.
    var cellSlots: [Int] = []
    /// Of these the slots of parameters, by name.
    var parameterCells: [Int] = []
    /// The variables that come in through the function's closure, and their slots.
    var freeVariables: [String] = []
    var freeSlots: [Int] = []

    init(kind: Kind, name: String, inside outer: CodeUnit? = nil) {
        self.kind = kind
        self.name = name
        switch outer?.kind {
        case .function: qualifiedName = "\(outer?.qualifiedName ?? "").<locals>.\(name)"
        case .classBody: qualifiedName = "\(outer?.qualifiedName ?? "").\(name)"
        default: qualifiedName = name
        }
    }
}

/// What a unit was lowered from: one with the same name and places comes from the same text.
struct UnitOrigin: Hashable {
    var name: String
    var places: [Span]
}

/// What a function takes.
struct Signature: Sendable {
    /// The positional parameters, those that can only be given by position first.
    var parameters: [String] = []
    var positionalOnlyCount = 0
    var defaultCount = 0
    var keywordOnly: [String] = []
    /// Whether there is a `*args`; its variable follows the keyword-only ones.
    var takesAnyPositional = false
    /// Whether there is a `**kw`; its variable is the last one.
    var takesAnyKeyword = false

    var required: Int { parameters.count - defaultCount }

    /// The place of the parameter that an argument of this name is for.
    func slot(ofKeyword name: String) -> Int? {
        if let place = parameters.firstIndex(of: name) { return place < positionalOnlyCount ? nil : place }
        return keywordOnly.firstIndex(of: name).map { parameters.count + $0 }
    }
}

/// A statement that must raise.
struct AwaitedError: Sendable {
    /// The class of the exception as written.
    var type: String
    var span: Span
}
