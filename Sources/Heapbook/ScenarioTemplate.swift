import Diagnostics
import Foundation
import ScenarioSyntax

/// A scenario to begin with: a file of the folder `scenario` among the templates, in which `{{title}}` stands for the
/// title of the new one.
public struct ScenarioTemplate: Equatable, Sendable {
    /// The file's name without its ending.
    public var name: String
    /// What its `summary` line says.
    public var summary: String
    private let text: String

    /// Why there is no template, or no new scenario.
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The folder has none.
        case noTemplates(folders: [String])
        /// There is none of this name; the others, and the one that was probably meant.
        case unknown(name: String, known: [String], nearest: String?)
        /// A template cannot be read, or is no scenario.
        case unusable(path: String, reason: String)

        /// The cause and a way out.
        public var description: String {
            switch self {
            case .noTemplates(let folders):
                "there is no template NAME.heap in \(folders.map { "'\($0)'" }.joined(separator: " or "))"
            case .unknown(let name, let known, let nearest):
                "there is no template '\(name)'; " + (nearest.map { "did you mean '\($0)'? " } ?? "")
                    + "The templates are: \(known.joined(separator: ", "))"
            case .unusable(let path, let reason): "the template '\(path)' cannot be used: \(reason)"
            }
        }
    }

    /// The templates of some folders, by name; one of a later folder stands in place of the same in an earlier one.
    ///
    /// - Throws: ``Failure``.
    public static func all(in folders: [String]) throws(Failure) -> [ScenarioTemplate] {
        var templates: [String: ScenarioTemplate] = [:]
        for folder in folders {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for file in files where file.hasSuffix(".heap") {
                let name = String(file.dropLast(".heap".count))
                templates[name] = try ScenarioTemplate(name, in: folder)
            }
        }
        guard !templates.isEmpty else { throw .noTemplates(folders: folders) }
        return templates.values.sorted { $0.name < $1.name }
    }

    /// The template of this name.
    ///
    /// - Throws: ``Failure``.
    public static func named(_ name: String, in folders: [String]) throws(Failure) -> ScenarioTemplate {
        let all = try all(in: folders)
        if let found = all.first(where: { $0.name == name }) { return found }
        let known = all.map(\.name)
        throw .unknown(name: name, known: known, nearest: nearest(name, among: known))
    }

    private init(_ name: String, in folder: String) throws(Failure) {
        let path = "\(folder)/\(name).heap"
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .unusable(path: path, reason: error.localizedDescription)
        }
        let file = SourceFile(name: path, bytes: bytes)
        let parsed = parse(file)
        if let error = parsed.diagnostics.first(where: { $0.severity == .error }) {
            let line = error.span.map { "line \(file.line(at: $0.start)): " } ?? ""
            throw .unusable(path: path, reason: line + error.title)
        }
        self.name = name
        summary = parsed.scenario.header.summary?.value ?? ""
        text = file.text(Span(0, bytes.count))
    }

    /// A new scenario.
    ///
    /// - Parameter title: what it is called.
    /// - Returns: its text in UTF-8.
    public func scenario(title: String) -> [UInt8] {
        let escaped = title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return Array(text.replacing("{{title}}", with: escaped).utf8)
    }

    /// A title made of a file's name: `two-lists.heap` gives `Two lists`.
    public static func title(ofPath path: String) -> String {
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
        return (words.first.map { $0.uppercased() } ?? "") + words.dropFirst()
    }
}
