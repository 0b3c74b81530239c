import Diagnostics
import RaceModel
import ScenarioSyntax
import Timelines

/// Answers what a race, or a step behind one, expects: numbers and truth values, comparisons, and questions about counts.
struct RaceAsker {
    let world: RaceWorld
    let told: RaceTeller.Told
    let file: SourceFile
    private(set) var diagnostics: [Diagnostic] = []

    init(world: RaceWorld, told: RaceTeller.Told, file: SourceFile) {
        self.world = world
        self.told = told
        self.file = file
    }

    /// What can be asked, each with whether it is about an object.
    private static let questions: [String: Bool] = [
        "refcount": true, "references": true, "local_count": true, "shared_count": true, "alive": true, "freed": true,
        "freed_in_use": true, "leaked": true, "lost_updates": false, "interleavings": false, "losing": false,
        "switches": false,
    ]

    private struct NoAnswer: Error {}

    private mutating func refuse(_ title: String, _ span: Span, help: String = "") -> NoAnswer {
        diagnostics.append(
            Diagnostic(
                "E1117", title, in: file, at: span,
                explanation: "In a race and behind one memory is known as counts and names alone.",
                help: help.isEmpty
                    ? "What can be asked: \(Self.questions.keys.sorted().joined(separator: ", ")); compared with "
                        + "numbers, joined by 'and', 'or', 'not'." : help))
        return NoAnswer()
    }

    /// Records a diagnostic where the expectation does not hold or has no answer.
    mutating func check(_ question: Expression) {
        if case .and(let parts) = question.kind {
            for part in parts {
                check(part)
                if !diagnostics.isEmpty { return }
            }
            return
        }
        do throws(NoAnswer) {
            if try evaluate(question) != 0 { return }
        } catch {
            return
        }
        var found: [String] = []
        for operand in operands(question) {
            if case .integer = operand.kind { continue }
            guard let value = try? evaluate(operand) else { continue }
            found.append("`\(file.text(operand.span))` is \(Self.text(value, operand))")
        }
        diagnostics.append(
            .failedExpectation(
                in: file, at: question.span, found: found.isEmpty ? "" : found.joined(separator: ", ") + "."))
    }

    private static func text(_ value: Int, _ expression: Expression) -> String {
        if case .call(let function, _) = expression.kind, case .name(let name) = function.kind,
            ["alive", "freed", "freed_in_use", "leaked"].contains(name)
        {
            return value == 0 ? "False" : "True"
        }
        return "\(value)"
    }

    private func operands(_ question: Expression) -> [Expression] {
        switch question.kind {
        case .comparison(let first, let parts): [first] + parts.map(\.operand)
        case .unary(_, let operand): [operand]
        default: [question]
        }
    }

    private mutating func evaluate(_ expression: Expression) throws(NoAnswer) -> Int {
        switch expression.kind {
        case .integer(let text):
            guard let number = Int(text.filter { $0 != "_" }) else {
                throw refuse("this number cannot be compared with", expression.span)
            }
            return number
        case .bool(let value): return value ? 1 : 0
        case .unary(.not, let operand): return try evaluate(operand) == 0 ? 1 : 0
        case .unary(.negative, let operand): return -(try evaluate(operand))
        case .and(let parts):
            for part in parts where try evaluate(part) == 0 { return 0 }
            return 1
        case .or(let parts):
            for part in parts where try evaluate(part) != 0 { return 1 }
            return 0
        case .comparison(let first, let parts): return try compare(first, parts)
        case .binary(.add, let left, let right): return try evaluate(left) + (try evaluate(right))
        case .binary(.subtract, let left, let right): return try evaluate(left) - (try evaluate(right))
        case .call(let function, let arguments):
            guard case .name(let name) = function.kind else { throw refuse("this cannot be asked", function.span) }
            return try answer(name, function.span, arguments, expression.span)
        default: throw refuse("this cannot be asked", expression.span)
        }
    }

    private mutating func compare(_ first: Expression, _ parts: [ComparisonPart]) throws(NoAnswer) -> Int {
        var left = try evaluate(first)
        for part in parts {
            let right = try evaluate(part.operand)
            let holds: Bool
            switch part.op {
            case .equal: holds = left == right
            case .notEqual: holds = left != right
            case .less: holds = left < right
            case .lessOrEqual: holds = left <= right
            case .greater: holds = left > right
            case .greaterOrEqual: holds = left >= right
            default: throw refuse("'\(part.op.rawValue)' cannot be asked", part.operand.span)
            }
            if !holds { return 0 }
            left = right
        }
        return 1
    }

    // MARK: - Questions

    private mutating func answer(
        _ name: String, _ nameSpan: Span, _ arguments: [Argument], _ span: Span
    ) throws(NoAnswer) -> Int {
        guard let isAboutObject = Self.questions[name] else {
            let close = nearest(name, among: Self.questions.keys.sorted())
            throw refuse("there is no question '\(name)'", nameSpan, help: close.map { "Did you mean '\($0)'?" } ?? "")
        }
        guard arguments.count == (isAboutObject ? 1 : 0) else {
            throw refuse(
                "'\(name)' takes \(isAboutObject ? "a name or a label" : "nothing") in its brackets", span,
                help: isAboutObject ? "Write: \(name)(x)" : "Write: \(name)()")
        }
        if isAboutObject { return try answer(name, about: arguments[0].value) }
        switch name {
        case "lost_updates": return told.run.lostUpdates
        case "switches": return told.run.switches
        default:
            guard let exploration = told.exploration else {
                throw refuse(
                    "'\(name)' is known where every order is tried", span, help: "Write in the race: schedule all")
            }
            return name == "losing" ? exploration.losing : exploration.interleavings
        }
    }

    /// The place of the object that a name or a label stands for.
    mutating func subject(_ expression: Expression) -> Int? {
        guard case .name(let name) = expression.kind else {
            _ = refuse("a question is about a name or a label", expression.span)
            return nil
        }
        if let label = world.labels[name], let place = world.subjects.firstIndex(where: { $0.id == label }) {
            return place
        }
        if let subject = world.subject(name, process: nil) { return subject }
        let why = world.uncounted[name].map { ": \($0)" } ?? ""
        _ = refuse(
            "'\(name)' stands for no object that is counted here\(why)", expression.span,
            help: "To ask about an object whose names are gone, label it in 'setup' or in a step above the race: "
                + "label x as X")
        return nil
    }

    private mutating func answer(_ name: String, about expression: Expression) throws(NoAnswer) -> Int {
        guard let place = subject(expression) else { throw NoAnswer() }
        let object = world.memory.objects[place]
        switch name {
        case "references": return object.references
        case "alive": return object.isFreed ? 0 : 1
        case "freed": return object.isFreed ? 1 : 0
        case "freed_in_use": return object.wasFreedInUse ? 1 : 0
        case "leaked": return object.isLeaked ? 1 : 0
        case "shared_count": return object.shared
        default:
            guard let count = name == "local_count" ? object.count : object.total else {
                throw refuse(
                    "the count was written after the object had been freed, and means nothing", expression.span)
            }
            return count
        }
    }
}
