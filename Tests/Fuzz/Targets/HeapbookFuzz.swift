import Foundation

#if FUZZER
    import CFuzzer
#endif

/// Gives arbitrary bytes to one of the targets: `HeapbookFuzz TARGET [libFuzzer's options and folders]`.
///
/// Built by `make fuzz`, it is a libFuzzer; built in the ordinary way it runs each file that is named, once.
@main
enum HeapbookFuzz {
    /// The target of this process; the callback of libFuzzer can carry nothing.
    nonisolated(unsafe) private static var target = FuzzTarget.syntax

    static func main() {
        guard CommandLine.arguments.count > 1, let chosen = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            FileHandle.standardError.write(Data("Name a target: \(names).\n".utf8))
            exit(64)
        }
        target = chosen
        run(Array(CommandLine.arguments.dropFirst(2)))
    }

    #if FUZZER
        private static func run(_ arguments: [String]) {
            var words: [UnsafeMutablePointer<CChar>?] = (["HeapbookFuzz"] + arguments).map { strdup($0) }
            words.append(nil)
            var count = CInt(words.count - 1)
            words.withUnsafeMutableBufferPointer { buffer in
                var list = buffer.baseAddress
                let status = LLVMFuzzerRunDriver(&count, &list) { bytes, size in
                    HeapbookFuzz.target.runInTime(Array(UnsafeBufferPointer(start: bytes, count: size)))
                    return 0
                }
                exit(status)
            }
        }
    #else
        private static func run(_ paths: [String]) {
            for path in paths {
                guard let data = FileManager.default.contents(atPath: path) else {
                    FileHandle.standardError.write(Data("\(path) cannot be read.\n".utf8))
                    exit(2)
                }
                target.runInTime([UInt8](data))
            }
        }
    #endif
}
