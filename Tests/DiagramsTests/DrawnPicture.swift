import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif
import Graphviz

/// A picture read back from its SVG: what a reader of the file finds.
final class DrawnPicture: NSObject {
    struct Object {
        let id: String
        let classes: Set<String>
        let refcount: Int
        var box: Rectangle?
        var badge = ""
        var texts: [String] = []
    }

    struct Reference {
        let from: String
        let to: String
        let key: String
        let classes: Set<String>
        let count: Int
        /// The line from the dot to the tip, as points on it, a point or less apart.
        var line: [Point] = []
        var head: [Point] = []
    }

    struct TextLine {
        let style: String
        let x: Double
        let y: Double
        let length: Double?
        var text = ""
        /// What it has to fit into: for a badge its pill, else the card, tag or panel.
        let box: Rectangle?
    }

    private(set) var root: [String: String] = [:]
    private(set) var objects: [String: Object] = [:]
    private(set) var references: [Reference] = []
    private(set) var names: [String] = []
    private(set) var panels: [Rectangle] = []
    private(set) var texts: [TextLine] = []
    private(set) var identifiers: [String] = []
    private(set) var elements: Set<String> = []
    private(set) var title = ""
    private(set) var desc = ""

    private var groups: [[String: String]] = []
    private var path: [String] = []
    private var lastBox: Rectangle?
    private var lastPill: Rectangle?
    private var failure: (any Error)?

    /// Reads a picture.
    ///
    /// - Throws: the parser's error where it is not well-formed XML.
    init(_ svg: String) throws {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        let isWellFormed = parser.parse()
        if let error = failure ?? (isWellFormed ? nil : parser.parserError ?? CocoaError(.fileReadCorruptFile)) {
            throw error
        }
    }

    /// The arrows that end at an object and count, stubs with their number.
    func arrows(to id: String) -> Int {
        references.filter { $0.to == id && !$0.classes.contains("weak") }.map(\.count).reduce(0, +)
    }
}

extension DrawnPicture: XMLParserDelegate {
    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        if path.isEmpty { root = attributes }
        path.append(name)
        elements.insert(name)
        if let id = attributes["id"] { identifiers.append(id) }
        let style = attributes["class"] ?? ""
        let number = { (key: String) in attributes[key].flatMap(Double.init) ?? .nan }
        switch name {
        case "g":
            groups.append(attributes)
            start(attributes, Set(style.split(separator: " ").map(String.init)))
        case "rect":
            let box = Rectangle(x: number("x"), y: number("y"), width: number("width"), height: number("height"))
            if style == "pill" { lastPill = box } else { lastBox = box }
            if style == "panel" { panels.append(box) }
            if let id = groups.last?["data-object"], objects[id]?.box == nil { objects[id]?.box = box }
        case "path":
            let points = Self.points(attributes["d"] ?? "")
            guard !references.isEmpty else { return }
            if style == "line" { references[references.count - 1].line = Self.sample(attributes["d"] ?? "") }
            if style == "head" { references[references.count - 1].head = points }
        case "text":
            texts.append(
                TextLine(
                    style: style, x: number("x"), y: number("y"),
                    length: attributes["textLength"].flatMap(Double.init), box: style == "badge" ? lastPill : lastBox))
        default: break
        }
    }

    private func start(_ attributes: [String: String], _ classes: Set<String>) {
        if let id = attributes["data-object"] {
            objects[id] = Object(
                id: id, classes: classes, refcount: attributes["data-refcount"].flatMap(Int.init) ?? -1)
        } else if classes.contains("reference") {
            references.append(
                Reference(
                    from: attributes["data-from"] ?? attributes["data-frame"] ?? "", to: attributes["data-to"] ?? "",
                    key: attributes["data-key"] ?? attributes["data-name"] ?? "", classes: classes,
                    count: attributes["data-count"].flatMap(Int.init) ?? 1))
        } else if classes.contains("name"), let name = attributes["data-name"] {
            names.append(name)
        }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        path.removeLast()
        if name == "g" { groups.removeLast() }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        switch path.last {
        case "title": title += string
        case "desc": desc += string
        case "text":
            texts[texts.count - 1].text += string
            guard let id = groups.last(where: { $0["data-object"] != nil })?["data-object"] else { return }
            if texts.last?.style == "badge" { objects[id]?.badge += string } else { objects[id]?.texts.append(string) }
        default: break
        }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { failure = error }

    private static func points(_ data: String) -> [Point] {
        let numbers = data.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
        return stride(from: 0, to: numbers.count - 1, by: 2).map { Point(x: numbers[$0], y: numbers[$0 + 1]) }
    }

    /// Points along `M a L b C …` or `M a C …`.
    private static func sample(_ data: String) -> [Point] {
        let parts = data.split(separator: "C", maxSplits: 1).map { points(String($0)) }
        guard parts.count == 2, var last = parts[0].last else { return [] }
        var line = parts[0]
        for piece in stride(from: 0, to: parts[1].count - 2, by: 3) {
            let (a, b, c) = (parts[1][piece], parts[1][piece + 1], parts[1][piece + 2])
            for step in 1...60 {
                let t = Double(step) / 60
                let (u, v, w, z) = (
                    (1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t
                )
                line.append(
                    Point(
                        x: u * last.x + v * a.x + w * b.x + z * c.x, y: u * last.y + v * a.y + w * b.y + z * c.y))
            }
            last = c
        }
        return line
    }
}
