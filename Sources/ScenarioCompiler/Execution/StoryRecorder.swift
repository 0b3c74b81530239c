import Diagnostics
import HeapModel
import Timelines

/// What has been told so far: the steps that are finished, and the one that is running.
struct StoryRecorder {
    let steps: [StepPlan]
    var start: MemoryState?
    var finished: [Step] = []
    var diagnostics: [Diagnostic] = []
    /// How many expectations were asked.
    var expectations = 0

    /// The step that is running, from 0; nil before the first one.
    var current: Int?
    var note = ""
    var output = ""
    /// The exception that ended a line of the prompt, the first one of the step.
    var raised: RaisedException?
    var collections: [Collection] = []
    var focus: [ObjectID] = []
    var hidden: [ObjectID] = []
    var labels: [Label] = []
    /// Whether the step is told line by line where it runs inside calls.
    var stepsInto = false
    var parts: [Step] = []
    /// How many characters of the output belong to phases of a collection that are told, or come before it.
    var phasesToldOutput = 0
    /// How many more there may be.
    var partsLeft: Int
    var lastLine: PartLine?
    /// A line and a frame whose rest no part tells.
    var passedLine: (line: Int, frame: Int)?
    /// Where the part that ends with a call begins: its frame is left before the caller's line goes on.
    var nextPart: PartStart?

    /// A line inside a call that is running, or has just run.
    struct PartLine: Equatable {
        var line: Int
        var frame: Int
        var start: PartStart
    }

    /// How many events, freed objects and printed characters there were when a part began.
    struct PartStart: Equatable {
        var eventCount: Int
        var freedCount: Int
        var outputCount: Int
    }

    init(_ program: Program) {
        steps = program.steps
        partsLeft = program.mostParts
    }

    mutating func begin(_ step: Int) {
        current = step
        note = ""
        output = ""
        raised = nil
        collections = []
        focus = []
        hidden = []
        stepsInto = steps[step].stepsInto
        parts = []
        lastLine = nil
        passedLine = nil
        nextPart = nil
    }
}

extension Interpreter {
    /// Carries out an instruction of the story.
    func tell(_ instruction: Instruction) throws(Interruption) {
        switch instruction {
        case .setupEnd:
            try checkClosures()
            heap.forgetTemporaries()
            try chargeForTelling()
            story.start = heap.state()
        case .stepStart(let step): beginStep(step)
        case .stepEnd:
            try checkClosures()
            try chargeForTelling()
            finishStep(raised: nil)
        case .directive(let number): try carryOut(program.directives[number])
        default: return
        }
    }

    private func checkClosures() throws(Interruption) {
        if heap.keepsClosureTuple() {
            throw .unsupported("keeping the tuple '__closure__', beyond taking cells out of it,")
        }
    }

    private func beginStep(_ step: Int) {
        story.begin(step)
        heap.recorder.isOn = true
        heap.recorder.events = []
        heap.recorder.freed = []
        heap.recorder.keepsPhases = story.steps[step].showsCollector
    }

    /// Closes the step that is running with the state as it is now.
    func finishStep(raised: RaisedException?) {
        guard let current = story.current else { return }
        endPart()
        heap.forgetTemporaries()
        heap.recorder.isOn = false
        heap.recorder.keepsPhases = false
        let plan = story.steps[current]
        var state = heap.state()
        state.objects = (state.objects + heap.recorder.freed).sorted { $0.id < $1.id }
        story.finished.append(
            Step(
                index: current + 1, title: plan.title, lines: plan.lines, source: plan.source, note: story.note,
                state: state, events: heap.recorder.events, parts: story.parts, collections: story.collections,
                output: story.output,
                raised: raised ?? story.raised, focus: story.focus, hidden: story.hidden, labels: story.labels))
        story.current = nil
    }

    // MARK: - Parts

    /// Notes which line runs; with `step into`, a line inside a call that is done becomes a part.
    func noteLine() {
        if hasNoLine { return }
        let line = program.file.line(at: span.start)
        heap.recorder.line = line
        guard story.stepsInto else { return }
        let frame = heap.frames[heap.frames.count - 1].number
        if let last = story.lastLine, last.line == line, last.frame == frame { return }
        if let (passedLine, passedFrame) = story.passedLine, passedLine == line, passedFrame == frame { return }
        story.passedLine = nil
        endPart()
        let start = story.nextPart ?? partStart()
        story.nextPart = nil
        guard calls.count > 1, program.units[calls[calls.count - 1].unit].kind != .expression else { return }
        story.lastLine = StoryRecorder.PartLine(line: line, frame: frame, start: start)
    }

    /// The rest of the line that runs now is no part.
    func passOverLine() {
        story.passedLine = (program.file.line(at: span.start), heap.frames[heap.frames.count - 1].number)
    }

    private func partStart() -> StoryRecorder.PartStart {
        StoryRecorder.PartStart(
            eventCount: heap.recorder.events.count, freedCount: heap.recorder.freed.count,
            outputCount: story.output.count)
    }

    /// The last line of a call is over, and its frame is about to be left: its part shows the frame. What leaving the
    /// frame releases belongs to the part that comes next, the rest of the caller's line.
    ///
    /// - Parameter exception: what leaves the call in place of a value, borrowed; else null.
    func endLastPart(raising exception: Ref = .null) {
        guard story.lastLine != nil else { return }
        // An exception on its way is held by nothing that the search for reachable objects starts from.
        if !exception.isNull { heap.handledExceptions.append(exception) }
        endPart()
        if !exception.isNull { heap.handledExceptions.removeLast() }
        story.nextPart = partStart()
    }

    /// The line that ran inside a call is over: memory as it is now becomes a part of the step.
    private func endPart() {
        guard let last = story.lastLine else { return }
        story.lastLine = nil
        story.partsLeft -= 1
        guard story.partsLeft >= 0 else { return }
        // What is used up ends the program at the next look at the budget.
        budget.steps -= 1
        budget.told -= heap.liveCount
        guard budget.steps >= 0, budget.told >= 0 else { return }
        let freed = Array(heap.recorder.freed[last.start.freedCount...])
        var state = heap.state()
        state.objects = (state.objects + freed).sorted { $0.id < $1.id }
        let source = program.file.text(program.file.lineSpan(last.line)).trimmingCharacters
        story.parts.append(
            Step(
                index: story.parts.count + 1, title: source, lines: last.line...last.line, source: source,
                state: state, events: Array(heap.recorder.events[last.start.eventCount...]),
                output: String(story.output.dropFirst(last.start.outputCount)), focus: story.focus,
                hidden: story.hidden, labels: story.labels))
    }

    /// The phases that a collection has come through become parts of the step, where it shows the collector.
    ///
    /// - Parameter ended: the collection, where these are its last phases.
    func tellPhases(of ended: Collection? = nil) {
        let moments = heap.recorder.takePhases()
        for (index, moment) in moments.enumerated() {
            var state = moment.state
            state.objects = (state.objects + heap.recorder.freed[moment.freed]).sorted { $0.id < $1.id }
            let line = heap.recorder.line
            let name = moment.phase.name
            var part = Step(
                index: story.parts.count + 1, title: name.prefix(1).uppercased() + name.dropFirst(),
                lines: line...line,
                source: line > 0 ? program.file.text(program.file.lineSpan(line)).trimmingCharacters : "",
                state: state, events: Array(heap.recorder.events[moment.events]),
                output: String(story.output.dropFirst(story.phasesToldOutput)), focus: story.focus,
                hidden: story.hidden, labels: story.labels)
            part.phase = moment.phase
            if let ended, index == moments.count - 1 { part.collections = [ended] }
            story.phasesToldOutput = story.output.count
            story.parts.append(part)
        }
    }

    /// Leaves every frame but the module's, and clears what is on the module's stack: the end of a script that an
    /// exception ends.
    func unwind() {
        while calls.count > 1 { leaveCall() }
        while let ref = heap.stack.popLast() {
            if !ref.isNull { heap.release(ref) }
        }
    }
}
