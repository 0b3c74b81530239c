import Diagrams
import Foundation

/// Graphviz's own program, run once for each step.
struct StockGraphviz {
    var dot: String

    /// Draws every step of a scenario as SVG; the seconds that it takes.
    func draw(_ scenario: String) throws -> Double {
        let timeline = try Subjects.timeline(Array(scenario.utf8))
        let drawing = try Drawing(timeline: timeline)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("heapbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        for step in timeline.steps {
            let path = folder.appendingPathComponent("\(step.index).dot").path
            guard let text = drawing.dot(step: step.index) else { throw BenchmarkError("no graph of \(step.index)") }
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            files.append(path)
        }
        let time = try ContinuousClock().measure {
            for file in files { _ = try Child.output(dot, ["-Tsvg", file]) }
        }
        return time / .seconds(1)
    }
}
