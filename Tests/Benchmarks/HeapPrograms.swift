/// A program that makes objects, links them, and lets them go.
struct HeapProgram {
    /// As the command line calls it.
    var name: String
    /// What it makes.
    var what: String
    /// What it starts with: classes and functions, which are not measured by themselves.
    var preparation: String
    /// Builds the objects; `COUNT` stands for how many rounds there are.
    var building: String
    /// Lets all of them go.
    var releasing: String
    /// How many objects are alive once so many rounds are built, beside a few that do not depend on the number.
    var objectsPerRound: Int

    /// The program for so many objects, in Python.
    func source(objects: Int) -> String { preparation + building(objects) + releasing }

    /// The same as the setup of a scenario: what happens there is not recorded.
    func quietScenario(objects: Int) -> String {
        let lines = source(objects: objects).split(separator: "\n").map { "    \($0)\n" }.joined()
        return "setup:\n\(lines)step \"all gone\":\n    pass\n"
    }

    /// The same in two recorded steps.
    func toldScenario(objects: Int) -> String {
        func block(_ text: String) -> String { text.split(separator: "\n").map { "    \($0)\n" }.joined() }
        return "setup:\n\(block(preparation))    pass\nstep \"build\":\n\(block(building(objects)))"
            + "step \"release\":\n\(block(releasing))"
    }

    private func building(_ objects: Int) -> String {
        building.replacing("COUNT", with: String(objects / objectsPerRound))
    }

    static let all = [
        HeapProgram(
            name: "chain", what: "a linked list of instances with two attributes, which falls at once",
            preparation: """
                class Link:
                    def __init__(self, value, next):
                        self.value = value
                        self.next = next
                head = None

                """,
            building: """
                for i in range(COUNT):
                    head = Link(0, head)

                """,
            releasing: "head = None\n", objectsPerRound: 1),
        HeapProgram(
            name: "records", what: "a list of instances, each with an int and a float of its own",
            preparation: """
                class Point:
                    def __init__(self, x, y):
                        self.x = x
                        self.y = y
                rows = []

                """,
            building: """
                for i in range(COUNT):
                    rows.append(Point(i + 1000, i / 4))

                """,
            releasing: "del rows[:]\n", objectsPerRound: 3),
        HeapProgram(
            name: "lists", what: "a list of lists of three items",
            preparation: "rows = []\n",
            building: """
                for i in range(COUNT):
                    rows.append([i + 1000, rows, None])

                """,
            releasing: "rows.clear()\n", objectsPerRound: 2),
        HeapProgram(
            name: "dicts", what: "a dict of dicts of two entries",
            preparation: "rows = {}\n",
            building: """
                for i in range(COUNT):
                    rows[i + 1000] = {'name': None, 'size': i}

                """,
            releasing: "rows.clear()\n", objectsPerRound: 3),
        HeapProgram(
            name: "closures", what: "functions with a cell each, in a tuple chain",
            preparation: """
                def make(value, rest):
                    def get():
                        return value
                    return get, rest
                last = None

                """,
            building: """
                for i in range(COUNT):
                    last = make(None, last)

                """,
            releasing: "last = None\n", objectsPerRound: 3),
    ]
}
