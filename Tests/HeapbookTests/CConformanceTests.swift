import Diagnostics
import Foundation
import Heapbook
import Testing
import Timelines

/// The scenarios of `Tests/Conformance/c` hold, and a real compiler's programs agree with them.
@Suite struct CConformanceTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Conformance/c")

    static let names: [String] = {
        let all = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (all ?? []).filter { $0.hasSuffix(".heap") }.map { String($0.dropLast(5)) }.sorted()
    }()

    private static func source(_ name: String) throws -> SourceFile {
        let url = folder.appendingPathComponent("\(name).heap")
        return SourceFile(name: "\(name).heap", bytes: [UInt8](try Data(contentsOf: url)))
    }

    @Test func thereAreFortyScenarios() {
        #expect(Self.names.count >= 40)
    }

    @Test(arguments: names) func everyExpectationHolds(_ name: String) throws {
        let compiled = compileScenario(try Self.source(name), id: name)
        #expect(compiled.diagnostics.map(\.title) == [])
        #expect(compiled.expectations > 0)
        let steps = try #require(compiled.timeline).steps
        // What is undefined has no result: its step is the last, and every value in it is one that was there before.
        for (before, step) in zip(steps, steps.dropFirst()) {
            #expect(before.state.cells?.isUndefined == false, "\(step.index)")
        }
        #expect(steps.last?.state.cells?.isUndefined == name.hasPrefix("hazard-"))
    }

    // MARK: - Against a compiler

    @Test(.enabled(if: CCompiler.cc != nil, "no C compiler 'cc' is found"), arguments: names)
    func theCompiledProgramGivesTheSameValues(_ name: String) throws {
        let (program, diagnostics) = exportC(try Self.source(name), id: name, printsValues: true)
        #expect(diagnostics.isEmpty)
        let exported = try #require(program)
        let run = try #require(CCompiler.cc).run(exported.text, flags: ["-fsigned-char", "-w"])
        #expect(run.status == 0, "\(run.errors)")
        let printed = run.output.split(separator: "\n").map(String.init)
        #expect(printed == exported.expected.flatMap { $0 })
    }

    @Test func mostScenariosHaveValuesToCompare() throws {
        let counts = try Self.names.map { name in
            exportC(try Self.source(name), id: name, printsValues: true).program?.expected.joined().count ?? 0
        }
        #expect(counts.count { $0 > 0 } >= 40)
        #expect(counts.reduce(0, +) >= 250)
    }

    // MARK: - Against sanitizers

    /// What AddressSanitizer and UndefinedBehaviorSanitizer of gcc say of each kind of hazard; of the rest neither says
    /// anything.
    private static let reports: [String: [String]] = [
        "signed_overflow": ["signed integer overflow", "cannot be represented in type"],
        "division_by_zero": ["division by zero"],
        "shift_out_of_range": ["shift exponent", "left shift of"],
        "null_dereference": ["null pointer of type"],
        "out_of_bounds": ["buffer-overflow", "out of bounds", "buffer-underflow"],
        "use_after_free": ["heap-use-after-free"],
        "use_after_scope": ["stack-use-after-scope"],
        "double_free": ["attempting double-free"],
        "bad_free": ["attempting free on address which was not malloc()-ed"],
        "misaligned_access": ["misaligned address"],
        "leak": ["LeakSanitizer: detected memory leaks"],
    ]

    private static let silent: Set = [
        "uninitialised_read", "wrong_type_access", "pointer_out_of_bounds", "unrelated_pointers", "unsequenced",
        "dangling_pointer_used", "truncation",
    ]

    @Test(.enabled(if: CCompiler.sanitizing != nil, "no sanitizer runtime is found for 'cc'"), arguments: names)
    func sanitizersReportTheSameHazards(_ name: String) throws {
        let file = try Self.source(name)
        let steps = try #require(compileScenario(file, id: name).timeline).steps
        let hazards = steps.flatMap { $0.state.cells?.hazards ?? [] }
        #expect(hazards.allSatisfy { Self.reports[$0.kind] != nil || Self.silent.contains($0.kind) })
        var text = try #require(exportC(file, id: name).program).text
        let held = steps.last?.state.cells?.blocks.contains { $0.kind == .allocation && $0.state == .live } == true
        // Where something is still held it is looked for what is lost while the variables are there; else at the end,
        // when a pointer that has ended lies on no stack any more.
        if held {
            text =
                "void __lsan_do_leak_check(void);\n"
                + text.replacing("    return 0;", with: "    __lsan_do_leak_check();\n    return 0;")
        }
        let run = try #require(CCompiler.sanitizing).run(
            text, flags: CCompiler.sanitizerFlags + ["-fsigned-char", "-w"])
        let wanted = hazards.compactMap { Self.reports[$0.kind] }
        if wanted.isEmpty, !hazards.contains(where: \.isUndefined) {
            #expect(run.status == 0, "\(run.errors.prefix(2000))")
            return
        }
        for words in wanted {
            #expect(
                words.contains { run.errors.contains($0) }, "\(name): none of \(words) in\n\(run.errors.prefix(2000))")
        }
        let isReported = run.errors.contains("ERROR: ") || run.errors.contains("runtime error: ")
        #expect(isReported == !wanted.isEmpty, "\(run.errors.prefix(2000))")
    }
}

/// A compiler for C that works here.
struct CCompiler: Sendable {
    struct Run {
        var status: Int32
        var output: String
        var errors: String
    }

    let path: String

    /// The system's compiler, where it is found.
    static let cc: CCompiler? = {
        let found = ["/usr/bin/cc", "/usr/local/bin/cc", "/bin/cc"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        return found.map { CCompiler(path: $0) }
    }()

    static let sanitizerFlags = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]

    /// The system's compiler, where its sanitizers can report what they find.
    static let sanitizing: CCompiler? = {
        guard let cc else { return nil }
        let program = "#include <stdlib.h>\nint main(void) { int *p = malloc(4); free(p); return *p; }\n"
        let run = try? cc.run(program, flags: sanitizerFlags)
        return run?.errors.contains("heap-use-after-free") == true ? cc : nil
    }()

    /// Compiles a program, without optimising where no flag says so, and runs it.
    func run(_ text: String, flags: [String]) throws -> Run {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("heapbook-c-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("program.c")
        let program = folder.appendingPathComponent("program").path
        try Data(text.utf8).write(to: source)
        let compiled = try Self.execute(path, flags + ["-std=gnu11", "-o", program, source.path], folder)
        guard compiled.status == 0 else { return compiled }
        return try Self.execute(program, [], folder)
    }

    private static func execute(_ path: String, _ arguments: [String], _ folder: URL) throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (output, errors) = (folder.appendingPathComponent("output"), folder.appendingPathComponent("errors"))
        for file in [output, errors] {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
