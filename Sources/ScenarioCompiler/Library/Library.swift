import HeapModel

// Libraries that CPython has in Python: the model runs them as programs. They are loaded before the scenario begins, as
// modules of CPython are there before a program imports them, and leave no trace in the story.
extension Interpreter {
    /// Runs the module of the library that the program needs, and keeps what it binds.
    func loadLibrary() {
        guard let unit = program.library else { return }
        let before = heap.prepareLibrary(internalNames: ["_remove", "_pending_removals", "_iterating", "_dirty_len"])
        heap.enterFrame(.module, name: "<module>", code: .null)
        calls = [Call(unit: unit, afterwards: .stop)]
        do throws(Interruption) {
            try run()
        } catch {
            fail(with: error)
        }
        calls = []
        libraryNames = heap.endLibrary(before)
    }

    /// A name of the library as an attribute of its module, owned.
    func libraryAttribute(_ name: String) -> Ref? {
        guard WeakrefSource.has(name, heap.facts), let symbol = heap.symbols.find(name) else { return nil }
        return libraryNames[symbol].map { heap.shared($0) }
    }

    /// Puts a frame of a library, which has just been entered, out of the story.
    func hideFrame(ofUnit unit: Int) {
        if program.library != nil, program.units[unit].isOfLibrary {
            heap.markFrameOfLibrary(slots: program.units[unit].variables.count)
        }
    }

    /// The names of a frame's variables, as far as they are shown.
    func shownVariables(ofUnit unit: Int) -> [Symbol] {
        program.library != nil && program.units[unit].isOfLibrary ? [] : variables(ofUnit: unit)
    }

    /// Runs the functions of `weakref.finalize` that wait for the end of the program, the newest first.
    func runExitFunctions() throws(Interruption) {
        guard let symbol = heap.symbols.find("finalize"), let type = libraryNames[symbol] else { return }
        let method = try attribute(of: type, heap.symbols.symbol("_run_at_exit"))
        defer { heap.release(method) }
        heap.release(try callFunction(method, []))
    }
}

/// Where classes of libraries stand.
enum LibraryModule {
    private static let modules = ["WeakSet": "_weakrefset", "_IterationGuard": "_weakrefset"]

    /// The module of a library's class.
    static func of(_ name: String) -> String { modules[name] ?? "weakref" }

    /// Classes whose instances are the library's own affair.
    static let internalClasses: Set<String> = ["_IterationGuard", "_Info"]

    /// Classes that CPython derives from an abstract one, so that their class is another one than `type`.
    static let abstractClass = "MutableMapping"
}
