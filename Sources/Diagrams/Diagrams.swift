// Diagrams: one timeline becomes pictures.
//
// In:  a `Timeline` and `DrawingOptions`.
// Out: a `Drawing`: for each step, and for each part of a step, an SVG document and a description in words; and DOT.
//
// `StatePainter` has what follows for each model's states; a step is drawn by the painter of its model. Of CPython's heap,
// that is `HeapPainter`:
//
// 1. `Moment.all` puts the states of steps and parts in a row, each with the state before it, and refuses a timeline
//    that contradicts itself.
// 2. `Cast` decides for each object, once for the whole timeline, whether it gets a card, is written where it is
//    referred to, or stays out.
// 3. `Places` gives each name and slot a line of its frame's panel or its card, the same in every picture.
// 4. `SceneBuilder` says for each moment what is shown: texts, states, references, and the references that are left out;
//    `Folding` tells it what a container with more entries than lines leaves out.
// 5. `Blueprint` is the union of all scenes: every box with the size of its largest content, every arrow once; one that
//    is too large is refused here, before anything slow begins.
// 6. `Narrator` says in words what changed and what there is.
// 7. `Router` lays the union out, twice; the second layout has a place of its own for every arrow.
// 8. `PictureWriter` writes the SVG of each scene while libgraphviz renders the one layout, so that nothing moves.
// 9. `SceneText` writes a scene as DOT, when it is asked for.

import Timelines

/// All pictures of one timeline.
public struct Drawing: Sendable {
    /// One for each part and each step in the order in which things happen: a step's parts come before the step.
    public let pictures: [Picture]

    private let dots: [@Sendable () -> String]

    /// Draws a timeline.
    ///
    /// Needs no file, clock or font; the same timeline and options give the same bytes. Only one drawing is laid out at
    /// a time in a process, others wait.
    ///
    /// - Throws: `DrawingError`.
    public init(timeline: Timeline, options: DrawingOptions = DrawingOptions()) throws {
        let painted = try paintedStates(of: timeline, options)
        pictures = painted.map(\.picture)
        dots = painted.map(\.dot)
    }

    /// The picture of a step, or of one of its parts; nil where there is none.
    public func picture(step: Int, part: Int? = nil) -> Picture? {
        pictures.first { $0.step == step && $0.part == part }
    }

    /// The state of a step, or of one of its parts, as a graph in the DOT language that stock Graphviz draws: HTML-like
    /// labels with the texts of the picture; nil where there is no such step or part.
    public func dot(step: Int, part: Int? = nil) -> String? {
        pictures.firstIndex { $0.step == step && $0.part == part }.map { dots[$0]() }
    }
}

/// The picture of one step, or of one part of a step.
public struct Picture: Equatable, Sendable {
    /// The step's index, from 1.
    public let step: Int
    /// The part's index within the step, from 1; nil for the step as a whole.
    public let part: Int?
    /// The picture: a well-formed SVG document without an XML declaration, so that it can stand in a page; ends with a
    /// newline. Its markup is described in the project's documentation and does not change between versions.
    public let svg: String
    /// The same in words.
    public let description: StepDescription
}
