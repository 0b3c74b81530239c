import Foundation
import Testing

@Suite struct FillTests {
    private static let story = """
        setup:
            import gc
            class Node:
                pass

        step "Two nodes":
            a = Node()
            b = Node()
            a.next = b
            b.next = a
            small = 1
            label a as A   # kept

        step "Said already":
            c = a
            expect c is a

        step "Lost":
            del a, b
            del c
            if small:
                small = 2

            # to be filled

        step "Found":
            gc.collect()

        """

    @Test func writesWhatHoldsAndTellsTheStep() throws {
        let program = try Program()
        defer { program.remove() }
        let path = try program.write("story.heap", Self.story)
        let run = try program.run(["check", "--fill", path])
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.text == "\(path): 6 expectations written into 3 steps\n")
        let text = try program.read("story.heap")
        #expect(
            text.contains(
                "    label a as A  # kept\n    expect refcount(a) == 2\n    expect refcount(b) == 2\n\nstep \"Said already\""
            ),
            "\(text)")
        #expect(text.contains("        small = 2\n    expect refcount(A) == 1\n    expect unreachable(A)\n"), "\(text)")
        #expect(text.contains("    gc.collect()\n    expect freed(A)\n    expect collected() == 2\n"), "\(text)")
        #expect(!text.contains("refcount(c)"))
        #expect(try program.run(["check", path]).status == 0)
        #expect(try program.run(["fmt", "--check", path]).status == 0)
        let again = try program.run(["check", "--fill", path])
        #expect(again.text == "\(path): nothing to write\n")
        #expect(try program.read("story.heap") == text)
    }

    @Test func runtimesThatDifferAreToldApart() throws {
        let program = try Program()
        defer { program.remove() }
        let text = """
            compare "cpython 2.7", "cpython 3.11"

            step "One list":
                row = [1]
                rows = [item for item in [row]]

            """
        let run = try program.run(["check", "--fill", "-"], input: text)
        #expect(run.status == 0, "\(run.messages)")
        // In 2.7 the variable of a list comprehension stays, and holds the list.
        let expected = """
                expect refcount(rows) == 1
                expect on cpython 2.7: refcount(row) == 3
                expect on cpython 3.11: refcount(row) == 2

            """
        #expect(run.text.hasSuffix(expected), "\(run.text)")
    }

    @Test(arguments: [
        ("step \"A\":\n    x = [1]\n    y = x[5]\n", 1, "IndexError"), ("x = [1]\n", 1, "plain file"),
        ("step \"A\":\n    x = = 1\n", 1, "expected a value"),
        ("step \"A\":\n    x = [1]\n    expect refcount(x) == 5\n\nstep \"B\":\n    y = x\n", 1, "does not hold"),
    ])
    func whatIsWrongStaysAsItIs(_ text: String, _ status: Int32, _ message: String) throws {
        let program = try Program()
        defer { program.remove() }
        let path = try program.write("story.heap", text)
        let run = try program.run(["check", "--fill", path])
        #expect(run.status == status)
        #expect(run.messages.contains(message), "\(run.messages)")
        #expect(try program.read("story.heap") == text)
    }
}

@Suite struct NewTests {
    private static let templates = ["compare", "cycle", "exit", "plain", "prompt", "step-into", "steps", "weakref"]

    @Test func templatesAreListed() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["new", "--list"])
        #expect(run.status == 0, "\(run.messages)")
        let lines = run.text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
        #expect(lines.map { String($0[0]) } == Self.templates)
        #expect(lines.allSatisfy { $0.count == 2 && $0[1].count > 20 })
    }

    @Test(arguments: templates) func everyTemplateIsAScenarioThatHolds(_ template: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["new", "two-\"lists", "--template", template])
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.text == "two-\"lists.heap\n")
        #expect(try program.read("two-\"lists.heap").contains("scenario \"Two \\\"lists\"\n"))
        let check = try program.run(["check", "two-\"lists.heap"])
        #expect(check.status == 0, "\(check.messages)")
        #expect(try program.run(["fmt", "--check", "two-\"lists.heap"]).status == 0)
    }

    @Test func nothingIsOverwritten() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.write("story.heap", "x = 1\n")
        let run = try program.run(["new", "story"])
        #expect(run.status == 2)
        #expect(run.messages.contains("'story.heap' is there already"))
        #expect(try program.read("story.heap") == "x = 1\n")
        #expect(try program.names(".").filter { $0.hasSuffix("~") }.isEmpty)
        #expect(try program.run(["new", "no/story"]).messages.contains("there is no folder for 'no/story.heap'"))
    }

    @Test func templatesOfOnesOwnComeFirst() throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(atPath: program.path("own"), withIntermediateDirectories: true)
        _ = try program.write("own/steps.heap", "scenario \"{{title}}\"\nsummary \"Mine.\"\n\nx = [1]\n")
        #expect(try program.run(["new", "a", "--templates", "own"]).status == 0)
        #expect(try program.read("a.heap") == "scenario \"A\"\nsummary \"Mine.\"\n\nx = [1]\n")
        let list = try program.run(["new", "--list", "--templates", "own"])
        #expect(list.text.contains("Mine.") && list.text.contains("cycle"))
        _ = try program.write("own/broken.heap", "x = (\n")
        let broken = try program.run(["new", "b", "--templates", "own"])
        #expect(broken.status == 2)
        #expect(broken.messages.contains("broken.heap"))
    }

    @Test func aTemplateThatIsNotThereIsSaid() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["new", "a", "--template", "cylce"])
        #expect(run.status == 1)
        #expect(run.messages.contains("did you mean 'cycle'?"))
        #expect(try program.names(".").allSatisfy { $0.hasPrefix(".") })
    }
}

@Suite struct WatchTests {
    /// The program, watching.
    private struct Watching {
        let process = Process()
        let messages: String

        init(_ program: Program, _ arguments: [String]) throws {
            messages = program.path("messages")
            _ = FileManager.default.createFile(atPath: messages, contents: nil)
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
                .deletingLastPathComponent().appendingPathComponent("heapbook")
            process.arguments = ["render", "--watch"] + arguments
            process.currentDirectoryURL = program.folder
            process.standardError = FileHandle(forWritingAtPath: messages)
            process.standardInput = FileHandle.nullDevice
            try process.run()
        }

        /// Waits until the messages have a text so many times.
        func wait(for text: String, times: Int = 1) throws {
            for _ in 0..<1200 {
                let said = try String(contentsOfFile: messages, encoding: .utf8)
                if said.components(separatedBy: text).count > times { return }
                try #require(process.isRunning, "\(said)")
                Thread.sleep(forTimeInterval: 0.05)
            }
            Issue.record(
                "'\(text)' was not said \(times) times: \(try String(contentsOfFile: messages, encoding: .utf8))")
        }
    }

    @Test func picturesFollowWhatIsSaved() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.write("part.heap", "setup:\n    word = \"first\"\n")
        _ = try program.write("story.heap", "include \"part.heap\"\n\nstep \"A\":\n    x = [word]\n")
        let watching = try Watching(program, ["story.heap", "-o", "out"])
        defer { if watching.process.isRunning { watching.process.terminate() } }
        try watching.wait(for: "drawn: 1 file")
        #expect(try program.read("out/story-01.svg").contains("first"))

        _ = try program.write("part.heap", "setup:\n    word = \"second\"\n")
        try watching.wait(for: "drawn: 1 file", times: 2)
        let good = try program.read("out/story-01.svg")
        #expect(good.contains("second"))

        _ = try program.write("story.heap", "include \"part.heap\"\n\nstep \"A\":\n    x = [word\n")
        try watching.wait(for: "not drawn; the last pictures stay")
        #expect(try String(contentsOfFile: watching.messages, encoding: .utf8).contains("E0104"))
        #expect(try program.read("out/story-01.svg") == good)

        _ = try program.write(
            "story.heap", "include \"part.heap\"\n\nstep \"A\":\n    x = [word]\n\nstep \"B\":\n    del x\n")
        try watching.wait(for: "drawn: 2 files")

        watching.process.interrupt()
        watching.process.waitUntilExit()
        #expect(watching.process.terminationReason == .exit)
        #expect(watching.process.terminationStatus == 0)
        #expect(try program.names("out") == ["story-01.svg", "story-02.svg"])
    }

    @Test(arguments: [["-"], ["a.heap", "-o", "-"], ["a.heap", "--step", "1"]])
    func watchingNeedsFiles(_ arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.run(["render", "--watch"] + arguments).status == 64)
    }
}
