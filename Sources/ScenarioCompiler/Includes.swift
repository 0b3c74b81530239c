import Diagnostics
import ScenarioSyntax
import Timelines

/// How the files that `include` names are read.
///
/// Paths are relative to one folder, the scenario's or the book's; nothing outside it is read.
package struct IncludeReader: Sendable {
    /// What is at a path.
    package enum Content: Sendable {
        case file(SourceFile)
        case missing
        /// Not to be read, and why.
        case refused(String)
    }

    /// The scenario's own path in the folder.
    package var path: String
    package var read: @Sendable (String) -> Content

    package init(path: String, read: @escaping @Sendable (String) -> Content) {
        self.path = path
        self.read = read
    }

    /// For a text that lies in no folder.
    package static let none = IncludeReader(path: "") { _ in
        .refused("this scenario has no folder in which other files could lie")
    }
}

/// A scenario together with the files it includes, as one text.
///
/// The included texts lie behind the scenario's own, so that every offset stands for one place. `placed` brings what is
/// said about the whole back to the file that it is about.
package struct CombinedSource {
    /// A file and where its text starts in the whole.
    struct Section {
        var file: SourceFile
        var offset: Int
        /// As the scenario would write it.
        var path: String
    }

    let main: SourceFile
    private(set) var whole: SourceFile
    private(set) var sections: [Section] = []

    init(_ main: SourceFile) {
        self.main = main
        whole = main
    }

    /// Adds a file's text, and returns it as a file of its own in which every offset is that of the whole.
    mutating func add(_ file: SourceFile, path: String) -> SourceFile {
        let newline = [UInt8(ascii: "\n")]
        let offset = whole.bytes.count + 1
        whole = SourceFile(name: main.name, bytes: whole.bytes + newline + file.bytes)
        sections.append(Section(file: file, offset: offset, path: path))
        let padding = [UInt8](repeating: UInt8(ascii: "\n"), count: offset)
        return SourceFile(name: file.name, bytes: padding + file.bytes)
    }

    private func section(at offset: Int) -> Section? { sections.last { $0.offset <= offset } }

    /// The diagnostic with its places in the files they are in. A place in another file than the diagnostic's own is
    /// named in words.
    package func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        guard !sections.isEmpty, diagnostic.file == whole else { return diagnostic }
        var result = diagnostic
        let own = diagnostic.span.flatMap { section(at: $0.start) }
        result.file = own?.file ?? main
        result.span = diagnostic.span.map { shifted($0, own) }
        result.related = []
        for place in diagnostic.related {
            let other = section(at: place.span.start)
            if other?.offset == own?.offset {
                result.related.append(RelatedPlace(shifted(place.span, own), place.message))
            } else {
                let file = other?.file ?? main
                let line = file.line(at: shifted(place.span, other).start)
                result.explanation += (result.explanation.isEmpty ? "" : " ")
                result.explanation += "\(file.name), line \(line): \(place.message)."
            }
        }
        return result
    }

    private func shifted(_ span: Span, _ section: Section?) -> Span {
        Span(span.start - (section?.offset ?? 0), span.end - (section?.offset ?? 0))
    }

    /// The file that a line of the whole is in, nil for the scenario's own, and the line's number there.
    func place(ofLine line: Int) -> (path: String?, line: Int) {
        guard let section = sections.last(where: { whole.line(at: $0.offset) <= line }) else { return (nil, line) }
        return (section.path, line - whole.line(at: section.offset) + 1)
    }
}

/// Reads the files that a scenario includes, and those that they include.
struct IncludeResolver {
    let reader: IncludeReader
    var source: CombinedSource
    /// The language of the scenario, and the runtime whose blocks are so written.
    private let language: String
    private let runtime: String?
    private(set) var blocks: [Block] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var done: Set<String> = []

    init(_ scenario: Scenario, _ reader: IncludeReader, runtime: String?) {
        source = CombinedSource(scenario.file)
        self.reader = reader
        language = scenario.language
        self.runtime = scenario.header.runtime?.value ?? runtime
    }

    /// A chain of files that include one another may be so long.
    private static let deepestNesting = 32

    /// - Parameters:
    ///   - file: the file the header stands in, with its own offsets.
    ///   - chain: the paths of the files on the way to it, itself last.
    mutating func resolve(_ entries: [HeaderEntry<String>], in file: SourceFile, chain: [String]) {
        for entry in entries {
            guard let path = Self.join(entry.value, to: chain.last ?? "") else {
                refuse(entry, file, "it lies outside the folder of the scenario")
                continue
            }
            if let start = chain.firstIndex(of: path) {
                let ring = (chain[start...] + [path]).joined(separator: " → ")
                report("E0903", "the files include one another", entry, file, "The ring is: \(ring).")
            } else if chain.count > Self.deepestNesting {
                report("E0903", "files include one another too deeply", entry, file, "")
            } else if done.insert(path).inserted {
                include(path, entry, file, chain)
            }
        }
    }

    private mutating func include(
        _ path: String, _ entry: HeaderEntry<String>, _ file: SourceFile, _ chain: [String]
    ) {
        switch reader.read(path) {
        case .missing:
            report(
                "E0903", "there is no file '\(path)' to include", entry, file,
                "A path is relative to the folder of the file that the line stands in.")
        case .refused(let reason): refuse(entry, file, reason)
        case .file(let included):
            let padded = source.add(included, path: path)
            let section = source.sections.count - 1
            let parsed = parse(padded, runtime: runtime)
            diagnostics += parsed.diagnostics.map { Self.placed($0, source.sections[section]) }
            guard parsed.scenario.language == language else {
                report(
                    "E0903", "'\(path)' is written in \(parsed.scenario.language)", entry, file,
                    "The scenario that includes it is written in \(language).", help: "Leave the line out.")
                return
            }
            let header = parsed.scenario.header
            let own = header.includes.map {
                HeaderEntry(value: $0.value, span: Self.shifted($0.span, source.sections[section]))
            }
            resolve(own, in: included, chain: chain + [path])
            if let setup = parsed.scenario.setup {
                blocks.append(setup)
            } else if header.includes.isEmpty, !containsError(parsed.diagnostics) {
                report(
                    "E0903", "'\(path)' has no setup to include", entry, file,
                    "Only what stands under 'setup:' of an included file is run.",
                    help: "Put its statements under 'setup:'.")
            }
        }
    }

    private mutating func refuse(_ entry: HeaderEntry<String>, _ file: SourceFile, _ reason: String) {
        report("E0903", "'\(entry.value)' cannot be included: \(reason)", entry, file, "")
    }

    private mutating func report(
        _ code: String, _ title: String, _ entry: HeaderEntry<String>, _ file: SourceFile, _ explanation: String,
        help: String = "Name a file of the same folder or of one below it, such as: include \"nodes.heap\""
    ) {
        diagnostics.append(
            Diagnostic(code, title, in: file, at: entry.span, explanation: explanation, help: help))
    }

    private static func placed(_ diagnostic: Diagnostic, _ section: CombinedSource.Section) -> Diagnostic {
        var result = diagnostic
        result.file = section.file
        result.span = diagnostic.span.map { shifted($0, section) }
        result.related = diagnostic.related.map { RelatedPlace(shifted($0.span, section), $0.message) }
        return result
    }

    private static func shifted(_ span: Span, _ section: CombinedSource.Section) -> Span {
        Span(span.start - section.offset, span.end - section.offset)
    }

    /// The path of a file that another one names, nil where it leads out of the folder.
    static func join(_ path: String, to other: String) -> String? {
        if path.hasPrefix("/") || path.hasPrefix("~") || path.isEmpty { return nil }
        var parts = other.split(separator: "/").dropLast().map(String.init)
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(String(part))
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }
}

extension Timeline {
    /// Replaces line numbers of the whole text by those of the files it is made of.
    mutating func place(linesBy place: (Int) -> (path: String?, line: Int)) {
        for index in steps.indices { steps[index].place(linesBy: place) }
    }
}

extension Step {
    fileprivate mutating func place(linesBy place: (Int) -> (path: String?, line: Int)) {
        let (first, last) = (place(lines.lowerBound), place(lines.upperBound))
        file = first.path
        lines = first.line...max(first.line, last.line)
        for index in events.indices { events[index].line = place(events[index].line).line }
        if let line = raised?.line { raised?.line = place(line).line }
        for index in parts.indices { parts[index].place(linesBy: place) }
    }
}
