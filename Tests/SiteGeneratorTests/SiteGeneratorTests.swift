import Diagnostics
import Fonts
import Foundation
import Guidebook
import Testing

@testable import SiteGenerator

/// The templates that ship, by name.
func shippedTemplates() throws -> [String: SourceFile] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Templates/site")
    var templates: [String: SourceFile] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.contains(".") {
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
        templates[path] = SourceFile(name: path, bytes: bytes)
    }
    return templates
}

func sampleSite() throws -> [String: OutputFile] {
    let book = try #require(SampleBook.load().book)
    let faces = try FontLibrary.system.guideFaces()
    let generator = SiteGenerator(faces: faces, diagramStyle: SampleBook.style)
    let result = generator.render(RenderContext(book: book, templates: try shippedTemplates()))
    #expect(result.diagnostics == [])
    return Dictionary(uniqueKeysWithValues: result.files.map { ($0.path, $0) })
}

extension OutputFile {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

@Suite struct SiteGeneratorTests {
    @Test func theSampleBookHasNoDiagnostics() {
        #expect(SampleBook.load().diagnostics == [])
    }

    @Test func thePagesAreThere() throws {
        let site = try sampleSite()
        #expect(
            site.keys.sorted() == [
                "assets/fonts/inter-400-italic.woff2", "assets/fonts/inter-400.woff2",
                "assets/fonts/inter-600.woff2", "assets/fonts/jetbrains-mono-400.woff2",
                "assets/fonts/jetbrains-mono-600.woff2", "assets/heapbook.css", "assets/heapbook.js", "cycles.html",
                "favicon.svg", "index.html", "names.html",
            ])
        if let folder = ProcessInfo.processInfo.environment["HEAPBOOK_SAMPLE_SITE"] {
            for file in site.values {
                let place = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: place)
            }
        }
    }
}
