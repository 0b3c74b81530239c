import Diagnostics
import HeapModel
import ScenarioCompiler
import ScenarioSyntax

/// A version of Python, such as 3.11.
public struct PythonVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 2 or 3.
    public var major: Int
    /// The number after the first dot.
    public var minor: Int

    /// A version by its two numbers.
    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `3.11`; nil where the text is no such pair of numbers.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), major >= 0, minor >= 0 else {
            return nil
        }
        self.init(major, minor)
    }

    /// `3.11`
    public var description: String { "\(major).\(minor)" }

    /// Orders by age.
    public static func < (left: PythonVersion, right: PythonVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

/// A scenario as a plain Python program.
public struct PythonProgram: Equatable, Sendable {
    /// The whole program, ending in a line end.
    public var text: String
    /// The program without the lines that a version needs above it.
    public var body: String
    /// How many top-level statements of `body` have run when the setup is over, and after each step.
    public var ends: [Int]
}

/// Writes a scenario as a plain Python program: the statements of the setup and of the steps, in order and as they
/// stand in the file, without the block's indentation. Directives are left out; the titles of steps become comments.
///
/// - Parameters:
///   - version: the Python that is to run it. For 2.7, classes without bases inherit `object`, and `print` and `/` are
///     those of Python 3. What the version's grammar lacks is a diagnostic.
/// - Returns: the program, nil where a diagnostic is an error.
public func exportPython(
    _ file: SourceFile, for version: PythonVersion? = nil
) -> (program: PythonProgram?, diagnostics: [Diagnostic]) {
    let parsed = parse(file)
    var diagnostics = parsed.diagnostics
    if let version, !containsError(diagnostics) {
        diagnostics += checkGrammar(parsed.scenario, for: RuntimeVersion(version.major, version.minor))
    }
    guard !containsError(diagnostics) else { return (nil, diagnostics) }
    let isPython2 = version?.major == 2
    let exporter = PythonExporter(parsed.scenario, inheritsObject: isPython2)
    let body = exporter.body()
    let header = isPython2 ? python2Header(body) : ""
    return (PythonProgram(text: header + body, body: body, ends: exporter.ends()), diagnostics)
}

private func python2Header(_ body: String) -> String {
    let coding = body.utf8.allSatisfy { $0 < 0x80 } ? "" : "# -*- coding: utf-8 -*-\n"
    return coding + "from __future__ import print_function, division\n\n"
}

/// Takes the statements' lines out of the blocks.
private struct PythonExporter {
    let scenario: Scenario
    /// The file, with `object` as the base of classes that have none where that was asked for; lines are the same.
    let file: SourceFile
    let linesInStrings: Set<Int>

    init(_ scenario: Scenario, inheritsObject: Bool) {
        self.scenario = scenario
        linesInStrings = linesInsideStrings(scenario.file)
        file = inheritsObject ? Self.withBases(scenario) : scenario.file
    }

    private var blocks: [Block] { [scenario.setup].compactMap { $0 } + scenario.steps }

    func ends() -> [Int] {
        var count = scenario.setup.map { statements($0).count } ?? 0
        var ends = [count]
        for step in scenario.steps {
            count += statements(step).count
            ends.append(count)
        }
        return ends
    }

    private func statements(_ block: Block) -> [Statement] {
        block.items.compactMap { if case .statement(let statement) = $0 { statement } else { nil } }
    }

    func body() -> String {
        if scenario.isPlain { return plainBody() }
        var parts: [String] = []
        if let setup = scenario.setup, let text = text(of: setup) { parts.append(text) }
        for (index, step) in scenario.steps.enumerated() {
            let title = step.title.split(whereSeparator: \.isNewline).joined(separator: " ")
            let comment = "# Step \(index + 1): \(title)"
            parts.append(text(of: step).map { "\(comment)\n\($0)" } ?? comment)
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The lines under the header.
    private func plainBody() -> String {
        let header = scenario.header
        let spans = [header.title?.span, header.runtime?.span, header.summary?.span].compactMap { $0 }
        let ends = (spans + header.tags.map(\.span)).map { file.line(at: $0.start) }
        let lines = ((ends.max() ?? 0) + 1)...max((ends.max() ?? 0) + 1, file.lineStarts.count)
        let text = lines.filter { $0 <= file.lineStarts.count }.map { file.text(file.lineSpan($0)) }
        let joined = text.joined(separator: "\n")
        return joined.hasSuffix("\n") || joined.isEmpty ? joined : joined + "\n"
    }

    /// The lines of a block's statements and the comments between them, nil where it has no statement.
    private func text(of block: Block) -> String? {
        let statements = statements(block)
        guard let first = statements.first, let last = statements.last else { return nil }
        var skipped: Set<Int> = []
        for case .directive(let directive) in block.items { skipped.formUnion(lines(directive.span)) }
        for statement in statements { skipped.subtract(lines(statement.span)) }
        let all = lines(first.span).lowerBound...lines(last.span).upperBound
        let margin = self.margin(of: first)
        let texts = all.filter { !skipped.contains($0) }.map { line in
            linesInStrings.contains(line) ? file.text(file.lineSpan(line)) : dedented(line, margin, from: first)
        }
        return texts.joined(separator: "\n")
    }

    private func lines(_ span: Span) -> ClosedRange<Int> {
        let file = scenario.file
        return file.line(at: span.start)...file.line(at: max(span.start, span.end - 1))
    }

    private func margin(of statement: Statement) -> Int {
        let file = scenario.file
        return statement.span.start - file.lineSpan(file.line(at: statement.span.start)).start
    }

    /// The line without the block's indentation, as far as it has it: a continued line may have less.
    private func dedented(_ line: Int, _ margin: Int, from first: Statement) -> String {
        let span = file.lineSpan(line)
        var start = span.start
        if line == scenario.file.line(at: first.span.start) {
            start += margin
        } else {
            while start < span.end, start - span.start < margin, [0x20, 0x09].contains(file.bytes[start]) { start += 1 }
        }
        return file.text(Span(start, span.end))
    }

    // MARK: - Classes of Python 2

    private static func withBases(_ scenario: Scenario) -> SourceFile {
        var places: [Int] = []
        for block in [scenario.setup].compactMap({ $0 }) + scenario.steps {
            for case .statement(let statement) in block.items { findClasses(statement, &places) }
        }
        var bytes = scenario.file.bytes
        for place in places.sorted(by: >) {
            let next = bytes[place...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? place
            if next < bytes.count, bytes[next] == UInt8(ascii: "(") {
                bytes.insert(contentsOf: "object".utf8, at: next + 1)
            } else {
                bytes.insert(contentsOf: "(object)".utf8, at: place)
            }
        }
        return SourceFile(name: scenario.file.name, bytes: bytes)
    }

    private static func findClasses(_ statement: Statement, _ places: inout [Int]) {
        if case .classDefinition(let definition) = statement.kind, definition.arguments.isEmpty {
            places.append(definition.nameSpan.end)
        }
        for inner in statement.blocks.joined() { findClasses(inner, &places) }
    }
}
