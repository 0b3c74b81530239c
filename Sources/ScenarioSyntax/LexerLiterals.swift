import Diagnostics

extension Lexer {
    static let stringPrefixes: Set<String> = ["r", "u", "b", "f", "br", "rb", "fr", "rf"]

    // MARK: - Numbers

    mutating func lexNumber() {
        let start = position
        var kind = Token.Kind.integer
        if bytes[position] == UInt8(ascii: "0"), let mark = peek(1).map({ $0 | 0x20 }),
            [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")].contains(mark)
        {
            position += 2
            while let byte = peek(0), isNamePart(byte) { position += 1 }
        } else {
            skipDigits()
            if peek(0) == UInt8(ascii: ".") {
                kind = .float
                position += 1
                skipDigits()
            }
            if let mark = peek(0), mark | 0x20 == UInt8(ascii: "e"), exponentFollows() {
                kind = .float
                position += 1
                if peek(0) == UInt8(ascii: "+") || peek(0) == UInt8(ascii: "-") { position += 1 }
                skipDigits()
            }
            if let mark = peek(0), mark | 0x20 == UInt8(ascii: "j") {
                kind = .imaginary
                position += 1
            }
        }
        finishNumber(kind, from: start)
    }

    private mutating func finishNumber(_ kind: Token.Kind, from start: Int) {
        let digitsEnd = position
        while let byte = peek(0), isNamePart(byte) { position += 1 }
        let span = Span(start, position)
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if digitsEnd != position || !isValidNumber(text, kind) {
            report(
                "E0107", "'\(text)' is no number", at: span,
                explanation: explainNumber(text),
                help: isOctal(text)
                    ? "Write the number without the zeros at its start."
                    : "A name cannot start with a digit; a number is written like 42, 0x2A, 1_000, 2.5 or 1e3.")
        }
        if kind == .integer, text.utf8.count > Lexer.mostDigits {
            report(
                "E0107", "a whole number of more than \(Lexer.mostDigits) digits", at: span,
                explanation: "CPython says: Exceeds the limit (4300 digits) for integer string conversion.",
                help: "Compute it, such as: 10 ** 5000")
            tokens.append(Token(kind, span, "0"))
            return
        }
        tokens.append(Token(kind, span, text))
    }

    /// The digits that CPython converts (Include/internal/pycore_long.h, _PY_LONG_DEFAULT_MAX_STR_DIGITS). It has no limit
    /// for those in powers of two; here all have the same, since reading them takes time with the square of their number.
    private static let mostDigits = 4300

    private func explainNumber(_ text: String) -> String {
        if isOctal(text) {
            return
                "CPython says: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers."
        }
        return "CPython says: invalid decimal literal."
    }

    /// Digits with zeros at their start, as older languages write octal numbers.
    private func isOctal(_ text: String) -> Bool {
        text.count > 1 && text.first == "0" && text.utf8.allSatisfy { isDigit($0) }
    }

    private func isValidNumber(_ text: String, _ kind: Token.Kind) -> Bool {
        // Nearly all are so; the rest is slow.
        if kind == .integer, text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0"),
            text.utf8.allSatisfy({ isDigit($0) })
        {
            return true
        }
        let digits = text.lowercased()
        if digits.hasSuffix("_") || digits.contains("__") || digits.contains("_.") || digits.contains("._") {
            return false
        }
        guard kind == .integer else { return true }
        let plain = digits.replacing("_", with: "")
        for (prefix, allowed) in [("0x", "0123456789abcdef"), ("0o", "01234567"), ("0b", "01")]
        where plain.hasPrefix(prefix) {
            return plain.count > 2 && plain.dropFirst(2).allSatisfy { allowed.contains($0) }
        }
        return plain.first != "0" || plain.allSatisfy { $0 == "0" }
    }

    private mutating func skipDigits() {
        while let byte = peek(0), isDigit(byte) || byte == UInt8(ascii: "_") { position += 1 }
    }

    private func exponentFollows() -> Bool {
        guard let next = peek(1) else { return false }
        if isDigit(next) { return true }
        guard next == UInt8(ascii: "+") || next == UInt8(ascii: "-"), let digit = peek(2) else { return false }
        return isDigit(digit)
    }

    // MARK: - Strings

    /// `position` is at the opening quote; the prefix, where there is one, starts at `prefixStart`.
    mutating func lexString(prefixStart: Int) {
        let prefix = String(decoding: bytes[prefixStart..<position], as: UTF8.self).lowercased()
        let quote = bytes[position]
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        let bodyStart = position
        guard let bodyEnd = skipStringBody(quote: quote, isTriple: isTriple) else {
            reportUnterminated(prefixStart, isTriple: isTriple)
            return
        }
        let raw = bytes[bodyStart..<bodyEnd]
        let isBytes = prefix.contains("b")
        let isFormatted = prefix.contains("f")
        let isRaw = prefix.contains("r")
        let span = Span(prefixStart, position)
        checkText(raw, span)
        if isBytes { checkBytes(raw, span) }
        let content = isRaw || isFormatted ? normaliseLineEnds(Array(raw)) : unescape(raw, isBytes: isBytes)
        let string = StringToken(
            value: String(decoding: content, as: UTF8.self), bytes: isBytes ? content : [], isBytes: isBytes,
            isFormatted: isFormatted, isTripleQuoted: isTriple, isRaw: isRaw, body: Span(bodyStart, bodyEnd))
        tokens.append(Token(.string, span, file.text(span), string: string))
    }

    private mutating func checkBytes(_ raw: ArraySlice<UInt8>, _ span: Span) {
        guard raw.contains(where: { $0 >= 0x80 }) else { return }
        report(
            "E0108", "a bytes literal can only contain ASCII characters", at: span,
            explanation: "CPython says: bytes can only contain ASCII literal characters.",
            help: "Write other bytes as \\x escapes.")
    }

    private mutating func checkText(_ raw: ArraySlice<UInt8>, _ span: Span) {
        if String(validating: raw, as: UTF8.self) == nil {
            report(
                "E0108", "this string is not valid UTF-8", at: span,
                help: "Save the file as UTF-8, or write the bytes as \\x escapes.")
        }
    }

    /// Line ends in a file are read as `\n` each.
    private func normaliseLineEnds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n"), index > 0, bytes[index - 1] == UInt8(ascii: "\r") { continue }
            result.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
        }
        return result
    }

    private mutating func skipStringBody(quote: UInt8, isTriple: Bool) -> Int? {
        while let byte = peek(0) {
            if byte == UInt8(ascii: "\\") {
                position += peek(1) == UInt8(ascii: "\r") && peek(2) == UInt8(ascii: "\n") ? 3 : 2
            } else if byte == quote, !isTriple {
                position += 1
                return position - 1
            } else if byte == quote, peek(1) == quote, peek(2) == quote {
                position += 3
                return position - 3
            } else if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                return nil
            } else {
                position += 1
            }
        }
        position = min(position, bytes.count)
        return nil
    }

    private mutating func reportUnterminated(_ start: Int, isTriple: Bool) {
        let end = isTriple ? file.lineSpan(file.line(at: start)).end : position
        report(
            "E0109", "this string is never closed", at: Span(start, end),
            explanation: isTriple
                ? "CPython says: unterminated triple-quoted string literal."
                : "A string in single or double quotes ends on its own line. CPython says: unterminated string literal.",
            help: isTriple ? "Close it with three quotes." : helpAtOpenString(start)
        )
        let span = Span(start, position)
        tokens.append(
            Token(
                .string, span, file.text(span),
                string: StringToken(value: "", isBytes: false, isFormatted: false, isTripleQuoted: isTriple)))
    }

    private func helpAtOpenString(_ start: Int) -> String {
        let line = file.lineSpan(file.line(at: start))
        if bytes[position - 1] == UInt8(ascii: "'") || bytes[start] == UInt8(ascii: "'"),
            bytes[line.start..<start].contains(UInt8(ascii: "'"))
        {
            return "Text with an apostrophe in it stands in double quotes: \"It's\"."
        }
        return "Close it with the same quote, or use three quotes for several lines."
    }

    /// The text of a literal part of an f-string.
    mutating func literalText(_ span: Span, isRaw: Bool) -> String {
        let raw = bytes[span.start..<span.end]
        let content = isRaw ? normaliseLineEnds(Array(raw)) : unescape(raw, isBytes: false)
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func unescape(_ raw: ArraySlice<UInt8>, isBytes: Bool) -> [UInt8] {
        guard raw.contains(UInt8(ascii: "\\")) else { return normaliseLineEnds(Array(raw)) }
        var result: [UInt8] = []
        var index = raw.startIndex
        while index < raw.endIndex {
            let byte = raw[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < raw.endIndex else {
                let isLineEnd = byte == UInt8(ascii: "\r")
                if isLineEnd, index + 1 < raw.endIndex, raw[index + 1] == UInt8(ascii: "\n") { index += 1 }
                result.append(isLineEnd ? UInt8(ascii: "\n") : byte)
                index += 1
                continue
            }
            index = appendEscape(raw, at: index, isBytes: isBytes, to: &result)
        }
        return result
    }

    private static let simpleEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "a"): 7,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
        UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    ]

    /// Appends what the escape at `start` stands for and returns the index after it.
    private mutating func appendEscape(
        _ raw: ArraySlice<UInt8>, at start: Int, isBytes: Bool, to result: inout [UInt8]
    ) -> Int {
        let mark = raw[start + 1]
        if let simple = Lexer.simpleEscapes[mark] {
            result.append(simple)
            return start + 2
        }
        switch mark {
        case UInt8(ascii: "\n"): return start + 2
        case UInt8(ascii: "\r"):
            return start + 2 < raw.endIndex && raw[start + 2] == UInt8(ascii: "\n") ? start + 3 : start + 2
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            return appendNumbered(
                raw, from: start + 1, escape: start, most: 3, least: 1, radix: 8, isBytes, to: &result)
        case UInt8(ascii: "x"):
            return appendNumbered(
                raw, from: start + 2, escape: start, most: 2, least: 2, radix: 16, isBytes, to: &result)
        case UInt8(ascii: "u") where !isBytes:
            return appendNumbered(
                raw, from: start + 2, escape: start, most: 4, least: 4, radix: 16, isBytes, to: &result)
        case UInt8(ascii: "U") where !isBytes:
            return appendNumbered(
                raw, from: start + 2, escape: start, most: 8, least: 8, radix: 16, isBytes, to: &result)
        case UInt8(ascii: "N") where !isBytes:
            report(
                "E0110", "characters by name (\\N{…}) are not supported", at: Span(start, start + 2),
                help: "Write the character itself, or its number as \\uXXXX.")
            return start + 2
        default:
            result.append(contentsOf: [UInt8(ascii: "\\"), mark])
            return start + 2
        }
    }

    private mutating func appendNumbered(
        _ raw: ArraySlice<UInt8>, from first: Int, escape: Int, most: Int, least: Int, radix: Int,
        _ isBytes: Bool, to result: inout [UInt8]
    ) -> Int {
        var index = first
        var value: UInt32 = 0
        while index < raw.endIndex, index - first < most,
            let digit = Character(UnicodeScalar(raw[index])).hexDigitValue, digit < radix
        {
            value = value &* UInt32(radix) &+ UInt32(digit)
            index += 1
        }
        guard index - first >= least, let scalar = UnicodeScalar(value) else {
            report(
                "E0110", "this escape stands for no character", at: Span(escape, index),
                explanation: "\\x takes two hexadecimal digits, \\u four, \\U eight; surrogates are not supported.",
                help: "Complete the escape, or write \\\\ for a backslash.")
            return index
        }
        if isBytes {
            result.append(UInt8(truncatingIfNeeded: value))
        } else {
            result.append(contentsOf: Array(String(Character(scalar)).utf8))
        }
        return index
    }
}
