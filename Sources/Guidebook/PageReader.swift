import Diagnostics
import Markdown

/// A page's text read, before its figures are made and its links followed.
struct PageDraft {
    /// A piece of the page.
    enum Piece {
        case prose([MarkdownBlock])
        case scenario(ScenarioReference)
    }

    /// A `{{scenario FILE}}` paragraph.
    struct ScenarioReference {
        /// The scenario's path inside the book.
        var path: String
        /// Where the paragraph stands.
        var span: Span
    }

    var file: SourceFile
    /// The path of the page's folder inside the book.
    var folder: String
    var pieces: [Piece] = []
    var footnotes: [MarkdownFootnote] = []
}

/// Reads a page's Markdown: splits it at directives, and reports what no page can hold.
struct PageReader {
    let file: SourceFile
    let folder: String
    private(set) var diagnostics: [Diagnostic] = []
    private var level = 1

    init(file: SourceFile, folder: String) {
        self.file = file
        self.folder = folder
    }

    /// Reads the text from a line on.
    mutating func read(fromLine firstLine: Int) -> PageDraft {
        var draft = PageDraft(file: file, folder: folder)
        guard firstLine <= file.lineStarts.count else { return draft }
        let start = file.lineStarts[firstLine - 1]
        let document = MarkdownDocument.parse(file.text(Span(start, file.bytes.count)), firstLine: firstLine)
        var prose: [MarkdownBlock] = []
        for block in document.blocks {
            guard let directive = directive(block) else {
                check(block, nested: false)
                prose.append(block)
                continue
            }
            if let reference = scenario(directive, at: span(block)) {
                if !prose.isEmpty { draft.pieces.append(.prose(prose)) }
                prose = []
                draft.pieces.append(.scenario(reference))
            }
        }
        if !prose.isEmpty { draft.pieces.append(.prose(prose)) }
        for footnote in document.footnotes {
            for block in footnote.blocks { check(block, nested: true) }
        }
        draft.footnotes = document.footnotes
        return draft
    }

    /// Reports what a step's note holds and no note can.
    mutating func checkNote(_ document: MarkdownDocument) {
        for block in document.blocks {
            if case .heading = block.content {
                diagnostics.append(BookMessages.noteBlock("a heading", file, span(block)))
            } else {
                check(block, nested: true)
            }
        }
    }

    private func span(_ block: MarkdownBlock) -> Span {
        let last = file.lineStarts.count
        return file.lineSpan(min(block.lines.lowerBound, last)).union(file.lineSpan(min(block.lines.upperBound, last)))
    }

    // MARK: Directives

    /// The words between `{{` and `}}` of a paragraph that holds nothing else.
    ///
    /// They are taken from the source, because
    /// Markdown would make quotes and dashes of characters that a file name may have.
    private func directive(_ block: MarkdownBlock) -> [Substring]? {
        guard case .paragraph = block.content else { return nil }
        let text = file.text(span(block)).split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
            .joined(separator: " ")
        guard text.hasPrefix("{{"), let end = text.lastIndex(where: { !$0.isWhitespace }), text[...end].hasSuffix("}}")
        else { return nil }
        return text[...end].dropFirst(2).dropLast(2).split(separator: " ")
    }

    private mutating func scenario(_ words: [Substring], at span: Span) -> PageDraft.ScenarioReference? {
        guard words.first == "scenario" else {
            diagnostics.append(BookMessages.unknownDirective(String(words.first ?? ""), file, span))
            return nil
        }
        guard words.count == 2 else {
            diagnostics.append(BookMessages.directiveForm(file, span))
            return nil
        }
        let written = String(words[1])
        guard let path = BookPath.resolve(written, in: folder) else {
            diagnostics.append(BookMessages.outsideBook(written, file, span))
            return nil
        }
        let stem = BookPath.stem(path)
        let isGood = stem.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
        guard isGood, stem.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) else {
            diagnostics.append(BookMessages.badFigureName(BookPath.name(path), file, span))
            return nil
        }
        return PageDraft.ScenarioReference(path: path, span: span)
    }

    // MARK: Checks

    private mutating func check(_ block: MarkdownBlock, nested: Bool) {
        switch block.content {
        case .heading(let newLevel, let inlines):
            if !nested { checkHeading(level: newLevel, at: span(block)) }
            reportDirectives(among: inlines, of: block)
            check(inlines, in: block)
        case .paragraph(let inlines):
            if directive(block) != nil || (nested && inlines.plainText.hasPrefix("{{")) {
                diagnostics.append(BookMessages.directivePlace(file, braces(in: span(block))))
            } else {
                reportDirectives(among: inlines, of: block)
            }
            check(inlines, in: block)
        case .list(_, _, let items):
            for item in items {
                for inner in item { check(inner, nested: true) }
            }
        case .quote(let blocks):
            for inner in blocks { check(inner, nested: true) }
        case .table(_, let header, let rows):
            let cells = header + rows.flatMap { $0 }
            reportDirectives(among: cells.flatMap { $0 + [.softBreak] }, of: block)
            for cell in cells { check(cell, in: block) }
        case .html(let text):
            if !text.isMarkdownComment {
                let trimmed = text.split(separator: "\n").first.map(String.init) ?? text
                diagnostics.append(BookMessages.rawHTML(trimmed, file, span(block)))
            }
        case .code, .rule: break
        }
    }

    private mutating func checkHeading(level newLevel: Int, at span: Span) {
        if newLevel == 1 {
            diagnostics.append(BookMessages.titleInText(file, span))
        } else {
            if newLevel > level + 1 {
                diagnostics.append(BookMessages.skippedLevel(from: level, to: newLevel, file, span))
            }
            level = newLevel
        }
    }

    private mutating func check(_ inlines: [MarkdownInline], in block: MarkdownBlock) {
        // cmark-gfm splits a reference to a footnote that is not there into several texts.
        var text = ""
        for inline in inlines {
            switch inline {
            case .text(let part): text += part
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): check(inner, in: block)
            case .link(_, _, let inner, _): check(inner, in: block)
            case .html(let html, let line):
                // The tag that closes an element says nothing that the one that opens it has not said.
                if !html.isMarkdownComment, !html.hasPrefix("</") {
                    diagnostics.append(BookMessages.rawHTML(html, file, file.place(of: html, line: line)))
                }
            case .code, .image, .footnoteReference, .softBreak, .lineBreak: text += " "
            }
        }
        reportFootnotes(in: text, of: block)
    }

    private mutating func reportFootnotes(in text: String, of block: MarkdownBlock) {
        for candidate in text.split(separator: "[").dropFirst() where candidate.hasPrefix("^") {
            guard let end = candidate.firstIndex(of: "]") else { continue }
            let name = String(candidate[candidate.index(after: candidate.startIndex)..<end])
            if !name.isEmpty, !name.contains(where: \.isWhitespace) {
                diagnostics.append(BookMessages.undefinedFootnote(name, file, span(block)))
            }
        }
    }

    /// Reports scenarios in the middle of a text, each at its place; in code they are text like any other.
    private mutating func reportDirectives(among inlines: [MarkdownInline], of block: MarkdownBlock) {
        let scenario = /{{\s*scenario\s[^{}]*}}/
        let count = inlines.textOutsideCode.matches(of: scenario).count
        guard count > 0 else { return }
        let span = span(block)
        let source = file.text(span)
        let places = source.matches(of: scenario).map(\.range).filter { !source[..<$0.lowerBound].hasSuffix("`") }.map {
            let start = span.start + source[..<$0.lowerBound].utf8.count
            return Span(start, start + source[$0].utf8.count)
        }
        // Markup among the words, or code with more in it, hides which one of the source it is.
        for place in places.count == count ? places : [span] {
            diagnostics.append(BookMessages.directivePlace(file, place))
        }
    }

    /// From the first brace of a block on: what stands before it is the mark of a list or a quotation.
    private func braces(in span: Span) -> Span {
        let brace = file.bytes[span.start..<span.end].firstIndex(of: UInt8(ascii: "{"))
        return Span(brace ?? span.start, span.end)
    }
}

extension [MarkdownInline] {
    /// The characters of the runs but for code.
    fileprivate var textOutsideCode: String {
        map { inline in
            switch inline {
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner, _):
                inner.textOutsideCode
            case .code: "`"
            default: [inline].plainText
            }
        }.joined()
    }
}

extension SourceFile {
    /// Where a text stands in a line; the whole line where it is written in another way.
    func place(of text: String, line: Int) -> Span {
        let whole = lineSpan(min(max(line, 1), lineStarts.count))
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty, wanted.count <= whole.end - whole.start else { return whole }
        for start in whole.start...(whole.end - wanted.count)
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return Span(start, start + wanted.count)
        }
        return whole
    }
}
