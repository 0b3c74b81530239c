import Foundation
import Testing

@Suite struct VerifyTests {
    private static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

    @Test func exportsAPlainProgram() throws {
        let program = try Program()
        defer { program.remove() }
        let scenario = "step \"One\":\n    class A:\n        pass\n    expect 1 == 1\n"
        let path = try program.write("a.heap", scenario)
        #expect(try program.run(["export", "python", path]).text == "# Step 1: One\nclass A:\n    pass\n")
        let old = try program.run(["export", "python", "-", "--for", "2.7", "-o", "a.py"], input: scenario)
        #expect(old.status == 0 && old.output.isEmpty)
        #expect(try program.read("a.py").contains("class A(object):"))
        let refused = try program.run(["export", "python", "-", "--for", "2.7", "-o", "a.py"], input: "f'{1}'\n")
        #expect(refused.status == 1 && refused.messages.contains("Python 2.7 has no f-string"))
        #expect(try program.read("a.py").contains("class A(object):"))
        #expect(try program.run(["export", "python", "-", "--for", "three"], input: "x = 1\n").status == 64)
    }

    @Test func saysWhatCannotBeVerified() throws {
        let program = try Program()
        defer { program.remove() }
        let path = try program.write("a.py", "x = 1\n")
        #expect(try program.run(["verify", "missing.heap"]).status == 2)
        #expect(try program.run(["verify", path, "--python", "/nowhere/python"]).status == 2)
        #expect(try program.run(["verify", path, "--versions", "three"]).status == 64)
        let required = try program.run(["verify", path, "--require", "3.99"])
        #expect(required.status == 1 && required.messages.contains("CPython 3.99 is required"))
        try FileManager.default.createDirectory(atPath: program.path("empty"), withIntermediateDirectories: true)
        let empty = try program.run(["verify", "empty"])
        #expect(empty.status == 2 && empty.messages.contains("has no scenario in it"))
    }

    @Test(.enabled(if: hasPython, "no /usr/bin/python3 on this machine"))
    func printsATable() throws {
        let program = try Program()
        defer { program.remove() }
        let path = try program.write("a.py", "x = [1]\ny = x\n")
        let run = try program.run(["verify", path, "--python", "/usr/bin/python3"])
        let isModelled = !run.text.contains("is not modelled")
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.text.contains(isModelled ? "\(path)  ok" : "1 skipped"))
        let wrong = try program.write("b.py", "x = = 1\n")
        #expect(try program.run(["verify", wrong, "--python", "/usr/bin/python3"]).status == 1)
    }

    @Test func listsReferences() throws {
        let program = try Program()
        defer { program.remove() }
        let talk = "x = 300\ny = 300\nz = [300, 300]\n"
        let run = try program.run(["why", "-", "--step", "3", "z[0]"], input: talk)
        #expect(run.status == 0)
        #expect(
            run.text == """
                z[0]: int 300, after step 3, z = [300, 300]
                names and slots (taught count): 4
                  name x
                  name y
                  z[0]
                  z[1]
                held by the interpreter: 1
                  the code's constants
                real count: 5

                """)
        #expect(try program.run(["why", "-", "--step", "4", "z"], input: talk).status == 1)
        let wrong = try program.run(["why", "-", "--step", "1", "z"], input: talk)
        #expect(wrong.status == 1 && wrong.messages.contains("<expression>:1:1"))
        #expect(wrong.messages.contains("this name is not bound here"))
    }
}
