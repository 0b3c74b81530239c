import Foundation

/// A real CPython that runs the same programs.
struct CPython {
    var path: String
    var version: String

    /// Under which function the program runs.
    enum Tracing: String {
        case none
        /// The smallest function that `sys.settrace` takes and that asks for every line.
        case everyLine
    }

    /// What `HEAPBOOK_BENCHMARK_PYTHON` names, or else `python3.11`, or else `python3`.
    static func find() throws -> CPython? {
        let named = ProcessInfo.processInfo.environment["HEAPBOOK_BENCHMARK_PYTHON"]
        guard let path = named ?? Child.find("python3.11") ?? Child.find("python3") else { return nil }
        let question = "import platform; print(platform.python_implementation(), platform.python_version())"
        let version = try Child.output(path, ["-S", "-c", question])
        return CPython(path: path, version: version.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func measure(_ program: HeapProgram, objects: Int, _ tracing: Tracing) throws -> Measurement {
        try Child.measurement(
            path, ["-S", "-c", Self.runner, program.source(objects: objects), tracing.rawValue])
    }

    /// Runs the program and prints a line of `Measurement`.
    private static let runner = """
        import sys, time
        def memory(key):
            with open('/proc/self/status') as status:
                for line in status:
                    if line.startswith(key):
                        return int(line.split()[1]) * 1024
        def trace(frame, event, argument):
            return trace
        program = compile(sys.argv[1], 'program', 'exec')
        names = {'__name__': 'program'}
        before = memory('VmRSS')
        if sys.argv[2] == 'everyLine':
            sys.settrace(trace)
        start = time.process_time()
        exec(program, names)
        end = time.process_time()
        sys.settrace(None)
        print(end - start, memory('VmHWM') - before)
        """
}
