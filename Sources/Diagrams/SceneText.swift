/// A scene as DOT.
struct SceneText: Sendable {
    let scene: Scene
    let title: String
    let places: Places
    var dot: String { "" }
}
