import Diagrams
import Fonts
import Raster
import Timelines

/// What a scenario can be rendered as.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// A picture for each step, as text.
    case svg
    /// A picture for each step, twice as many pixels as the SVG has units.
    case png
    /// One document, a page for each step.
    case pdf
    /// A graph for each step, for stock Graphviz.
    case dot
    /// The timeline.
    case json

    /// Whether the whole scenario makes one file.
    public var isOneFile: Bool { self == .pdf || self == .json }
}

/// Which steps to render.
public enum StepSelection: Equatable, Sendable {
    /// Every step; parts of steps come with them.
    case all
    /// One step, or one part of it.
    case one(step: Int, part: Int?)
    /// The steps from one to another, both included.
    case range(ClosedRange<Int>)

    /// Reads `all`, `3`, `4.2` or `2..5`; nil where the text is none of these.
    public init?(_ text: String) {
        if text == "all" {
            self = .all
        } else if let match = text.wholeMatch(of: #/(\d+)\.\.(\d+)/#), let first = Int(match.1),
            let last = Int(match.2), first >= 1, first <= last
        {
            self = .range(first...last)
        } else if let match = text.wholeMatch(of: #/(\d+)(?:\.(\d+))?/#), let step = Int(match.1), step >= 1 {
            self = .one(step: step, part: match.2.flatMap { Int($0) })
        } else {
            return nil
        }
    }

    func contains(step: Int, part: Int?) -> Bool {
        switch self {
        case .all: true
        case .one(let wanted, let wantedPart): step == wanted && part == wantedPart
        case .range(let steps): steps.contains(step)
        }
    }
}

/// One rendered file.
public struct RenderedFile: Equatable, Sendable {
    /// The file's name without a folder: `cycle-03.svg`, `cycle-04.2.svg`, `cycle.pdf`.
    public var name: String
    /// Its content.
    public var bytes: [UInt8]
}

/// Renders timelines as files.
public struct ScenarioRenderer: Sendable {
    /// What to vary in the pictures.
    public var options: DrawingOptions
    /// Which steps.
    public var selection: StepSelection

    /// Why a timeline was not rendered.
    public enum Failure: Error, Sendable, CustomStringConvertible {
        /// The scenario has no such step.
        case noStep(String, steps: Int)
        /// Drawing failed.
        case drawing(DrawingError)
        /// A font file is missing.
        case font(FontError)
        /// librsvg failed.
        case raster(RasterError)
        /// Anything else, in its own words.
        case other(String)

        /// The cause and a way out.
        public var description: String {
            switch self {
            case .noStep(let scenario, let steps):
                "'\(scenario)' has no such step: it has \(steps == 1 ? "one step" : "steps 1 to \(steps)"); "
                    + "parts, such as 4.2, are those of a step with 'step into'"
            case .drawing(let error): "\(error)"
            case .font(let error): "\(error)"
            case .raster(let error): "\(error)"
            case .other(let text): text
            }
        }

        /// Whether the drawing would be larger than can be laid out.
        public var isLimit: Bool {
            if case .drawing(.tooLarge) = self { return true }
            return false
        }
    }

    /// A renderer.
    public init(options: DrawingOptions = DrawingOptions(), selection: StepSelection = .all) {
        self.options = options
        self.selection = selection
    }

    /// The files of one scenario in one format.
    ///
    /// - Parameter namesRuntime: whether the files' names have the runtime in them, as `cycle-cpython-2.7-03.svg`: for
    ///   a scenario that is drawn under several.
    /// - Throws: ``Failure``.
    public func render(
        _ timeline: Timeline, as format: OutputFormat, namesRuntime: Bool = false
    ) throws(Failure) -> [RenderedFile] {
        let runtime = timeline.scenario.runtime.split(separator: " ").joined(separator: "-")
        let name = timeline.scenario.id + (namesRuntime ? "-\(runtime)" : "")
        if format == .json { return [RenderedFile(name: "\(name).json", bytes: try json(timeline))] }
        let drawing = try draw(timeline)
        let pictures = drawing.pictures.filter { selection.contains(step: $0.step, part: $0.part) }
        let isOutside = if case .range(let steps) = selection { steps.upperBound > timeline.steps.count } else { false }
        guard !pictures.isEmpty, !isOutside else { throw .noStep(name, steps: timeline.steps.count) }
        switch format {
        case .svg:
            return pictures.map { file($0, timeline, name, format, Array($0.svg.utf8)) }
        case .dot:
            return pictures.compactMap { picture in
                drawing.dot(step: picture.step, part: picture.part).map {
                    file(picture, timeline, name, format, Array($0.utf8))
                }
            }
        case .png:
            let rasterizer = try makeRasterizer()
            var files: [RenderedFile] = []
            for picture in pictures {
                files.append(file(picture, timeline, name, format, try png(picture, rasterizer)))
            }
            return files
        case .pdf:
            let bytes = try pdf(pictures, try makeRasterizer(), title: timeline.scenario.title)
            return [RenderedFile(name: "\(name).pdf", bytes: bytes)]
        case .json:
            return []
        }
    }

    private func json(_ timeline: Timeline) throws(Failure) -> [UInt8] {
        do {
            return try timeline.json()
        } catch {
            throw .other("the timeline cannot be written as JSON: \(error)")
        }
    }

    private func draw(_ timeline: Timeline) throws(Failure) -> Drawing {
        do {
            return try Drawing(timeline: timeline, options: options)
        } catch let error as DrawingError {
            throw .drawing(error)
        } catch {
            throw .other("\(error)")
        }
    }

    private func makeRasterizer() throws(Failure) -> Rasterizer {
        let paths: [String]
        do {
            paths = try FontLibrary.system.guideFacePaths()
        } catch {
            throw .font(error)
        }
        do {
            return try Rasterizer(faces: paths)
        } catch {
            throw .raster(error)
        }
    }

    private func png(_ picture: Picture, _ rasterizer: Rasterizer) throws(Failure) -> [UInt8] {
        do {
            return try rasterizer.png(picture.svg)
        } catch {
            throw .raster(error)
        }
    }

    private func pdf(_ pictures: [Picture], _ rasterizer: Rasterizer, title: String) throws(Failure) -> [UInt8] {
        do {
            return try rasterizer.pdf(pictures.map(\.svg), title: title)
        } catch {
            throw .raster(error)
        }
    }

    /// `NAME-03.svg`: as many digits as the last step needs, two at least, so that names sort as steps do.
    private func file(
        _ picture: Picture, _ timeline: Timeline, _ name: String, _ format: OutputFormat, _ bytes: [UInt8]
    ) -> RenderedFile {
        let width = max(2, String(timeline.steps.count).count)
        let digits = String(picture.step)
        let number = String(repeating: "0", count: width - digits.count) + digits
        let part = picture.part.map { ".\($0)" } ?? ""
        return RenderedFile(name: "\(name)-\(number)\(part).\(format.rawValue)", bytes: bytes)
    }
}
