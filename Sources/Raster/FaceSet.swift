import CRsvg
import Synchronization

/// The faces that text is drawn with, as configurations of fontconfig's.
final class FaceSet: Sendable {
    private let configurations: Mutex<Configurations>

    /// - Throws: ``RasterError/font(path:)`` for a file that fontconfig finds no face in.
    init(files: [String]) throws(RasterError) {
        configurations = Mutex(try Configurations(files: files))
    }

    /// Makes the faces the process's current ones until ``resignCurrent()``: these alone where they have every
    /// character of the documents, else together with the machine's own fonts.
    ///
    /// A character written as a numeric reference is not looked at: write characters as themselves.
    func makeCurrent(for svgs: [String]) throws(RasterError) {
        try configurations.withLock { configurations throws(RasterError) in
            try configurations.makeCurrent(for: svgs)
        }
    }

    /// Leaves the process without a current configuration: who asks next gets the machine's own.
    static func resignCurrent() {
        FcConfigSetCurrent(nil)
    }
}

private struct Configurations {
    private let files: [String]
    /// The given faces and nothing else: no rule, no cache and no font of the machine's.
    private let closed: Configuration
    /// The given faces and the machine's; made when it is needed first, as reading the machine's fonts takes time.
    private var open: Configuration?

    init(files: [String]) throws(RasterError) {
        closed = try Configuration(owning: FcConfigCreate(), files: files)
        self.files = files
    }

    mutating func makeCurrent(for svgs: [String]) throws(RasterError) {
        if closed.covers(svgs) {
            try closed.makeCurrent()
        } else {
            if open == nil { open = try Configuration(owning: FcInitLoadConfigAndFonts(), files: files) }
            try open?.makeCurrent()
        }
    }
}

/// Owns one configuration of fontconfig's.
private final class Configuration {
    private let pointer: OpaquePointer

    /// Owns `pointer` and adds the faces in `files` to it.
    init(owning pointer: OpaquePointer?, files: [String]) throws(RasterError) {
        guard let pointer else { throw .fontConfiguration }
        self.pointer = pointer
        for file in files {
            let before = faces.count
            guard FcConfigAppFontAddFile(pointer, file) != 0, faces.count > before else { throw .font(path: file) }
        }
    }

    deinit {
        FcConfigDestroy(pointer)
    }

    func makeCurrent() throws(RasterError) {
        guard FcConfigSetCurrent(pointer) != 0 else { throw .fontConfiguration }
    }

    /// The faces that were added; valid as long as none is added.
    private var faces: UnsafeBufferPointer<OpaquePointer?> {
        guard let set = FcConfigGetFonts(pointer, FcSetApplication) else { return .init(start: nil, count: 0) }
        return .init(start: set.pointee.fonts, count: Int(set.pointee.nfont))
    }

    /// Whether some given face has each character.
    ///
    /// ASCII is taken for granted; what shows nothing does not count.
    func covers(_ svgs: [String]) -> Bool {
        let faces = self.faces
        guard !faces.isEmpty else { return false }
        let characters = Set(svgs.lazy.flatMap(\.unicodeScalars).filter { !$0.isASCII && $0.isShown })
        return characters.allSatisfy { character in
            faces.contains { face in
                var characters: OpaquePointer?
                return FcPatternGetCharSet(face, FC_CHARSET, 0, &characters) == FcResultMatch
                    && FcCharSetHasChar(characters, character.value) != 0
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isShown: Bool {
        !properties.isDefaultIgnorableCodePoint && !properties.isWhitespace && properties.generalCategory != .control
    }
}
