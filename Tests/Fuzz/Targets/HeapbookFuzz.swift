import Foundation

// Gives arbitrary bytes to one of the targets. Built by `make fuzz` it is a libFuzzer, whose own `main` runs it:
// `HeapbookFuzz TARGET [libFuzzer's options and folders]`. Built in the ordinary way it runs each file that is named,
// once: `HeapbookFuzz TARGET FILE…`.

/// The target that a word names; ends the program where there is none.
private func target(named name: String?) -> FuzzTarget {
    if let name, let target = FuzzTarget(rawValue: name) { return target }
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    FileHandle.standardError.write(Data("Name a target: \(names).\n".utf8))
    exit(64)
}

#if FUZZER
    /// The target of this process, set once before any input is tried; libFuzzer's callback can carry nothing.
    nonisolated(unsafe) private var chosen = FuzzTarget.syntax

    /// Takes the target's name off the command line (compiler-rt, lib/fuzzer/FuzzerInterface.h).
    @_cdecl("LLVMFuzzerInitialize")
    public func initialize(
        _ count: UnsafeMutablePointer<CInt>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
    ) -> CInt {
        chosen = target(named: count.pointee > 1 ? arguments.pointee[1].map { String(cString: $0) } : nil)
        for index in 1..<Int(count.pointee) { arguments.pointee[index] = arguments.pointee[index + 1] }
        count.pointee -= 1
        return 0
    }

    /// Tries one input.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func test(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
        chosen.runInTime(Array(UnsafeBufferPointer(start: bytes, count: size)))
        return 0
    }
#else
    @main
    enum HeapbookFuzz {
        static func main() {
            let chosen = target(named: CommandLine.arguments.dropFirst().first)
            for path in CommandLine.arguments.dropFirst(2) {
                guard let data = FileManager.default.contents(atPath: path) else {
                    FileHandle.standardError.write(Data("\(path) cannot be read.\n".utf8))
                    exit(2)
                }
                chosen.runInTime([UInt8](data))
            }
        }
    }
#endif
