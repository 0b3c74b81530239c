import Diagnostics
import ScenarioSyntax

/// What a timeline says of a step whose block is not Python: its lines, and them without the directives.
struct StepText {
    let lines: ClosedRange<Int>
    let source: String

    /// - Parameters:
    ///   - kept: the places of what runs, in the order of the file.
    ///   - skipped: the places of what is about the story.
    init(_ file: SourceFile, kept: [Span], skipped: [Span], isPlain: Bool = false) {
        guard let first = kept.first, let last = kept.last else {
            (lines, source) = (0...0, "")
            return
        }
        func rows(_ span: Span) -> ClosedRange<Int> {
            file.line(at: span.start)...file.line(at: max(span.start, span.end - 1))
        }
        lines = rows(first.union(last))
        if isPlain {
            source = file.text(first.union(last))
            return
        }
        let left = Set(skipped.flatMap(rows))
        let text = lines.filter { !left.contains($0) }.map { file.text(file.lineSpan($0)) }.joined(separator: "\n")
        source = PythonDoc.dedent(text).replacing(#/\n(\s*\n)+/#, with: "\n\n").trimmingEnd()
    }
}
