import Diagnostics
import Fonts

/// Every message of the site generator, as a typed function; codes E07xx.
enum SiteMessages {
    static func missingTemplate(_ name: String, _ file: SourceFile) -> Diagnostic {
        Diagnostic(
            "E0701", "the site's template `\(name)` is missing", in: file, at: nil,
            explanation: "the templates that ship with heapbook hold it",
            help: "install heapbook again, or name its folder of templates")
    }

    static func templateSyntax(_ problem: String, _ file: SourceFile, line: Int) -> Diagnostic {
        Diagnostic(
            "E0702", "the template cannot be read: \(problem)", in: file,
            at: file.lineSpan(min(max(line, 1), file.lineStarts.count)))
    }

    static func missingPartial(_ name: String, known: [String], _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0703", "the template uses `\(name)`, which is not there", in: file, at: span,
            help: "the templates are \(known.map { "`\($0)`" }.joined(separator: ", "))")
    }

    static func interfaceText(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            "E0704", "the words of the interface must be one JSON object whose values are texts", in: file, at: nil)
    }

    static func missingWord(_ key: String, _ file: SourceFile) -> Diagnostic {
        Diagnostic(
            "E0708", "the words of the interface lack `\(key)`", in: file, at: nil,
            help: "add a line `\"\(key)\": \"…\"`")
    }

    static func unknownTheme(_ name: String, known: [String], _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0705", "there is no theme `\(name)`", in: file, at: span,
            help: "the themes are \(known.map { "`\($0)`" }.joined(separator: ", ")); "
                + "a theme of your own is a file `themes/\(name).css` in your templates' folder")
    }

    static func font(_ error: FontError, _ file: SourceFile) -> Diagnostic {
        Diagnostic("E0706", error.description, in: file, at: nil)
    }

    static func notUTF8(_ file: SourceFile) -> Diagnostic {
        Diagnostic("E0707", "the template is not UTF-8 text", in: file, at: nil, help: "save it as UTF-8")
    }
}
