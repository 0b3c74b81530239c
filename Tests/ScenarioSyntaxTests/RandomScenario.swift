/// A scenario made at random, written as carelessly as the language allows: any spaces between the words, lines broken
/// in brackets, blocks indented by any width, comments everywhere. The same seed gives the same text.
struct RandomScenario {
    private(set) var text = ""
    /// The comments in order, as written.
    private(set) var comments: [String] = []
    private var state: UInt64
    private let newline: String
    private let isPlain: Bool
    private var indents = [""]
    private var brackets = 0
    private var atLineStart = true
    private var functions = 0
    private var loops = 0

    init(seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        newline = ["\n", "\n", "\n", "\r\n", "\r"][seed % 5]
        isPlain = seed % 4 == 0
        header()
        if isPlain {
            for _ in 0..<(1 + random(3)) { statement(2) }
        } else {
            blocks()
        }
        if chance(4) { comment() }
        if chance(5) { text += newline }
    }

    // MARK: - Chance

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func random(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    private mutating func chance(_ of: Int) -> Bool { random(of) == 0 }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[random(values.count)] }

    // MARK: - Words and lines

    /// Writes words, with whatever may stand between them.
    private mutating func put(_ words: String...) {
        for word in words {
            if atLineStart {
                text += indents.joined()
                atLineStart = false
            } else {
                gap(before: word)
            }
            text += word
        }
    }

    private mutating func gap(before word: String) {
        if brackets > 0, chance(12) { return breakLine() }
        if chance(40), brackets == 0 {
            text += " \\" + newline + pick(["", "  ", "\t"])
            return
        }
        let needed = needsSpace(before: word)
        text += pick(needed ? [" ", " ", "  ", "\t"] : ["", "", " ", "   "])
    }

    private func needsSpace(before word: String) -> Bool {
        guard let last = text.unicodeScalars.last, let first = word.unicodeScalars.first else { return false }
        func isWord(_ scalar: UnicodeScalar) -> Bool { scalar.properties.isXIDContinue }
        let quotes: [UnicodeScalar] = ["\"", "'"]
        if isWord(first), last == ".", text.unicodeScalars.dropLast().last?.properties.numericType != nil {
            return true
        }
        if isWord(last) { return isWord(first) || quotes.contains(first) || first == "." }
        if quotes.contains(last) { return quotes.contains(first) }
        let brackets: [UnicodeScalar] = ["(", ")", "[", "]", "{", "}", ",", ";"]
        return !brackets.contains(last) && !brackets.contains(first) && !isWord(first) && !quotes.contains(first)
    }

    private mutating func breakLine() {
        if chance(3) { endWithComment() }
        text += newline + pick(["", " ", "      ", "\t"])
        if chance(4) {
            writeComment()
            text += newline + pick(["", "   "])
        }
    }

    private mutating func endLine() {
        if chance(6) { endWithComment() }
        text += newline
        atLineStart = true
        for _ in 0..<pick([0, 0, 0, 1, 3]) { text += pick(["", "  "]) + newline }
        if chance(10) { comment() }
    }

    private mutating func endWithComment() {
        text += pick(["", " ", "     "])
        writeComment()
    }

    private mutating func writeComment() {
        let comment = "#" + pick(["", " a", "!b  c", " ünï \"quoted\" (", ": note \"x\""])
        comments.append(comment)
        text += comment + pick(["", "", "  "])
    }

    /// A comment with the line to itself, indented anyhow.
    private mutating func comment() {
        text += pick(["", " ", "        ", indents.joined()])
        writeComment()
        text += newline
    }

    private mutating func bracketed(_ open: String, _ close: String, _ body: (inout Self) -> Void) {
        put(open)
        brackets += 1
        body(&self)
        if chance(8) { breakLine() }
        put(close)
        brackets -= 1
    }

    private mutating func block(_ body: (inout Self) -> Void) {
        put(":")
        endLine()
        indents.append(pick(["  ", "    ", "\t", " "]))
        body(&self)
        indents.removeLast()
    }

    // MARK: - The story

    private mutating func header() {
        if chance(3) { comment() }
        let title = pick(["\"T\"", "'one two'"])
        if chance(2) { entry { $0.put("scenario", title) } }
        if chance(2) { entry { $0.put("runtime", "cpython", "3.11") } }
        if chance(3) { entry { $0.put("summary", "\"s: #1\"") } }
        if chance(3) { entry { $0.put("tags", "a", ",", "b_c") } }
        if chance(9) { entry { $0.put("include", "\"o.heap\"") } }
    }

    private mutating func entry(_ write: (inout Self) -> Void) {
        write(&self)
        endLine()
    }

    private mutating func blocks() {
        if chance(2) {
            put("setup")
            block { $0.items(1 + $0.random(2)) }
        }
        for _ in 0..<(1 + random(2)) {
            put("step", pick(["\"A step\"", "'x'", "\"\"\"long\"\"\""]))
            block { $0.items(1 + $0.random(2)) }
        }
        if chance(4) {
            put("exit")
            block { writer in
                writer.put("expect", "freed", "(", "L", ")")
                writer.endLine()
            }
        }
    }

    private mutating func items(_ count: Int) {
        for _ in 0..<count {
            if chance(2) { directive() } else { statement(2) }
        }
    }

    private mutating func directive() {
        switch random(9) {
        case 0: put("note", pick(["\"n\"", "\"\"\"a\(newline)   b\(newline)\"\"\"", "r'x\\y'"]))
        case 1: put("label", "a", "as", "L")
        case 2:
            put("focus")
            commaList { $0.expression(1) }
        case 3:
            put("hide")
            expression(1)
        case 4: put("step", "into")
        case 5:
            put("expect", "raises", "TypeError", ":")
            simpleStatement()
        case 6:
            put("expect", "on", pick([">=", "<", "cpython"]), "3.8")
            if chance(2) { put("and", "<", "3.12") }
            if chance(3) { put("repl") }
            put(":")
            expression(2)
        default:
            put("expect")
            expression(2)
        }
        endLine()
    }

    // MARK: - Statements

    private mutating func statement(_ depth: Int) {
        guard depth > 0, chance(4) else {
            simpleStatement()
            while chance(8) {
                put(";")
                simpleStatement()
            }
            if chance(12) { put(";") }
            return endLine()
        }
        switch random(7) {
        case 0: conditional(depth)
        case 1:
            put("while")
            expression(2)
            loop(depth)
        case 2:
            put("for")
            targets()
            put("in")
            expressionList()
            loop(depth)
        case 3: function(depth)
        case 4: classDefinition(depth)
        case 5: handled(depth)
        default:
            put("with")
            expression(1)
            if chance(2) { put("as", name()) }
            body(depth)
        }
    }

    /// The block of a statement, sometimes on its own line.
    private mutating func body(_ depth: Int) {
        if chance(6) {
            put(":")
            simpleStatement()
            if chance(4) {
                put(";")
                simpleStatement()
            }
            endLine()
        } else {
            block { writer in for _ in 0..<(1 + writer.random(2)) { writer.statement(depth - 1) } }
        }
    }

    private mutating func loop(_ depth: Int) {
        loops += 1
        body(depth)
        loops -= 1
        if chance(5) {
            put("else")
            body(depth)
        }
    }

    private mutating func conditional(_ depth: Int) {
        put("if")
        expression(2)
        body(depth)
        if chance(3) {
            put("elif")
            expression(1)
            body(depth)
        }
        if chance(3) {
            put("else")
            body(depth)
        }
    }

    private mutating func function(_ depth: Int) {
        while chance(4) {
            put("@")
            primary(1)
            endLine()
        }
        put("def", name())
        bracketed("(", ")") { $0.parameters(annotated: true) }
        if chance(4) {
            put("->")
            expression(1)
        }
        let outer = loops
        (functions, loops) = (functions + 1, 0)
        body(depth)
        (functions, loops) = (functions - 1, outer)
    }

    private mutating func classDefinition(_ depth: Int) {
        put("class", name())
        if chance(2) { bracketed("(", ")") { $0.primary(0) } }
        body(depth)
    }

    private mutating func handled(_ depth: Int) {
        put("try")
        body(depth)
        if chance(3) {
            put("finally")
            return body(depth)
        }
        put("except")
        if chance(2) {
            put("ValueError")
            if chance(2) { put("as", "e") }
        }
        body(depth)
        if chance(4) {
            put("else")
            body(depth)
        }
    }

    private mutating func simpleStatement() {
        switch random(14) {
        case 0:
            targets()
            put("=")
            if chance(4) {
                targets()
                put("=")
            }
            expressionList()
        case 1:
            put(name(), pick(["+=", "-=", "**=", "//=", ">>=", "@=", "|="]))
            expressionList()
        case 2:
            put(name(), ":")
            expression(1)
            if chance(2) {
                put("=")
                expression(2)
            }
        case 3:
            put("del")
            target()
            while chance(3) {
                put(",")
                target()
            }
        case 4: put("pass")
        case 5: imports()
        case 6:
            put("assert")
            expression(2)
            if chance(3) {
                put(",")
                expression(1)
            }
        case 7:
            put("raise")
            if chance(2) {
                expression(1)
                if chance(3) {
                    put("from")
                    expression(1)
                }
            }
        case 8 where functions > 0:
            put(pick(["return", "yield"]))
            if chance(2) { expressionList() }
        case 9 where loops > 0: put(pick(["break", "continue"]))
        case 10 where functions > 0: put(pick(["global", "nonlocal"]), "q", ",", "r")
        case 11:
            put("print")
            bracketed("(", ")") { $0.arguments() }
        default: expressionList()
        }
    }

    private mutating func imports() {
        if chance(2) {
            put("import", "gc")
            if chance(2) { put("as", "g", ",", "sys") }
        } else if chance(2) {
            put("from", "copy", "import", "copy", ",", "deepcopy", "as", "d")
        } else {
            put("from", "math", "import")
            bracketed("(", ")") { $0.put("pi", ",", "e", ",") }
        }
    }

    // MARK: - Expressions

    private mutating func name() -> String { pick(["a", "b", "left", "_x1", "größe", "match", "type", "expect_"]) }

    private mutating func targets() {
        target()
        while chance(4) {
            put(",")
            target()
        }
    }

    private mutating func target() {
        put(name())
        if chance(3) { put(".", "next") }
        if chance(4) { bracketed("[", "]") { $0.expression(1) } }
    }

    private mutating func commaList(_ item: (inout Self) -> Void) {
        item(&self)
        while chance(2) {
            put(",")
            item(&self)
        }
    }

    private mutating func expressionList() {
        expression(pick([0, 1, 1, 2]))
        while chance(6) {
            put(",")
            expression(1)
        }
        if chance(20) { put(",") }
    }

    private mutating func expression(_ depth: Int) {
        guard depth > 0 else { return atom() }
        switch random(12) {
        case 0, 1:
            expression(depth - 1)
            put(pick(["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"]))
            operand(depth - 1)
        case 2:
            operand(depth - 1)
            put(pick(["==", "!=", "<", ">=", "is", "in"]))
            operand(depth - 1)
        case 3:
            operand(depth - 1)
            put(pick(["is", "not"]) == "is" ? "is" : "not")
            if text.hasSuffix("is") { put("not") } else { put("in") }
            operand(depth - 1)
        case 4:
            put("not")
            operand(depth - 1)
        case 5:
            put(pick(["-", "+", "~"]))
            primary(depth - 1)
        case 6:
            operand(depth - 1)
            put(pick(["and", "or"]))
            operand(depth - 1)
        case 7: bracketed("(", ")") { $0.inBrackets(depth - 1) }
        default: primary(depth)
        }
    }

    /// What may stand beside an operator whatever binds tighter.
    private mutating func operand(_ depth: Int) {
        if depth > 0, chance(2) { bracketed("(", ")") { $0.inBrackets(depth - 1) } } else { primary(depth) }
    }

    private mutating func inBrackets(_ depth: Int) {
        switch random(6) {
        case 0:
            put(name(), ":=")
            expression(depth)
        case 1:
            expression(depth)
            put("if")
            operand(depth)
            put("else")
            expression(depth)
        case 2:
            put("lambda")
            parameters(annotated: false)
            put(":")
            expression(depth)
        case 3 where depth > 0: comprehension(depth)
        case 4 where functions > 0:
            put("yield")
            expression(depth)
        default:
            expression(depth)
            if chance(3) { put(",") }
        }
    }

    private mutating func comprehension(_ depth: Int) {
        operand(depth - 1)
        put("for", name(), "in")
        operand(depth - 1)
        if chance(2) {
            put("if")
            operand(depth - 1)
        }
    }

    private mutating func primary(_ depth: Int) {
        atom()
        while depth > 0, chance(3) {
            switch random(3) {
            case 0: put(".", pick(["next", "value", "a"]))
            case 1: bracketed("(", ")") { $0.arguments() }
            default: bracketed("[", "]") { $0.index() }
            }
        }
    }

    private mutating func arguments() {
        for _ in 0..<random(3) {
            if chance(5) { put("*") }
            expression(1)
            put(",")
        }
        if chance(3) {
            put("key", "=")
            expression(1)
        } else if chance(6) {
            put("**")
            primary(1)
        }
    }

    private mutating func index() {
        if chance(2) { return expression(1) }
        if chance(2) { expression(1) }
        put(":")
        if chance(2) { expression(1) }
        if chance(2) {
            put(":")
            if chance(2) { expression(1) }
        }
        if chance(5) { put(",", "0") }
    }

    private mutating func parameters(annotated: Bool) {
        var needsDefault = false
        for index in 0..<random(3) {
            put("p\(index)")
            if annotated, chance(3) {
                put(":")
                primary(1)
            }
            if needsDefault || chance(3) {
                needsDefault = true
                put("=")
                primary(1)
            }
            put(",")
            if index == 0, chance(5) { put("/", ",") }
        }
        if chance(4) {
            put("*", "rest", ",")
            put("only", "=", "0", ",")
        } else if chance(5) {
            put("*", ",", "only", ",")
        }
        if chance(5) { put("**", "more") }
    }

    private mutating func atom() {
        switch random(13) {
        case 0: put(pick(["0", "300", "0x1F", "1_000", "1.5", "2.", ".5", "1e3", "3j"]))
        case 1: put(pick(["\"s\"", "'it\"s'", "b'x'", "r\"\\d\"", "f\"{a !r:>{b}} {{c}}\"", "f'{a=}'"]))
        case 2: put("\"\"\"one\(newline)  two\"\"\"")
        case 3: put(pick(["None", "True", "False", "..."]))
        case 4:
            bracketed("[", "]") { writer in
                for _ in 0..<writer.random(3) {
                    writer.atom()
                    writer.put(",")
                }
                if writer.chance(3) { writer.put("*", "a") }
            }
        case 5:
            bracketed("{", "}") { writer in
                for _ in 0..<writer.random(3) {
                    writer.atom()
                    writer.put(":")
                    writer.expression(1)
                    writer.put(",")
                }
                if writer.chance(4) { writer.put("**", "b") }
            }
        case 6:
            bracketed("{", "}") { writer in
                writer.atom()
                if writer.chance(2) { writer.put(",") }
            }
        case 7:
            put("\"a\"")
            put("'b'")
        default: put(name())
        }
    }
}
