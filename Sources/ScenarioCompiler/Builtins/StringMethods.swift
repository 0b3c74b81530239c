import HeapModel

// The methods of str (Objects/unicodeobject.c). Each returns the same object where CPython does.
extension Natives {
    static let stringMethods: [NativeFunction] =
        stringCaseMethods + stringQuestions + stringSearches + stringSplits + stringPaddings + stringChanges
        + stringFormatMethods

    private static func method(
        _ name: String, takesKeywords: Bool = false, _ run: @escaping NativeFunction.Body
    ) -> NativeFunction {
        NativeFunction(name: name, type: .str, takesKeywords: takesKeywords, run: run)
    }

    /// The text of an argument that has to be a str.
    static func text(
        _ interpreter: Interpreter, _ argument: Ref, _ message: (String) -> String
    ) throws(Interruption) -> String {
        guard let text = interpreter.string(argument) else {
            throw .typeError(message(interpreter.heap.typeName(argument)))
        }
        return text
    }

    // MARK: - Case and questions

    private static let stringCaseMethods = [
        changed("upper", LetterCase.upper), changed("lower", LetterCase.lower),
        changed("casefold", LetterCase.fold), changed("capitalize", LetterCase.capitalize),
        changed("title", LetterCase.title), changed("swapcase", LetterCase.swapCase),
    ]

    private static func changed(_ name: String, _ change: @escaping @Sendable (String) -> String) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "str.\(name)")
            return interpreter.heap.makeNewString(change(interpreter.string(text) ?? ""))
        }
    }

    private static let stringQuestions = [
        all("isalnum", Characters.isAlphanumeric), all("isalpha", Characters.isAlphabetic),
        all("isdecimal", Characters.isDecimal), all("isdigit", Characters.isDigit),
        all("isnumeric", Characters.isNumeric), all("isspace", Characters.isSpace),
        question("isascii") { $0.utf8.allSatisfy { $0 < 0x80 } },
        question("isprintable") { $0.unicodeScalars.allSatisfy(PythonText.isPrintable) },
        question("istitle", LetterCase.isTitle), question("isupper", LetterCase.isUpper),
        question("islower", LetterCase.isLower),
        question("isidentifier") { text in
            let scalars = text.unicodeScalars
            return scalars.first.map(Characters.startsIdentifier) ?? false
                && scalars.dropFirst().allSatisfy(Characters.continuesIdentifier)
        },
    ]

    private static func all(_ name: String, _ holds: @escaping @Sendable (Unicode.Scalar) -> Bool) -> NativeFunction {
        question(name) { !$0.isEmpty && $0.unicodeScalars.allSatisfy(holds) }
    }

    private static func question(_ name: String, _ ask: @escaping @Sendable (String) -> Bool) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "str.\(name)")
            return interpreter.heap.makeBool(ask(interpreter.string(text) ?? ""))
        }
    }

    // MARK: - Searching

    private static let stringSearches = [
        search("find", fromEnd: false, fails: false), search("index", fromEnd: false, fails: true),
        search("rfind", fromEnd: true, fails: false), search("rindex", fromEnd: true, fails: true),
        method("count") { (interpreter, text, arguments, _) throws(Interruption) in
            let (part, range) = try searched(interpreter, text, arguments, "count")
            guard let range else { return interpreter.heap.makeInt(0) }
            return interpreter.heap.makeInt(Slices.count(part, in: interpreter.scalars(text), range))
        },
        end("startswith", atEnd: false), end("endswith", atEnd: true),
    ]

    private static func search(_ name: String, fromEnd: Bool, fails: Bool) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            let (part, range) = try searched(interpreter, text, arguments, name)
            let whole = interpreter.scalars(text)
            let place = range.flatMap {
                fromEnd ? Slices.findLast(part, in: whole, $0) : Slices.find(part, in: whole, $0)
            }
            if place == nil, fails { throw .valueError("substring not found") }
            return interpreter.heap.makeInt(place ?? -1)
        }
    }

    /// What is searched for, and where.
    private static func searched(
        _ interpreter: Interpreter, _ text: Ref, _ arguments: [Ref], _ name: String
    ) throws(Interruption) -> ([Unicode.Scalar], Range<Int>?) {
        try parsed(1, 3, arguments, name)
        let count = interpreter.scalars(text).count
        var range: Range<Int>?
        let checksTextFirst = interpreter.heap.facts.searchesCheckTheirTextFirst
        if !checksTextFirst { range = try bounds(interpreter, count, arguments) }
        let part = try Natives.text(interpreter, arguments[0]) {
            "\(name)() argument 1 must be str, not \($0) to look for"
        }
        if checksTextFirst { range = try bounds(interpreter, count, arguments) }
        return (Array(part.unicodeScalars), range)
    }

    /// The part of a sequence that the second and third argument mean.
    static func bounds(_ interpreter: Interpreter, _ count: Int, _ arguments: [Ref]) throws(Interruption) -> Range<Int>?
    {
        let start = try sliceBound(interpreter, arguments.count > 1 ? arguments[1] : nil)
        let end = try sliceBound(interpreter, arguments.count > 2 ? arguments[2] : nil)
        return Slices.bounds(start, end, count: count)
    }

    private static func end(_ name: String, atEnd: Bool) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try parsed(1, 3, arguments, name)
            let whole = interpreter.scalars(text)
            let range = try bounds(interpreter, whole.count, arguments)
            let holds = { (part: [Unicode.Scalar]) -> Bool in
                guard let range, range.count >= part.count else { return false }
                return Slices.matches(part, whole, at: atEnd ? range.upperBound - part.count : range.lowerBound)
            }
            guard case .tuple(let items) = interpreter.heap[arguments[0]].value else {
                let part = try Natives.text(interpreter, arguments[0]) {
                    "\(name) first arg must be str or a tuple of str, not \($0)"
                }
                return interpreter.heap.makeBool(holds(Array(part.unicodeScalars)))
            }
            for item in items {
                let part = try Natives.text(interpreter, item) { "tuple for \(name) must only contain str, not \($0)" }
                if holds(Array(part.unicodeScalars)) { return interpreter.heap.makeBool(true) }
            }
            return interpreter.heap.makeBool(false)
        }
    }

    // MARK: - Splitting and joining

    private static let stringSplits = [
        split("split", fromEnd: false), split("rsplit", fromEnd: true),
        partition("partition", fromEnd: false), partition("rpartition", fromEnd: true),
        method("splitlines", takesKeywords: true) { (interpreter, text, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["keepends"], "splitlines")
            var keepsEnds = false
            if let flag = given[0] { keepsEnds = try Natives.flag(interpreter, flag, "splitlines") }
            let scalars = interpreter.scalars(text)
            let lines = Slices.lines(
                scalars, keepEnds: keepsEnds, carriageReturn: "\r", lineFeed: "\n", isBreak: Characters.isLineBreak)
            let list = interpreter.heap.makeList([])
            for line in lines { interpreter.heap.append(interpreter.part(line, of: scalars, text), to: list) }
            return list
        },
        method("join") { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.join")
            let values = try interpreter.values(of: arguments[0], orTypeError: "can only join an iterable")
            defer { interpreter.release(values) }
            if values.count == 1, interpreter.string(values[0]) != nil { return interpreter.heap.shared(values[0]) }
            var parts: [String] = []
            for (number, value) in values.enumerated() {
                parts.append(
                    try Natives.text(interpreter, value) {
                        "sequence item \(number): expected str instance, \($0) found"
                    })
            }
            let separator = interpreter.string(text) ?? ""
            try interpreter.checkSize(
                parts.reduce(separator.utf8.count * max(0, parts.count - 1)) { $0 + $1.utf8.count })
            return interpreter.heap.makeNewString(parts.joined(separator: separator))
        },
    ]

    private static func split(_ name: String, fromEnd: Bool) -> NativeFunction {
        method(name, takesKeywords: true) { (interpreter, text, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["sep", "maxsplit"], name)
            var limit = -1
            if let wanted = given[1] { limit = try size(interpreter, wanted) }
            let scalars = interpreter.scalars(text)
            var separator: [Unicode.Scalar]?
            if let wanted = given[0], wanted != interpreter.heap.none {
                separator = Array(
                    try Natives.text(interpreter, wanted) { "must be str or None, not \($0)" }.unicodeScalars)
                if separator?.isEmpty == true { throw .valueError("empty separator") }
            }
            let parts = Slices.split(
                scalars, by: separator, limit: limit, fromEnd: fromEnd, isSpace: Characters.isSpace)
            return interpreter.makeSplitList(parts.map { interpreter.part($0, of: scalars, text) }, limit: limit)
        }
    }

    private static func partition(_ name: String, fromEnd: Bool) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.\(name)")
            let separator = Array(
                try Natives.text(interpreter, arguments[0]) { "must be str, not \($0)" }.unicodeScalars)
            if separator.isEmpty { throw .valueError("empty separator") }
            let scalars = interpreter.scalars(text)
            let range = 0..<scalars.count
            let place =
                fromEnd ? Slices.findLast(separator, in: scalars, range) : Slices.find(separator, in: scalars, range)
            guard let place else {
                let empty = (interpreter.heap.makeString(""), interpreter.heap.makeString(""))
                let whole = interpreter.exact(text)
                return interpreter.heap.makeTuple(fromEnd ? [empty.0, empty.1, whole] : [whole, empty.0, empty.1])
            }
            return interpreter.heap.makeTuple([
                interpreter.makeString(scalars[..<place]), interpreter.heap.shared(arguments[0]),
                interpreter.makeString(scalars[(place + separator.count)...]),
            ])
        }
    }

    // MARK: - Padding and stripping

    private static let stringPaddings = [
        pad("center", Slices.inTheMiddle), pad("ljust") { _, _ in 0 },
        pad("rjust") { padding, _ in padding },
        strip("strip", left: true, right: true), strip("lstrip", left: true, right: false),
        strip("rstrip", left: false, right: true),
        removed("removeprefix") { part, whole in
            Slices.matches(part, whole, at: 0) ? part.count..<whole.count : nil
        },
        removed("removesuffix") { part, whole in
            let place = whole.count - part.count
            return !part.isEmpty && Slices.matches(part, whole, at: place) ? 0..<place : nil
        },
        method("zfill") { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.zfill")
            let width = try size(interpreter, arguments[0])
            let scalars = interpreter.scalars(text)
            if width <= scalars.count { return interpreter.exact(text) }
            try interpreter.checkSize(width)
            return interpreter.makeNewString(Slices.zeroFill(scalars, to: width, zero: "0", signs: ["+", "-"]))
        },
    ]

    /// `left`: how much of the padding stands before the text, by the padding and the width.
    private static func pad(_ name: String, _ left: @escaping @Sendable (Int, Int) -> Int) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, name)
            let width = try size(interpreter, arguments[0])
            var fill: Unicode.Scalar = " "
            if arguments.count > 1 {
                let given = try Natives.text(interpreter, arguments[1]) {
                    "The fill character must be a unicode character, not \($0)"
                }
                guard let first = given.unicodeScalars.first, given.unicodeScalars.count == 1 else {
                    throw .typeError("The fill character must be exactly one character long")
                }
                fill = first
            }
            let scalars = interpreter.scalars(text)
            if width <= scalars.count { return interpreter.exact(text) }
            try interpreter.checkSize(width)
            return interpreter.makeNewString(Slices.pad(scalars, to: width, with: fill, left))
        }
    }

    private static func strip(_ name: String, left: Bool, right: Bool) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, name)
            let scalars = interpreter.scalars(text)
            var isStripped = Characters.isSpace
            if let given = arguments.first, given != interpreter.heap.none {
                let set = try Natives.text(interpreter, given) { _ in "\(name) arg must be None or str" }
                let stripped = Set(set.unicodeScalars)
                isStripped = { stripped.contains($0) }
            }
            let range = Slices.strip(scalars, left: left, right: right, where: isStripped)
            return interpreter.part(range, of: scalars, text)
        }
    }

    private static func removed(
        _ name: String, _ rest: @escaping @Sendable ([Unicode.Scalar], [Unicode.Scalar]) -> Range<Int>?
    ) -> NativeFunction {
        method(name) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.\(name)")
            let part = try Natives.text(interpreter, arguments[0]) { "\(name)() argument must be str, not \($0)" }
            let scalars = interpreter.scalars(text)
            guard let range = rest(Array(part.unicodeScalars), scalars) else { return interpreter.exact(text) }
            return interpreter.part(range, of: scalars, text)
        }
    }

    // MARK: - Changing

    private static let stringChanges = [
        method("replace") { (interpreter, text, arguments, _) throws(Interruption) in
            try between(2, 3, arguments, "str.replace")
            var parts: [[Unicode.Scalar]] = []
            for (number, argument) in arguments.prefix(2).enumerated() {
                let part = try Natives.text(interpreter, argument) {
                    "replace() argument \(number + 1) must be str, not \($0)"
                }
                parts.append(Array(part.unicodeScalars))
            }
            let limit = arguments.count > 2 ? try size(interpreter, arguments[2]) : -1
            if arguments[0] == arguments[1] { return interpreter.exact(text) }
            let whole = interpreter.scalars(text)
            let room = parts[1].count > parts[0].count ? Slices.count(parts[0], in: whole, 0..<whole.count) : 0
            try interpreter.checkSize(whole.count + room * parts[1].count)
            guard let result = Slices.replace(parts[0], by: parts[1], in: whole, limit: limit) else {
                return interpreter.exact(text)
            }
            return interpreter.makeNewString(result)
        },
        method("expandtabs", takesKeywords: true) { (interpreter, text, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["tabsize"], "expandtabs")
            var size = 8
            if let wanted = given[0] { size = try cInt(interpreter, wanted, "expandtabs") }
            let scalars = interpreter.scalars(text)
            guard scalars.contains("\t") || interpreter.heap.facts.formattingMakesNewTexts else {
                return interpreter.exact(text)
            }
            try interpreter.checkSize(scalars.count { $0 == "\t" } * max(size, 0))
            return interpreter.makeNewString(
                Slices.expandTabs(scalars, size: size, tab: "\t", space: " ") { $0 == "\n" || $0 == "\r" })
        },
        method("encode", takesKeywords: true) { (interpreter, text, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["encoding", "errors"], "encode")
            let codec = try Natives.codec(interpreter, given, "encode")
            let value = interpreter.string(text) ?? ""
            return interpreter.heap.makeBytes(
                try interpreter.python { () throws(TextError) in try codec.encode(value) })
        },
        method("translate") { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.translate")
            var result: [Unicode.Scalar] = []
            for scalar in interpreter.scalars(text) {
                result += try translation(interpreter, scalar, arguments[0])
            }
            return interpreter.makeString(result)
        },
        NativeFunction(name: "maketrans", type: .str, isClassMethod: true) {
            (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 3, arguments, "maketrans")
            return arguments.count == 1
                ? try translationTable(interpreter, arguments[0]) : try translationTable(interpreter, arguments)
        },
    ]

    /// What a character becomes by a table of `str.translate`.
    private static func translation(
        _ interpreter: Interpreter, _ scalar: Unicode.Scalar, _ table: Ref
    ) throws(Interruption) -> [Unicode.Scalar] {
        let key = interpreter.heap.makeInt(Int(scalar.value))
        defer { interpreter.heap.release(key) }
        let value: Ref
        do {
            value = try interpreter.element(of: table, key)
        } catch {
            if case .raised(let exception) = error, ["KeyError", "IndexError", "LookupError"].contains(exception.type) {
                if let argument = exception.argument { interpreter.heap.release(argument) }
                return [scalar]
            }
            throw error
        }
        defer { interpreter.heap.release(value) }
        if value == interpreter.heap.none { return [] }
        if let text = interpreter.string(value) { return Array(text.unicodeScalars) }
        guard let number = interpreter.heap.number(value), !number.isFloat else {
            throw .typeError("character mapping must return integer, None or str")
        }
        guard case .int(let code) = number, code >= 0, code < 0x110000 else {
            throw .valueError("character mapping must be in range(0x110000)")
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else { throw .unsupported(Numbers.surrogate.message) }
        return [scalar]
    }

    private static func translationTable(_ interpreter: Interpreter, _ source: Ref) throws(Interruption) -> Ref {
        guard case .dict(let table) = interpreter.heap[source].value else {
            throw .typeError("if you give only one argument to maketrans it must be a dict")
        }
        var codes: [Int?] = []
        for (_, entry) in table.live { codes.append(try characterCode(interpreter, entry.key)) }
        let dict = interpreter.heap.makeDict()
        for ((_, entry), code) in zip(table.live, codes) {
            let key = code.map { interpreter.heap.makeInt($0) } ?? interpreter.heap.shared(entry.key)
            try interpreter.setEntry(dict, key: key, to: interpreter.heap.shared(entry.value))
        }
        return dict
    }

    /// The number of the character that a key is; nil for a key that is a number itself.
    private static func characterCode(_ interpreter: Interpreter, _ key: Ref) throws(Interruption) -> Int? {
        if let text = interpreter.string(key) {
            guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
                throw .valueError("string keys in translate table must be of length 1")
            }
            return Int(scalar.value)
        }
        if interpreter.heap.number(key)?.isFloat ?? true {
            throw .typeError("keys in translate table must be strings or integers")
        }
        return nil
    }

    private static func translationTable(_ interpreter: Interpreter, _ arguments: [Ref]) throws(Interruption) -> Ref {
        guard let from = interpreter.string(arguments[0]) else {
            throw .typeError("first maketrans argument must be a string if there is a second argument")
        }
        var texts: [[Unicode.Scalar]] = [Array(from.unicodeScalars)]
        for (number, argument) in arguments.enumerated().dropFirst() {
            let part = try text(interpreter, argument) { "maketrans() argument \(number + 1) must be str, not \($0)" }
            texts.append(Array(part.unicodeScalars))
        }
        if texts[0].count != texts[1].count {
            throw .valueError("the first two maketrans arguments must have equal length")
        }
        let dict = interpreter.heap.makeDict()
        for (key, value) in zip(texts[0], texts[1]) {
            try interpreter.setEntry(
                dict, key: interpreter.heap.makeInt(Int(key.value)), to: interpreter.heap.makeInt(Int(value.value)))
        }
        for key in texts.count > 2 ? texts[2] : [] {
            try interpreter.setEntry(
                dict, key: interpreter.heap.makeInt(Int(key.value)), to: interpreter.heap.makeNone())
        }
        return dict
    }

    /// The encoding and the way errors are handled, of `encode` and `decode`.
    static func codec(_ interpreter: Interpreter, _ given: [Ref?], _ name: String) throws(Interruption) -> TextCodec {
        var names = ["utf-8", "strict"]
        for (number, argument) in given.enumerated() {
            guard let argument else { continue }
            let kind = number == 0 ? "encoding" : "errors"
            names[number] = try text(interpreter, argument) { "\(name)() argument '\(kind)' must be str, not \($0)" }
        }
        return try interpreter.python { () throws(TextError) in try TextCodec(names[0], errors: names[1]) }
    }
}
