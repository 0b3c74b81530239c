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
    var collections: [Collection] = []
    var focus: [ObjectID] = []
    var hidden: [ObjectID] = []
    var labels: [Label] = []

    init(_ program: Program) {
        steps = program.steps
    }

    mutating func begin(_ step: Int) {
        current = step
        note = ""
        output = ""
        collections = []
        focus = []
        hidden = []
    }
}

extension Interpreter {
    /// Carries out an instruction of the story.
    func tell(_ instruction: Instruction) throws(Interruption) {
        switch instruction {
        case .setupEnd: story.start = heap.state()
        case .stepStart(let step): beginStep(step)
        case .stepEnd: finishStep(raised: nil)
        case .directive(let number): try carryOut(program.directives[number])
        default: return
        }
    }

    private func beginStep(_ step: Int) {
        story.begin(step)
        heap.recorder.isOn = true
        heap.recorder.events = []
        heap.recorder.freed = []
    }

    /// Closes the step that is running with the state as it is now.
    func finishStep(raised: RaisedException?) {
        guard let current = story.current else { return }
        heap.recorder.isOn = false
        let plan = story.steps[current]
        var state = heap.state()
        state.objects = (state.objects + heap.recorder.freed).sorted { $0.id < $1.id }
        story.finished.append(
            Step(
                index: current + 1, title: plan.title, lines: plan.lines, source: plan.source, note: story.note,
                state: state, events: heap.recorder.events, collections: story.collections, output: story.output,
                raised: raised, focus: story.focus, hidden: story.hidden, labels: story.labels))
        story.current = nil
    }

    /// Leaves the innermost call, whose value will never come.
    func abandonCall() {
        let call = calls.removeLast()
        heap.leaveFrame()
        switch call.afterwards {
        case .construct(let instance): heap.release(instance)
        case .buildClass(_, let bases): release(bases)
        case .push, .stop: break
        }
    }

    /// Leaves every frame but the module's, and clears what is on the module's stack: the end of a script that an
    /// exception ends.
    func unwind() {
        while calls.count > 1 { abandonCall() }
        while let ref = heap.stack.popLast() {
            if !ref.isNull { heap.release(ref) }
        }
    }
}
