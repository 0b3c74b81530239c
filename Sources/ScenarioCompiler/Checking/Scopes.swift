import Diagnostics
import ScenarioSyntax

/// What the names of one function, class or comprehension mean in it, as CPython's symbol table finds it
/// (Python/symtable.c).
final class FunctionScope {
    /// What CPython calls the first iterator of a comprehension.
    static let iteratorParameter = ".0"

    let parent: FunctionScope?
    let isClass: Bool
    /// Whether the code of a comprehension runs in that of the scope around it, where it has variables of its own.
    let isInlined: Bool
    private(set) var parameters: [String] = []
    /// Names that are bound somewhere in the body, in the order of their first binding; parameters first.
    private(set) var bound: [String] = []
    private var boundSet: Set<String> = []
    private(set) var globals: Set<String> = []
    private(set) var nonlocals: Set<String> = []
    /// Variables of this function that an inner one uses.
    private(set) var captured: Set<String> = []
    /// Variables of outer functions that this one or an inner one uses, in the order of their first use.
    private(set) var free: [String] = []

    init(parent: FunctionScope?, isClass: Bool, isInlined: Bool = false) {
        self.parent = parent
        self.isClass = isClass
        self.isInlined = isInlined
    }

    func bind(_ name: String) {
        guard !globals.contains(name), !nonlocals.contains(name) else { return }
        if boundSet.insert(name).inserted { bound.append(name) }
    }

    func addParameter(_ name: String) {
        parameters.append(name)
        bind(name)
    }

    func declareGlobal(_ name: String) { globals.insert(name) }
    func declareNonlocal(_ name: String) { nonlocals.insert(name) }

    func isLocal(_ name: String) -> Bool { boundSet.contains(name) }

    /// Whether inner functions find the name here: a variable of a function, or `__class__` in a class, which is a
    /// cell that the class itself goes into.
    private func offers(_ name: String) -> Bool { isClass ? name == "__class__" : isLocal(name) }

    /// Whether a use of the name in this scope reaches a variable of an outer one; marks the way there.
    func resolveFree(_ name: String) -> Bool {
        if isInlined { return isLocal(name) ? false : parent?.resolveFree(name) ?? false }
        if !isClass, isLocal(name) || globals.contains(name) { return false }
        if isClass, globals.contains(name) { return false }
        if free.contains(name) { return true }
        var scope = parent
        var passed: [FunctionScope] = []
        while let outer = scope {
            if outer.offers(name) {
                outer.captured.insert(name)
                for inner in passed + [self] where !inner.free.contains(name) { inner.free.append(name) }
                return true
            }
            if !outer.isClass, outer.globals.contains(name) { return false }
            passed.append(outer)
            scope = outer.parent
        }
        return false
    }
}
