import Diagnostics
import ScenarioCompiler
import ScenarioSyntax
import Timelines

/// A C scenario as a plain C program.
public struct CProgramText: Equatable, Sendable {
    /// The whole program, ending in a line end.
    public var text: String
    /// For each step, what the program prints when it is over, a line for each value: `step expression value`. Empty
    /// where no values are printed.
    public var expected: [[String]]
}

/// Writes a C scenario as a plain C program: a `main` with the statements of the setup and of the steps, as they stand in
/// the file. Directives are left out; the titles of steps become comments.
///
/// - Parameters:
///   - id: the scenario's identifier.
///   - folder: what the scenario may include lies in it; nil where it may include nothing.
///   - printsValues: whether the program prints, after each step, every value that C defines; then it ends before the
///     step in which something undefined happens.
/// - Returns: the program, nil where a diagnostic is an error.
public func exportC(
    _ file: SourceFile, id: String, folder: ScenarioFolder? = nil, printsValues: Bool = false
) -> (program: CProgramText?, diagnostics: [Diagnostic]) {
    let compiled = compileScenario(file, id: id, folder: folder)
    let (scenario, _, _) = parseWithIncludes(file, reader: folder?.reader ?? .none)
    guard scenario.language == "C" else {
        let refusal = Diagnostic(
            "E0411", "a scenario in \(scenario.language) is no C program", in: file, at: scenario.header.runtime?.span,
            help: "Write it as a Python program: heapbook export python")
        return (nil, containsError(compiled.diagnostics) ? compiled.diagnostics : [refusal])
    }
    guard let timeline = compiled.timeline, !containsError(compiled.diagnostics) else {
        return (nil, compiled.diagnostics)
    }
    return (CExporter(scenario, timeline, printsValues: printsValues).program(), compiled.diagnostics)
}

/// Takes the statements' lines out of the blocks, and asks for values between them.
private struct CExporter {
    let scenario: Scenario
    let timeline: Timeline
    let printsValues: Bool

    init(_ scenario: Scenario, _ timeline: Timeline, printsValues: Bool) {
        self.scenario = scenario
        self.timeline = timeline
        self.printsValues = printsValues
    }

    func program() -> CProgramText {
        var lines = (printsValues ? ["#include <stdio.h>"] : []) + ["#include <stdlib.h>", "", "int main(void)", "{"]
        var expected: [[String]] = []
        if !timeline.scenario.setup.isEmpty { lines += indented(timeline.scenario.setup) }
        for step in timeline.steps {
            let isUndefined = step.state.cells?.isUndefined ?? false
            if printsValues, isUndefined { break }
            let title = step.title.split(whereSeparator: \.isNewline).joined(separator: " ")
            lines.append("    /* Step \(step.index): \(title.replacing("*/", with: "* /")) */")
            lines += indented(step.source)
            guard printsValues, let cells = step.state.cells else { continue }
            let probes = CProbes(cells, step: step.index)
            lines += probes.statements.map { "    " + $0 }
            expected.append(probes.expected)
        }
        lines += ["    return 0;", "}"]
        return CProgramText(text: lines.joined(separator: "\n") + "\n", expected: expected)
    }

    /// The lines of a source, with the scenario's comments as C writes them.
    private func indented(_ source: String) -> [String] {
        let header = "runtime c\n"
        let file = SourceFile(name: "", text: header + source)
        var bytes = file.bytes
        for comment in parse(file).comments.reversed() where bytes[comment.start] == UInt8(ascii: "#") {
            bytes.replaceSubrange(comment.start...comment.start, with: Array("//".utf8))
        }
        return String(decoding: bytes.dropFirst(header.utf8.count), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { $0.isEmpty ? "" : "    \($0)" }
    }
}

/// The values of one state as statements that print them, and what they print.
private struct CProbes {
    private(set) var statements: [String] = []
    private(set) var expected: [String] = []
    private let memory: CellMemory
    private let step: Int
    /// How a program gets at the first cell of each block.
    private var paths: [String: String] = [:]

    init(_ memory: CellMemory, step: Int) {
        self.memory = memory
        self.step = step
        findPaths()
        for block in memory.blocks {
            guard let path = paths[block.id] else { continue }
            for (index, cell) in block.cells.enumerated() where cell.value != nil {
                ask(block.cells.count == 1 && block.kind == .variable ? path : "\(path)[\(index)]", cell)
            }
        }
    }

    /// A variable by its name; an allocation through a pointer that leads to it.
    private mutating func findPaths() {
        for block in memory.blocks where block.kind == .variable && block.state == .live {
            // Of two variables with one name the program sees the later one.
            if let name = block.name { paths[block.id] = name }
        }
        var found = -1
        while found != paths.count {
            found = paths.count
            for block in memory.blocks {
                guard let path = paths[block.id] else { continue }
                for (index, cell) in block.cells.enumerated() {
                    guard let target = cell.target, target.state == .valid, paths[target.block] == nil,
                        let pointed = memory.blocks.first(where: { $0.id == target.block }),
                        let width = pointed.cells.first?.width, let type = pointed.cells.first?.type
                    else { continue }
                    let pointer = block.cells.count == 1 && block.kind == .variable ? path : "\(path)[\(index)]"
                    paths[target.block] = "((\(type) *)((char *)\(pointer) - \(target.offset / width * width)))"
                }
            }
        }
    }

    private mutating func ask(_ expression: String, _ cell: Cell) {
        guard let value = cell.value else { return }
        let name = "\(expected.count + 1)"
        if !cell.type.hasSuffix("*") {
            let isUnsigned = cell.type.hasPrefix("unsigned")
            let (format, type) = isUnsigned ? ("%llu", "unsigned long long") : ("%lld", "long long")
            statements.append("printf(\"\(step) \(name) \(format)\\n\", (\(type))(\(expression)));")
            expected.append("\(step) \(name) \(value)")
        } else if value == "NULL" {
            statements.append("printf(\"\(step) \(name) %d\\n\", \(expression) == NULL);")
            expected.append("\(step) \(name) 1")
        } else if let target = cell.target, target.state != .dangling,
            let block = memory.blocks.first(where: { $0.id == target.block }), block.kind == .variable,
            let path = paths[block.id]
        {
            statements.append(
                "printf(\"\(step) \(name) %d\\n\", (char *)\(expression) == (char *)&\(path) + \(target.offset));")
            expected.append("\(step) \(name) 1")
        }
    }
}
