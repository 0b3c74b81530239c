import CHarfBuzz
import Foundation
import Testing

@testable import Fonts

/// The characters that an OpenType file has.
private func characters(of font: [UInt8]) -> Set<UInt32> {
    font.withUnsafeBytes { memory in
        let bytes = memory.bindMemory(to: CChar.self)
        let blob = hb_blob_create(bytes.baseAddress, UInt32(bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
        defer { hb_blob_destroy(blob) }
        let face = hb_face_create(blob, 0)
        defer { hb_face_destroy(face) }
        let set = hb_set_create()
        defer { hb_set_destroy(set) }
        hb_face_collect_unicodes(face, set)
        var result: Set<UInt32> = []
        var next = UInt32.max
        while hb_set_next(set, &next) != 0 { result.insert(next) }
        return result
    }
}

@Suite struct FontsTests {
    private let wanted = Set("Aa→é𝄞".unicodeScalars)

    @Test func theSystemHasTheGuidesFaces() throws {
        let faces = try FontLibrary.system.guideFaces()
        #expect(
            faces.map { "\($0.family) \($0.weight)\($0.isItalic ? " italic" : "")" } == [
                "Inter 400", "Inter 400 italic", "Inter 600", "JetBrains Mono 400", "JetBrains Mono 600",
            ])
    }

    @Test func aSubsetHasTheCharactersAskedForAndNoOthers() throws {
        for face in try FontLibrary.system.guideFaces() {
            let subset = characters(of: try FontSubset.subset(face, characters: wanted))
            // Neither family has a clef: it is passed over.
            #expect(subset == Set("Aa→é".unicodeScalars.map(\.value)), "\(face.family)")
        }
    }

    @Test func aWebFontIsSmallAndTheSameEveryTime() throws {
        let face = try #require(try FontLibrary.system.guideFaces().first)
        let first = try FontSubset.webFont(face, characters: wanted)
        let second = try FontSubset.webFont(face, characters: Set(wanted.reversed()))
        #expect(first == second)
        #expect(Array(first.prefix(4)) == Array("wOF2".utf8))
        #expect(first.count < 6_000, "\(first.count) bytes")
    }

    @Test func whatIsNoFontIsAnError() {
        for bytes in [[], Array("no font".utf8), [UInt8](repeating: 0, count: 1_000)] as [[UInt8]] {
            #expect(throws: FontError.notAFont(family: "Odd")) {
                try FontSubset.webFont(FontFace(family: "Odd", weight: 400, bytes: bytes), characters: wanted)
            }
        }
    }

    @Test func aMissingFontNamesItsPackage() throws {
        let error = #expect(throws: FontError.self) { try FontLibrary(folders: ["/nowhere"]).guideFaces() }
        let text = try #require(error).description
        #expect(text.contains("fonts-inter") && text.contains("/nowhere") && text.contains("Inter-Regular"))
    }

    @Test func aMissingFamilyIsNamedAfterTheOneThatIsThere() throws {
        let inter = FontLibrary(folders: FontLibrary.system.folders.filter { !$0.contains("jetbrains") })
        let error = #expect(throws: FontError.self) { try inter.guideFaces() }
        #expect(try #require(error).description.contains("fonts-jetbrains-mono"))
    }
}
