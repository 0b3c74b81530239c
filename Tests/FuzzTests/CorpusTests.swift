import Foundation
import Testing

@testable import HeapbookFuzz

/// What the fuzzers have kept, once more: each input must come to its end.
@Suite struct CorpusTests {
    private static let corpora = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fuzz/corpora")

    @Test(arguments: FuzzTarget.allCases) func everyInputComesToItsEnd(_ target: FuzzTarget) throws {
        let folder = Self.corpora.appendingPathComponent(target.rawValue)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            target.run([UInt8](data))
        }
    }
}
