import Foundation
import Testing

/// The built program, run as a user runs it.
struct Program {
    struct Run {
        var status: Int32
        var output: Data
        var messages: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// A folder of its own for each test.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("heapbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    /// The executable lies beside the test bundle.
    private static let executable = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("heapbook")

    func run(_ arguments: [String], input: String = "") throws -> Run {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let (stdin, stdout, stderr) = (path(".in"), path(".out"), path(".err"))
        try Data(input.utf8).write(to: URL(fileURLWithPath: stdin))
        for path in [stdout, stderr] { try Data().write(to: URL(fileURLWithPath: path)) }
        process.standardInput = FileHandle(forReadingAtPath: stdin)
        process.standardOutput = FileHandle(forWritingAtPath: stdout)
        process.standardError = FileHandle(forWritingAtPath: stderr)
        try process.run()
        process.waitUntilExit()
        let output = try Data(contentsOf: URL(fileURLWithPath: stdout))
        return Run(status: process.terminationStatus, output: output, messages: try read(".err"))
    }
}

private let talk = "x = 300\ny = 300\nz = [300, 300]\ndel x\ny = None\n"

@Suite struct RenderTests {
    @Test func drawsStandardInputInEveryFormat() throws {
        let program = try Program()
        defer { program.remove() }
        for format in ["svg", "png", "dot"] {
            let run = try program.run(["render", "-", "-f", format, "-o", format], input: talk)
            #expect(run.status == 0, "\(run.messages)")
            #expect(try program.names(format) == (1...5).map { "stdin-0\($0).\(format)" })
        }
        #expect(try program.read("svg/stdin-03.svg").contains("data-step=\"3\""))
        for format in ["pdf", "json"] {
            let run = try program.run(["render", "-", "-f", format, "-o", "story.\(format)"], input: talk)
            #expect(run.status == 0, "\(run.messages)")
        }
        let pdf = try Data(contentsOf: URL(fileURLWithPath: program.path("story.pdf")))
        #expect(pdf.starts(with: Array("%PDF".utf8)))
        #expect(try program.read("story.json").contains("\"schema\" : 1"))
    }

    @Test func oneStepGoesToStandardOutputOrIntoAFile() throws {
        let program = try Program()
        defer { program.remove() }
        let first = try program.run(["render", "-", "--step", "2"], input: talk)
        #expect(first.text.hasPrefix("<svg"))
        let second = try program.run(["render", "-", "--step", "2", "-o", "two.svg"], input: talk)
        #expect(second.status == 0)
        #expect(try program.read("two.svg") == first.text)
    }

    @Test func aRangeOfStepsGoesIntoAFolder() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["render", "-", "--step", "2..3", "-o", "some"], input: talk)
        #expect(run.status == 0)
        #expect(try program.names("some") == ["stdin-02.svg", "stdin-03.svg"])
    }

    @Test func anExceptionIsDrawnAndReported() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["render", "-", "-o", "all"], input: "x = [1]\nx[5]\ny = 2\n")
        #expect(run.status == 1)
        #expect(run.messages.contains("IndexError: list index out of range"))
        #expect(try program.names("all") == ["stdin-01.svg", "stdin-02.svg"])
    }

    @Test func whatIsThereStaysWhereSomethingIsWrong() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.write("out.svg", "earlier")
        let wrong = try program.write("wrong.heap", "step \"S\":\n    x = 300\n    expect refcount(x) == 2\n")
        let run = try program.run(["render", wrong, "--step", "1", "-o", "out.svg"])
        #expect(run.status == 1)
        #expect(run.messages.contains("`refcount(x)` is 1"))
        #expect(try program.read("out.svg") == "earlier")
    }

    @Test func noSuchStep() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["render", "-", "--step", "9"], input: talk)
        #expect(run.status == 1)
        #expect(run.messages.contains("steps 1 to 5"))
        #expect(run.output.isEmpty)
    }
}

@Suite struct StatusTests {
    @Test(arguments: [
        ("empty.heap", "", Int32(1), "no step"),
        ("zero.heap", "x = 1\u{0}\n", 1, "not a text file"),
        ("endless.heap", "while True:\n    pass\n", 3, "limit"),
        ("huge.heap", "x = [0] * 10 ** 9\n", 3, "limit"),
        ("power.heap", "x = 10 ** 10 ** 9\n", 3, "limit"),
        ("name.heap", "valeu = 1\nprint(value)\n", 1, "Did you mean 'valeu'?"),
    ])
    func aWrongFile(_ name: String, _ text: String, _ status: Int32, _ words: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["check", try program.write(name, text)])
        #expect(run.status == status, "\(run.messages)")
        #expect(run.messages.contains(words), "\(run.messages)")
        #expect(run.output.isEmpty)
    }

    @Test func aFolderAndAMissingFile() throws {
        let program = try Program()
        defer { program.remove() }
        let folder = try program.run(["trace", program.folder.path])
        #expect(folder.status == 2)
        #expect(folder.messages.contains("is a folder"))
        let missing = try program.run(["trace", program.path("none.heap")])
        #expect(missing.status == 2)
        #expect(missing.messages.contains("there is no file"))
    }

    @Test(arguments: [["render"], ["trace", "a", "b"], ["render", "-", "--step", "x"], ["frobnicate"]])
    func wrongUsage(_ arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.run(arguments).status == 64)
    }

    @Test func versionAndHelp() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.run(["--version"]).text.hasPrefix("heapbook "))
        #expect(try program.run(["--help"]).text.contains("render"))
    }

    @Test func diagnosticsAsJSON() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["check", "-", "--diagnostics", "json"], input: "del 3\nx = = 4\n")
        #expect(run.status == 1)
        let report = try JSONSerialization.jsonObject(with: Data(run.messages.utf8)) as? [String: Any]
        let list = try #require(report?["diagnostics"] as? [[String: Any]])
        let lines = list.compactMap { ($0["span"] as? [String: Any])?["line"] as? Int }
        #expect(lines == [1, 2])
    }

    @Test func tracingGivesTheTalksCounts() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["trace", "-"], input: talk)
        let timeline = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
        let steps = try #require(timeline?["steps"] as? [[String: Any]])
        let counts = steps.map { step in
            let objects = step["objects"] as? [[String: Any]] ?? []
            return objects.first { $0["repr"] as? String == "300" }?["refcount"] as? Int
        }
        #expect(counts == [1, 2, 4, 3, 2])
    }
}

@Suite struct BuildTests {
    @Test func theGuideIsTheSameTwiceAndAForeignFolderIsLeftAlone() throws {
        let program = try Program()
        defer { program.remove() }
        for name in ["one", "two"] {
            let run = try program.run(["build", "-d", name])
            #expect(run.status == 0, "\(run.messages)")
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: program.path("one")).sorted()
        #expect(files == (try FileManager.default.subpathsOfDirectory(atPath: program.path("two")).sorted()))
        #expect(files.contains("index.html"))
        for file in files {
            #expect(
                FileManager.default.contents(atPath: program.path("one/\(file)"))
                    == FileManager.default.contents(atPath: program.path("two/\(file)")))
        }
        try FileManager.default.createDirectory(atPath: program.path("mine"), withIntermediateDirectories: true)
        _ = try program.write("mine/letter.txt", "dear")
        let refused = try program.run(["build", "-d", "mine"])
        #expect(refused.status == 2)
        #expect(try program.read("mine/letter.txt") == "dear")
    }

    @Test func aWrongScenarioFailsTheBuildWithItsPlace() throws {
        let program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(atPath: program.path("book/01-a"), withIntermediateDirectories: true)
        _ = try program.write("book/book.yml", "title: T\nlanguage: en\nchapters:\n  - 01-a\n")
        _ = try program.write(
            "book/01-a/chapter.md", "---\ntitle: A\nsummary: S.\n---\n\nText.\n\n{{scenario s.heap}}\n")
        _ = try program.write("book/01-a/s.heap", "step \"S\":\n    x = 300\n    expect refcount(x) == 7\n")
        let run = try program.run(["build", "book", "-d", "out"])
        #expect(run.status == 1)
        #expect(run.messages.contains("s.heap:3:12"), "\(run.messages)")
        #expect(!FileManager.default.fileExists(atPath: program.path("out")))
    }
}
