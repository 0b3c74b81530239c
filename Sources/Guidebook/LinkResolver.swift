import Diagnostics
import Markdown

/// Finds out where the links and pictures of one page lead, and reports those that lead nowhere.
struct LinkResolver {
    /// What a link may lead to, of all pages.
    struct Site {
        /// The chapters: slug and anchors by the path of the folder.
        var chapters: [String: (slug: String, anchors: Set<String>)]
        /// Reads the book's files.
        var source: BookSource
    }

    let site: Site
    /// The path of the page's folder.
    let folder: String
    /// The page's own anchors.
    let anchors: Set<String>
    private(set) var links: [String: LinkTarget] = [:]
    private(set) var images: [String: String] = [:]
    /// The files of the book that links and pictures lead to.
    private(set) var assets: [String: [UInt8]] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    /// The file that is being read, and a line for what has none of its own.
    private var file: SourceFile
    private var fixedLine: Int?

    init(site: Site, folder: String, anchors: Set<String>, file: SourceFile) {
        self.site = site
        self.folder = folder
        self.anchors = anchors
        self.file = file
    }

    /// Follows everything in the blocks of the page's own file.
    mutating func resolve(_ blocks: [MarkdownBlock]) {
        for block in blocks { resolve(block) }
    }

    /// Follows everything in a note, whose text was taken out of another file: places are the step's line there.
    mutating func resolveNote(_ blocks: [MarkdownBlock], file noteFile: SourceFile, line: Int) {
        let own = file
        file = noteFile
        fixedLine = line
        resolve(blocks)
        file = own
        fixedLine = nil
    }

    private mutating func resolve(_ block: MarkdownBlock) {
        switch block.content {
        case .heading(_, let inlines), .paragraph(let inlines): resolve(inlines)
        case .list(_, _, let items): for item in items { resolve(item) }
        case .quote(let blocks): resolve(blocks)
        case .table(_, let header, let rows): for cell in header + rows.flatMap({ $0 }) { resolve(cell) }
        case .code, .rule, .html: break
        }
    }

    private mutating func resolve(_ inlines: [MarkdownInline]) {
        for inline in inlines {
            switch inline {
            case .link(let destination, _, let inner, let line):
                resolve(inner)
                resolveLink(destination, at: file.place(of: destination, line: fixedLine ?? line))
            case .image(let source, _, let alternative, let line):
                let place = file.place(of: source, line: fixedLine ?? line)
                if alternative.isEmpty { diagnostics.append(BookMessages.noAlternative(file, place)) }
                resolveImage(source, at: place)
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): resolve(inner)
            case .text, .code, .footnoteReference, .softBreak, .lineBreak, .html: break
            }
        }
    }

    // MARK: Links

    private mutating func resolveLink(_ destination: String, at span: Span) {
        if let scheme = Self.scheme(destination) {
            if ["http", "https", "mailto"].contains(scheme) {
                links[destination] = .external(destination)
            } else {
                diagnostics.append(BookMessages.badScheme(destination, file, span))
            }
            return
        }
        guard !destination.hasPrefix("//") else {
            diagnostics.append(BookMessages.badScheme(destination, file, span))
            return
        }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = Self.percentDecoded(parts.first ?? "")
        let anchor = parts.count > 1 ? Self.percentDecoded(parts[1]) : nil
        if path.isEmpty {
            links[destination] = ownAnchor(anchor ?? "", at: span)
        } else {
            links[destination] = inBook(path, anchor: anchor, at: span)
        }
    }

    private mutating func ownAnchor(_ anchor: String, at span: Span) -> LinkTarget? {
        guard anchors.contains(anchor) else {
            report(anchor, among: anchors, on: "on this page", at: span)
            return nil
        }
        return .anchor(anchor)
    }

    private mutating func inBook(_ path: String, anchor: String?, at span: Span) -> LinkTarget? {
        guard let resolved = BookPath.resolve(path, in: folder) else {
            diagnostics.append(BookMessages.outsideBook(path, file, span))
            return nil
        }
        if resolved.isEmpty || resolved == "index.md" { return .front }
        let chapterFolder = BookPath.name(resolved) == "chapter.md" ? BookPath.folder(resolved) : resolved
        if let chapter = site.chapters[chapterFolder] {
            guard let anchor, !anchor.isEmpty else { return .chapter(slug: chapter.slug, anchor: nil) }
            guard chapter.anchors.contains(anchor) else {
                report(anchor, among: chapter.anchors, on: "in `\(chapterFolder)`", at: span)
                return nil
            }
            return .chapter(slug: chapter.slug, anchor: anchor)
        }
        guard !resolved.hasSuffix(".md") else {
            diagnostics.append(
                site.source.read(resolved) == .missing
                    ? missing(path, at: span) : BookMessages.notInBook(path, file, span))
            return nil
        }
        return asset(resolved, written: path, at: span).map { .asset($0) }
    }

    private mutating func asset(_ path: String, written: String, at span: Span) -> String? {
        if assets[path] != nil { return path }
        switch site.source.read(path) {
        case .file(let bytes):
            assets[path] = bytes
            return path
        case .folder: diagnostics.append(BookMessages.notInBook(written, file, span))
        case .missing: diagnostics.append(missing(written, at: span))
        case .unreadable(let reason):
            diagnostics.append(BookMessages.unreadable(written, reason, file, span))
        }
        return nil
    }

    private func missing(_ path: String, at span: Span) -> Diagnostic {
        let depth = String(repeating: "../", count: folder.isEmpty ? 0 : folder.split(separator: "/").count)
        let chapters = site.chapters.keys.sorted().map { "\(depth)\($0)/chapter.md" }
        return BookMessages.missingFile(path, suggestion: nearest(to: path, in: chapters), file, span)
    }

    private mutating func report(_ anchor: String, among known: Set<String>, on page: String, at span: Span) {
        let suggestion = nearest(to: anchor, in: known.sorted())
        diagnostics.append(BookMessages.missingAnchor(anchor, on: page, suggestion: suggestion, file, span))
    }

    // MARK: Pictures

    private mutating func resolveImage(_ source: String, at span: Span) {
        guard Self.scheme(source) == nil, !source.hasPrefix("//") else {
            diagnostics.append(BookMessages.remoteImage(source, file, span))
            return
        }
        let path = Self.percentDecoded(source[...])
        guard let resolved = BookPath.resolve(path, in: folder) else {
            diagnostics.append(BookMessages.outsideBook(path, file, span))
            return
        }
        let types = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"]
        guard let type = resolved.split(separator: ".").last, types.contains(type.lowercased()) else {
            diagnostics.append(BookMessages.imageType(path, file, span))
            return
        }
        images[source] = asset(resolved, written: path, at: span)
    }

    // MARK: Addresses

    /// The scheme of an address in lower case; nil for a path.
    static func scheme(_ address: String) -> String? {
        guard let colon = address.firstIndex(of: ":") else { return nil }
        let scheme = address[..<colon]
        guard let first = scheme.first, first.isASCII, first.isLetter,
            scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        else { return nil }
        return scheme.lowercased()
    }

    /// `%20` and the like as the characters they stand for; what is no such code stays as it is.
    static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
