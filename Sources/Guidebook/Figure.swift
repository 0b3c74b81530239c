import Diagnostics

/// A scenario as a book shows it: its steps, each with a finished picture and the words that go with it.
public struct Figure: Equatable, Sendable {
    /// The id in the page's anchors: the scenario's file name without its extension.
    public var id: String
    /// The title.
    public var title: String
    /// The runtime whose rules apply, such as `cpython 3.11`.
    public var runtime: String
    /// One sentence about it; may be empty.
    public var summary: String
    /// The scenario's text, for messages about its notes.
    public var file: SourceFile
    /// The Python statements that ran before the first step; may be empty.
    public var setup: String
    /// The steps and parts of steps in the order in which they are shown.
    public var steps: [FigureStep]

    /// A figure.
    public init(
        id: String, title: String, runtime: String, summary: String = "", file: SourceFile, setup: String = "",
        steps: [FigureStep]
    ) {
        self.id = id
        self.title = title
        self.runtime = runtime
        self.summary = summary
        self.file = file
        self.setup = setup
        self.steps = steps
    }

    /// The anchor of a step: `cycle-3`, or `cycle-4.2` for a part.
    public func anchor(of step: FigureStep) -> String { "\(id)-\(step.number)" }
}

/// One step of a figure, or one part of a step.
public struct FigureStep: Equatable, Sendable {
    /// The step's number, from 1.
    public var index: Int
    /// The part's number within the step, from 1; nil for a whole step.
    public var part: Int?
    /// The title.
    public var title: String
    /// The Python statements that ran; may be empty.
    public var source: String
    /// Their first and last line in the scenario's file, from 1; both 0 where there are none.
    public var lines: ClosedRange<Int>
    /// The narration in Markdown; may be empty.
    public var note: String
    /// What the step printed; may be empty.
    public var output: String
    /// The exception that ended the step as Python prints it in its last line, such as `KeyError: 'x'`.
    public var raised: String?
    /// The picture: one `svg` element for a page, its colours custom properties, its ids its own on the page.
    public var svg: String
    /// What the step changed in words; may be empty.
    ///
    /// Names and code stand between backquotes.
    public var change: String
    /// The state of memory after the step in words.
    ///
    /// Names and code stand between backquotes.
    public var description: String

    /// A step.
    public init(
        index: Int, part: Int? = nil, title: String, source: String = "", lines: ClosedRange<Int> = 0...0,
        note: String = "", output: String = "", raised: String? = nil, svg: String, change: String = "",
        description: String
    ) {
        self.index = index
        self.part = part
        self.title = title
        self.source = source
        self.lines = lines
        self.note = note
        self.output = output
        self.raised = raised
        self.svg = svg
        self.change = change
        self.description = description
    }

    /// The number in anchors and labels: `3`, or `4.2` for a part.
    public var number: String { part.map { "\(index).\($0)" } ?? "\(index)" }
}

/// What making a figure of a scenario gives.
public struct FigureResult: Sendable {
    /// The figure; nil where the scenario has errors.
    public var figure: Figure?
    /// What there is to say about the scenario.
    public var diagnostics: [Diagnostic]

    /// A result.
    public init(figure: Figure?, diagnostics: [Diagnostic] = []) {
        self.figure = figure
        self.diagnostics = diagnostics
    }
}
