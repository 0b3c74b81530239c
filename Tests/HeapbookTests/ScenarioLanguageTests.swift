import Diagnostics
import Foundation
import Testing
import Timelines

@testable import Heapbook

private let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The scenarios of `Tests/Conformance/scenarios`: what the language has around Python. That they agree with CPython is
/// `VerificationTests`' matter.
@Suite struct ScenarioLanguageTests {
    static let folder = "\(checkout)/Tests/Conformance/scenarios"

    static let names: [String] = {
        let names = try? FileManager.default.subpathsOfDirectory(atPath: folder)
        return (names ?? []).filter { $0.hasSuffix(".heap") }.sorted()
    }()

    @Test func thereAreScenarios() {
        #expect(Self.names.count >= 12)
    }

    @Test(arguments: names) func everyExpectationHolds(_ name: String) throws {
        let input = try ScenarioInput(path: "\(Self.folder)/\(name)")
        let all = compileScenarioForAllRuntimes(input.file, id: input.id, folder: input.folder)
        for compiled in all {
            #expect(!containsError(compiled.diagnostics), "\(compiled.diagnostics.map(\.title))")
            #expect(compiled.timeline != nil)
            #expect(compiled.expectations > 0)
        }
    }

    // MARK: - compare

    private func compileAll(_ text: String, runtime: String? = nil) -> [CompiledScenario] {
        compileScenarioForAllRuntimes(SourceFile(name: "case.heap", text: text), id: "case", runtime: runtime)
    }

    @Test func aComparisonIsATimelineForEachRuntime() {
        let text = "compare \"cpython 3.11\", \"cpython 3.11 repl\"\nx = 300\ny = 300\n"
        let counts = compileAll(text).map { $0.timeline?.steps[1].state.objects.first { $0.repr == "300" }?.refcount }
        #expect(counts == [2, 1])
        #expect(compileAll(text).map { $0.timeline?.scenario.runtime } == ["cpython 3.11", "cpython 3.11 repl"])
        #expect(compileAll(text, runtime: "cpython 3.8").map { $0.timeline?.scenario.runtime } == ["cpython 3.8"])
    }

    @Test func anErrorThatIsTheSameEverywhereIsSaidOnce() {
        let syntax = compileAll("compare \"cpython 3.11\", \"cpython 3.8\"\nx = = 1\n")
        #expect(syntax.count == 1 && syntax[0].diagnostics.count == 1)
        let failing = compileAll(
            "compare \"cpython 3.11\", \"cpython 3.8\"\nstep \"S\":\n    x = 1\n    expect x == 2\n")
        #expect(
            failing.map { $0.diagnostics.first?.title } == [
                "the expectation does not hold, under cpython 3.11", "the expectation does not hold, under cpython 3.8",
            ])
    }

    @Test func oneRuntimeHasToBeChosenWhereOnlyOneIsPossible() {
        let text = "compare \"cpython 3.11\", \"cpython 3.8\"\nx = 1\n"
        let file = SourceFile(name: "case.heap", text: text)
        #expect(compileScenario(file, id: "case").diagnostics.map(\.code) == ["E0405"])
        #expect(compileScenario(file, id: "case", runtime: "cpython 3.8").diagnostics.isEmpty)
    }

    @Test func filesNameTheRuntime() throws {
        let timeline = try #require(compileAll("x = 1\n", runtime: "cpython 3.11 repl")[0].timeline)
        let renderer = ScenarioRenderer()
        #expect(
            try renderer.render(timeline, as: .json, namesRuntime: true).map(\.name) == ["case-cpython-3.11-repl.json"])
        #expect(try renderer.render(timeline, as: .json).map(\.name) == ["case.json"])
    }

    // MARK: - include

    private struct Book {
        let folder: TemporaryFolder

        init(_ files: [String: String]) throws {
            folder = try TemporaryFolder()
            for (name, text) in files {
                if name.hasPrefix("sub/") { try folder.folder("sub") }
                try folder.file(name, text)
            }
        }

        func compile(_ name: String) throws -> CompiledScenario {
            let input = try ScenarioInput(path: "\(folder.path)/\(name)")
            return compileScenario(input.file, id: input.id, folder: input.folder)
        }

        /// File, line and code of everything that is wrong.
        func wrong(_ name: String) throws -> [String] {
            try compile(name).diagnostics.map { diagnostic in
                let line = diagnostic.span.map { diagnostic.file.line(at: $0.start) } ?? 0
                return "\(URL(fileURLWithPath: diagnostic.file.name).lastPathComponent):\(line) \(diagnostic.code)"
            }
        }
    }

    private static let step = "step \"S\":\n    x = make()\n"

    @Test func anIncludedSetupRunsFirst() throws {
        let book = try Book([
            "a.heap": "include \"b.heap\"\nsetup:\n    y = x\nstep \"S\":\n    z = y\n",
            "b.heap": "include \"c.heap\"\nsetup:\n    x = [w]\nstep \"Never\":\n    missing\n",
            "c.heap": "setup:\n    w = 700\n",
        ])
        let timeline = try #require(try book.compile("a.heap").timeline)
        #expect(timeline.start.frames[0].names.map(\.name) == ["w", "x", "y"])
        #expect(timeline.scenario.setup == "w = 700\n\nx = [w]\n\ny = x")
        #expect(timeline.steps.count == 1)
    }

    @Test func errorsAreInTheFileTheyAreIn() throws {
        let book = try Book([
            "syntax.heap": "include \"broken.heap\"\n\(Self.step)",
            "broken.heap": "setup:\n    def make(:\n        pass\n",
            "unsupported.heap": "include \"async.heap\"\n\(Self.step)",
            "async.heap": "setup:\n    pass\n    async def make():\n        pass\n",
            "failing.heap": "include \"raises.heap\"\n\(Self.step)",
            "raises.heap": "\n\nsetup:\n    def make():\n        return [][1]\n",
        ])
        #expect(try book.wrong("syntax.heap").first == "broken.heap:2 E0104")
        #expect(try book.wrong("unsupported.heap") == ["async.heap:3 E0401"])
        let failed = try book.compile("failing.heap")
        #expect(try book.wrong("failing.heap") == ["raises.heap:5 E0504"])
        #expect(failed.diagnostics[0].explanation.contains("failing.heap, line 3: called here"))
        #expect(failed.timeline?.steps.last?.raised?.line == 5)
    }

    @Test func linesOfPartsAreThoseOfTheirFile() throws {
        let book = try Book([
            "a.heap": "include \"b.heap\"\nstep \"S\":\n    step into\n    x = make()\n",
            "b.heap": "# about\n\nsetup:\n    def make():\n        y = [1]\n        return y\n",
        ])
        let step = try #require(try book.compile("a.heap").timeline?.steps.first)
        #expect(step.parts.map(\.lines) == [5...5, 6...6] && step.parts.map(\.file) == ["b.heap", "b.heap"])
        #expect(step.lines == 4...4 && step.file == nil)
        let json = try Timeline(json: try #require(try book.compile("a.heap").timeline).json())
        #expect(json.steps[0].parts[0].file == "b.heap")
    }

    @Test func whatCannotBeIncludedIsNamed() throws {
        let folder = try TemporaryFolder()
        let outside = try folder.file("outside.heap", "setup:\n    x = 1\n")
        let book = try Book([
            "missing.heap": "include \"nowhere.heap\"\n\(Self.step)", "up.heap": "include \"../x.heap\"\n\(Self.step)",
            "absolute.heap": "include \"\(outside)\"\n\(Self.step)", "folder.heap": "include \"sub\"\n\(Self.step)",
            "plain.heap": "include \"plain.py\"\n\(Self.step)", "plain.py": "x = 1\n",
            "ring.heap": "include \"ring2.heap\"\n\(Self.step)",
            "ring2.heap": "include \"ring.heap\"\nsetup:\n    pass\n",
            "self.heap": "include \"self.heap\"\n\(Self.step)", "link.heap": "include \"out.heap\"\n\(Self.step)",
            "sub/other.heap": "setup:\n    pass\n",
        ])
        try FileManager.default.createSymbolicLink(
            atPath: "\(book.folder.path)/out.heap", withDestinationPath: outside)
        for name in ["missing", "up", "absolute", "folder", "plain", "self", "link"] {
            #expect(try book.wrong("\(name).heap").first == "\(name).heap:1 E0903", "\(name)")
        }
        #expect(try book.wrong("ring.heap") == ["ring2.heap:1 E0903"])
        #expect(try book.compile("ring.heap").diagnostics[0].explanation.contains("ring.heap → ring2.heap → ring.heap"))
    }

    @Test func anExportHasTheIncludedSetup() throws {
        let book = try Book([
            "a.heap": "include \"b.heap\"\nstep \"S\":\n    z = x\n", "b.heap": "setup:\n    x = 700\n",
        ])
        let input = try ScenarioInput(path: "\(book.folder.path)/a.heap")
        let program = try #require(exportPython(input.file, folder: input.folder).program)
        #expect(program.text == "x = 700\n\n# Step 1: S\nz = x\n" && program.ends == [1, 2])
    }

    // MARK: - The prompt

    @Test func theLinesOfThePromptAreBlocks() throws {
        let text = """
            runtime cpython 3.11 repl
            step "A":
                x = 1; y = 2
                # a remark
                for i in x, y:
                    i

                    i + 1
                expect raises NameError: z
            step "B":
                @print
                def f(): pass

            """
        let file = SourceFile(name: "case.heap", text: text)
        let program = try #require(exportPython(file, isForPrompt: true).program)
        #expect(
            program.promptLines == [
                "x = 1; y = 2\n", "for i in x, y:\n    i\n\n    i + 1\n", "try:\n    z\nexcept NameError:\n    pass\n",
                "@print\ndef f(): pass\n",
            ])
        #expect(program.promptEnds == [0, 3, 4] && program.ends == [0, 4, 5])
    }
}
