// Raster: SVG as PNG and PDF, through librsvg and cairo, in memory.
//
// In:  the text of one or several SVG documents in the standalone style, and the font files they are to be drawn with.
// Out: the bytes of a PNG, or of a PDF with one page for each document. No file is written.
//
// 1. `FaceSet` registers the font files with a configuration of fontconfig's that is ours alone, because librsvg
//    ignores fonts embedded in an SVG. The machine's own fonts come in only for characters that those files lack, so
//    that a picture without such characters is the same on every machine.
// 2. One picture or list of pictures is drawn on a thread of its own: Pango keeps its font map by thread and would
//    otherwise go on with the faces it saw first.
// 3. `SVGDocument` parses the text and says how large the picture is.
// 4. cairo draws it and hands over its bytes; `RasterError` says what went wrong.

import CRsvg
import Synchronization

/// The current font configuration is one for the whole process, so pictures are drawn one after another.
private let turn = Mutex<Void>(())

/// Draws SVG documents as PNG and PDF with given faces.
///
/// The same documents with the same faces give the same bytes. It may be used from several threads; they take turns.
public struct Rasterizer: Sendable {
    /// The longest side of a PNG in pixels, cairo's own limit.
    public static let longestSide = 32_767
    /// The most pixels of a PNG: 512 MiB of memory while it is drawn.
    public static let mostPixels = 1 << 27
    /// The longest side of a PDF page in points, the format's own limit (ISO 32000-1, annex C).
    public static let longestPageSide = 14_400

    private let faces: FaceSet

    /// A rasterizer that draws text with the faces in these files.
    ///
    /// - Parameter faces: paths of font files (OpenType, TrueType, WOFF), each with one or several faces. Where it is
    ///   empty, every text is drawn with the machine's own fonts.
    /// - Throws: ``RasterError/font(path:)`` for a file that cannot be read or is no font.
    public init(faces: [String]) throws(RasterError) {
        self.faces = try FaceSet(files: faces)
    }

    /// The document as PNG, eight bits a channel with transparency where the document paints nothing.
    ///
    /// - Parameters:
    ///   - svg: a whole SVG document in UTF-8.
    ///   - scale: pixels for each CSS pixel of the document, above zero.
    /// - Returns: the bytes of the PNG, whose sides are the document's times `scale`, rounded up.
    /// - Throws: ``RasterError`` where the document is malformed or has no size, or the picture would be too large.
    public func png(_ svg: String, scale: Double = 2) throws(RasterError) -> [UInt8] {
        guard scale > 0, scale.isFinite else { throw .scale(scale) }
        return try draw(with: [svg]) { () throws(RasterError) in
            try PNG.encode(try SVGDocument(svg, picture: 1), scale: scale)
        }
    }

    /// The documents as one PDF, a page for each in their order, each as large as its document: a CSS pixel is 3/4 pt.
    ///
    /// - Parameters:
    ///   - svgs: whole SVG documents in UTF-8, at least one.
    ///   - title: the title in the document's information, or nil for none.
    /// - Returns: the bytes of the PDF. It bears no date, as no clock is read.
    /// - Throws: ``RasterError`` where a document is malformed or has no size, or a page would be too large, with the
    ///   number of the document, from 1.
    public func pdf(_ svgs: [String], title: String? = nil) throws(RasterError) -> [UInt8] {
        guard !svgs.isEmpty else { throw .noPictures }
        return try draw(with: svgs) { () throws(RasterError) in
            try PDF.encode(svgs, title: title)
        }
    }

    private func draw(
        with svgs: [String], _ body: () throws(RasterError) -> [UInt8]
    ) throws(RasterError) -> [UInt8] {
        try turn.withLock { _ throws(RasterError) in
            try faces.makeCurrent(for: svgs)
            defer { FaceSet.resignCurrent() }
            return try onThreadOfItsOwn(body)
        }
    }
}

/// Runs `body` on a new thread and waits for it.
private func onThreadOfItsOwn(_ body: () throws(RasterError) -> [UInt8]) throws(RasterError) -> [UInt8] {
    var outcome: Result<[UInt8], RasterError>?
    let failure = withoutActuallyEscaping(body) { body in
        let call = Call {
            do throws(RasterError) {
                outcome = .success(try body())
            } catch {
                outcome = .failure(error)
            }
        }
        return withExtendedLifetime(call) {
            crsvg_on_new_thread(
                { context in
                    guard let context else { return nil }
                    Unmanaged<Call>.fromOpaque(context).takeUnretainedValue().run()
                    return nil
                }, Unmanaged.passUnretained(call).toOpaque())
        }
    }
    guard let outcome else { throw .cairo(picture: 1, reason: "no thread to draw on (error \(failure))") }
    return try outcome.get()
}

/// A closure as an object, so that its address can pass through C.
private final class Call {
    let run: () -> Void

    init(run: @escaping () -> Void) {
        self.run = run
    }
}
