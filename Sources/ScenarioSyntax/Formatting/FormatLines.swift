import Diagnostics

/// A logical line: its tokens and the comments in and behind them, or a comment that has the line to itself.
struct FormatLine {
    /// A token or a comment.
    struct Piece {
        var span: Span
        /// Nil for a comment.
        var token: Token?
    }

    var pieces: [Piece]
    /// How many blocks it stands in.
    var level: Int
    /// Whether an indented block follows.
    var opensBlock = false
    /// Whether its first word is that of a directive, and so no value.
    var isDirective = false
    /// How many empty lines stood above it.
    var emptyLinesAbove = 0

    var isComment: Bool { pieces.first?.token == nil }
}

/// Divides a file into lines with their levels.
struct LineCollector {
    let file: SourceFile
    let isPlain: Bool
    private(set) var lines: [FormatLine] = []
    /// Where `setup`, steps and `exit` start; in a plain file the first statement alone.
    private let blockStarts: Set<Int>
    private let directiveStarts: Set<Int>
    private var comments: ArraySlice<Span>
    /// The columns at which the open blocks start; the file itself first.
    private var columns = [0]
    /// The same while the line before was read.
    private var columnsBefore = [0]
    private var current: [FormatLine.Piece] = []
    private var lastLine = 0

    init(_ file: SourceFile, _ parsed: ParseResult) {
        self.file = file
        let scenario = parsed.scenario
        isPlain = scenario.isPlain
        comments = parsed.comments[...]
        let blocks = [scenario.setup].compactMap { $0 } + scenario.steps
        let starts = blocks.map(\.span.start)
        blockStarts = isPlain ? Set(starts.prefix(1)) : Set(starts)
        directiveStarts = Set(
            blocks.flatMap(\.items).compactMap { item in
                switch item {
                case .directive(let directive): directive.span.start
                case .foreign(let item): item is RaceSchedule ? item.span.start : nil
                case .statement: nil
                }
            })
        collect(parsed.tokens)
    }

    private mutating func collect(_ tokens: [Token]) {
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .indent:
                columns.append(column(at: token.span.end))
            case .dedent:
                columns.removeLast()
            case .newline:
                endLine(token.span.start, opensBlock: tokens[min(index + 1, tokens.count - 1)].kind == .indent)
            case .end:
                takeComments(before: file.bytes.count + 1)
            default:
                if current.isEmpty {
                    takeComments(before: token.span.start)
                } else {
                    takeInnerComments(before: token.span.start)
                }
                current.append(FormatLine.Piece(span: token.span, token: token))
            }
        }
    }

    /// Comments that have lines to themselves.
    private mutating func takeComments(before end: Int) {
        while let comment = comments.first, comment.start < end {
            comments.removeFirst()
            let pieces = [FormatLine.Piece(span: comment, token: nil)]
            append(FormatLine(pieces: pieces, level: level(ofComment: comment)))
        }
    }

    private mutating func takeInnerComments(before end: Int) {
        while let comment = comments.first, comment.start < end {
            comments.removeFirst()
            current.append(FormatLine.Piece(span: comment, token: nil))
        }
    }

    /// A comment belongs to a block that goes on below it, or ends above it, by how far it is indented.
    private func level(ofComment comment: Span) -> Int {
        let next = columns.count - 1
        let own = column(at: comment.start)
        let open = columnsBefore.indices.last { $0 >= next && columnsBefore[$0] <= own }
        return max(next, open ?? next)
    }

    private mutating func endLine(_ end: Int, opensBlock: Bool) {
        takeInnerComments(before: end)
        guard let first = current.first else { return }
        var line = FormatLine(pieces: current, level: columns.count - 1, opensBlock: opensBlock)
        if let last = line.pieces.lastIndex(where: { $0.token != nil }), last > 0,
            line.pieces[last].token?.isOp(";") == true
        {
            line.pieces.remove(at: last)
        }
        line.isDirective = directiveStarts.contains(first.span.start)
        current = []
        append(line)
        columnsBefore = columns
    }

    private mutating func append(_ line: FormatLine) {
        var line = line
        guard let first = line.pieces.first, let last = line.pieces.last else { return }
        let start = file.line(at: first.span.start)
        line.emptyLinesAbove = max(0, start - lastLine - 1)
        lastLine = file.line(at: max(last.span.start, last.span.end - 1))
        lines.append(line)
    }

    /// The column of an offset as Python measures indentation: a tab goes to the next multiple of eight.
    private func column(at offset: Int) -> Int {
        var column = 0
        for byte in file.bytes[file.lineStarts[file.line(at: offset) - 1]..<offset] {
            column = byte == UInt8(ascii: "\t") ? (column / 8 + 1) * 8 : byte == 0x0C ? 0 : column + 1
        }
        return column
    }

    // MARK: - Empty lines

    /// How many empty lines stand above a line: one above every block and none below the line that opens one;
    /// elsewhere those of the author, at most one, between the statements of a plain file at most two.
    func emptyLines(before index: Int) -> Int {
        let line = lines[index]
        if startsBlock(from: index) { return 1 }
        if line.level > 0, line.level > lines[index - 1].level { return 0 }
        return min(line.emptyLinesAbove, isPlain && line.level == 0 ? 2 : 1)
    }

    /// Whether a block starts here, or with the comments that stand directly above it.
    private func startsBlock(from index: Int) -> Bool {
        if index > 0, lines[index - 1].isComment, lines[index - 1].level == 0, lines[index].emptyLinesAbove == 0 {
            return false
        }
        var next = index
        while lines[next].isComment {
            guard lines[next].level == 0, next + 1 < lines.count, lines[next + 1].emptyLinesAbove == 0 else {
                return false
            }
            next += 1
        }
        guard let start = lines[next].pieces.first?.span.start, blockStarts.contains(start) else { return false }
        return !isPlain || lines[..<index].contains { !$0.isComment }
    }
}
