import Fonts
import Guidebook

/// The parts of the style sheet that are made, not written: the fonts.
enum Stylesheet {
    /// The characters that pages show or may come to show: all in their files, and printable ASCII.
    static func characters(in files: [OutputFile]) -> Set<Unicode.Scalar> {
        var characters = Set((0x20...0x7E).compactMap { Unicode.Scalar($0 as UInt32) })
        for file in files {
            for scalar in String(decoding: file.bytes, as: UTF8.self).unicodeScalars where scalar.value > 0x7E {
                characters.insert(scalar)
            }
        }
        return characters
    }

    /// The font files, each with the characters given.
    static func fontFiles(
        _ faces: [FontFace], characters: Set<Unicode.Scalar>
    ) throws(FontError) -> [OutputFile] {
        var files: [OutputFile] = []
        for face in faces {
            let bytes = try FontSubset.webFont(face, characters: characters)
            files.append(OutputFile(path: "assets/\(path(of: face))", bytes: bytes))
        }
        return files
    }

    /// One `@font-face` rule for each face.
    static func fontFaceRules(_ faces: [FontFace]) -> String {
        faces.map { face in
            """
            @font-face {
              font-family: "\(face.family)";
              font-style: \(face.isItalic ? "italic" : "normal");
              font-weight: \(face.weight);
              font-display: swap;
              src: url("\(path(of: face))") format("woff2");
            }

            """
        }.joined()
    }

    /// The path of a face's file, relative to the style sheet.
    private static func path(of face: FontFace) -> String {
        let family = face.family.lowercased().split(separator: " ").joined(separator: "-")
        return "fonts/\(family)-\(face.weight)\(face.isItalic ? "-italic" : "").woff2"
    }
}
