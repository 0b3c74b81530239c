import Diagnostics
import HeapModel
import Timelines

extension Interpreter {
    /// Ends the program with what interrupted it: the step that was running is told with the exception. Where no exception
    /// did it, what memory looks like there is no state of the story, and the step is not told.
    func fail(with interruption: Interruption) {
        let diagnostic = diagnostic(for: interruption, traceFrom: 0)
        story.diagnostics.append(diagnostic)
        var raised: RaisedException?
        if case .exception(let exception, isAgain: _) = interruption {
            raised = tellRaised(exception)
            heap.release(exception)
        }
        unwind()
        forgetHandled()
        if interruption.isException { runLastDeaths() }
        heap.endModuleFrame()
        if interruption.isException { finishStep(raised: raised) }
    }

    /// What dies with the exception that ended the program runs code too.
    private func runLastDeaths() {
        do throws(Interruption) {
            try runDeaths()
        } catch {
            story.diagnostics.append(diagnostic(for: error, traceFrom: 0))
        }
    }

    /// The exception as the step tells it, which is an event too.
    func tellRaised(_ exception: Ref) -> RaisedException {
        let place = origins[exception]?.span ?? span
        if heap.recorder.isOn { heap.recorder.record(.raise, by: lastLine(of: exception)) }
        return RaisedException(
            type: heap.typeName(exception), message: text(of: exception), line: program.file.line(at: place.start))
    }

    /// What `str` of an exception gives; its `__str__` may fail itself.
    private func text(of exception: Ref) -> String { (try? display(exception)) ?? "<exception str() failed>" }

    /// The last line of a traceback.
    func lastLine(of exception: Ref) -> String {
        let text = text(of: exception)
        return text.isEmpty ? heap.typeName(exception) : "\(heap.typeName(exception)): \(text)"
    }

    /// The calls on the way to the innermost one, the last three of them.
    func callers(from depth: Int) -> [RelatedPlace] {
        calls.dropFirst(depth).dropLast().suffix(3).map { call in
            RelatedPlace(span(of: call), "called here, in \(program.units[call.unit].qualifiedName)")
        }
    }

    /// The interruption as something to tell the author. Calls from this depth on are shown as the way there.
    func diagnostic(for interruption: Interruption, traceFrom depth: Int) -> Diagnostic {
        let place = span
        let callers = callers(from: depth)
        switch interruption {
        case .raised(let pending):
            let exception = worded(pending)
            let text = exception.message.isEmpty ? exception.type : "\(exception.type): \(exception.message)"
            return uncaught(text, RaiseOrigin(span: place, callers: callers, suggestion: exception.suggestion))
        case .exception(let exception, _):
            let origin = origins[exception] ?? RaiseOrigin(span: place, callers: callers)
            return uncaught(lastLine(of: exception), origin)
        case .unsupportedInVersion(let what):
            return Diagnostic(
                "E0410", "\(what) is not supported under cpython \(heap.facts.version)", in: program.file, at: place,
                explanation:
                    "CPython \(heap.facts.version) runs it in another way than the model, which never guesses.",
                help: "Run the scenario as another version of CPython.", related: callers)
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

    private func uncaught(_ text: String, _ origin: RaiseOrigin) -> Diagnostic {
        let awaited = program.awaitedErrors.first {
            $0.span.start <= origin.span.start && origin.span.end <= $0.span.end
        }
        let advice = ExceptionAdvice(text: text, suggestion: origin.suggestion, labels: program.labels)
        return Diagnostic(
            "E0504", text, in: program.file, at: origin.span,
            explanation: "CPython raises this exception here, and nothing catches it."
                + (awaited.map { " What is expected is \($0.type)." } ?? ""),
            help: awaited.map { _ in "Expect the class that is raised, or correct the statement." } ?? advice.help,
            related: origin.callers)
    }
}
