import Diagnostics
import ScenarioSyntax

/// Collects the instructions of one unit.
final class UnitBuilder {
    var unit: CodeUnit
    let scope: FunctionScope?
    /// What the instructions emitted now belong to.
    var span: Span
    /// Jumps out of the loops that are open, innermost last.
    var loops: [Loop] = []
    private var slots: [String: Int] = [:]
    private var constantSet: Set<Int> = []

    struct Loop {
        var start: Int
        var breaks: [Int] = []
        /// A `for` keeps its iterator on the stack, which a `break` has to take away.
        var holdsIterator: Bool
    }

    init(_ unit: CodeUnit, scope: FunctionScope?, span: Span) {
        self.unit = unit
        self.scope = scope
        self.span = span
        if let scope, !scope.isClass { layOutVariables(scope) }
    }

    /// Parameters first, then the other variables, then what comes in through the closure
    /// (Python/compile.c, the order of co_localsplusnames).
    private func layOutVariables(_ scope: FunctionScope) {
        unit.variables = scope.bound + scope.free
        for (slot, name) in unit.variables.enumerated() { slots[name] = slot }
        unit.cellSlots = scope.bound.indices.filter { scope.captured.contains(scope.bound[$0]) }
        unit.freeVariables = scope.free
        unit.freeSlots = scope.free.compactMap { slots[$0] }
    }

    func slot(_ name: String) -> Int? { slots[name] }

    func isInCell(_ name: String) -> Bool {
        guard let scope else { return false }
        return scope.captured.contains(name) || scope.free.contains(name)
    }

    @discardableResult
    func emit(_ instruction: Instruction) -> Int {
        unit.instructions.append(instruction)
        unit.spans.append(span)
        return unit.instructions.count - 1
    }

    func use(constant: Int) {
        if constantSet.insert(constant).inserted { unit.constants.append(constant) }
    }

    var here: Int { unit.instructions.count }

    /// Lets a jump that was emitted earlier lead to what comes next.
    func patch(_ index: Int) {
        let target = here
        unit.instructions[index] =
            switch unit.instructions[index] {
            case .jump: .jump(target)
            case .popJumpIfFalse: .popJumpIfFalse(target)
            case .popJumpIfTrue: .popJumpIfTrue(target)
            case .jumpIfFalseOrPop: .jumpIfFalseOrPop(target)
            case .jumpIfTrueOrPop: .jumpIfTrueOrPop(target)
            case .forIteration: .forIteration(target)
            default: unit.instructions[index]
            }
    }
}
