import Diagnostics
import RaceModel
import ScenarioSyntax
import Timelines

// The answer to `heapbook why` in a race and behind one.
extension Runtime {
    /// Says how the count of what a name or a label stands for came about.
    func explainRace(
        _ prepared: PreparedScenario, step: Int, expression: String, budget: Budget
    ) -> Explanation {
        let scenario = prepared.scenario
        let (calm, racing) = scenario.dividedAtFirstRace
        let (program, lowering) = lower(calm, for: self)
        let story = RaceStory(racing, in: scenario, calm, for: self)
        let said = prepared.diagnostics + lowering + story.diagnostics
        guard !containsError(said) else { return .lines(nil, said.map(prepared.source.placed)) }
        let told = execute(program, info: describe(scenario, id: "", runtime: name), facts: facts, budget: budget)
        guard let (world, run) = story.world(after: told, step: step) else {
            let after = story.tell(after: told).diagnostics
            return .lines(nil, after.map(prepared.source.placed))
        }
        let file = SourceFile(name: "<expression>", text: expression)
        let (question, wrong) = parseExpression(file)
        guard !containsError(wrong) else { return .lines(nil, wrong) }
        var asker = RaceAsker(world: world, told: run, file: file)
        guard let place = asker.subject(question) else { return .lines(nil, asker.diagnostics) }
        let title = scenario.steps[step - 1].title
        let subject = world.subjects[place]
        var lines = [
            "\(expression): \(subject.type)\(subject.repr.map { " \($0)" } ?? ""), after step \(step), \(title)"
        ]
        lines += RaceRecorder(run, scenario.file).history(of: subject, world)
        return .lines(lines, [])
    }
}

extension RaceRecorder {
    /// What became of an object's count, an action a line; then the names.
    fileprivate func history(of subject: RaceWorld.Subject, _ world: RaceWorld) -> [String] {
        let state = end()
        var lines = state.actions.filter { $0.object == subject.id }.map(Self.line)
        for object in state.objects where object.id == subject.id {
            let whose = object.process.map { " in process \($0)" } ?? ""
            let parts = object.local.map { " (the owner's \($0), all others' \(object.shared ?? 0))" } ?? ""
            lines.append(
                "count\(whose): \(object.count.map { "\($0)" } ?? "means nothing, since freed memory was written")\(parts), "
                    + "references: \(object.references), \(object.state.words)")
        }
        lines.append("updates lost in this step: \(state.lostUpdates)")
        let names = state.names.filter { $0.object == subject.id }.map { name in
            "  name \(name.name)" + (name.process.map { " in process \($0)" } ?? "")
        }
        return lines + ["names that refer to it:"] + (names.isEmpty ? ["  none"] : names)
    }

    private static func line(_ action: RaceAction) -> String {
        var text = "  \(action.lane).\(action.kind.word): \(action.value.map { "\($0)" } ?? "no value")"
        if action.overwrites > 0 {
            text += ", over \(action.overwrites) store\(action.overwrites == 1 ? "" : "s") of others since its load"
        }
        if action.frees { text += ", frees it" }
        return text + " (\(action.statement))"
    }
}

extension RaceObject.State {
    fileprivate var words: String {
        switch self {
        case .live: "alive"
        case .freed: "freed"
        case .freedInUse: "freed while a name refers to it"
        case .leaked: "never freed"
        }
    }
}
