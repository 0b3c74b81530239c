import Diagnostics
import Diagrams
import Fonts
import Guidebook
import SiteGenerator
import Timelines

/// Builds a guide: a book's folder becomes a site.
public struct GuideBuilder: Sendable {
    private let builder: BookBuilder

    /// Why nothing could be built, in a sentence with a way out.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// The sentence.
        public var description: String
    }

    /// What building gives.
    public struct Result: Sendable {
        /// The files of the site; empty where there are errors.
        public var files: [OutputFile]
        /// What there is to say about the book and its scenarios.
        public var diagnostics: [Diagnostic]
        /// Whether a scenario reached a limit.
        public var reachedLimit: Bool
    }

    /// A builder of the book in a folder.
    ///
    /// - Parameters:
    ///   - folder: the folder that holds `book.yml`.
    ///   - templateFolders: folders of templates; a file of a later one stands in place of the same file in an earlier
    ///     one.
    public init(folder: String, templateFolders: [String]) {
        builder = BookBuilder(folder: folder, templateFolders: templateFolders)
    }

    /// Compiles and draws every scenario and renders the pages. Nothing is written.
    ///
    /// - Throws: ``Failure`` where a folder or a font cannot be read.
    public func build() throws(Failure) -> Result {
        let faces: [FontFace]
        do {
            faces = try FontLibrary.system.guideFaces()
        } catch {
            throw Failure(description: "\(error)")
        }
        let generator = SiteGenerator(faces: faces, diagramStyle: DiagramStyleSheet.css())
        var reachedLimit = false
        do {
            let result = try builder.build(with: generator) { file, id in
                let (figure, isLimit) = makeFigure(file, id: id)
                reachedLimit = reachedLimit || isLimit
                return figure
            }
            return Result(files: result.files, diagnostics: result.diagnostics, reachedLimit: reachedLimit)
        } catch {
            throw Failure(description: "\(error)")
        }
    }

    /// The figure of a scenario, and whether a limit was reached. An exception that nobody catches is an error in a
    /// book: an `expect raises` is for errors that belong to the story.
    private func makeFigure(_ file: SourceFile, id: String) -> (FigureResult, isLimit: Bool) {
        let compiled = compileForBook(file, id: id)
        guard let timeline = compiled.timeline, !containsError(compiled.diagnostics) else {
            return (FigureResult(figure: nil, diagnostics: compiled.diagnostics), compiled.reachedLimit)
        }
        do {
            let drawing = try Drawing(timeline: timeline, options: DrawingOptions(style: .page(salt: id)))
            return (FigureResult(figure: figure(timeline, drawing, file), diagnostics: compiled.diagnostics), false)
        } catch {
            let (diagnostic, isLimit) = Self.cannotBeDrawn(error, file)
            return (FigureResult(figure: nil, diagnostics: compiled.diagnostics + [diagnostic]), isLimit)
        }
    }

    /// What is said of a scenario that could not be drawn, and whether that is for its size.
    static func cannotBeDrawn(_ error: any Error, _ file: SourceFile) -> (Diagnostic, isLimit: Bool) {
        let isLimit = if case DrawingError.tooLarge = error { true } else { false }
        let code = isLimit ? "E0801" : "E0802"
        let diagnostic = Diagnostic(code, "this scenario cannot be drawn", in: file, at: nil, explanation: "\(error)")
        return (diagnostic, isLimit)
    }

    /// What a scenario includes may lie anywhere in the book's folder.
    private func compileForBook(_ file: SourceFile, id: String) -> CompiledScenario {
        let folder = FolderReader(builder.folder)
        let path = String(file.name.dropFirst(folder.displayName("").count))
        var compiled = compileScenario(file, id: id, folder: ScenarioFolder(path: builder.folder, scenario: path))
        for index in compiled.diagnostics.indices where compiled.diagnostics[index].code == "E0405" {
            compiled.diagnostics[index].help = "A page shows one runtime: write a 'runtime' line in place of 'compare'."
        }
        return compiled
    }

    private func figure(_ timeline: Timeline, _ drawing: Drawing, _ file: SourceFile) -> Figure {
        let info = timeline.scenario
        return Figure(
            id: info.id, title: info.title, runtime: info.runtime, summary: info.summary, file: file,
            setup: info.setup, steps: drawing.pictures.compactMap { figureStep($0, timeline) })
    }

    private func figureStep(_ picture: Picture, _ timeline: Timeline) -> FigureStep? {
        guard let whole = timeline.steps.first(where: { $0.index == picture.step }) else { return nil }
        let step = picture.part.flatMap { part in whole.parts.first { $0.index == part } } ?? whole
        return FigureStep(
            index: picture.step, part: picture.part, title: step.title, source: step.source, lines: step.lines,
            note: step.note, output: step.output, raised: step.raised.map { "\($0.type): \($0.message)" },
            svg: picture.svg, change: picture.description.change, description: picture.description.state)
    }
}
