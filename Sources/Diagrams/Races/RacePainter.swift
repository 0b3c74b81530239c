import Timelines

/// Draws races: a lane for each thread or process over time, and below a row for each count.
///
/// 1. `RaceLayout` gives lanes, rows and moments their places, the same in all pictures of a step.
/// 2. `RaceNarrator` says in words what was done and what came of it.
/// 3. `RacePictureWriter` writes the SVG of each state.
enum RacePainter: StatePainter {
    static func paints(_ state: MemoryState) -> Bool { state.race != nil }

    static func paint(_ timeline: Timeline, _ options: DrawingOptions) throws -> [PaintedState] {
        var painted: [PaintedState] = []
        let sizes = timeline.steps.compactMap { $0.state.race.map { RaceLayout($0) } }
        let width = sizes.map(\.width).max() ?? 0
        let height = sizes.map(\.height).max() ?? 0
        for step in timeline.steps {
            guard let whole = step.state.race else { continue }
            var layout = RaceLayout(whole)
            layout.width = width
            layout.height = height
            var before: RaceState?
            for record in step.parts + [step] {
                guard let state = record.state.race else { continue }
                let part = record == step ? nil : record.index
                let place = Moment.place(step.index, part)
                let narrator = RaceNarrator(state, since: part == nil ? nil : before, names: layout.names)
                let description = StepDescription(
                    title: Words.clean("\(timeline.scenario.title), \(place): \(record.title)"),
                    change: narrator.change().joined(separator: " "), state: narrator.state().joined(separator: " "))
                var writer = RacePictureWriter(layout, state, isWhole: part == nil)
                let svg = writer.write(timeline.scenario, step: step.index, part: part, options.style, description)
                painted.append(
                    PaintedState(
                        picture: Picture(step: step.index, part: part, svg: svg, description: description),
                        dot: { RaceText(state: state, title: description.title).dot }))
                before = state
            }
        }
        return painted
    }
}
