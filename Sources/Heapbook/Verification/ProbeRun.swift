import Foundation

/// Has one interpreter run a batch of programs under the probe.
struct ProbeRun {
    /// The limits that hold for each program.
    struct Limits: Encodable, Sendable {
        /// Of processor time and of wall time.
        var seconds = 20
        /// Of address space.
        var bytes = 2 << 30
    }

    var interpreter: PythonInterpreter
    /// The path of `probe.py`.
    var probe: String
    var limits = Limits()
    /// How many parts of each program are looked at.
    var mostParts = Int(Int32.max)

    /// Why a batch gave no reports.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private struct Job: Encodable {
        struct Program: Encodable {
            var id: Int
            var source: String
            /// In statements, or at the prompt in lines.
            var ends: [Int]
            /// The texts of the prompt's lines; empty for a script.
            var lines: [String]
            /// Which steps are told line by line, and how many such parts there may be.
            var into: [Bool]
            var most: Int
        }

        var programs: [Program]
        var limits: Limits
    }

    /// The report of each program, in order.
    func run(_ programs: [PythonProgram]) throws -> [ProbeReport] {
        try withTemporaryFolder { folder in
            let job = Job(
                programs: programs.enumerated().map {
                    Job.Program(
                        id: $0.offset, source: $0.element.body, ends: $0.element.promptEnds ?? $0.element.ends,
                        lines: $0.element.promptEnds == nil ? [] : $0.element.promptLines, into: $0.element.stepsInto,
                        most: mostParts)
                }, limits: limits)
            try JSONEncoder().encode(job).write(to: URL(fileURLWithPath: "\(folder)/job.json"))
            let child = ChildProcess(
                executable: interpreter.path, arguments: ["-S", probe, "job.json"], folder: folder,
                timeLimit: Double(limits.seconds * (programs.count + 1)))
            let ending = try child.run(output: "\(folder)/report", messages: "\(folder)/messages")
            let reports = try read("\(folder)/report", count: programs.count)
            if ending != .exited(0) {
                let messages = (try? String(contentsOfFile: "\(folder)/messages", encoding: .utf8)) ?? ""
                throw Failure(description: "the probe failed under \(interpreter.path): \(messages.suffix(2000))")
            }
            return reports
        }
    }

    private func read(_ path: String, count: Int) throws -> [ProbeReport] {
        var reports = Array(repeating: ProbeReport(), count: count)
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        for line in data.split(separator: UInt8(ascii: "\n")) {
            try Self.add(line, to: &reports)
        }
        return reports
    }

    private struct Kind: Decodable {
        var end: Bool?
    }

    /// Reads one line of a report.
    static func add(_ line: Data, to reports: inout [ProbeReport]) throws {
        let decoder = JSONDecoder()
        if try decoder.decode(Kind.self, from: line).end == true {
            let end = try decoder.decode(ProbeEnd.self, from: line)
            if reports.indices.contains(end.program) { reports[end.program].end = end }
        } else {
            let state = try decoder.decode(ProbeState.self, from: line)
            if reports.indices.contains(state.program) { reports[state.program].states.append(state) }
        }
    }
}
