import Diagnostics
import HeapModel
import Timelines

extension Interpreter {
    /// Ends the program with what interrupted it: the step that was running is told with the exception.
    func fail(with interruption: Interruption) {
        let diagnostic = diagnostic(for: interruption, traceFrom: 0)
        story.diagnostics.append(diagnostic)
        var raised: RaisedException?
        if case .raised(let exception) = interruption {
            let line = program.file.line(at: (exception.place ?? span).start)
            raised = RaisedException(type: exception.type, message: exception.message, line: line)
            if heap.recorder.isOn { heap.recorder.record(.raise, by: "\(exception.type): \(exception.message)") }
        }
        unwind()
        finishStep(raised: raised)
    }

    /// The interruption as something to tell the author. Calls from this depth on are shown as the way there.
    func diagnostic(for interruption: Interruption, traceFrom depth: Int) -> Diagnostic {
        var place = span
        if case .raised(let exception) = interruption { place = exception.place ?? span }
        let callers = calls.dropFirst(depth).dropLast().suffix(3).map { call in
            RelatedPlace(spanOfCall(call), "called here, in \(program.units[call.unit].qualifiedName)")
        }
        switch interruption {
        case .raised(let exception):
            let text = exception.message.isEmpty ? exception.type : "\(exception.type): \(exception.message)"
            return Diagnostic(
                "E0504", text, in: program.file, at: place,
                explanation: "CPython raises this exception here, and nothing catches it.",
                help: exception.suggestion.map { "Did you mean '\($0)'?" } ?? "", related: callers)
        case .unsupported(let what):
            return Diagnostic(
                "E0401", "\(what) is not supported yet", in: program.file, at: place,
                explanation: "CPython would run it; this version of heapbook does not know it, and never guesses.",
                related: callers)
        case .limit(let limit):
            return Diagnostic(
                "E0801", "a limit is reached: \(limit.what)", in: program.file, at: place, help: limit.help,
                related: callers)
        }
    }

    private func spanOfCall(_ call: Call) -> Span {
        let spans = program.units[call.unit].spans
        return spans.isEmpty ? Span(0, 0) : spans[min(max(call.next - 1, 0), spans.count - 1)]
    }
}
