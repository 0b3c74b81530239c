import Diagnostics
import Foundation
import Heapbook
import Testing

@Suite struct PythonExportTests {
    private func export(_ text: String, for version: PythonVersion? = nil) throws -> PythonProgram {
        let (program, diagnostics) = exportPython(SourceFile(name: "case.heap", text: text), for: version)
        #expect(diagnostics.isEmpty)
        return try #require(program)
    }

    @Test func writesStepsAsCommentsAndLeavesDirectivesOut() throws {
        let program = try export(
            """
            scenario "Title"
            setup:
                import gc
                class Node:
                    pass
            step "Make one":
                # why
                n = Node()
                label n as L
                # and another
                m = Node(); k = m
                expect refcount(n) == 1
            step "Nothing runs":
                note "only words"
            step "Gone":
                del n
            """)
        #expect(
            program.text == """
                import gc
                class Node:
                    pass

                # Step 1: Make one
                n = Node()
                # and another
                m = Node(); k = m

                # Step 2: Nothing runs

                # Step 3: Gone
                del n

                """)
        #expect(program.ends == [2, 5, 5, 6])
    }

    @Test func leavesTheInsideOfStringsAlone() throws {
        let program = try export("step \"Text\":\n    s = \"\"\"a\n      b\n  c\"\"\"\n    t = [\n  1,\n    ]\n")
        #expect(program.body == "# Step 1: Text\ns = \"\"\"a\n      b\n  c\"\"\"\nt = [\n1,\n]\n")
    }

    @Test func writesAPlainFileAsItIs() throws {
        let text = "# first\nx = 1; y = 2\n\n\nif x:\n    y = 3\n"
        #expect(try export(text).text == text)
        #expect(try export(text).ends == [0, 1, 2, 3])
        #expect(try export("scenario \"T\"\nruntime cpython 3.11\n" + text).text == text)
    }

    @Test func bringsPython2Along() throws {
        let text = "class A:\n    class B():\n        pass\nclass C(A):\n    pass\nprint('é')\n"
        let program = try export(text, for: PythonVersion(2, 7))
        #expect(
            program.text == "# -*- coding: utf-8 -*-\nfrom __future__ import print_function, division\n\n"
                + "class A(object):\n    class B(object):\n        pass\nclass C(A):\n    pass\nprint('é')\n")
    }

    @Test(arguments: [
        ("f'{1}'", "2.7", "f-string"), ("x = 1_000", "2.7", "'_' in a number"),
        ("a, *b = [1]", "2.7", "starred target"),
        ("f(a, *b, *c)", "2.7", "second '*' in a call"), ("(n := 1)", "3.7", "':='"),
        ("def f(a, /): pass", "3.7", "positional-only parameter"),
        ("def f(*, a): pass", "2.7", "keyword-only parameter"),
        ("def f():\n    x = 1\n    def g():\n        nonlocal x", "2.7", "'nonlocal'"),
        ("def g():\n    yield from x", "2.7", "'yield from'"),
        ("def g():\n    yield 1\n    return 2", "2.7", "'return' with a value in a generator"),
        ("def f(a: int): pass", "2.7", "annotation of a parameter"), ("x: int = 1", "3.5", "annotation of a variable"),
        ("raise A from b", "2.7", "'raise … from'"), ("x = {**a}", "2.7", "'**' in a dict"),
        ("x = [*a]", "2.7", "starred element"), ("größe = 1", "2.7", "name with letters beyond ASCII"),
        ("class A(metaclass=B): pass", "2.7", "keyword in a class statement"),
        ("@a[0]\ndef f(): pass", "3.8", "decorator of this form"),
    ])
    func namesWhatAnOldGrammarLacks(_ text: String, _ version: String, _ what: String) throws {
        let version = try #require(PythonVersion(version))
        let (program, diagnostics) = exportPython(SourceFile(name: "case.py", text: text + "\n"), for: version)
        #expect(program == nil)
        #expect(diagnostics.map(\.title) == ["Python \(version) has no \(what)"])
        #expect(exportPython(SourceFile(name: "case.py", text: text + "\n")).program != nil)
    }

    @Test func readsVersions() {
        #expect(PythonVersion("3.11") == PythonVersion(3, 11))
        #expect(["3", "3.x", "3.1.1", "-3.1", ""].allSatisfy { PythonVersion($0) == nil })
        #expect(PythonVersion(3, 9) < PythonVersion(3, 10))
    }
}
