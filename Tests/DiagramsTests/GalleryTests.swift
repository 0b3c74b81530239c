import Foundation
import Testing

@testable import Diagrams

/// Writes all stories as files, for eyes: `HEAPBOOK_GALLERY=FOLDER swift test --filter Gallery`.
@Suite struct GalleryTests {
    static let folder = ProcessInfo.processInfo.environment["HEAPBOOK_GALLERY"]

    @Test(.enabled(if: folder != nil)) func writeAllStories() throws {
        let folder = URL(filePath: try #require(Self.folder))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for timeline in Stories.all + (1...12).map({ RandomStory.timeline(seed: UInt64($0)) }) {
            for theme in [Theme.light, .dark] {
                let drawing = try Drawing(timeline: timeline, options: DrawingOptions(style: .standalone(theme)))
                for picture in drawing.pictures {
                    let part = picture.part.map { ".\($0)" } ?? ""
                    let stem = "\(timeline.scenario.id.filter(\.isLetter))-\(picture.step)\(part)"
                    try Data(picture.svg.utf8).write(to: folder.appending(path: "\(stem)-\(theme.name).svg"))
                    let words = picture.description
                    let text = [words.title, words.change, words.state].joined(separator: "\n\n") + "\n"
                    try Data(text.utf8).write(to: folder.appending(path: "\(stem).txt"))
                    let dot = try #require(drawing.dot(step: picture.step, part: picture.part))
                    try Data(dot.utf8).write(to: folder.appending(path: "\(stem).dot"))
                }
            }
        }
    }
}
