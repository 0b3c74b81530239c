import Timelines

extension SVGText {
    /// The root of a picture up to its paper: size, identity, title and description, style.
    mutating func openPicture(
        _ scenario: ScenarioInfo, step: Int, part: Int?, style: PictureStyle, description: StepDescription,
        width: Double, height: Double
    ) {
        let salt = if case .page(let salt) = style { salt + "-" } else { "" }
        let identity = "\(salt)\(scenario.id)-\(step)" + (part.map { ".\($0)" } ?? "")
        let name = identity.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
        put("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"\(DiagramStyleSheet.rootClass)\"")
        put("viewBox", "0 0 \(Self.number(width)) \(Self.number(height))")
        put("width", width)
        put("height", height)
        put("role", "img")
        put("aria-labelledby", "\(String(name))-title \(String(name))-desc")
        put("data-scenario", scenario.id)
        put("data-step", "\(step)")
        if let part { put("data-part", "\(part)") }
        put(">\n<title")
        put("id", "\(String(name))-title")
        put(">")
        put(content: description.title)
        put("</title>\n<desc")
        put("id", "\(String(name))-desc")
        put(">")
        put(content: description.spoken)
        put("</desc>\n")
        if case .standalone(let theme) = style { put("<style>\n\(DiagramStyleSheet.css(theme))</style>\n") }
        rectangle("paper", x: 0, y: 0, width: width, height: height)
        put("\n")
    }

    /// A line of words with numbers such as `0x3e8`. Inter joins a zero and an x to a multiplication sign where a
    /// program does not let its alternates be turned off; in pieces it cannot.
    mutating func plainLine(_ style: String, _ text: String, _ face: TextFace, x: Double, y: Double) {
        guard text.contains("0x") else { return line(style, text, face, x: x, y: y) }
        put("<text class=\"\(style)\"")
        put("x", x)
        put("y", y)
        put(">")
        let parts = text.replacing("0x", with: "0\u{0}x").split(separator: "\u{0}", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == 0 {
                put(content: String(part))
            } else {
                put("<tspan>")
                put(content: String(part))
                put("</tspan>")
            }
        }
        put("</text>")
    }

    mutating func path(_ style: String, _ data: String) { put("<path class=\"\(style)\" d=\"\(data)\"/>") }

    /// Lines from lower left to upper right that fill a rectangle: what is in it is gone.
    mutating func hatch(x: Double, y: Double, width: Double, height: Double) {
        let distance = 9.0
        var data = ""
        var offset = distance
        while offset < width + height {
            let (startX, startY) = offset <= height ? (x, y + offset) : (x + offset - height, y + height)
            let (endX, endY) = offset <= width ? (x + offset, y) : (x + width, y + offset - width)
            data += "M\(Self.number(startX)) \(Self.number(startY))L\(Self.number(endX)) \(Self.number(endY))"
            offset += distance
        }
        path("hatch", data)
    }
}

extension TextFace {
    /// The text in lines that fit a width; a word that is longer than that stands alone.
    func wrapped(_ text: String, to limit: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if !line.isEmpty, width(of: longer) > limit {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
