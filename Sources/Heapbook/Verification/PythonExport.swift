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
    /// The program as lines for the interactive prompt, a whole block each.
    public var promptLines: [String] = []
    /// How many of these lines end the setup and each step, where the scenario is one for the prompt; else nil.
    public var promptEnds: [Int]?
    /// Whether the scenario tells the program's end (`exit:`) as its last step, which has no statements.
    public var tellsExit = false
    /// Whether the scenario tells or sets the counts of the collector's generations.
    public var tellsCounts = false
    /// Which steps are told line by line, in the order of the steps.
    public var stepsInto: [Bool] = []
}

/// Writes a scenario as a plain Python program: the statements of the setup and of the steps, in order and as they
/// stand in the file, without the block's indentation. Directives are left out; the titles of steps become comments.
///
/// - Parameters:
///   - version: the Python that is to run it. For 2.7, classes without bases inherit `object`, and `print` and `/` are
///     those of Python 3. What the version's grammar lacks is a diagnostic.
///   - folder: what the scenario may include lies in it; nil where it may include nothing.
///   - isForPrompt: whether the lines of the interactive prompt are wanted too.
/// - Returns: the program, nil where a diagnostic is an error.
public func exportPython(
    _ file: SourceFile, for version: PythonVersion? = nil, folder: ScenarioFolder? = nil, isForPrompt: Bool = false
) -> (program: PythonProgram?, diagnostics: [Diagnostic]) {
    var (scenario, diagnostics, source) = parseWithIncludes(file, reader: folder?.reader ?? .none)
    if let version, !containsError(diagnostics) {
        diagnostics += checkGrammar(scenario, for: RuntimeVersion(version.major, version.minor)).map(source.placed)
    }
    if !containsError(diagnostics) { diagnostics += refuseWhatIsNoProgram(scenario).map(source.placed) }
    guard !containsError(diagnostics) else { return (nil, diagnostics) }
    let isPython2 = version?.major == 2
    if isForPrompt { scenario = scenario.atPrompt }
    let exporter = PythonExporter(scenario, inheritsObject: isPython2)
    let body = exporter.body()
    let header = isPython2 ? python2Header(body) : ""
    var program = PythonProgram(
        text: header + body, body: body, ends: exporter.ends(), stepsInto: exporter.stepsInto())
    program.tellsExit = scenario.steps.last?.kind == .exit
    let text = scenario.file.text(Span(0, scenario.file.bytes.count))
    program.tellsCounts = ["get_count", "set_threshold", "pending("].contains { text.contains($0) }
    if isForPrompt { (program.promptLines, program.promptEnds) = exporter.promptLines() }
    return (program, diagnostics)
}

/// A scenario in another language, or with threads that run in a given order, is no Python program.
private func refuseWhatIsNoProgram(_ scenario: Scenario) -> [Diagnostic] {
    if !scenario.isPython {
        return [
            Diagnostic(
                "E0411", "a scenario in \(scenario.language) is no Python program", in: scenario.file,
                at: scenario.header.runtime?.span)
        ]
    }
    return scenario.steps.filter { $0.kind == .race }.map { race in
        Diagnostic(
            "E0411", "a race is no Python program", in: scenario.file, at: race.titleSpan,
            explanation: "No Python program can say in which order the actions inside a count's update happen.")
    }
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

    func ends() -> [Int] {
        var count = scenario.setups.map { pieces($0).count }.reduce(0, +)
        var ends = [count]
        for step in scenario.steps where step.kind == .step {
            count += pieces(step).count
            ends.append(count)
        }
        return ends
    }

    /// The lines, and how many of them end the setup and each step.
    func promptLines() -> (lines: [String], ends: [Int]) {
        var lines = scenario.setups.flatMap { self.lines(of: $0) }
        var ends = [lines.count]
        for step in scenario.steps where step.kind == .step {
            lines += self.lines(of: step)
            ends.append(lines.count)
        }
        return (lines, ends)
    }

    /// The texts of a block's lines: statements with semicolons between them are one.
    private func lines(of block: Block) -> [String] {
        var groups: [[Piece]] = []
        for piece in pieces(block) {
            if let last = groups.last?.last, lines(last.span).upperBound == lines(piece.span).lowerBound {
                groups[groups.count - 1].append(piece)
            } else {
                groups.append([piece])
            }
        }
        return groups.compactMap { text(of: $0, in: block) }.map { $0 + "\n" }
    }

    func stepsInto() -> [Bool] {
        scenario.steps.filter { $0.kind == .step }.map { step in
            step.items.contains { item in
                if case .directive(let directive) = item, case .stepInto = directive.kind { true } else { false }
            }
        }
    }

    /// A top-level statement of the program: one of the scenario's, or an `expect raises` as a `try`.
    private struct Piece {
        var span: Span
        /// Nil for a statement, which stands as it is.
        var lines: [String]?
    }

    private func pieces(_ block: Block) -> [Piece] {
        block.items.compactMap { item in
            switch item {
            case .statement(let statement): return Piece(span: statement.span)
            case .foreign: return nil
            case .directive(let directive):
                guard case .expectRaises(let type, let statements) = directive.kind, let first = statements.first,
                    let last = statements.last
                else { return nil }
                let text = scenario.file
                let body = text.text(Span(first.span.start, last.span.end))
                return Piece(
                    span: directive.span,
                    lines: ["try:", "    \(body)", "except \(text.text(type.span)):", "    pass"])
            }
        }
    }

    func body() -> String {
        if scenario.isPlain, scenario.included.isEmpty { return plainBody() }
        var parts: [String] = []
        parts += scenario.setups.compactMap { text(of: $0) }
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
        let lists = header.tags.map(\.span) + header.compared.map(\.span)
        let ends = (spans + lists).map { file.line(at: $0.start) }
        let lines = ((ends.max() ?? 0) + 1)...max((ends.max() ?? 0) + 1, file.lineStarts.count)
        let text = lines.filter { $0 <= file.lineStarts.count }.map { file.text(file.lineSpan($0)) }
        let joined = text.joined(separator: "\n")
        return joined.hasSuffix("\n") || joined.isEmpty ? joined : joined + "\n"
    }

    /// The lines of a block's statements and the comments between them, nil where it has no statement.
    private func text(of block: Block) -> String? { text(of: pieces(block), in: block) }

    private func text(of pieces: [Piece], in block: Block) -> String? {
        guard let first = pieces.first, let last = pieces.last else { return nil }
        var skipped: Set<Int> = []
        var replaced: [Int: [String]] = [:]
        for case .directive(let directive) in block.items { skipped.formUnion(lines(directive.span)) }
        for piece in pieces {
            if let text = piece.lines {
                replaced[lines(piece.span).lowerBound] = text
            } else {
                skipped.subtract(lines(piece.span))
            }
        }
        let all = lines(first.span).lowerBound...lines(last.span).upperBound
        let margin = self.margin(of: first.span)
        let texts = all.flatMap { line -> [String] in
            if let text = replaced[line] { return text }
            if skipped.contains(line) { return [] }
            return [
                linesInStrings.contains(line)
                    ? file.text(file.lineSpan(line)) : dedented(line, margin, from: first.span)
            ]
        }
        return texts.joined(separator: "\n")
    }

    private func lines(_ span: Span) -> ClosedRange<Int> {
        let file = scenario.file
        return file.line(at: span.start)...file.line(at: max(span.start, span.end - 1))
    }

    private func margin(of span: Span) -> Int {
        let file = scenario.file
        return span.start - file.lineSpan(file.line(at: span.start)).start
    }

    /// The line without the block's indentation, as far as it has it: a continued line may have less.
    private func dedented(_ line: Int, _ margin: Int, from first: Span) -> String {
        let span = file.lineSpan(line)
        var start = span.start
        if line == scenario.file.line(at: first.start) {
            start += margin
        } else {
            while start < span.end, start - span.start < margin, [0x20, 0x09].contains(file.bytes[start]) { start += 1 }
        }
        return file.text(Span(start, span.end))
    }

    // MARK: - Classes of Python 2

    private static func withBases(_ scenario: Scenario) -> SourceFile {
        var places: [Int] = []
        for block in scenario.blocks {
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
