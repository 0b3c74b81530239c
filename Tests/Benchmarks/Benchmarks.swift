// Benchmarks: how fast the model is, and how much memory it takes.
//
// Everything is measured side by side in one run, and told as ratios too: a machine that is slow today is slow for both
// sides. Each measurement runs in a process of its own, because a process's largest size never falls; it is repeated,
// and the fastest run counts. README.md says what is measured and how.
//
//     HeapbookBenchmarks [--quick] [heap] [collecting] [text] [story] [drawing] [editing]

import Foundation

@main
struct Benchmarks {
    var quick: Bool
    var subjects: [String]
    private let own = CommandLine.arguments[0]

    private static let known = ["heap", "collecting", "text", "story", "drawing", "editing"]

    static func main() throws {
        let words = Array(CommandLine.arguments.dropFirst())
        if words.first == "measure" {
            print(try Subjects.measure(Array(words.dropFirst())).line)
            return
        }
        let subjects = words.filter { $0 != "--quick" }
        if let unknown = subjects.first(where: { !known.contains($0) }) {
            throw BenchmarkError("there is no '\(unknown)' to measure: name some of \(known)")
        }
        let benchmarks = Benchmarks(
            quick: words.contains("--quick"), subjects: subjects.isEmpty ? known : subjects)
        try benchmarks.run()
    }

    private init(quick: Bool, subjects: [String]) {
        self.quick = quick
        self.subjects = subjects
    }

    private var sizes: [Int] { quick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000] }
    private var repetitions: Int { quick ? 1 : 3 }

    private func run() throws {
        if subjects.contains("heap") { try heap() }
        if subjects.contains("collecting") { try collecting() }
        if subjects.contains("text") { try text() }
        if subjects.contains("story") { try story() }
        if subjects.contains("drawing") { try drawing() }
        if subjects.contains("editing") { try editing() }
    }

    /// The fastest of several runs, with the largest memory of any.
    private func best(_ measure: () throws -> Measurement) throws -> Measurement {
        var best = try measure()
        for _ in 1..<max(repetitions, 1) {
            let next = try measure()
            best.seconds = min(best.seconds, next.seconds)
            best.peakBytes = max(best.peakBytes, next.peakBytes)
        }
        return best
    }

    private func own(_ words: String...) throws -> Measurement {
        try best { try Child.measurement(own, ["measure"] + words) }
    }

    // MARK: - Memory

    private func heap() throws {
        let python = try CPython.find()
        print(
            "Objects made, linked and released; events not kept. Beside \(python?.version ?? "no CPython: none found")")
        printRow(
            "program", "objects", "ops/object", "ns/object", "Mops/s", "bytes/object", "CPython", "traced",
            "its bytes")
        for program in HeapProgram.all {
            let operations = try HeapOperations.perObject(program)
            for size in sizes {
                let mine = try own("heap", program.name, String(size))
                let plain = try python.map { python in try best { try python.measure(program, objects: size, .none) } }
                let traced = try python.map { python in
                    try best { try python.measure(program, objects: size, .everyLine) }
                }
                printRow(
                    program.name, String(size), number(operations), number(mine.seconds / Double(size) * 1e9),
                    number(operations * Double(size) / mine.seconds / 1e6), String(mine.peakBytes / size),
                    ratio(mine, plain), ratio(mine, traced), plain.map { String($0.peakBytes / size) } ?? "-")
            }
        }
        print("CPython, traced: the model's time as a multiple of CPython's, alone and under sys.settrace.\n")
    }

    private func ratio(_ mine: Measurement, _ other: Measurement?) -> String {
        other.map { "\(number(mine.seconds / $0.seconds))x" } ?? "-"
    }

    // MARK: - Collections

    private func collecting() throws {
        let python = try CPython.find()
        print("One full collection of lists in pairs. Beside \(python?.version ?? "no CPython: none found")")
        printRow("graph", "objects", "ms", "ns/object", "CPython, ms", "CPython")
        for graph in Collecting.graphs {
            for size in sizes {
                let mine = try own("collecting", graph, String(size))
                let plain = try python.map { python in
                    try best { try Collecting.measure(graph, objects: size, in: python) }
                }
                printRow(
                    graph, String(size), number(mine.seconds * 1e3), number(mine.seconds / Double(size) * 1e9),
                    plain.map { number($0.seconds * 1e3) } ?? "-", ratio(mine, plain))
            }
        }
        print("CPython: the model's time as a multiple of CPython's.\n")
    }

    // MARK: - Texts

    private func text() throws {
        print("Texts read and checked")
        printRow("text", "lines", "ns/line", "lines/minute", "bytes/line")
        for text in Texts.all {
            for size in sizes {
                let mine = try own("text", text.name, String(size))
                printRow(
                    text.name, String(size), number(mine.seconds / Double(size) * 1e9),
                    number(Double(size) / mine.seconds * 60 / 1e6) + "M", String(mine.peakBytes / size))
            }
        }
        print("")
    }

    // MARK: - Stories

    private func story() throws {
        print("From text to the timeline, each step with the state of memory and its events")
        printRow("steps", "objects", "ms/step", "ns/step·object", "bytes/step·object")
        let cases = quick ? [(10, 100), (100, 100)] : [(10, 100), (100, 100), (1000, 100), (100, 10), (100, 1000)]
        for (steps, objects) in cases {
            let mine = try own("story", String(objects), String(steps))
            let all = Double(steps * objects)
            printRow(
                String(steps), String(objects), number(mine.seconds / Double(steps) * 1e3),
                number(mine.seconds / all * 1e9), number(Double(mine.peakBytes) / all))
        }
        print("")
    }

    private func drawing() throws {
        let steps = quick ? 10 : 100
        let mine = try own("drawing", "ring", String(steps))
        print("From the timeline to \(steps) pictures: \(number(mine.seconds)) s, beside dot once for each step:")
        guard let dot = Child.find("dot") else {
            print("there is no dot on the PATH\n")
            return
        }
        let seconds = try StockGraphviz(dot: dot).draw(Stories.drawing(steps: steps))
        print("\(number(seconds)) s; the model's own takes \(number(mine.seconds / seconds)) of it\n")
    }

    // MARK: - Editing

    private func editing() throws {
        print("A keystroke in the middle of a scenario, and the answer to a question after it; the longest of 20")
        printRow("question", "lines", "ms", "of 50 ms")
        for lines in quick ? [2_000] : [200, 2_000] {
            for method in Editing.methods {
                let mine = try own("editing", method, String(lines))
                printRow(method, String(lines), number(mine.seconds * 1e3), "\(number(mine.seconds / 0.05 * 100))%")
            }
        }
        print("")
    }

    // MARK: - Printing

    private func printRow(_ words: String...) {
        let padded = words.enumerated().map { index, word in
            let space = String(repeating: " ", count: max(0, 13 - word.count))
            return index == 0 ? word + space : space + word
        }
        print(padded.joined(separator: " "))
    }

    private func number(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String(format: "%.3g", value)
    }
}
