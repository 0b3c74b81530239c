import Diagnostics
import Testing
import Timelines

@testable import HeapModel
@testable import ScenarioCompiler

/// Runs a program and fails the test where it does not go through.
func run(_ source: String, file: String = "test") throws -> Timeline {
    let source = SourceFile(name: file, text: source)
    let result = compile(source, id: file)
    for diagnostic in result.diagnostics {
        Issue.record("\(TerminalRenderer().render(diagnostic))")
    }
    return try #require(result.timeline)
}

/// The last step that a program reaches, whatever is wrong with it.
func lastStep(_ source: String) throws -> Step {
    try #require(compile(SourceFile(name: "test", text: source), id: "test").timeline?.steps.last)
}

extension Step {
    /// The object that a name of the innermost frame is bound to.
    func object(_ name: String) throws -> HeapObject {
        let bound = state.frames.last?.names.first { $0.name == name }
        let id = try #require(bound?.object, "no name \(name)")
        return try #require(state.objects.first { $0.id == id })
    }

    func count(_ name: String) throws -> Int { try object(name).refcount }
}
