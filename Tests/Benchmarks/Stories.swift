/// Scenarios whose steps are recorded and drawn.
enum Stories {
    /// So many steps, each of which replaces one of so many lists.
    static func replacing(steps: Int, objects: Int) -> String {
        var text = "setup:\n    rows = [[i] for i in range(\(objects))]\n"
        for step in 0..<steps { text += "step \"\(step)\":\n    rows[\(step % objects)] = [\(step), None]\n" }
        return text
    }

    /// A ring of a few nodes that grows and shrinks, to be drawn.
    static func drawing(steps: Int) -> String {
        var text = """
            setup:
                class Node:
                    def __init__(self, value):
                        self.value = value
                        self.next = None
                nodes = [Node(i) for i in range(8)]

            """
        for step in 0..<steps {
            let (from, to) = (step % 8, step * 3 % 8)
            text += "step \"\(step)\":\n    nodes[\(from)].next = nodes[\(to)]\n    nodes[\(to)].value = [\(step)]\n"
        }
        return text
    }
}
