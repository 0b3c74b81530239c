import Foundation
import Heapbook
import Synchronization

/// Set by the first interrupt.
private let isInterrupted = Atomic(false)

/// Does something each time one of some scenarios, or a file that they include, is saved.
struct FileWatch {
    private let paths: [String]

    init(_ paths: [String]) {
        self.paths = paths
    }

    /// How often files are looked at. Looking asks for their state alone and takes microseconds.
    private static let interval: TimeInterval = 0.1

    /// Runs `body` at once and after each change, until the process is interrupted or asked to end. What is being done
    /// then is brought to its end; a second interrupt ends the process at once.
    func run(_ body: () -> Void) {
        // What started the program may have blocked them, and a program inherits that.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] {
            sigaddset(&signals, number)
            signal(number) { number in
                isInterrupted.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        var last: [String: FileState] = [:]
        var watched = paths
        while !isInterrupted.load(ordering: .relaxed) {
            let now = states(of: watched)
            if now != last, isStill(now, watched) {
                watched = paths + paths.flatMap(included)
                // Looked at before they are read, so that no change in between is missed.
                last = states(of: watched)
                body()
            } else {
                Thread.sleep(forTimeInterval: Self.interval)
            }
        }
    }

    /// Whether nothing changes for a moment: an editor may be half-way through a file.
    private func isStill(_ states: [String: FileState], _ watched: [String]) -> Bool {
        Thread.sleep(forTimeInterval: Self.interval / 2)
        return self.states(of: watched) == states
    }

    /// What the system says of a file; another one as soon as it is written or replaced.
    private struct FileState: Equatable {
        var seconds: Int
        var nanoseconds: Int
        var size: Int64
        var number: UInt64
    }

    private func states(of watched: [String]) -> [String: FileState] {
        let missing = FileState(seconds: 0, nanoseconds: 0, size: -1, number: 0)
        return Dictionary(watched.map { ($0, state(of: $0) ?? missing) }, uniquingKeysWith: { first, _ in first })
    }

    private func included(by path: String) -> [String] {
        guard let input = try? ScenarioInput(path: path) else { return [] }
        return IncludedFiles(of: input.file, in: input.folder).paths
    }

    private func state(of path: String) -> FileState? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return FileState(
            seconds: time.tv_sec, nanoseconds: time.tv_nsec, size: Int64(status.st_size), number: UInt64(status.st_ino))
    }
}
