import Diagnostics
import HeapModel
import Timelines

// Scripts and the interactive prompt: which code runs when, and what a line's end leaves.
extension Interpreter {
    /// Runs the units of the story in order. At the prompt an exception ends only its line.
    func runInputs() throws(Interruption) {
        for unit in program.story {
            heap.setModuleCode(program.units[unit].kind == .module ? makeCode(unit: unit) : .null)
            calls = [Call(unit: unit, afterwards: .stop)]
            do throws(Interruption) {
                try run()
                forgetHandled()
            } catch {
                guard program.isPrompt, let exception = exceptionOfLine(error) else { throw error }
                endLine(with: exception)
            }
            guard program.isPrompt else { continue }
            // The line's code goes, and its constants with it.
            heap.setModuleCode(.null)
            constantTuples = [:]
        }
    }

    /// The exception of a line that fails; nil for `SystemExit`, which ends the prompt, and for what is none.
    private func exceptionOfLine(_ interruption: Interruption) -> Ref? {
        guard case .exception(let exception, isAgain: _) = interruption else { return nil }
        guard let exit = heap.exceptionTypes["SystemExit"], heap.isSubclass(heap.typeOf(exception), of: exit) else {
            return exception
        }
        return nil
    }

    /// Tells the exception that ended a line, and keeps it where the prompt does.
    private func endLine(with exception: Ref) {
        var said = diagnostic(for: .exception(exception, isAgain: true), traceFrom: 0)
        said.severity = .warning
        said.explanation = "CPython prints this exception, and the prompt goes on with the next line."
        story.diagnostics.append(said)
        let raised = tellRaised(exception)
        if story.raised == nil { story.raised = raised }
        unwind()
        forgetHandled()
        heap.keepLastError(exception)
        heap.release(exception)
    }

    /// What the prompt does with the value of an expression: nothing for `None`; else it prints `repr` and binds `_`
    /// (Python/sysmodule.c, sys_displayhook). `_` is `None` meanwhile, and stays so where `repr` fails.
    func display() throws(Interruption) {
        let value = heap.stack[heap.stack.count - 1]
        guard value != heap.none else {
            heap.release(pop())
            return
        }
        let name = heap.symbols.symbol("_")
        heap.bindShown(name, to: heap.makeNone())
        write(try representation(value) + "\n")
        heap.bindShown(name, to: pop())
    }
}
