/// The bytes of an SVG document in the making.
struct SVGText {
    private(set) var bytes: [UInt8] = []

    /// The document so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    init() { bytes.reserveCapacity(1 << 14) }

    /// Markup as it is.
    mutating func put(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Content or the value of an attribute, escaped; characters that XML cannot hold are replaced.
    mutating func put(content: String) {
        for byte in Words.clean(content).utf8 {
            switch byte {
            case UInt8(ascii: "&"): put("&amp;")
            case UInt8(ascii: "<"): put("&lt;")
            case UInt8(ascii: ">"): put("&gt;")
            case UInt8(ascii: "\""): put("&quot;")
            default: bytes.append(byte)
            }
        }
    }

    /// ` name="value"`.
    mutating func put(_ name: String, _ value: String) {
        put(" \(name)=\"")
        put(content: value)
        put("\"")
    }

    /// ` name="value"` with a length or place, to two decimals.
    mutating func put(_ name: String, _ value: Double) {
        put(" \(name)=\"\(Self.number(value))\"")
    }

    /// A number to two decimals, without those that are zero.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let sign = hundredths < 0 ? "-" : ""
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        switch rest {
        case 0: return "\(sign)\(whole)"
        case _ where rest % 10 == 0: return "\(sign)\(whole).\(rest / 10)"
        default: return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
        }
    }

    mutating func rectangle(
        _ style: String, x: Double, y: Double, width: Double, height: Double, radius: Double = 0
    ) {
        put("<rect class=\"\(style)\"")
        put("x", x)
        put("y", y)
        put("width", width)
        put("height", height)
        if radius > 0 { put("rx", radius) }
        put("/>")
    }

    mutating func circle(_ style: String, x: Double, y: Double, radius: Double) {
        put("<circle class=\"\(style)\"")
        put("cx", x)
        put("cy", y)
        put("r", radius)
        put("/>")
    }

    /// A line of text; one with characters that another face draws is told its width, so that it fits everywhere.
    mutating func line(_ style: String, _ text: String, _ face: TextFace, x: Double, y: Double) {
        put("<text class=\"\(style)\"")
        put("x", x)
        put("y", y)
        if !face.knows(text) {
            put("textLength", face.width(of: text))
            put("lengthAdjust", "spacingAndGlyphs")
        }
        put(">")
        put(content: text)
        put("</text>")
    }
}
