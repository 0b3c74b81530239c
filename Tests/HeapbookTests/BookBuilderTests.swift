import Diagnostics
import Diagrams
import Foundation
import Guidebook
import Testing

@testable import Heapbook

/// A folder of its own for a test; gone with it.
final class ScratchFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("heapbook-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Every file below a folder of this one and what it holds.
    func contents(of name: String) throws -> [String: String] {
        var result: [String: String] = [:]
        let root = "\(path)/\(name)"
        for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
            if let text = try? String(contentsOfFile: "\(root)/\(file)", encoding: .utf8) { result[file] = text }
        }
        return result
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// A renderer that shows what it was given.
private struct Listing: BookRenderer {
    let name = "listing"

    func render(_ context: RenderContext) -> RenderResult {
        let templates = context.templates.keys.sorted().map { name in
            "\(name): \(context.templates[name].map { $0.text(Span(0, $0.bytes.count)) } ?? "")"
        }
        return RenderResult(files: [OutputFile(path: "list.txt", text: templates.joined(separator: "\n"))])
    }
}

private func oneStep(_ file: SourceFile, _ id: String) -> FigureResult {
    let step = FigureStep(index: 1, title: "One", svg: "<svg/>", description: "One.")
    return FigureResult(figure: Figure(id: id, title: id, runtime: "cpython 3.11", file: file, steps: [step]))
}

@Suite struct BookBuilderTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
        try scratch.write("title: A\nchapters: [01-one]\n", to: "book/book.yml")
        try scratch.write(
            "---\ntitle: One\nsummary: S.\n---\n{{scenario a.heap}}\n", to: "book/01-one/chapter.md")
        try scratch.write("x = 1\n", to: "book/01-one/a.heap")
        try scratch.write("ours", to: "templates/page.mustache")
        try scratch.write("theme", to: "templates/themes/paper.css")
    }

    private func build(_ templates: [String]? = nil) throws -> BookBuilder.Result {
        let builder = BookBuilder(
            folder: "\(scratch.path)/book", templateFolders: templates ?? ["\(scratch.path)/templates"])
        return try builder.build(with: Listing(), figure: oneStep)
    }

    @Test func aFolderBecomesFiles() throws {
        let result = try build()
        #expect(result.diagnostics == [])
        #expect(result.book?.chapters.map(\.slug) == ["one"])
        #expect(
            result.files == [OutputFile(path: "list.txt", text: "page.mustache: ours\nthemes/paper.css: theme")])
    }

    @Test func aLaterFolderOfTemplatesStandsBeforeAnEarlierOne() throws {
        try scratch.write("theirs", to: "own/page.mustache")
        let result = try build(["\(scratch.path)/templates", "\(scratch.path)/own"])
        #expect(
            result.files == [OutputFile(path: "list.txt", text: "page.mustache: theirs\nthemes/paper.css: theme")])
    }

    @Test func placesAreNamedAsTheFolderWasGiven() throws {
        try scratch.write("---\ntitle: One\nsummary: S.\n---\n[a](#gone)\n", to: "book/01-one/chapter.md")
        let result = try build()
        #expect(result.files.isEmpty && result.book == nil)
        #expect(result.diagnostics.map(\.file.name) == ["\(scratch.path)/book/01-one/chapter.md"])
    }

    @Test func aLinkOutOfTheBookIsNotFollowed() throws {
        try scratch.write("secret", to: "outside.heap")
        try FileManager.default.removeItem(atPath: "\(scratch.path)/book/01-one/a.heap")
        try FileManager.default.createSymbolicLink(
            atPath: "\(scratch.path)/book/01-one/a.heap", withDestinationPath: "\(scratch.path)/outside.heap")
        #expect(try build().diagnostics.map(\.code) == ["E0613"])
    }

    @Test func whatIsNoBookIsAFailure() throws {
        let missing = "\(scratch.path)/nothing"
        #expect(throws: BookBuilder.Failure.noFolder(missing)) {
            try BookBuilder(folder: missing, templateFolders: []).build(with: Listing(), figure: oneStep)
        }
        let empty = "\(scratch.path)/templates"
        #expect(throws: BookBuilder.Failure.noBook(empty)) {
            try BookBuilder(folder: empty, templateFolders: []).build(with: Listing(), figure: oneStep)
        }
        #expect(throws: BookBuilder.Failure.noFolder(missing)) { try build([missing]) }
    }
}

@Suite struct OutputFolderTests {
    private let scratch: ScratchFolder
    private let files = [
        OutputFile(path: "index.html", text: "new"), OutputFile(path: "assets/fonts/a.woff2", text: "font"),
    ]

    init() throws {
        scratch = try ScratchFolder()
    }

    private var site: OutputFolder { OutputFolder("\(scratch.path)/deep/site") }

    @Test func aNewFolderIsMadeWithItsParents() throws {
        try site.replace(with: files)
        let contents = try scratch.contents(of: "deep/site")
        #expect(contents.keys.sorted() == [".heapbook", "assets/fonts/a.woff2", "index.html"])
        #expect(contents["index.html"] == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/deep") == ["site"])
    }

    @Test func theSecondBuildReplacesTheFirstWhole() throws {
        try site.replace(with: [OutputFile(path: "old.html", text: "old")])
        try site.replace(with: files)
        #expect(
            try scratch.contents(of: "deep/site").keys.sorted()
                == [".heapbook", "assets/fonts/a.woff2", "index.html"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/deep") == ["site"])
    }

    @Test func anEmptyFolderIsTakenAndAForeignOneRefused() throws {
        try FileManager.default.createDirectory(atPath: "\(scratch.path)/empty", withIntermediateDirectories: true)
        try OutputFolder("\(scratch.path)/empty").replace(with: files)
        #expect(try scratch.contents(of: "empty")["index.html"] == "new")

        try scratch.write("mine", to: "foreign/thesis.txt")
        let foreign = OutputFolder("\(scratch.path)/foreign")
        #expect(throws: OutputFolder.Failure.notOurs(foreign.path)) { try foreign.check() }
        #expect(throws: OutputFolder.Failure.notOurs(foreign.path)) { try foreign.replace(with: files) }
        #expect(try scratch.contents(of: "foreign") == ["thesis.txt": "mine"])
        #expect(try scratch.names() == ["empty", "foreign"])
    }

    @Test func aFileIsNoFolder() throws {
        try scratch.write("text", to: "file")
        let folder = OutputFolder("\(scratch.path)/file")
        #expect(throws: OutputFolder.Failure.notAFolder(folder.path)) { try folder.replace(with: files) }
        #expect(try String(contentsOfFile: folder.path, encoding: .utf8) == "text")
    }

    @Test(arguments: ["../out.html", "/etc/x", "a//b", "a/./b", "", ".heapbook"])
    func aPathThatLeadsOutIsRefused(_ path: String) throws {
        try site.replace(with: files)
        #expect(throws: OutputFolder.Failure.badPath(path)) {
            try site.replace(with: [OutputFile(path: path, text: "x")])
        }
        #expect(try scratch.contents(of: "deep/site")["index.html"] == "new")
    }

    @Test func aFailureHalfWayLeavesWhatWasThere() throws {
        try site.replace(with: [OutputFile(path: "old.html", text: "old")])
        let before = try scratch.contents(of: "deep/site")
        // The second file needs a folder where the first one is a file.
        let clash = [OutputFile(path: "a", text: "file"), OutputFile(path: "a/b", text: "inside")]
        #expect(throws: OutputFolder.Failure.self) { try site.replace(with: clash) }
        let twice = [OutputFile(path: "a", text: "one"), OutputFile(path: "a", text: "two")]
        #expect(throws: OutputFolder.Failure.self) { try site.replace(with: twice) }
        #expect(try scratch.contents(of: "deep/site") == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/deep") == ["site"])
    }

    @Test func aLinkToTheFolderStaysALink() throws {
        try FileManager.default.createDirectory(atPath: "\(scratch.path)/real", withIntermediateDirectories: true)
        let link = "\(scratch.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "\(scratch.path)/real")
        try OutputFolder(link).replace(with: files)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "\(scratch.path)/real")
        #expect(try scratch.contents(of: "real")["index.html"] == "new")
    }

    @Test func theSameFilesGiveTheSameFolder() throws {
        try OutputFolder("\(scratch.path)/a").replace(with: files)
        try OutputFolder("\(scratch.path)/b").replace(with: files.reversed())
        #expect(try scratch.contents(of: "a") == scratch.contents(of: "b"))
    }

    /// Graphviz fails on no scenario that is known; what would be said is held here.
    @Test func aPictureThatFailsIsSaidWithItsReason() {
        let file = SourceFile(name: "a.heap", text: "x = 1\n")
        let (failed, failedByLimit) = GuideBuilder.cannotBeDrawn(DrawingError.layout("out of memory"), file)
        #expect(failed.code == "E0802" && failed.explanation.contains("out of memory") && !failedByLimit)
        let (large, largeByLimit) = GuideBuilder.cannotBeDrawn(DrawingError.tooLarge(boxes: 500, references: 1), file)
        #expect(large.code == "E0801" && large.explanation.contains("500") && largeByLimit)
    }
}
