import Diagnostics
import Foundation
import Heapbook

@main
struct HeapbookCommand {
    static func main() throws {
        let path = CommandLine.arguments[1]
        let data = try Data(contentsOf: URL(fileURLWithPath: path == "-" ? "/dev/stdin" : path))
        let file = SourceFile(name: path, bytes: [UInt8](data))
        let result = compileScenario(file, id: "x")
        for d in result.diagnostics {
            let p = d.span.map { file.position(at: $0.start) }
            FileHandle.standardError.write(Data("\(path):\(p?.line ?? 0):\(p?.column ?? 0): \(d.code) \(d.title) | \(d.explanation) | \(d.help)\n".utf8))
        }
        if CommandLine.arguments.count > 2, let t = result.timeline {
            for s in t.steps {
                print("--", s.index, s.title, s.raised.map { "\($0)" } ?? "", s.output.debugDescription)
                for f in s.state.frames { print("   ", f.name, f.names.map { "\($0.name)=\($0.object)" }.joined(separator: " ")) }
                for o in s.state.objects { print("   ", o.id, o.type, o.repr ?? o.name ?? "", "refs", o.refcount, o.realRefcount.map(String.init) ?? "-", o.state.rawValue, o.keptBy, o.slots.map { "\($0.key):\($0.object)" }.joined(separator: " ")) }
                if CommandLine.arguments.count > 3 { for e in s.events { print("      ", e.kind, e.object?.description ?? "", e.by ?? "", e.line) } }
            }
        }
    }
}
