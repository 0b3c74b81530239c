import HeapModel
import Timelines

/// A full collection of many lists, in pairs that hold each other.
enum Collecting {
    /// What becomes of the pairs: a list holds them, or nothing does.
    static let graphs = ["kept", "lost"]

    /// Collects so many objects in the model; making them is not measured.
    static func measure(_ graph: String, objects: Int) throws -> Measurement {
        guard graphs.contains(graph), let facts = RuntimeFacts.facts(for: RuntimeVersion(3, 11)) else {
            throw BenchmarkError("there is no graph '\(graph)'")
        }
        var heap = Heap(facts: facts)
        heap.collectsAutomatically = false
        let rows = heap.makeList([])
        for _ in 0..<objects / 2 {
            let (first, second) = (heap.makeList([]), heap.makeList([]))
            heap.append(heap.shared(second), to: first)
            heap.append(heap.shared(first), to: second)
            heap.release(second)
            if graph == "kept" { heap.append(first, to: rows) } else { heap.release(first) }
        }
        var returned = -1
        let measured = try Measurement.of { returned = heap.collectWithoutCode(2).returned }
        let expected = graph == "kept" ? 0 : objects / 2 * 2
        guard returned == expected else { throw BenchmarkError("\(returned) objects were found, not \(expected)") }
        heap.release(rows)
        return measured
    }

    /// The same in a real CPython.
    static func measure(_ graph: String, objects: Int, in python: CPython) throws -> Measurement {
        try Child.measurement(python.path, ["-S", "-c", runner, graph, String(objects)])
    }

    private static let runner = """
        import gc, sys, time
        gc.disable()
        def build(graph, count):
            rows = []
            for i in range(count):
                first, second = [], []
                first.append(second)
                second.append(first)
                if graph == 'kept':
                    rows.append(first)
            return rows
        gc.collect()
        objects = int(sys.argv[2]) // 2 * 2
        rows = build(sys.argv[1], objects // 2)
        start = time.process_time()
        found = gc.collect()
        end = time.process_time()
        assert found == (0 if sys.argv[1] == 'kept' else objects), found
        print(end - start, 0)
        """
}
