import Diagnostics
import Foundation
import Guidebook
import Mustache

/// The templates of a site, parsed.
struct SiteTemplates {
    /// The words of the interface.
    let text: InterfaceText
    /// The style sheet of the site.
    let style: String
    /// The style sheet of the book's theme: colours and faces.
    let theme: String
    /// The script of the player and the switch for light and dark.
    let script: String
    /// The site's icon.
    let icon: String
    private let library: MustacheLibrary

    /// Parses the templates; nil where one is missing or wrong, with what is wrong in `diagnostics`.
    init?(_ files: [String: SourceFile], book: Book, diagnostics: inout [Diagnostic]) {
        var found: [Diagnostic] = []
        func file(_ name: String) -> String {
            guard let file = files[name] else {
                found.append(SiteMessages.missingTemplate(name, SourceFile(name: name, text: "")))
                return ""
            }
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                found.append(SiteMessages.notUTF8(file))
                return ""
            }
            return text
        }
        style = file("heapbook.css")
        script = file("heapbook.js")
        icon = file("favicon.svg")
        if let chosen = files["themes/\(book.theme).css"] {
            theme = chosen.text(Span(0, chosen.bytes.count))
        } else {
            theme = ""
            found.append(SiteMessages.unknownTheme(book.theme, known: Self.themes(files), book.file, book.themeSpan))
        }
        for name in ["page", "chapter", "index"] { _ = file("\(name).mustache") }
        library = Self.library(files, diagnostics: &found)
        text = Self.interfaceText(files, diagnostics: &found)
        diagnostics += found
        if containsError(found) { return nil }
    }

    /// A page's HTML.
    func render(_ context: PageContext, with name: String) -> String {
        library.render(context, withTemplate: name) ?? ""
    }

    private static func themes(_ files: [String: SourceFile]) -> [String] {
        files.keys.filter { $0.hasPrefix("themes/") && $0.hasSuffix(".css") }
            .map { String($0.dropFirst("themes/".count).dropLast(".css".count)) }.sorted()
    }

    private static func library(
        _ files: [String: SourceFile], diagnostics: inout [Diagnostic]
    ) -> MustacheLibrary {
        var library = MustacheLibrary()
        let names = files.keys.filter { $0.hasSuffix(".mustache") }.sorted()
        let known = names.map { String($0.dropLast(".mustache".count)) }
        for (name, stem) in zip(names, known) {
            guard let file = files[name] else { continue }
            let text = file.text(Span(0, file.bytes.count))
            do {
                try library.register(text, named: stem)
            } catch let error as MustacheTemplate.ParserError {
                let problem = "\(error.error)"
                diagnostics.append(SiteMessages.templateSyntax(problem, file, line: error.context.lineNumber))
            } catch {
                diagnostics.append(SiteMessages.templateSyntax("\(error)", file, line: 1))
            }
            diagnostics += missingPartials(in: file, text: text, known: known)
        }
        return library
    }

    /// The library shows nothing for a partial or a parent that is not there, so it is looked for here.
    private static func missingPartials(in file: SourceFile, text: String, known: [String]) -> [Diagnostic] {
        var result: [Diagnostic] = []
        for match in text.matches(of: /\{\{[><]\s*([^*\s}]+)\s*\}\}/) where !known.contains(String(match.1)) {
            let start = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
            let end = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
            result.append(SiteMessages.missingPartial(String(match.1), known: known, file, Span(start, end)))
        }
        return result
    }

    private static func interfaceText(
        _ files: [String: SourceFile], diagnostics: inout [Diagnostic]
    ) -> InterfaceText {
        guard let file = files["text.json"] else {
            diagnostics.append(SiteMessages.missingTemplate("text.json", SourceFile(name: "text.json", text: "")))
            return InterfaceText(words: [:])
        }
        guard let words = try? JSONDecoder().decode([String: String].self, from: Data(file.bytes)) else {
            diagnostics.append(SiteMessages.interfaceText(file))
            return InterfaceText(words: [:])
        }
        var used = Set(InterfaceText.Word.allCases.map(\.rawValue))
        for (name, template) in files where name.hasSuffix(".mustache") {
            let text = template.text(Span(0, template.bytes.count))
            used.formUnion(text.matches(of: /\{\{[#^]?text\.(\w+)/).map { String($0.1) })
        }
        for key in used.subtracting(words.keys).sorted() {
            diagnostics.append(SiteMessages.missingWord(key, file))
        }
        return InterfaceText(words: words)
    }
}
