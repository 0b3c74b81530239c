import Foundation
import Raster
import Testing

/// A document of the given size with text in `family`.
private func svg(
    width: String = "200", height: String = "100", family: String = "Inter", text: String = "Reference count"
) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="\(width)" height="\(height)">
    <rect width="200" height="100" fill="#fff"/>
    <text x="10" y="50" font-family="\(family)" font-size="20">\(text)</text>
    </svg>
    """
}

private enum Face {
    static let inter = "/usr/share/fonts/opentype/inter/Inter-Regular.otf"
    static let mono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"
}

@Suite struct PNGTests {
    private let rasterizer: Rasterizer

    init() throws {
        rasterizer = try Rasterizer(faces: [Face.inter, Face.mono])
    }

    @Test(arguments: [(2.0, 400, 200), (1, 200, 100), (0.333, 67, 34)])
    func isAsLargeAsTheDocumentTimesTheScale(scale: Double, width: Int, height: Int) throws {
        let picture = try Picture(png: try rasterizer.png(svg(), scale: scale))
        #expect((picture.width, picture.height) == (width, height))
    }

    @Test func takesTheSizeFromTheViewBoxWhereNothingElseSaysIt() throws {
        let text = #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h9"/></svg>"#
        let picture = try Picture(png: try rasterizer.png(text, scale: 1))
        #expect((picture.width, picture.height) == (30, 20))
    }

    @Test func readsPointsAsCSSDoes() throws {
        let picture = try Picture(png: try rasterizer.png(svg(width: "150pt", height: "75pt"), scale: 1))
        #expect((picture.width, picture.height) == (200, 100))
    }

    @Test func givesTheSameBytesTwice() throws {
        let again = try Rasterizer(faces: [Face.inter, Face.mono])
        #expect(try rasterizer.png(svg()) == again.png(svg()))
    }

    @Test func drawsTextWithTheFaceItNames() throws {
        let inter = try rasterizer.png(svg(family: "Inter"))
        let mono = try rasterizer.png(svg(family: "JetBrains Mono"))
        let empty = try rasterizer.png(svg(text: ""))
        #expect(inter != mono)
        #expect(inter != empty)
    }

    @Test func drawsTextWithNoFaceThatWasNotGiven() throws {
        let interAlone = try Rasterizer(faces: [Face.inter])
        let fallback = try interAlone.png(svg(family: "JetBrains Mono"))
        #expect(try fallback == interAlone.png(svg(family: "Inter")), "the only face stands in for the other")
        #expect(try fallback != rasterizer.png(svg(family: "JetBrains Mono")))
    }

    @Test func remembersNoFacesOfAnotherRasterizer() throws {
        let before = try rasterizer.png(svg(family: "JetBrains Mono"))
        _ = try Rasterizer(faces: [Face.inter]).png(svg(family: "JetBrains Mono"))
        #expect(try rasterizer.png(svg(family: "JetBrains Mono")) == before)
    }

    @Test func asksTheMachineForCharactersThatTheFacesLack() throws {
        let text = svg(text: "日本")
        let picture = try rasterizer.png(text)
        #expect(try picture == rasterizer.png(text))
        let after = try rasterizer.png(svg())
        #expect(try after == Rasterizer(faces: [Face.inter, Face.mono]).png(svg()))
    }

    @Test func drawsFromManyThreadsAtOnce() async throws {
        let rasterizer = rasterizer
        let expected = try rasterizer.png(svg())
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try rasterizer.png(svg()) } }
            for try await picture in group { #expect(picture == expected) }
        }
    }

    @Test(arguments: [-1, 0, .nan, .infinity] as [Double])
    func refusesAScaleThatIsNoSize(scale: Double) {
        #expect { try rasterizer.png(svg(), scale: scale) } throws: { error in
            if case .scale = error as? RasterError { true } else { false }
        }
    }

    @Test(arguments: [("40000", "10", 1.0), ("200", "100", 1000), ("20000", "20000", 1)])
    func refusesAPictureThatIsTooLarge(width: String, height: String, scale: Double) {
        #expect { try rasterizer.png(svg(width: width, height: height), scale: scale) } throws: { error in
            if case .tooLarge(picture: 1, _, _, unit: "pixels", _) = error as? RasterError { true } else { false }
        }
    }

    @Test(arguments: ["", "no markup", "<svg", "<html/>", #"<svg xmlns="http://www.w3.org/2000/svg"><g></svg>"#])
    func refusesWhatIsNoSVG(text: String) {
        #expect {
            try rasterizer.png(text)
        } throws: { error in
            guard case .malformed(picture: 1, let reason) = error as? RasterError else { return false }
            return !reason.isEmpty
        }
    }

    @Test(arguments: [
        #"<svg xmlns="http://www.w3.org/2000/svg"/>"#,
        #"<svg xmlns="http://www.w3.org/2000/svg" width="0" height="10"/>"#,
    ])
    func refusesADocumentWithoutASize(text: String) {
        #expect(throws: RasterError.noSize(picture: 1)) { try rasterizer.png(text) }
    }

    @Test(arguments: ["/nowhere/Inter.otf", "/dev/null", "/", #filePath])
    func refusesAFileThatIsNoFont(path: String) {
        #expect(throws: RasterError.font(path: path)) { try Rasterizer(faces: [Face.inter, path]) }
    }
}

@Suite struct PDFTests {
    private let rasterizer: Rasterizer

    init() throws {
        rasterizer = try Rasterizer(faces: [Face.inter, Face.mono])
    }

    @Test func hasAPageForEachDocumentInItsSize() throws {
        let pdf = try rasterizer.pdf([svg(), svg(width: "400", height: "200"), svg(width: "75pt", height: "60pt")])
        let text = String(decoding: pdf, as: UTF8.self)
        #expect(holds(String(text.prefix(5)), "%PDF-"))
        #expect(holds(text, "/Count 3"))
        let sizes = text.matches(of: /\/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/).map { "\($0.1) \($0.2)" }
        #expect(sizes == ["150 75", "300 150", "75 60"])
    }

    @Test func givesTheSameBytesTwice() throws {
        #expect(try rasterizer.pdf([svg(), svg(text: "日本")]) == rasterizer.pdf([svg(), svg(text: "日本")]))
    }

    @Test func bearsATitleAndNoDate() throws {
        let title = "A cycle keeps itself"
        let text = String(decoding: try rasterizer.pdf([svg()], title: title), as: UTF8.self)
        let utf16 = title.utf16.map { String(format: "%04X", $0) }.joined()
        #expect(holds(text, "/Title (\(title))") || holds(text, "/Title <FEFF\(utf16)>"))
        #expect(!holds(text, "Date"))
    }

    @Test func embedsTheFaces() throws {
        let text = String(decoding: try rasterizer.pdf([svg()]), as: UTF8.self)
        #expect(holds(text, "+Inter"))
        #expect(!holds(text, "+JetBrains"))
    }

    @Test func namesTheDocumentThatIsWrong() {
        #expect {
            try rasterizer.pdf([svg(), "<svg", svg()])
        } throws: { error in
            if case .malformed(picture: 2, _) = error as? RasterError { true } else { false }
        }
        #expect {
            try rasterizer.pdf([svg(), svg(), svg(width: "20000")])
        } throws: { error in
            if case .tooLarge(picture: 3, _, _, unit: "points", _) = error as? RasterError { true } else { false }
        }
    }

    @Test func refusesToMakeADocumentWithoutPages() {
        #expect(throws: RasterError.noPictures) { try rasterizer.pdf([]) }
    }
}

/// A function of its own, so that a failure does not print the whole PDF.
private func holds(_ text: String, _ part: String) -> Bool {
    text.contains(part)
}

/// What the head of a PNG says: its signature and the first chunk, IHDR.
private struct Picture {
    let width: Int
    let height: Int

    init(png: [UInt8]) throws {
        try #require(png.count > 24)
        try #require(Array(png[0..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        try #require(String(decoding: png[12..<16], as: UTF8.self) == "IHDR")
        width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
        height = png[20..<24].reduce(0) { $0 << 8 | Int($1) }
    }
}
