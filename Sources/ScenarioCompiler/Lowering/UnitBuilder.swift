import Diagnostics
import ScenarioSyntax

/// Collects the instructions of one unit.
final class UnitBuilder {
    var unit: CodeUnit
    let scope: FunctionScope?
    /// What the instructions emitted now belong to.
    var span: Span
    /// The line of what ends a function without `return`, nil where it belongs to the line before it.
    var endLine: Span?
    /// For instructions that belong to the line before them, whichever that is.
    static let noLine = Span(-1, -1)
    /// What is open around the place where instructions are emitted, innermost last.
    var blocks: [OpenBlock] = []
    /// Jumps that lead behind a loop, by where the loop starts. Statements of a `finally` on the way out of the loop
    /// may add some when the loop is no longer among the open blocks.
    private var breaks: [Int: [Int]] = [:]
    private var slots: [String: Int] = [:]
    /// The comprehensions that are being lowered into this unit, innermost last.
    private var inlinedScopes: [FunctionScope] = []
    private var constantSet: Set<Int> = []
    /// The constants of this code by value, where code shares none with other code.
    var constantNumbers: [FoldedKey: Int] = [:]
    /// The constants that the last instructions push, as far as nothing jumps between them.
    private var pushedConstants: [Int] = []

    /// What a `return`, `break` or `continue` has to leave on its way out (Python/compile.c, struct fblockinfo).
    enum OpenBlock {
        case loop(Loop)
        /// The body of a `try` with handlers.
        case tryBody
        /// The body of a `try` with a `finally`, whose statements run on the way out.
        case finallyBody([Statement])
        /// A `finally` that runs because of an exception.
        case finallyHandler
        /// A handler that gives the exception a name.
        case handler(name: String)
        /// A handler that does not.
        case plainHandler
        case with
        /// The body of `finally` on the way out of a `return`: the value to return is on the stack.
        case returnValue
    }

    struct Loop {
        var start: Int
        /// A `for` keeps its iterator on the stack, which leaving has to take away.
        var holdsIterator: Bool
    }

    init(_ unit: CodeUnit, scope: FunctionScope?, span: Span) {
        self.unit = unit
        self.scope = scope
        self.span = span
        if let scope { layOutVariables(scope) }
        for (slot, name) in unit.variables.enumerated() { slots[name] = slot }
    }

    /// Parameters first, then the other variables, then those that live in cells, then what comes in through the
    /// closure, both by name (Python/compile.c, dictbytype and the order of co_localsplusnames). A class body keeps its
    /// names in a namespace and has variables only for cells.
    private func layOutVariables(_ scope: FunctionScope) {
        let others = scope.bound.dropFirst(scope.parameters.count)
        let cells = others.filter { scope.captured.contains($0) }.sorted()
        let plain = others.filter { !scope.captured.contains($0) }
        let own = scope.isClass ? scope.captured.sorted() : scope.parameters + plain + cells
        let free = scope.free.sorted()
        unit.variables = own + free
        for (slot, name) in unit.variables.enumerated() { slots[name] = slot }
        unit.cellSlots = own.indices.filter { scope.captured.contains(own[$0]) }
        unit.parameterCells = unit.cellSlots.filter { $0 < scope.parameters.count }.sorted { own[$0] < own[$1] }
        unit.freeVariables = free
        unit.freeSlots = free.compactMap { slots[$0] }
    }

    func slot(_ name: String) -> Int? { slots[name] }

    /// The code of a comprehension begins that runs in this unit; its variables get slots. Returned are their names,
    /// each with whether it lives in a cell.
    func enterInlined(_ inner: FunctionScope) -> [(name: String, isInCell: Bool)] {
        inlinedScopes.append(inner)
        let names = inner.bound.filter { $0 != FunctionScope.iteratorParameter }
        for name in names where slots[name] == nil {
            slots[name] = unit.variables.count
            unit.variables.append(name)
        }
        return names.map { ($0, inner.captured.contains($0)) }
    }

    func leaveInlined() { inlinedScopes.removeLast() }

    /// Whether a name is a variable of a comprehension that is being lowered into this unit.
    func isOfInlined(_ name: String) -> Bool { inlinedScopes.contains { $0.isLocal(name) } }

    func isInCell(_ name: String) -> Bool {
        if let inner = inlinedScopes.last(where: { $0.isLocal(name) }) { return inner.captured.contains(name) }
        guard let scope else { return false }
        return scope.captured.contains(name) || scope.free.contains(name)
    }

    @discardableResult
    func emit(_ instruction: Instruction) -> Int {
        unit.instructions.append(instruction)
        unit.spans.append(span)
        if case .loadConstant(let number) = instruction { pushedConstants.append(number) } else { endConstants() }
        return unit.instructions.count - 1
    }

    /// Emits an instruction that belongs to the line before it, whichever way leads to it.
    @discardableResult
    func emitWithoutLine(_ instruction: Instruction) -> Int {
        let own = span
        span = UnitBuilder.noLine
        defer { span = own }
        return emit(instruction)
    }

    func use(constant: Int) {
        if constantSet.insert(constant).inserted { unit.constants.append(constant) }
    }

    /// Emits what pushes a constant that is made when the code is optimised, behind all others (Python/compile.c,
    /// fold_tuple_on_constants; Python/flowgraph.c).
    func emit(late constant: Int) {
        if !unit.lateConstants.contains(constant) { unit.lateConstants.append(constant) }
        emit(.loadConstant(constant))
    }

    /// A constant that the code refers to once more.
    func useAgain(constant: Int) { unit.constants.append(constant) }

    /// The constants that lie on top of the stack, the deepest first; nil where there are fewer.
    func topConstants(_ count: Int) -> [Int]? {
        pushedConstants.count >= count ? pushedConstants.suffix(count) : nil
    }

    /// What has been pushed so far is not folded with what comes.
    func endConstants() { pushedConstants = [] }

    /// Takes back the last instructions, which push constants.
    func removeLast(_ count: Int) {
        unit.instructions.removeLast(count)
        unit.spans.removeLast(count)
        pushedConstants.removeLast(count)
    }

    var here: Int { unit.instructions.count }

    /// Lets every jump that leads to one place lead to another.
    func redirect(from place: Int, to target: Int) {
        for index in unit.instructions.indices {
            switch unit.instructions[index] {
            case .jump(place), .popJumpIfFalse(place), .popJumpIfTrue(place): patch(index, to: target)
            default: continue
            }
        }
    }

    /// Lets a jump that was emitted earlier lead to what comes next.
    func patch(_ index: Int) {
        endConstants()
        patch(index, to: here)
    }

    private func patch(_ index: Int, to target: Int) {
        unit.instructions[index] =
            switch unit.instructions[index] {
            case .jump: .jump(target)
            case .popJumpIfFalse: .popJumpIfFalse(target)
            case .popJumpIfTrue: .popJumpIfTrue(target)
            case .jumpIfFalseOrPop: .jumpIfFalseOrPop(target)
            case .jumpIfTrueOrPop: .jumpIfTrueOrPop(target)
            case .forIteration: .forIteration(target)
            case .pushHandler: .pushHandler(target)
            case .pushContextHandler: .pushContextHandler(target)
            case .send: .send(target)
            default: unit.instructions[index]
            }
    }

    /// Adds a jump to those that lead behind a loop.
    func addBreak(_ jump: Int, _ loop: Loop) {
        breaks[loop.start, default: []].append(jump)
    }

    /// Closes the innermost block, a loop, and returns the jumps that lead behind it.
    func closeLoop() -> [Int] {
        guard case .loop(let loop) = blocks.removeLast() else { return [] }
        return breaks.removeValue(forKey: loop.start) ?? []
    }
}
