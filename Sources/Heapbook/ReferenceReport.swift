import Diagnostics
import HeapModel
import ScenarioCompiler

/// Every reference to one object after one step of a scenario: why its counts are what they are.
public struct ReferenceReport: Equatable, Sendable {
    /// Several references of one kind.
    public struct Group: Equatable, Sendable {
        /// As a program would write it (`name x`, `z[0]`), or what in the interpreter holds it.
        public var text: String
        /// How many such references there are.
        public var count: Int
    }

    /// The object's class.
    public var type: String
    /// `repr` of an object that holds its own value, else nil.
    public var repr: String?
    /// The step's title.
    public var step: String
    /// What the taught count counts.
    public var taught: [Group]
    /// What only CPython's own count counts.
    public var hidden: [Group]
    /// The number of references from names and slots.
    public var taughtCount: Int
    /// CPython's own count; nil where the interpreter shares the object with all else, and the number says nothing.
    public var realCount: Int?

    /// Finds the references.
    ///
    /// - Parameters:
    ///   - file: the scenario.
    ///   - id: the scenario's identifier.
    ///   - runtime: takes the place of the file's own runtime line.
    ///   - step: from 1; the state after this step is asked.
    ///   - expression: a Python expression that gives an object the program holds there.
    ///   - folder: what the scenario may include lies in it; nil where it may include nothing.
    /// - Returns: the report, nil where a diagnostic says why there is none.
    public static func find(
        in file: SourceFile, id: String, runtime: String? = nil, step: Int, expression: String,
        folder: ScenarioFolder? = nil
    ) -> (report: ReferenceReport?, diagnostics: [Diagnostic]) {
        let explanation = explain(
            file, id: id, runtime: runtime, reader: folder?.reader ?? .none, step: step, expression: expression)
        switch explanation {
        case .references(let inquiry, let diagnostics): return (inquiry.map { ReferenceReport($0) }, diagnostics)
        case .lines(_, let diagnostics): return (nil, diagnostics)
        }
    }

    fileprivate init(_ inquiry: Inquiry) {
        type = inquiry.object.type
        repr = inquiry.object.repr
        step = inquiry.step
        taught = Self.grouped(inquiry.references.filter(\.isTaught))
        hidden = Self.grouped(inquiry.references.filter { !$0.isTaught })
        taughtCount = inquiry.taughtCount
        realCount = inquiry.isShared ? nil : inquiry.realCount
    }

    private static func grouped(_ references: [FoundReference]) -> [Group] {
        var groups: [Group] = []
        for reference in references {
            if let index = groups.firstIndex(where: { $0.text == reference.text }) {
                groups[index].count += 1
            } else {
                groups.append(Group(text: reference.text, count: 1))
            }
        }
        return groups
    }

    /// The report for a person, ending in a line end.
    public func text(expression: String, stepNumber: Int) -> String {
        let value = repr.map { " \($0)" } ?? ""
        var lines = ["\(expression): \(type)\(value), after step \(stepNumber), \(step)"]
        lines.append("names and slots (taught count): \(taughtCount)")
        lines += taught.map(Self.line)
        if let realCount {
            lines.append("held by the interpreter: \(realCount - taughtCount)")
            lines += hidden.map(Self.line)
            lines.append("real count: \(realCount)")
        } else {
            lines.append("held by the interpreter:")
            lines += hidden.map { "  \($0.text)" }
            lines.append("real count: none, since the interpreter shares the object with everything else")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ group: Group) -> String {
        "  \(group.text)" + (group.count == 1 ? "" : " (\(group.count) times)")
    }
}

/// Says for a person why what an expression gives after a step is as it is: of an object of CPython's heap every
/// reference, of a cell of C what it holds and what points at it, after a race how the count came about.
///
/// - Parameters: those of ``ReferenceReport/find(in:id:runtime:step:expression:folder:)``; the expression is in the
///   language of the scenario's steps.
/// - Returns: text that ends in a line end; nil where a diagnostic says why there is none.
public func explainScenario(
    _ file: SourceFile, id: String, runtime: String? = nil, step: Int, expression: String,
    folder: ScenarioFolder? = nil
) -> (text: String?, diagnostics: [Diagnostic]) {
    let explanation = explain(
        file, id: id, runtime: runtime, reader: folder?.reader ?? .none, step: step, expression: expression)
    switch explanation {
    case .references(let inquiry, let diagnostics):
        return (inquiry.map { ReferenceReport($0).text(expression: expression, stepNumber: step) }, diagnostics)
    case .lines(let lines, let diagnostics):
        return (lines.map { $0.joined(separator: "\n") + "\n" }, diagnostics)
    }
}
