// Fonts: the faces of the pages, cut down to the characters that the pages use.
//
// In:  the bytes of a font file and a set of characters.
// Out: the bytes of a WOFF2 file with those characters, the same bytes every time.
//
// 1. `FontLibrary.find` reads the font files of the guide's two families from where systems keep them; no font file
//    stands in this repository.
// 2. `FontSubset.webFont` cuts a font down with HarfBuzz and compresses it with Google's WOFF2 encoder, both in this
//    process. Kerning and the default ligatures stay; hinting, which browsers hardly use at this size, goes.

import CHarfBuzz
import CWoff2

/// One face of a family: its name and weight as CSS writes them, and the font file's bytes.
public struct FontFace: Equatable, Sendable {
    /// The family as a style sheet names it, such as `Inter`.
    public var family: String
    /// The weight from 1 to 1000; 400 is regular.
    public var weight: Int
    /// Whether the face is italic.
    public var isItalic: Bool
    /// The bytes of an OpenType or TrueType file.
    public var bytes: [UInt8]

    /// A face.
    public init(family: String, weight: Int, isItalic: Bool = false, bytes: [UInt8]) {
        self.family = family
        self.weight = weight
        self.isItalic = isItalic
        self.bytes = bytes
    }
}

/// Why a font could not be used.
public enum FontError: Error, Equatable, CustomStringConvertible {
    /// Files of a family are in none of the places where systems keep them.
    case missing(family: String, file: String, package: String, searched: [String])
    /// A font file is there and cannot be read.
    case unreadable(path: String, reason: String)
    /// The bytes are no font that HarfBuzz can subset.
    case notAFont(family: String)
    /// The encoder refused the subset.
    case notCompressed(family: String)

    /// The error in a sentence, with the way out.
    public var description: String {
        switch self {
        case .missing(let family, let file, let package, let searched):
            "the font \(family) is missing: there is no \(file) in \(searched.joined(separator: ", ")); "
                + "on Debian install the package \(package), elsewhere the family \(family)"
        case .unreadable(let path, let reason): "the font file \(path) cannot be read: \(reason)"
        case .notAFont(let family): "the file of the font \(family) is not an OpenType font"
        case .notCompressed(let family): "the font \(family) could not be compressed to WOFF2"
        }
    }
}

/// Cutting a font down to what a page needs.
public enum FontSubset {
    /// The WOFF2 file with the glyphs of these characters, of their ligatures and kerning.
    ///
    /// Characters that the font does not have are passed over: the browser takes them from the next family.
    ///
    /// - Throws: ``FontError/notAFont(family:)`` or ``FontError/notCompressed(family:)``.
    public static func webFont(_ face: FontFace, characters: Set<Unicode.Scalar>) throws(FontError) -> [UInt8] {
        try compress(subset(face, characters: characters), family: face.family)
    }

    /// The subset as an OpenType file, not compressed.
    static func subset(_ face: FontFace, characters: Set<Unicode.Scalar>) throws(FontError) -> [UInt8] {
        let result: [UInt8]? = face.bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { memory in
                subset(memory, characters: characters.map(\.value).sorted())
            }
        }
        guard let result else { throw .notAFont(family: face.family) }
        return result
    }

    /// The memory outlives every HarfBuzz object made here, so nothing copies the font.
    private static func subset(_ memory: UnsafeBufferPointer<CChar>, characters: [UInt32]) -> [UInt8]? {
        guard memory.count > 0, memory.count <= Int(UInt32.max) else { return nil }
        let blob = hb_blob_create(memory.baseAddress, UInt32(memory.count), HB_MEMORY_MODE_READONLY, nil, nil)
        defer { hb_blob_destroy(blob) }
        let face = hb_face_create(blob, 0)
        defer { hb_face_destroy(face) }
        guard hb_face_get_glyph_count(face) > 0, let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        let wanted = hb_subset_input_unicode_set(input)
        for character in characters { hb_set_add(wanted, character) }
        hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)

        guard let smaller = hb_subset_or_fail(face, input) else { return nil }
        defer { hb_face_destroy(smaller) }
        let result = hb_face_reference_blob(smaller)
        defer { hb_blob_destroy(result) }
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(result, &length), length > 0 else { return nil }
        return UnsafeRawBufferPointer(start: data, count: Int(length)).map { $0 }
    }

    private static func compress(_ font: [UInt8], family: String) throws(FontError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: cwoff2_max_compressed_size(font, font.count))
        let written = cwoff2_compress(font, font.count, &output, output.count)
        guard written > 0 else { throw .notCompressed(family: family) }
        return Array(output[..<written])
    }
}
