import Foundation
import Testing

@Suite struct FmtTests {
    private static let careless = "step  \"A\" :\n  x=1 # one\n"
    private static let neat = "step \"A\":\n    x = 1  # one\n"

    @Test func standardInputGoesToStandardOutput() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["fmt", "-"], input: Self.careless)
        #expect(run.status == 0)
        #expect(run.text == Self.neat)
    }

    @Test func filesAreBroughtIntoStyleAndNamed() throws {
        let program = try Program()
        defer { program.remove() }
        let careless = try program.write("a.heap", Self.careless)
        let neat = try program.write("b.heap", Self.neat)
        let run = try program.run(["fmt", careless, neat])
        #expect(run.status == 0)
        #expect(run.text == "\(careless)\n")
        #expect(try program.read("a.heap") == Self.neat)
        #expect(try program.read("b.heap") == Self.neat)
    }

    @Test func checkWritesNothing() throws {
        let program = try Program()
        defer { program.remove() }
        let path = try program.write("a.heap", Self.careless)
        let run = try program.run(["fmt", "--check", path])
        #expect(run.status == 1)
        #expect(run.text == "\(path)\n")
        #expect(try program.read("a.heap") == Self.careless)
        _ = try program.run(["fmt", path])
        #expect(try program.run(["fmt", "--check", program.folder.path]).status == 0)
    }

    @Test func aFileWithErrorsStaysAsItIsAndTheOthersAreFormatted() throws {
        let program = try Program()
        defer { program.remove() }
        let wrong = try program.write("a.heap", "step  \"A\" :\n  x = = 1\n")
        let careless = try program.write("b.heap", Self.careless)
        let run = try program.run(["fmt", wrong, careless])
        #expect(run.status == 1)
        #expect(run.messages.contains("a.heap:2:7"))
        #expect(try program.read("a.heap") == "step  \"A\" :\n  x = = 1\n")
        #expect(try program.read("b.heap") == Self.neat)
    }

    @Test func aMissingFileIsSaid() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["fmt", "no.heap"])
        #expect(run.status == 2)
        #expect(run.messages.contains("there is no file 'no.heap'"))
    }
}
