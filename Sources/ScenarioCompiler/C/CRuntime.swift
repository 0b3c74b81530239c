import CellModel
import Diagnostics
import ScenarioSyntax
import Timelines

/// C's variables and allocations, on the model of cells.
let cFamily = RuntimeFamily(
    language: language(ofRuntime: "c"), find: { words in words == ["c"] ? CRuntime() : nil }, names: "c")

/// Runs a C scenario: its statements are checked and lowered (`CLowerer`), run (`CMachine`) and told (`CTeller`).
struct CRuntime: ScenarioRuntime {
    var name: String { "c" }

    func compile(_ prepared: PreparedScenario, id: String, tellingLines: Int?, budget: Budget) -> Compilation {
        let lowerer = CLowerer(prepared.scenario.file)
        let program = lowerer.lower(prepared.scenario)
        guard !containsError(prepared.diagnostics + lowerer.diagnostics) else {
            return prepared.finished(Compilation(timeline: nil, diagnostics: lowerer.diagnostics))
        }
        var info = describe(prepared.scenario, id: id, runtime: name)
        info.setup = program.setupSource
        var teller = CTeller(program, budget)
        return prepared.finished(teller.tell(info), saying: lowerer.diagnostics)
    }

    func explain(
        _ prepared: PreparedScenario, id: String, step: Int, expression: String, budget: Budget
    ) -> Explanation {
        let lowerer = CLowerer(prepared.scenario.file)
        var program = lowerer.lower(prepared.scenario)
        guard !containsError(prepared.diagnostics + lowerer.diagnostics) else {
            return .lines(
                nil, prepared.finished(Compilation(timeline: nil, diagnostics: lowerer.diagnostics)).diagnostics)
        }
        guard program.steps.indices.contains(step - 1) else {
            return .lines(nil, [noStep(step, in: prepared.scenario)])
        }
        let file = SourceFile(name: "<expression>", text: expression)
        guard let (question, said) = parseQuestion(file, runtime: name), !containsError(said) else {
            return .lines(nil, parseQuestion(file, runtime: name)?.diagnostics ?? [])
        }
        let asker = CLowerer(file)
        asker.scopes = lowerer.scopes
        guard let directive = question as? CDirective, case .focus(let places)? = asker.item(directive),
            let place = places.first
        else { return .lines(nil, asker.diagnostics) }
        program.steps.removeSubrange(step...)
        var teller = CTeller(program, budget)
        let told = teller.tell(describe(prepared.scenario, id: id, runtime: name))
        let wrong = told.diagnostics.filter { $0.severity == .error && !$0.isFailedExpectation }
        guard wrong.isEmpty else { return .lines(nil, wrong.map(prepared.source.placed)) }
        return teller.explain(place, as: expression, step: step, in: file)
    }
}
