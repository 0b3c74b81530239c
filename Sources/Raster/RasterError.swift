/// Why a picture could not be made.
///
/// `picture` is the number of the document in the list that was given, from 1.
public enum RasterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be read or holds no font.
    case font(path: String)
    /// fontconfig gave no configuration to put the faces into.
    case fontConfiguration
    /// The text is no SVG document; `reason` is librsvg's own message.
    case malformed(picture: Int, reason: String)
    /// The document says neither a width and a height nor a viewBox, or one of them is not above zero.
    case noSize(picture: Int)
    /// The picture would be larger than a PNG or a page can be. Width and height are in `unit`.
    case tooLarge(picture: Int, width: Double, height: Double, unit: String, limit: String)
    /// The scale is not a number above zero.
    case scale(Double)
    /// There is no document to make a PDF of.
    case noPictures
    /// cairo or the system refused; `reason` is its own message.
    case cairo(picture: Int, reason: String)

    /// The cause in one sentence, without the name of the picture.
    public var description: String {
        switch self {
        case .font(let path): "'\(path)' cannot be read or is no font file"
        case .fontConfiguration: "fontconfig has no memory for a configuration"
        case .malformed(_, let reason): "the SVG is malformed: \(reason)"
        case .noSize: "the SVG has no size: it needs a width and a height, or a viewBox, above zero"
        case .tooLarge(_, let width, let height, let unit, let limit):
            "the picture would be \(Self.round(width)) × \(Self.round(height)) \(unit), more than \(limit)"
        case .scale(let scale): "the scale must be a number above zero, and is \(scale)"
        case .noPictures: "there is no picture to make a PDF of"
        case .cairo(_, let reason): "the picture could not be drawn: \(reason)"
        }
    }

    private static func round(_ length: Double) -> String {
        length < 1e15 ? String(Int(length.rounded(.up))) : "\(length)"
    }
}
