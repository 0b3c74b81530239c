import BigInt
import Diagnostics
import HeapModel
import ScenarioSyntax
import Timelines

/// Runs a program on a heap, one instruction after the other.
///
/// A reference type, because it stands for a process: one program runs in it once. A question that an expectation asks
/// runs in a copy (`init(copyOf:)`), whose heap is a second memory, so that it leaves no trace.
final class Interpreter {
    let program: Program
    var heap: Heap
    var budget: Budget
    /// As it was before anything ran.
    let initialBudget: Budget
    var calls: [Call] = []
    /// The object of each constant that some code holds; the code owns it.
    var constantRefs: [Ref]
    /// The tuples of constants of code objects; the code owns them.
    var constantTuples: [[Int]: Ref] = [:]
    /// Constants that are tuples of texts, by these, and tuples by the numbers of their items.
    let constantOfNames: [[String]: Int]
    /// The symbol of each constant that is a string: names are constants of instructions.
    var symbolOfConstant: [Symbol]
    /// The constant that each unit is; its code object is made from it.
    private var constantOfUnit: [Int: Int] = [:]
    /// The names of each unit's variables, in the order of its slots.
    private var variablesOfUnit: [[Symbol]] = []
    /// How each unit is called where its arguments need no matching.
    let directCalls: [DirectCall]
    /// The arguments of such a call on their way from the stack to the frame.
    var directArguments: [Ref] = []
    /// Built-in functions that were asked for, by their number.
    var nativeRefs: [Int: Ref] = [:]
    /// Whether each built-in function gets its arguments in a tuple.
    let takesArgumentTuple: [Bool]
    var nativeNumbers = NativeNumbers()
    var modules: [String: Ref] = [:]
    /// What the module of a library has bound.
    var libraryNames = Namespace()
    /// The dict of the module's annotations, null where it has none.
    var moduleAnnotations = Ref.null
    /// Values of modules that were asked for, by module and name.
    var moduleConstants: [String: Ref] = [:]
    var settings = Settings()
    /// How much of our own stack calls from built-in functions back into the program may take.
    let stack: StackBounds
    /// How often each unit's code was entered.
    var entries: [Int]
    /// How often calls have been reached, up to twice, by unit and place, where that decides when a collection runs.
    var runsOfCalls: [[UInt8]]
    /// Whether the interpreter looks for work after the call that ended last.
    var callChecks = true
    /// The same for the return that ran last.
    var returnChecks = false
    /// Containers whose `repr` is being made, so that one inside itself is cut short.
    var openRepresentations: [Ref] = []
    /// What counts against the limit of recursion beside our frames: calls inside of CPython that check it, and frames
    /// of libraries that are written in Python.
    var hiddenDepth = 0
    /// How deep what is written in C is nested, as far as the model follows it.
    var nativeDepth = 0
    var labels: [LabelledObject?]
    /// Where exceptions that are alive were raised first.
    var origins: [Ref: RaiseOrigin] = [:]
    /// Whether the generator that ran last has ended.
    var generatorHasEnded = false
    /// The tuple of arguments that a call spreads, while the call begins; borrowed.
    var spreadTuple = Ref.null
    var story: StoryRecorder

    /// What CPython counts or holds for a call that it makes from C.
    struct Levels {
        /// What counts against the limit of recursion.
        var hidden = 0
        /// How many levels of what is written in C there are.
        var native = 0
        /// How long the tuple is that CPython has made of the arguments; 0 where there is none.
        var tuple = 0

        static func += (left: inout Levels, right: Levels) {
            left.hidden += right.hidden
            left.native += right.native
            left.tuple += right.tuple
        }
    }

    /// A piece of code that is being run.
    struct Call {
        var unit: Int
        var next = 0
        var afterwards: Afterwards
        /// Where exceptions go, innermost last.
        var handlers: [HandlerPlace] = []
        /// How many of the exceptions that are being handled this call handles.
        var handledCount = 0
        /// What CPython counts or holds for it beside its frame, until it is over.
        var levels = Levels()
        /// The generator whose frame this is, or null. It is borrowed: whoever lets it run on holds it.
        var generator = Ref.null
        /// How many values on the caller's stack are there for this call, and go when it is over.
        var kept = 0
    }

    /// What happens with the value that a call returns.
    enum Afterwards {
        case push
        /// It was `__init__`: the instance is the value of the call.
        case construct(Ref)
        case buildClass(unit: Int, bases: [Ref], keywords: [KeywordArgument])
        /// It was the step of a loop: the value goes to the loop, and at the end of the generator the loop ends.
        case loopStep(exit: Int)
        /// It was a value sent on by `yield from`: at the end the iterator is replaced by the value returned.
        case delegation(exit: Int)
        /// The run loop that started it ends.
        case stop
    }

    /// What a program can set about the interpreter itself.
    struct Settings {
        /// `sys.setrecursionlimit(n)`.
        var recursionLimit = RuntimeFacts.recursionLimit
    }

    /// What a label stands for. It holds no reference, so the object's identity tells whether it still lives.
    struct LabelledObject {
        var ref: Ref
        var id: ObjectID
    }

    init(_ program: Program, facts: RuntimeFacts, budget: Budget, stack: StackBounds = .ofUnknownThread) {
        self.stack = stack
        self.program = program
        self.budget = budget
        self.initialBudget = budget
        self.heap = Heap(facts: facts)
        self.heap.keepSizesOfDicts(program.asksForSizesOfDicts)
        self.constantRefs = Array(repeating: .null, count: program.constants.count)
        self.symbolOfConstant = []
        self.constantOfNames = Interpreter.constantsOfNames(program)
        self.entries = Array(repeating: 0, count: program.units.count)
        self.runsOfCalls = Array(repeating: [], count: program.units.count)
        self.labels = Array(repeating: nil, count: program.labels.count)
        self.story = StoryRecorder(program)
        self.takesArgumentTuple = Natives.all.map { facts.passesArgumentsInTuple($0.displayName) }
        self.directCalls = program.units.map { DirectCall($0) }
        for (number, constant) in program.constants.enumerated() {
            if case .code(let unit) = constant { constantOfUnit[unit] = number }
            if case .string(let text) = constant {
                symbolOfConstant.append(heap.symbols.symbol(text))
            } else {
                symbolOfConstant.append(heap.symbols.symbol(""))
            }
        }
        for unit in program.units { variablesOfUnit.append(unit.variables.map { heap.symbols.symbol($0) }) }
    }

    /// A second process in the same state.
    init(copyOf other: Interpreter) {
        program = other.program
        stack = other.stack
        entries = other.entries
        runsOfCalls = other.runsOfCalls
        heap = other.heap
        budget = other.budget
        initialBudget = other.initialBudget
        calls = other.calls
        constantRefs = other.constantRefs
        constantTuples = other.constantTuples
        constantOfNames = other.constantOfNames
        symbolOfConstant = other.symbolOfConstant
        constantOfUnit = other.constantOfUnit
        variablesOfUnit = other.variablesOfUnit
        directCalls = other.directCalls
        nativeRefs = other.nativeRefs
        takesArgumentTuple = other.takesArgumentTuple
        modules = other.modules
        libraryNames = other.libraryNames
        moduleAnnotations = other.moduleAnnotations
        moduleConstants = other.moduleConstants
        settings = other.settings
        labels = other.labels
        origins = other.origins
        story = other.story
        heap.collectsAutomatically = false
    }

    var unit: CodeUnit { program.units[calls[calls.count - 1].unit] }

    /// The place of the instruction that is running.
    var span: Span {
        guard let call = calls.last(where: { !program.units[$0.unit].isOfLibrary }) else { return Span(0, 0) }
        return span(of: call)
    }

    /// Whether code of a library runs.
    @inline(__always)
    var isInLibrary: Bool { program.library != nil && program.units[calls[calls.count - 1].unit].isOfLibrary }

    /// The place of a call's last instruction; for one without a line that of the instruction before it.
    func span(of call: Call) -> Span {
        let spans = program.units[call.unit].spans
        guard !spans.isEmpty else { return Span(0, 0) }
        var place = min(max(call.next - 1, 0), spans.count - 1)
        while place > 0, spans[place].start < 0 { place -= 1 }
        return spans[place].start < 0 ? Span(0, 0) : spans[place]
    }

    /// Whether the instruction that is running belongs to the line before it.
    var hasNoLine: Bool {
        guard let call = calls.last, call.next > 0 else { return false }
        return program.units[call.unit].spans[call.next - 1].start < 0
    }

    func symbol(_ constant: Int) -> Symbol { symbolOfConstant[constant] }

    func variables(ofUnit unit: Int) -> [Symbol] { variablesOfUnit[unit] }

    func text(_ constant: Int) -> String {
        if case .string(let text) = program.constants[constant] { return text }
        return ""
    }

    // MARK: - Loading

    /// Makes the module's frame.
    func load() {
        loadLibrary()
        heap.enterFrame(.module, name: "<module>", code: .null)
        heap.reserveHiddenVariables(program.story.map { program.units[$0].variables.count }.max() ?? 0)
        if let text = program.docstring { heap.interpreterRoots.append(makeConstant(text)) }
    }

    /// A code object with its constants, the code of inner functions included.
    func makeCode(unit: Int) -> Ref {
        let kept = program.units[unit].keptConstants(
            program.constants, program.units, heap.facts.unusedConstants)
        let name = heap.facts.codeHasItsQualifiedName ? qualifiedNameText(unit) : .null
        let names = namesOfCode(unit: unit) + (name.isNull ? [] : [name])
        return heap.allocate(.code(CodeInfo(unit: unit, constants: makeConstants(kept), names: names)), .code)
    }

    /// The tuple of a code object's constants, the same for equal ones; owned.
    private func makeConstants(_ numbers: [Int]) -> Ref {
        if let known = constantTuples[numbers] { return heap.shared(known) }
        let tuple = program.tuples[numbers].map { makeConstant($0) } ?? makeConstantTuple(numbers)
        constantTuples[numbers] = tuple
        return tuple
    }

    /// Where the memory of constants comes from.
    private var memoryOfConstants: MemorySource { program.isPrompt ? .freeList : .counted }

    private func makeConstantTuple(_ numbers: [Int]) -> Ref {
        let tuple = heap.makeTuple(numbers.map { makeConstant($0) }, isConstant: true, memory: memoryOfConstants)
        if !program.isPrompt { heap.putBeforeProgram(tuple) }
        return tuple
    }

    private func makeConstantSet(_ numbers: [Int]) -> Ref {
        let interned = heap.facts.internedCharacters
        let set = heap.makeConstantSet(numbers.map { makeConstant($0) }, memory: memoryOfConstants) { text in
            // A name of one character is the character that a literal is.
            let isOther = text.count == 1 ? interned.contains(text) : program.identifiers.contains(text)
            return isOther && !program.namesAmongConstants.contains(text)
        }
        if !program.isPrompt { heap.putBeforeProgram(set) }
        return set
    }

    /// The code object of a unit that some code has as a constant; the caller owns a reference.
    func code(ofUnit unit: Int) -> Ref { constantOfUnit[unit].map { makeConstant($0) } ?? makeCode(unit: unit) }

    /// The object of a constant; the caller owns a reference.
    func makeConstant(_ number: Int) -> Ref {
        let known = constantRefs[number]
        if !known.isNull { return heap.shared(known) }
        let made = makeNewConstant(number)
        constantRefs[number] = made
        return made
    }

    private func makeNewConstant(_ number: Int) -> Ref {
        switch program.constants[number] {
        case .none: heap.makeNone()
        case .ellipsis: heap.shared(heap.ellipsis)
        case .bool(let value): heap.makeBool(value)
        case .int(let value): heap.makeInt(value)
        case .float(let bits): heap.makeFloat(Double(bitPattern: bits))
        case .complex(let real, let imaginary):
            heap.makeComplex(ComplexNumber(Double(bitPattern: real), Double(bitPattern: imaginary)))
        case .bytes(let bytes): heap.makeBytes(bytes)
        case .string(let text): looksLikeName(text) ? heap.internString(text) : heap.makeString(text)
        case .tuple(let items): makeConstantTuple(items)
        case .frozenset(let items): makeConstantSet(items)
        case .code(let unit): makeCode(unit: unit)
        }
    }

    /// String constants made of letters, digits and underscores are interned (Objects/codeobject.c, all_name_chars).
    /// The text of a unit's qualified name, owned; null where that is an interned string, as `<lambda>` is too.
    func qualifiedNameText(_ unit: Int) -> Ref {
        let plan = program.units[unit]
        guard let number = plan.qualifiedNameConstant, !looksLikeName(plan.qualifiedName),
            plan.qualifiedName != plan.name, !heap.facts.qualifiedNamesAreInterned
        else { return .null }
        return makeConstant(number)
    }

    private func looksLikeName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        }
    }

    // MARK: - The evaluation stack

    @inline(__always)
    func push(_ ref: Ref) { heap.stack.append(ref) }

    /// The topmost value; the caller owns the reference.
    @inline(__always)
    func pop() -> Ref { heap.stack.popLast() ?? .null }

    func pop(_ count: Int) -> [Ref] {
        let values = Array(heap.stack.suffix(count))
        heap.stack.removeLast(count)
        return values
    }

    func release(_ refs: [Ref]) {
        for ref in refs where !ref.isNull { heap.release(ref) }
    }
}
