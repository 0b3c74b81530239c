import Diagnostics
import Foundation
import Guidebook

@testable import SiteGenerator

/// A small book with pictures of its own drawing, in the markup that the diagrams have, so that the site can be looked
/// at and tested without a layout engine.
enum SampleBook {
    static let texts: [String: String] = [
        "book.yml": """
        title: Memory in Python, illustrated
        subtitle: Where objects live, who keeps them alive, and when they go
        author: A. Nother
        language: en
        cover: 02-cycles#cycle-6
        chapters:
          - 01-names
          - 02-cycles
        """,
        "index.md": """
        A guide to what happens in memory while a Python program runs. You need to have written a few small
        programs; you need to know nothing about memory. Start with [names](01-names/chapter.md) and read on.
        """,
        "01-names/chapter.md": """
        ---
        title: Names and objects
        summary: A name is a tag on an object. Several names can be on one, and the object counts them.
        ---
        When you write `x = 300`, two things come to be: an object that holds the number, and a name that
        refers to it. The name holds *nothing itself*; it says where to look.[^where]

        ## One object, many names

        Follow the five lines below. The badge on the object counts what refers to it.

        {{scenario counting.heap}}

        > **Predict:** what does the badge say after `del x`? Look at step 4 and check.

        ### What counts

        | Statement | Adds | Takes away |
        | --- | ---: | ---: |
        | `y = x` | 1 | 0 |
        | `z = [x, x]` | 2 | 0 |
        | `del x` | 0 | 1 |

        Two rules are enough:

        1. A name or a slot that comes to refer to an object adds one.
        2. A name or a slot that stops adds minus one. See [what happens in a cycle](../02-cycles/chapter.md#cycle-7).

        ```python
        # The same in the interpreter
        import sys
        x = 300
        print(sys.getrefcount(x) - 1, "references")
        ```

        More is in [the documentation](https://docs.python.org/3/reference/datamodel.html) and, for the curious,
        in the section [One object, many names](#one-object-many-names).

        [^where]: In CPython a name in a module is a key of a dictionary. Its value is the *address* of the object.
        """,
        "01-names/counting.heap": "x = 300\ny = 300\nz = [300, 300]\ndel x\ny = None\n",
        "02-cycles/chapter.md": """
        ---
        title: Cycles
        summary: Two objects that refer to each other keep each other alive, long after the last name for them is gone.
        ---
        Reference counting frees an object the moment nothing refers to it. That is its charm, and here is its
        blind spot. Follow the three nodes below: `root` points at `left`, `left` at `right`, and `right` back at
        `left`.

        {{scenario cycle.heap}}

        What happens when the three names go? Take the [next step](#cycle-7), and watch the counts: one node
        falls to zero, two never do.
        """,
        "02-cycles/cycle.heap": """
        root = Node("root")
        left = Node("left")
        right = Node("right")
        root.next = left
        left.next = right
        right.next = left
        del root, left, right
        gc.collect()
        """,
    ]

    /// The sample's figures by their id.
    static func figure(_ file: SourceFile, _ id: String) -> FigureResult {
        FigureResult(figure: id == "cycle" ? cycle(file) : counting(file))
    }

    static func load() -> (book: Book?, diagnostics: [Diagnostic]) {
        Book.load(from: BookSource(texts: texts), figure: figure)
    }

    // MARK: Figures

    private static func counting(_ file: SourceFile) -> Figure {
        let lines = file.text(Span(0, file.bytes.count)).split(separator: "\n").map(String.init)
        let names = [["x"], ["x", "y"], ["x", "y", "z"], ["y", "z"], ["y", "z"]]
        let badges = ["1 ref", "1 → 2 refs", "2 → 4 refs", "4 → 3 refs", "3 → 2 refs"]
        let steps = lines.indices.map { index in
            var picture = SamplePicture(scenario: "counting", step: index + 1, width: 560, height: 190)
            picture.frame(names[index], x: 12, y: 30)
            let state = index == 0 ? "new" : "changed"
            picture.card("o1", "int", badges[index], rows: [("", "300", false)], x: 400, y: 60, state: state)
            if index >= 2 {
                picture.card(
                    "o2", "list", "1 ref", rows: [("[0]", "", true), ("[1]", "", true)], x: 200, y: 70,
                    state: index == 2 ? "new" : "")
                picture.arrow(from: (320, 117), to: (398, 92), key: "[0]", isNew: index == 2)
                picture.arrow(from: (320, 139), to: (398, 100), key: "[1]", isNew: index == 2)
            }
            if names[index].contains("x") { picture.arrow(from: (98, 66), to: (398, 76), key: "x", isNew: index == 0) }
            return FigureStep(
                index: index + 1, title: lines[index], source: lines[index] + "\n", lines: index + 1...index + 1,
                note: index == 2
                    ? "The list is a **new object** with two slots. Both refer to the same `int`." : "",
                svg: picture.svg, change: "The int has \(badges[index]).",
                description: "Names: \(names[index].joined(separator: ", ")). An int 300 with \(badges[index]).")
        }
        return Figure(
            id: "counting", title: "One number, four references", runtime: "cpython 3.11", file: file, steps: steps)
    }

    private static func cycle(_ file: SourceFile) -> Figure {
        let lines = file.text(Span(0, file.bytes.count)).split(separator: "\n").map(String.init)
        let notes = [
            "A node, and a name for it.", "", "Three nodes, three names, one reference each.", "", "",
            "The last link closes the cycle. `left` now has three references: its name, `root.next` and `right.next`.",
            "`root` is gone at once: its count fell to **0**. Its reference to `left` went with it, and still `left` "
                + "and `right` hold each other up.",
            "The collector finds that nothing outside refers to the two, and frees both.",
        ]
        let steps = lines.indices.map { index in
            var picture = SamplePicture(scenario: "cycle", step: index + 1, width: 690, height: 196)
            let nodes = ["root", "left", "right"]
            let shown = min(index + 1, 3)
            if index < 6 { picture.frame(Array(nodes.prefix(shown)), x: 14, y: 59) }
            let places = [(164.0, 14.0), (342.0, 60.0), (540.0, 100.0)]
            for node in 0..<shown {
                let isDead = index == 7 || (index == 6 && node == 0)
                let state = isDead ? "freed" : index == node ? "new" : index == 5 && node == 1 ? "changed" : ""
                picture.card(
                    "o\(node)", "Node", index == 5 && node == 1 ? "2 → 3 refs" : isDead ? "freed" : "1 ref",
                    rows: [("value", "'\(nodes[node])'", false), ("next", "", true)], x: places[node].0,
                    y: places[node].1, state: state)
            }
            if index >= 5 { picture.arrow(from: (552, 186), to: (470, 146), key: "next", isNew: index == 5) }
            return FigureStep(
                index: index + 1, title: lines[index], source: lines[index] + "\n", lines: index + 1...index + 1,
                note: notes[index], output: index == 7 ? "2\n" : "", svg: picture.svg,
                description: "Names \(nodes.prefix(shown).joined(separator: ", ")) and \(shown) nodes.")
        }
        return Figure(
            id: "cycle", title: "A cycle keeps itself alive", runtime: "cpython 3.11",
            summary: "Two nodes that refer to each other never reach a count of zero.", file: file,
            setup: """
                import gc

                class Node:
                    def __init__(self, value):
                        self.value = value
                        self.next = None

                """, steps: steps)
    }

    /// What the sample's pictures look like.
    static let style = """
        .sample { --card: light-dark(#ffffff, #232831); --edge: light-dark(#cbd2dc, #48515f); --text: var(--ink);
          --quiet: light-dark(#5b6472, #a7b0be); --pill: light-dark(#eef1f5, #323945); --type: light-dark(#155e75, #7dd3e8);
          --new: light-dark(#1c7c54, #6fd3a2); --new-soft: light-dark(#e3f4ea, #17382a);
          --changed: light-dark(#b04d08, #f3a766); --changed-soft: light-dark(#fdebd3, #43301b);
          --panel: light-dark(#eef2f7, #20262f); }
        .sample text { font-family: var(--sans); }
        .sample .card, .sample .tag { fill: var(--card); stroke: var(--edge); }
        .sample .type { font-size: 12px; font-weight: 600; fill: var(--type); }
        .sample .pill { fill: var(--pill); }
        .sample .badge { font-size: 10.5px; font-weight: 600; fill: var(--quiet); text-anchor: middle; }
        .sample .key, .sample .value, .sample .label { font-family: var(--mono); font-size: 12.5px; fill: var(--quiet); }
        .sample .value { fill: var(--text); text-anchor: end; }
        .sample .label { fill: var(--text); text-anchor: end; }
        .sample .panel { fill: var(--panel); }
        .sample .heading { font-size: 11px; fill: var(--quiet); }
        .sample .dot { fill: var(--text); }
        .sample .line { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
        .sample .head { fill: var(--quiet); }
        .sample .new .line { stroke: var(--new); stroke-width: 2.2; }
        .sample .new .head { fill: var(--new); }
        .sample .object.new .card { stroke: var(--new); stroke-width: 2; }
        .sample .object.new .pill { fill: var(--new-soft); }
        .sample .object.new .badge { fill: var(--new); }
        .sample .object.changed .card { stroke: var(--changed); stroke-width: 2; }
        .sample .object.changed .pill { fill: var(--changed-soft); }
        .sample .object.changed .badge { fill: var(--changed); }
        .sample .object.freed .card { stroke-dasharray: 5 4; }

        """
}

/// A picture of a step in the fixed markup.
struct SamplePicture {
    private let scenario: String
    private let step: Int
    private let width: Int
    private let height: Int
    private var body = ""

    init(scenario: String, step: Int, width: Int, height: Int) {
        self.scenario = scenario
        self.step = step
        self.width = width
        self.height = height
    }

    var svg: String {
        let root = "svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sample\""
        let data = "data-scenario=\"\(scenario)\" data-step=\"\(step)\""
        return
            "<\(root) \(data) viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\">\(body)</svg>"
    }

    mutating func frame(_ names: [String], x: Int, y: Int) {
        body += "<g class=\"frame\" data-frame=\"f1\"><rect class=\"panel\" x=\"\(x)\" y=\"\(y)\" width=\"92\" "
        body +=
            "height=\"\(30 + 30 * names.count)\" rx=\"10\"/><text class=\"heading\" x=\"\(x + 10)\" y=\"\(y + 17)\">"
        body += "global names</text>"
        for (index, name) in names.enumerated() {
            let top = y + 26 + 30 * index
            body += "<g class=\"name\" data-frame=\"f1\" data-name=\"\(name)\">"
            body += "<rect class=\"tag\" x=\"\(x + 6)\" y=\"\(top)\" width=\"80\" height=\"26\" rx=\"7\"/>"
            body += "<text class=\"label\" x=\"\(x + 68)\" y=\"\(top + 17)\">\(name)</text>"
            body += "<circle class=\"dot\" cx=\"\(x + 78)\" cy=\"\(top + 13)\" r=\"3\"/></g>"
        }
        body += "</g>"
    }

    mutating func card(
        _ id: String, _ type: String, _ badge: String, rows: [(String, String, Bool)], x: Double, y: Double,
        state: String
    ) {
        body += "<g class=\"object \(state)\" data-object=\"\(id)\">"
        body += "<rect class=\"card\" x=\"\(x)\" y=\"\(y)\" width=\"132\" height=\"\(38 + 22 * rows.count)\" rx=\"8\"/>"
        body += "<text class=\"type\" x=\"\(x + 12)\" y=\"\(y + 20)\">\(type)</text>"
        let room = badge.count > 6 ? 74.0 : 46.0
        body += "<rect class=\"pill\" x=\"\(x + 126 - room)\" y=\"\(y + 6)\" width=\"\(room)\" height=\"19\" rx=\"6\"/>"
        body += "<text class=\"badge\" x=\"\(x + 126 - room / 2)\" y=\"\(y + 19)\">\(badge)</text>"
        for (index, row) in rows.enumerated() {
            let base = y + 45 + 22 * Double(index)
            if !row.0.isEmpty { body += "<text class=\"key\" x=\"\(x + 12)\" y=\"\(base)\">\(row.0)</text>" }
            if row.2 {
                body += "<circle class=\"dot\" cx=\"\(x + 118)\" cy=\"\(base - 4)\" r=\"3.4\"/>"
            } else {
                body += "<text class=\"value\" x=\"\(x + 120)\" y=\"\(base)\">\(row.1)</text>"
            }
        }
        body += "</g>"
    }

    mutating func arrow(from: (Double, Double), to: (Double, Double), key: String, isNew: Bool) {
        let middle = (from.0 + to.0) / 2
        body += "<g class=\"reference\(isNew ? " new" : "")\" data-to=\"o1\" data-key=\"\(key)\">"
        body +=
            "<path class=\"line\" d=\"M\(from.0) \(from.1)C\(middle) \(from.1) \(middle) \(to.1) \(to.0) \(to.1)\"/>"
        body += "<path class=\"head\" d=\"M\(to.0) \(to.1)l-9 -4v8z\"/></g>"
    }
}
