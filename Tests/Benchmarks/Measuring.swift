import Foundation

/// What one process measured.
struct Measurement {
    var seconds: Double
    /// By how many bytes the process grew at most while it was measured.
    var peakBytes: Int

    var line: String { "\(seconds) \(peakBytes)" }

    init(seconds: Double, peakBytes: Int) {
        self.seconds = seconds
        self.peakBytes = peakBytes
    }

    /// Reads what `line` gives.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let seconds = Double(words[0]), let bytes = Int(words[1]) else { return nil }
        self.init(seconds: seconds, peakBytes: bytes)
    }

    /// Measures the processor time that `body` takes, which what else runs on the machine does not lengthen much, and by how much the process's largest resident size lies above its resident
    /// size before. The largest size never falls, so a process measures once.
    static func of(_ body: () throws -> Void) throws -> Measurement {
        let before = try memory("VmRSS")
        let start = try processorTime()
        try body()
        let end = try processorTime()
        return Measurement(seconds: end - start, peakBytes: try memory("VmHWM") - before)
    }

    private static func processorTime() throws -> Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { throw BenchmarkError("no processor time") }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// A line of `/proc/self/status`, in bytes (proc(5)).
    private static func memory(_ key: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix("\(key):") {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count == 3, words[2] == "kB", let size = Int(words[1]) { return size * 1024 }
        }
        throw BenchmarkError("/proc/self/status has no line \(key)")
    }
}

/// Why there is no result.
struct BenchmarkError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// Runs programs as processes of their own.
enum Child {
    /// Runs a program and returns what it prints.
    static func output(_ executable: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw BenchmarkError("\(executable) \(arguments.prefix(4)) failed with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }

    static func measurement(_ executable: String, _ arguments: [String]) throws -> Measurement {
        let text = try output(executable, arguments)
        guard let result = Measurement(line: text) else { throw BenchmarkError("no measurement: \(text)") }
        return result
    }

    /// A program of the PATH.
    static func find(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
