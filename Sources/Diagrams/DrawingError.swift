import Timelines

/// Why a timeline cannot be drawn.
public enum DrawingError: Error, Equatable, CustomStringConvertible {
    /// More objects and references, over all steps together, than can be laid out in reasonable time.
    case tooLarge(boxes: Int, references: Int)
    /// The timeline contradicts itself: `place` says where (`step 3`), `reason` what.
    case inconsistent(place: String, reason: String)
    /// Graphviz is missing, or failed; its own words.
    case layout(String)

    /// The most boxes (cards, frames, stubs) in one drawing.
    ///
    /// Measured on two shared cores, heaps linked at random: 100 objects take 0.1 s, 200 take 0.6 s, 300 with 740
    /// references 4 s, and beyond that the time grows steeply. Trees and chains are much faster.
    public static let boxLimit = 400
    /// The most references in one drawing, each counted once over all steps.
    public static let referenceLimit = 800

    /// The cause and the way out.
    public var description: String {
        switch self {
        case .tooLarge(let boxes, let references):
            "the drawing would have \(boxes) boxes and \(references) references over all steps; at most "
                + "\(Self.boxLimit) and \(Self.referenceLimit) can be laid out in reasonable time. Way out: "
                + "make fewer objects, leave some out with 'hide', or split the scenario"
        case .inconsistent(let place, let reason):
            "the timeline contradicts itself at \(place): \(reason). Way out: make the timeline again with this "
                + "version of heapbook"
        case .layout(let message):
            message
        }
    }
}
