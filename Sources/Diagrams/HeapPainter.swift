import Graphviz
import Timelines

/// Draws CPython's heap: cards and arrows, laid out by libgraphviz.
enum HeapPainter: StatePainter {
    static func paints(_ state: MemoryState) -> Bool { true }

    static func paint(_ timeline: Timeline, _ options: DrawingOptions) throws -> [PaintedState] {
        let (start, moments) = try Moment.all(of: timeline)
        let cast = Cast(start: start, moments: moments, cards: options.cards)
        let places = Places(cast: cast, moments: moments, rowLimit: options.rowLimit)
        let builder = SceneBuilder(cast: cast, places: places)
        let scenes = try moments.map(builder.scene)
        let blueprint = Blueprint(places: places, scenes: scenes)
        try blueprint.check()
        let narrator = Narrator(scenario: timeline.scenario, cast: cast, start: start, moments: moments)
        let descriptions = scenes.enumerated().map { narrator.describe($1, at: $0) }
        do {
            let router = try Router(blueprint)
            return try Graphviz.withLayout(of: router.graph) { layout in
                try zip(scenes, descriptions).map { scene, description in
                    let writer = PictureWriter(
                        scene: scene, router: router, places: places, scenario: timeline.scenario,
                        style: options.style, description: description)
                    try layout.render(writer)
                    let picture = Picture(
                        step: scene.moment.step, part: scene.moment.part, svg: writer.document,
                        description: description)
                    let text = SceneText(scene: scene, places: places, title: description.title)
                    return PaintedState(picture: picture, dot: { text.dot })
                }
            }
        } catch let error as GraphvizError {
            throw DrawingError.layout("\(error)")
        }
    }
}
