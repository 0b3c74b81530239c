import Diagnostics
import Foundation
import Testing
import Timelines

@testable import Heapbook

private let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
private let interpreters = PythonInterpreter.findAll().filter { $0.unfit == nil }
private let python311 = python(3, 11)

private func python(_ major: Int, _ minor: Int) -> PythonInterpreter? {
    interpreters.first { $0.version == PythonVersion(major, minor) }
}

/// Real interpreters are asked; what is not installed is skipped. (That the model agrees with them is tested with the
/// release build, by Tests/Scripts/test_conformance.py.)
@Suite struct VerificationTests {
    private let probe = "\(checkout)/Templates/verify/probe.py"

    private func program(_ text: String) throws -> PythonProgram {
        try #require(exportPython(SourceFile(name: "case.py", text: text)).program)
    }

    @Test(.enabled(if: python311 != nil, "no CPython 3.11 is found on this machine"))
    func aFalseStoryIsFound() throws {
        let told = compileScenario(SourceFile(name: "a.py", text: "x = [1, 2]\ny = x\n"), id: "a")
        let timeline = try #require(told.timeline)
        let run = ProbeRun(interpreter: try #require(python311), probe: probe)
        let report = try run.run([try program("x = [1, 2]\ny = [1, 2]\n")])[0]
        let found = Comparison(timeline, report).run().disagreements.map { "\($0.step) \($0.aspect) \($0.object)" }
        #expect(found.contains("2 identity y"))
    }

    @Test(.enabled(if: !interpreters.isEmpty, "no CPython is found on this machine"), arguments: interpreters)
    func theProbeSeesTheSameInEveryVersion(_ interpreter: PythonInterpreter) throws {
        let text = "a = []\nb = [a, a]\nc = {'k': a}\nprint('done')\ndel b\nd = 7000\na = None\nd.missing\ne = 1\n"
        let report = try ProbeRun(interpreter: interpreter, probe: probe).run([try program(text)])[0]
        #expect(report.end?.stopped == nil && report.end?.refused == nil)
        #expect(report.end?.raised?.type == "AttributeError" && report.end?.step == 8)
        #expect(report.states.map { $0.output }.joined() == "done\n" && report.states[4].output == "done\n")
        let counts = report.states.dropFirst().prefix(5).map { state in
            let address = state.names.first { $0.name == "a" }?.object
            return state.objects.first { $0.id == address }?.real
        }
        #expect(counts == [1, 3, 4, 4, 2])
        #expect(Set(report.states[8].names.map(\.name)) == ["a", "c", "d"])
    }

    /// The same program with all other probes left out gives the same state, counts included.
    @Test(.enabled(if: !interpreters.isEmpty, "no CPython is found on this machine"), arguments: interpreters)
    func probesDoNotDisturb(_ interpreter: PythonInterpreter) throws {
        let text = """
            class Node(object):
                def __init__(self, name): self.name = name
            a = Node("a node"); b = Node("b node"); a.other = b; b.other = a
            x = 300; y = [x, (x, "two words"), {"k": x}]
            def make(n):
                def get(): return n
                return get
            f = make([1])
            del a, b
            z = y[1]
            f = make(y)

            """
        let whole = try program(text)
        let run = ProbeRun(interpreter: interpreter, probe: probe)
        let alone = whole.ends.map { end in
            PythonProgram(
                text: text, body: text, ends: end == 0 ? [0, whole.ends.last ?? 0] : [end, whole.ends.last ?? 0])
        }
        let all = try run.run([whole])[0]
        for (index, report) in try run.run(alone).enumerated() {
            let (own, others) = (shape(report.states[0]), shape(all.states[index]))
            let different = own.filter { !others.contains($0) } + others.filter { !own.contains($0) }
            #expect(own.count == others.count && different.isEmpty, "state \(index): \(different.prefix(5))")
            #expect(own.count < 100 && (!own.isEmpty || index == 0))
        }
    }

    private func shape(_ state: ProbeState) -> [String] {
        state.objects.map { object in
            let count = object.shared == nil ? "\(object.real ?? -1)" : "shared"
            let slots = object.slots.map { "\($0.kind) \($0.key)" }.joined(separator: ",")
            return "\(object.type) \(object.repr ?? "") \(count) \(object.isHeld) \(slots)"
        }.sorted() + state.names.map(\.name).sorted()
    }

    @Test(.enabled(if: python311 != nil, "no CPython 3.11 is found on this machine"))
    func aProgramThatNeverEndsIsStopped() throws {
        var run = ProbeRun(interpreter: try #require(python311), probe: probe)
        run.limits.seconds = 2
        let reports = try run.run(["while True: pass\n", "import time\ntime.sleep(1000)\n"].map(plain))
        #expect(reports.map { $0.end?.stopped } == Array(repeating: "it ran longer than 2 seconds", count: 2))
    }

    /// A program of which every line is a statement or inside one.
    private func plain(_ text: String) -> PythonProgram {
        PythonProgram(text: text, body: text, ends: [0, text.split(separator: "\n").count { !$0.hasPrefix(" ") }])
    }

    @Test(.enabled(if: python311 != nil, "no CPython 3.11 is found on this machine"))
    func aProgramIsHeldToItsLimits() throws {
        var run = ProbeRun(interpreter: try #require(python311), probe: probe)
        run.limits.seconds = 100
        run.limits.bytes = 1 << 28
        let reports = try run.run(
            [
                "x = 'a' * 10_000_000_000\n", "def f(:\n", "x = 1\n", "x = []\nwhile True: x.append('a' * (1 << 20))\n",
                "open('left-behind', 'w').write('x')\ny = len(open('left-behind').read())\n",
                "f = open('large', 'w')\nwhile True: f.write('a' * (1 << 20))\n",
                "import os\ny = sorted(os.environ)\n",
            ].map(plain))
        #expect(reports[0].end?.raised?.type == "MemoryError")
        #expect(reports[1].end?.refused?.hasPrefix("SyntaxError") == true)
        #expect(reports[2].states.count == 2 && reports[2].end?.stopped == nil)
        #expect(reports[3].end?.raised?.type == "MemoryError")
        #expect(reports[4].end?.refused == nil && reports[4].end?.stopped == nil)
        #expect(!FileManager.default.fileExists(atPath: "left-behind"))
        #expect(reports[5].end?.raised?.type == "OSError" || reports[5].end?.stopped?.hasPrefix("signal") == true)
        let values = reports[6].states.last?.objects.compactMap(\.repr) ?? []
        #expect(values.contains("'PYTHONHASHSEED'") && !values.contains("'PATH'") && !values.contains("'HOME'"))
    }

    /// Exiting, being killed, deep recursion, closing the output: none of it stops the batch.
    @Test(.enabled(if: python311 != nil, "no CPython 3.11 is found on this machine"))
    func aProgramCannotStopTheBatch() throws {
        var run = ProbeRun(interpreter: try #require(python311), probe: probe)
        run.limits.seconds = 5
        let programs = [
            "import os\nos._exit(3)\n", "import sys\nsys.exit('enough')\n", "def f(): return f()\nf()\n",
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "import sys\nsys.stdout.close()\n", "x = 1\n",
        ]
        let reports = try run.run(programs.map(plain))
        #expect(reports[0].end?.stopped == "the interpreter ended with status 3")
        #expect(reports[1].end?.raised?.type == "SystemExit")
        #expect(reports[2].end?.raised?.type == "RecursionError")
        #expect(reports[3].end?.stopped == "signal 9 ended the interpreter")
        #expect(reports[5].states.count == 2 && reports[5].end?.stopped == nil)
    }

    @Test func versionsThatAreNotModelledAreNamed() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("a.py", "x = 1\n")
        let old = PythonInterpreter(path: "/nowhere/python", version: PythonVersion(3, 3), micro: 1)
        let verified = try Verifier(probe: probe).verify([try ScenarioInput(path: path)], with: [old])
        guard case .skipped(let reason) = verified[0].outcomes[0] else {
            Issue.record("\(verified[0].outcomes)")
            return
        }
        #expect(reason == "CPython 3.3 is not modelled")
    }

    @Test func aPathWithoutPythonIsNoInterpreter() {
        #expect(PythonInterpreter(path: "/nowhere/python") == nil)
        #expect(PythonInterpreter(path: "/bin/echo") == nil)
    }
}
