import Foundation

/// The font files that are installed on this machine.
public struct FontLibrary: Sendable {
    /// The folders to look into, in this order.
    public var folders: [String]

    /// A library over these folders.
    public init(folders: [String]) {
        self.folders = folders
    }

    /// The folders where Debian's packages and other systems put the guide's fonts.
    public static var system: FontLibrary {
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        #if os(macOS)
            return FontLibrary(folders: ["\(home)/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts"])
        #else
            return FontLibrary(folders: [
                "/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/jetbrains-mono",
                "/usr/local/share/fonts", "\(home)/.local/share/fonts",
            ])
        #endif
    }

    /// A face that the guide uses, and where it comes from.
    private struct Wanted {
        var family: String
        var weight: Int
        var isItalic = false
        var stem: String
        var package: String
    }

    /// The faces of the guide: text in Inter, code in JetBrains Mono.
    private static let wanted = [
        Wanted(family: "Inter", weight: 400, stem: "Inter-Regular", package: "fonts-inter"),
        Wanted(family: "Inter", weight: 400, isItalic: true, stem: "Inter-Italic", package: "fonts-inter"),
        Wanted(family: "Inter", weight: 600, stem: "Inter-SemiBold", package: "fonts-inter"),
        Wanted(
            family: "JetBrains Mono", weight: 400, stem: "JetBrainsMono-Regular", package: "fonts-jetbrains-mono"),
        Wanted(
            family: "JetBrains Mono", weight: 600, stem: "JetBrainsMono-SemiBold", package: "fonts-jetbrains-mono"),
    ]

    /// The guide's faces, read from the library's folders: Inter regular, italic and semibold, JetBrains Mono regular
    /// and semibold.
    ///
    /// - Throws: ``FontError/missing(family:file:package:searched:)`` for the first face that is not there, naming the
    ///   Debian package that brings it; ``FontError/unreadable(path:reason:)``.
    public func guideFaces() throws(FontError) -> [FontFace] {
        var faces: [FontFace] = []
        for wanted in Self.wanted {
            let path = try find(wanted)
            do {
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                faces.append(
                    FontFace(family: wanted.family, weight: wanted.weight, isItalic: wanted.isItalic, bytes: bytes))
            } catch {
                throw .unreadable(path: path, reason: error.localizedDescription)
            }
        }
        return faces
    }

    /// The files of the guide's faces, in the order of ``guideFaces()``.
    ///
    /// - Throws: ``FontError/missing(family:file:package:searched:)``.
    public func guideFacePaths() throws(FontError) -> [String] {
        var paths: [String] = []
        for wanted in Self.wanted { paths.append(try find(wanted)) }
        return paths
    }

    private func find(_ wanted: Wanted) throws(FontError) -> String {
        if let path = path(of: wanted.stem) { return path }
        throw .missing(
            family: wanted.family, file: "\(wanted.stem).otf or .ttf", package: wanted.package, searched: folders)
    }

    private func path(of stem: String) -> String? {
        for folder in folders {
            for type in ["otf", "ttf"] where FileManager.default.fileExists(atPath: "\(folder)/\(stem).\(type)") {
                return "\(folder)/\(stem).\(type)"
            }
        }
        return nil
    }
}
