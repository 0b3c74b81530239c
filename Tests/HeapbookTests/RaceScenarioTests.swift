import Diagnostics
import Diagrams
import Foundation
import Heapbook
import Testing
import Timelines

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The scenarios of `Tests/Conformance/races` hold, and what they draw can be done again.
@Suite struct RaceScenarioTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Conformance/races")

    static let names: [String] = {
        let all = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (all ?? []).filter { $0.hasSuffix(".heap") }.map { String($0.dropLast(5)) }.sorted()
    }()

    private static func source(_ name: String) throws -> SourceFile {
        let url = folder.appendingPathComponent("\(name).heap")
        return SourceFile(name: "\(name).heap", bytes: [UInt8](try Data(contentsOf: url)))
    }

    @Test func thereAreScenarios() {
        #expect(Self.names.count >= 15)
    }

    @Test(arguments: names) func everyExpectationHolds(_ name: String) throws {
        let compiled = compileScenario(try Self.source(name), id: name)
        #expect(compiled.diagnostics.map(\.title) == [])
        #expect(compiled.expectations > 0)
    }

    /// The first race of a scenario, with its own order written out in place of `schedule all`, ends the same.
    @Test(arguments: names.filter { !$0.hasPrefix("processes") }) func whatIsDrawnCanBeReplayed(_ name: String) throws {
        let file = try Self.source(name)
        let timeline = try #require(compileScenario(file, id: name).timeline)
        let step = try #require(timeline.steps.first { !$0.parts.isEmpty })
        let race = try #require(step.state.race)
        let order = race.actions.map { action in
            let word = action.kind.rawValue.replacing("atomic_", with: "")
            return "\(action.lane).\(word)"
        }.joined(separator: ", ")
        let lines = file.text(Span(0, file.bytes.count)).split(separator: "\n", omittingEmptySubsequences: false)
        let head = try #require(lines.firstIndex { $0.hasPrefix("race \"\(step.title)\"") })
        let end = lines[(head + 1)...].firstIndex { !$0.hasPrefix(" ") && !$0.isEmpty } ?? lines.count
        var kept = lines[..<end].filter { !$0.contains("schedule") && !$0.contains("expect ") }.map(String.init)
        kept.removeAll { $0.contains(", A.") || $0.contains("B.load, B.") || $0 == "    )" }
        kept.append("    schedule \(order)")
        let again = compileScenario(SourceFile(name: "again.heap", text: kept.joined(separator: "\n") + "\n"), id: name)
        #expect(again.diagnostics.map(\.title) == [])
        var replayed = try #require(again.timeline?.steps.last?.state.race)
        replayed.exploration = race.exploration
        for index in replayed.actions.indices { replayed.actions[index].line = race.actions[index].line }
        #expect(replayed == race)
    }

    /// A part's state is what its actions made of the one before; the last part's is the step's own.
    @Test(arguments: names) func partsGoOnActionByAction(_ name: String) throws {
        let timeline = try #require(compileScenario(try Self.source(name), id: name).timeline)
        for step in timeline.steps {
            guard let whole = step.state.race else { continue }
            var done = 0
            for part in step.parts {
                let state = try #require(part.state.race)
                #expect(state.actions == Array(whole.actions.prefix(state.actions.count)))
                #expect(state.actions.count > done)
                done = state.actions.count
            }
            if let last = step.parts.last?.state.race {
                #expect(last.actions == whole.actions)
                #expect(last.lostUpdates == whole.lostUpdates)
                #expect(last.switches == whole.switches)
            }
            for object in whole.objects where whole.lostUpdates == 0 && object.state == .live {
                #expect(object.count == object.references)
            }
        }
    }

    /// Every state has a picture that says the same in words, and all pictures of a scenario have one size.
    @Test(arguments: names) func everyStateIsDrawn(_ name: String) throws {
        let timeline = try #require(compileScenario(try Self.source(name), id: name).timeline)
        let drawing = try Drawing(timeline: timeline)
        #expect(drawing.pictures.count == timeline.steps.map { $0.parts.count + 1 }.reduce(0, +))
        for step in timeline.steps where step.state.race != nil {
            let picture = try #require(drawing.picture(step: step.index))
            let actions = picture.svg.matches(of: /<g class="action/).count
            #expect(actions == step.state.race?.actions.count)
            #expect(picture.description.state.contains("count") || picture.description.state.contains("freed"))
            let dot = try #require(drawing.dot(step: step.index))
            #expect(dot.matches(of: /-> a[0-9]+\n/).count == step.state.race?.actions.count)
        }
        for picture in drawing.pictures {
            #expect(XMLParser(data: Data(picture.svg.utf8)).parse(), "\(picture.step)")
        }
    }

    @Test func whySaysHowACountCameAbout() throws {
        let file = try Self.source("one-order")
        let (text, diagnostics) = explainScenario(file, id: "one-order", step: 1, expression: "x")
        #expect(diagnostics.isEmpty)
        let lines = try #require(text).split(separator: "\n").map(String.init)
        #expect(lines.first == "x: object, after step 1, Both load before either stores")
        #expect(lines.contains("  B.store: 2, over 1 store of others since its load (b = x)"))
        #expect(lines.contains("count: 2, references: 3, alive"))
        #expect(lines.suffix(3) == ["  name x", "  name a", "  name b"])
        let (none, wrong) = explainScenario(file, id: "one-order", step: 1, expression: "nobody")
        #expect(none == nil)
        #expect(wrong.map(\.code) == ["E1117"])
    }
}
