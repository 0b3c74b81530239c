import HeapModel

/// How much a scenario may do. The counts go down while it runs, so that the same scenario always ends at the same
/// place; only where a clock is given, time ends it too.
package struct Budget: Sendable {
    /// Instructions of the model's interpreter; what takes longer inside of one counts for several.
    package var instructions: Int
    /// Objects alive at one time; also the largest container or string, in items.
    package var objects: Int
    /// Steps and parts of steps that are told.
    package var steps: Int
    /// Objects in the states of all steps together, and events and printed characters of one step.
    package var told: Int
    /// Says when the time is over; nil where it does not matter.
    package var isTimeOver: (@Sendable () -> Bool)?

    /// The limits that hold where nobody sets others: about a second of running.
    package static let standard = Budget(instructions: 4_000_000, objects: 100_000, steps: 1_000, told: 1_000_000)

    package init(
        instructions: Int, objects: Int, steps: Int = .max, told: Int = .max,
        isTimeOver: (@Sendable () -> Bool)? = nil
    ) {
        self.instructions = instructions
        self.objects = objects
        self.steps = steps
        self.told = told
        self.isTimeOver = isTimeOver
    }
}

/// Which budget is used up.
struct LimitReached {
    /// What was too much, such as `more than 1,000,000 objects at one time`.
    var what: String
    /// What the author can do.
    var help: String

    static func instructions() -> LimitReached {
        LimitReached(
            what: "the program runs too long",
            help: "Is there a loop that never ends? Let it run fewer times, or allow more with --max-instructions.")
    }

    static func objects(_ most: Int) -> LimitReached {
        LimitReached(
            what: "more than \(grouped(most)) objects at one time",
            help: "Make the program smaller, or allow more with --max-objects.")
    }

    static func size(_ most: Int) -> LimitReached {
        LimitReached(
            what: "an object of more than \(grouped(most)) items",
            help: "Make the object smaller: a picture shows a few items. --max-objects allows more.")
    }

    static func number(bits: Int) -> LimitReached {
        LimitReached(
            what: "an int of more than \(grouped(bits)) bits",
            help: "Use smaller numbers. --max-objects allows larger ones.")
    }

    static func steps(_ most: Int) -> LimitReached {
        LimitReached(
            what: "more than \(grouped(most)) steps and lines inside calls",
            help: "Put several statements into a step, or allow more with --max-steps.")
    }

    static func told() -> LimitReached {
        LimitReached(
            what: "the steps have too much to tell",
            help: "Let the program keep fewer objects, do less in one step, or print less.")
    }

    static func time() -> LimitReached {
        LimitReached(what: "the time is over", help: "Let the program do less, or allow more with --max-time.")
    }

    /// A number with commas between groups of three digits.
    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0, digits[place - 1] != "-" {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}

extension Interpreter {
    /// Counts down for work inside one instruction.
    @inline(__always)
    func charge(_ work: Int) throws(Interruption) {
        budget.instructions -= work
        if budget.instructions < 0 { throw .limit(.instructions()) }
    }

    /// How often what changes slowly is looked at, in instructions.
    private static let instructionsBetweenChecks = 256

    /// Looks now and then at what no single instruction can make much larger.
    @inline(__always)
    func checkBudget() throws(Interruption) {
        budget.instructions -= 1
        if budget.instructions < 0 { throw .limit(.instructions()) }
        if budget.instructions % Self.instructionsBetweenChecks == 0 { try checkSlowBudgets() }
    }

    private func checkSlowBudgets() throws(Interruption) {
        try checkObjects()
        if budget.steps < 0 { throw .limit(.steps(initialBudget.steps)) }
        let told = heap.recorder.events.count + heap.recorder.freed.count + story.output.utf8.count
        if told > max(budget.told, 0) { throw .limit(.told()) }
        if let isOver = budget.isTimeOver, isOver() { throw .limit(.time()) }
    }

    func checkObjects() throws(Interruption) {
        if heap.hasMoreObjects(than: budget.objects) { throw .limit(.objects(budget.objects)) }
    }

    /// Refuses to make a container or a string that is larger than all objects may be together.
    func checkSize(_ count: Int?) throws(Interruption) {
        guard let count, count <= budget.objects else { throw .limit(.size(budget.objects)) }
    }

    /// Counts a step or a part that is about to be told, and the objects in it.
    func chargeForTelling() throws(Interruption) {
        budget.steps -= 1
        if budget.steps < 0 { throw .limit(.steps(initialBudget.steps)) }
        budget.told -= heap.liveCount + heap.recorder.freed.count
        if budget.told < 0 { throw .limit(.told()) }
    }
}
