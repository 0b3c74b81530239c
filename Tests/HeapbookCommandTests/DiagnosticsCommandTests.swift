import Diagnostics
import Foundation
import Testing

/// The commands of the pages about codes, and how messages come out of the program.
@Suite struct DiagnosticsCommandTests {
    private static let pages = CodePage.all.filter { if case .command = $0.wrong.kind { true } else { false } }

    /// The words of a command, where single quotes keep some together.
    private func words(_ line: String) -> [String] {
        line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }

    private func codes(_ example: CodeExample) throws -> Set<String> {
        guard case .command(let line) = example.kind else { return [] }
        let program = try Program()
        defer { program.remove() }
        for file in example.files {
            _ = try program.write(file.name, String(decoding: try #require(file.bytes), as: UTF8.self))
        }
        let arguments = words(line)
        #expect(arguments.first == "heapbook")
        let run = try program.run(arguments.dropFirst() + ["--diagnostics", "json"])
        let report = try JSONSerialization.jsonObject(with: Data(run.messages.utf8)) as? [String: Any]
        let list = try #require(report?["diagnostics"] as? [[String: Any]])
        return Set(list.compactMap { $0["code"] as? String })
    }

    @Test(arguments: pages.map(\.code)) func theWrongOneGivesItsCodeAndTheRightOneNone(_ code: String) throws {
        let page = try #require(CodePage.page(of: code))
        #expect(try codes(page.wrong) == [code])
        #expect(try codes(page.right) == [])
    }

    @Test func explainShowsPagesAndLists() throws {
        let program = try Program()
        defer { program.remove() }
        let page = try program.run(["explain", "e0204"])
        #expect(page.status == 0 && page.text.hasPrefix("E0204: "))
        #expect(page.text == CodePage.page(of: "E0204")?.text)
        let list = try program.run(["explain"])
        #expect(list.text.split(separator: "\n").count == CodePage.all.count)
        let unknown = try program.run(["explain", "E9999"])
        #expect(unknown.status == 64 && unknown.messages.contains("E9999"))
    }

    @Test func showsTwentyErrorsAndCountsTheRest() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["check", "-"], input: String(repeating: "300 = x\n", count: 27))
        #expect(run.status == 1)
        #expect(run.messages.matches(of: /error\[E0213\]/).count == 20)
        #expect(run.messages.contains("heapbook: 7 more errors; mend these first."))
        #expect(run.messages.hasSuffix("More about this: heapbook explain E0213\n"))
        #expect(!run.messages.contains("\u{1B}"))
    }

    @Test func keepsNoMoreThanAnybodyReads() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(
            ["check", "-", "--diagnostics", "json"], input: String(repeating: "300 = x\n", count: 1000))
        #expect(run.messages.matches(of: /"code" : "E0213"/).count == [Diagnostic].mostKept)
    }

    @Test func writesSARIF() throws {
        let program = try Program()
        defer { program.remove() }
        let path = try program.write("two words.heap", "漢 = 1\n'漢🎉'; y = totl\n")
        let run = try program.run(["check", path, "--diagnostics", "sarif"])
        #expect(run.status == 1)
        let log = try JSONSerialization.jsonObject(with: Data(run.messages.utf8)) as? [String: Any]
        #expect(log?["version"] as? String == "2.1.0")
        let results = try #require((log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
        #expect(results.map { $0["ruleId"] as? String } == ["E0504"])
        let location = try #require((results[0]["locations"] as? [[String: Any]])?.first)
        let place = try #require(location["physicalLocation"] as? [String: Any])
        let uri = (place["artifactLocation"] as? [String: String])?["uri"]
        #expect(uri?.hasSuffix("two%20words.heap") == true)
        let region = try #require(place["region"] as? [String: Int])
        #expect(region["startLine"] == 2 && region["startColumn"] == 11 && region["endColumn"] == 15)
    }
}

/// What stops a program, and what is drawn then.
@Suite struct LimitTests {
    @Test(arguments: [
        ("while True:\n    pass\n", "--max-instructions", "1000", "runs too long"),
        ("x = [0] * 2000\n", "--max-objects", "1000", "more than 1,000 items"),
        ("x = []\nfor n in range(2000):\n    x.append([])\n", "--max-objects", "1000", "more than 1,000 objects"),
        ("a = 1\nb = 2\nc = 3\n", "--max-steps", "2", "more than 2 steps"),
        ("while True:\n    pass\n", "--max-time", "0.001", "the time is over"),
    ])
    func aLimitCanBeSet(_ text: String, _ option: String, _ value: String, _ words: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["check", "-", option, value], input: text)
        #expect(run.status == 3)
        #expect(run.messages.contains("error[E0801]"))
        #expect(run.messages.contains(words), "\(run.messages)")
    }

    @Test func aLimitIsAboveZero() throws {
        let program = try Program()
        defer { program.remove() }
        for option in ["--max-instructions", "--max-objects", "--max-steps", "--max-time"] {
            #expect(try program.run(["check", "-", option, "0"], input: "x = 1\n").status == 64)
        }
    }

    @Test func whatEndedBeforeCanBeDrawn() throws {
        let program = try Program()
        defer { program.remove() }
        let text = "x = 300\ny = x\nwhile True:\n    z = [x]\n"
        let path = try program.write("story.heap", text)
        let limit = ["--max-instructions", "2000"]
        let refused = try program.run(["render", path, "-o", "none"] + limit)
        #expect(refused.status == 3)
        #expect(!FileManager.default.fileExists(atPath: program.path("none")))
        let run = try program.run(["render", path, "-o", "some", "--partial"] + limit)
        #expect(run.status == 3)
        #expect(try program.names("some") == ["story-01.svg", "story-02.svg"])
        let unknown = try program.run(["render", "-", "-o", "more", "--partial"], input: "x = 1\nimport os\n")
        #expect(unknown.status == 1)
        #expect(!FileManager.default.fileExists(atPath: program.path("more")))
        let expectation = "step \"One\":\n    x = 300\n    expect refcount(x) == 7\n"
        let failed = try program.run(["render", "-", "-o", "one.svg", "--partial", "--step", "1"], input: expectation)
        #expect(failed.status == 1)
        #expect(FileManager.default.fileExists(atPath: program.path("one.svg")))
    }

    @Test func aTimeThatIsNotReachedChangesNothing() throws {
        let program = try Program()
        defer { program.remove() }
        let text = "x = [300]\ny = x\n"
        let plain = try program.run(["trace", "-"], input: text)
        let timed = try program.run(["trace", "-", "--max-time", "60"], input: text)
        #expect(plain.status == 0 && plain.output == timed.output)
    }

    /// Each would run for hours, or for ever, if only instructions were counted.
    @Test(arguments: [
        "x = [1]\nfor n in range(60):\n    x = [x, x]\nprint(x)",
        "x = (1,)\nfor n in range(60):\n    x = (x, x)\nhash(x)",
        "x = [1]\ny = [1]\nfor n in range(60):\n    x = [x, x]\n    y = [y, y]\nx == y",
        "x = 'a' * 95000\nn = 0\nfor c in x:\n    n += 1",
        "('a' * 90000 + 'b') in 'a' * 95000",
        "('a' * 95000).count('a' * 90000 + 'b')",
        "pow(3, 10 ** 3000, 10 ** 30000 + 1)",
        "x = 3 ** 150000\nfor n in range(1000):\n    y = x * x",
        "sum(iter(int, 1))", "list(iter(int, 1))", "max(range(10 ** 12))",
        "import math\nmath.factorial(99999)",
        "x = list(range(90000))\nwhile True:\n    x.count(-1)",
        "x = 'é' * 90000\nwhile True:\n    x[5]",
        "x = list(range(90000))\nwhile True:\n    x.reverse()",
        "x = range(3)\nfor n in range(90000):\n    x = enumerate(x)\nnext(x)",
        "import gc\nx = [[] for n in range(30000)]\nwhile True:\n    gc.collect()",
        "step \"One\":\n    def f():\n        while True:\n            pass\n    expect f()\n    expect f()",
        "step \"One\":\n    def f():\n        while True:\n            x = 1\n    step into\n    f()",
        "while True:\n    print('a' * 1000)",
    ])
    func nothingRunsForHours(_ text: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["check", "-", "--max-instructions", "200000"], input: text + "\n")
        #expect(run.status == 3, "\(run.status) \(run.messages)")
        #expect(run.messages.contains("error[E0801]"), "\(run.messages)")
    }

    @Test func recursionWithoutEndIsPythonsOwnError() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["check", "-"], input: "def f():\n    f()\nf()\n")
        #expect(run.status == 1)
        #expect(run.messages.contains("RecursionError: maximum recursion depth exceeded"))
    }
}
