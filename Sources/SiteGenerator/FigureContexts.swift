import Guidebook
import Markdown

/// Turns figures into what the player's template is given.
struct FigureContexts {
    let text: InterfaceText
    let renderer: HTMLRenderer

    /// The room of a player on a wide screen, in CSS pixels, less the paddings of code and picture.
    private static let room = 1020.0
    /// The advance of a character of code in the player.
    private static let codeAdvance = 8.7
    /// A picture may shrink this much to stand beside its code.
    private static let smallestScale = 0.85

    /// A figure whose steps have headings of a level.
    func figure(_ embedded: EmbeddedFigure, level: Int) -> FigureContext {
        let figure = embedded.figure
        let count = Set(figure.steps.map(\.index)).count
        let longest = figure.steps.flatMap { $0.source.split(separator: "\n") }.map(\.count).max() ?? 0
        let widest = figure.steps.compactMap { Self.width(of: $0.svg) }.max() ?? 0
        return FigureContext(
            id: figure.id, title: figure.title, caption: figure.summary.isEmpty ? nil : Backquotes.html(figure.summary),
            runtime: Self.displayName(ofRuntime: figure.runtime), level: level,
            isSideBySide: longest > 0
                && Double(longest) * Self.codeAdvance + widest * Self.smallestScale <= Self.room,
            setup: figure.setup.isEmpty ? nil : PythonColours.html(Self.withoutLastLineEnd(figure.setup)),
            controlsLabel: text(.controls, ["title": figure.title]),
            steps: zip(figure.steps, embedded.notes).map { step($0, note: $1, of: figure, count: count) },
            hasManySteps: figure.steps.count > 1)
    }

    private func step(_ step: FigureStep, note: MarkdownDocument, of figure: Figure, count: Int) -> StepContext {
        let source = Self.withoutLastLineEnd(step.source)
        let isNamedByCode = step.title == source
        return StepContext(
            anchor: figure.anchor(of: step), index: step.index, number: step.number,
            label: label(of: step, in: figure, count: count),
            title: isNamedByCode ? "<code>\(step.title.htmlEscaped)</code>" : Backquotes.html(step.title),
            name: isNamedByCode ? step.title : Backquotes.plain(step.title), isNamedByCode: isNamedByCode,
            code: source.isEmpty ? nil : PythonColours.html(source),
            pictureLabel: text(.picture, ["number": step.number]),
            svg: step.svg,
            note: note.blocks.isEmpty ? nil : renderer.render(note.blocks),
            output: step.output.isEmpty ? nil : Self.withoutLastLineEnd(step.output),
            raised: step.raised,
            change: step.change.isEmpty ? nil : Backquotes.html(step.change),
            words: Backquotes.html(step.description))
    }

    private func label(of step: FigureStep, in figure: Figure, count: Int) -> String {
        guard let part = step.part else {
            return text(.step, ["number": "\(step.index)", "count": "\(count)"])
        }
        let parts = figure.steps.filter { $0.index == step.index && $0.part != nil }.count
        return text(
            .part,
            ["number": "\(step.index)", "count": "\(count)", "part": "\(part)", "parts": "\(parts)"])
    }

    private static func withoutLastLineEnd(_ text: String) -> String {
        text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// A runtime as its makers write it: `cpython 3.11` is CPython 3.11.
    private static func displayName(ofRuntime name: String) -> String {
        name.hasPrefix("cpython") ? "CPython" + name.dropFirst("cpython".count) : name
    }

    /// The width of a picture from its root's `viewBox`, in its own units.
    private static func width(of svg: String) -> Double? {
        guard let match = svg.prefix(2_000).firstMatch(of: /viewBox="\s*\S+\s+\S+\s+([0-9.]+)/) else { return nil }
        return Double(match.1)
    }
}

/// Text with code between backquotes.
enum Backquotes {
    /// The text as HTML, what stands between two backquotes as code.
    static func html(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            let escaped = String(part).htmlEscaped
            guard index % 2 == 1 else { return escaped }
            // The last backquote of an odd number opens nothing.
            return index == parts.count - 1 ? "`" + escaped : "<code>\(escaped)</code>"
        }.joined()
    }

    /// The text without its backquotes.
    static func plain(_ text: String) -> String {
        text.filter { $0 != "`" }
    }
}
