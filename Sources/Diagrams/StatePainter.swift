import Timelines

/// Draws the states of one model.
///
/// Each painter gets the steps whose states are of its model, all in one timeline, so that they have one layout.
protocol StatePainter: Sendable {
    /// Whether a state is of its model.
    static func paints(_ state: MemoryState) -> Bool

    /// The pictures of all parts and steps, in the order in which things happen.
    ///
    /// - Throws: `DrawingError`.
    static func paint(_ timeline: Timeline, _ options: DrawingOptions) throws -> [PaintedState]
}

/// A picture, and the same state as a graph in the DOT language.
struct PaintedState: Sendable {
    let picture: Picture
    let dot: @Sendable () -> String
}

/// Every painter; the first that paints a state is taken. One more model takes an entry here.
private let painters: [any (StatePainter & Sendable).Type] = [CellPainter.self, RacePainter.self, HeapPainter.self]

/// The pictures of a timeline: each step by the painter of its model, in the order of the steps.
func paintedStates(of timeline: Timeline, _ options: DrawingOptions) throws -> [PaintedState] {
    var all: [PaintedState] = []
    for painter in painters {
        func isOwn(_ state: MemoryState) -> Bool { painters.first { $0.paints(state) } == painter }
        let steps = timeline.steps.filter { isOwn($0.state) }
        if steps.isEmpty { continue }
        let start = isOwn(timeline.start) ? timeline.start : MemoryState()
        let own = Timeline(scenario: timeline.scenario, start: start, steps: steps)
        all += try painter.paint(own, options)
    }
    return all.enumerated().sorted { left, right in
        let (first, second) = (left.element.picture.step, right.element.picture.step)
        return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
}
