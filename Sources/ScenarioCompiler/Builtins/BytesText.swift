import HeapModel

// The methods of bytes that take them for text in ASCII (Objects/bytes_methods.c, Objects/stringlib/transmogrify.h).
// Each returns the same object where CPython does.
extension Natives {
    static let bytesTextMethods: [NativeFunction] =
        bytesQuestions + bytesCases + bytesPaddings + bytesParts + bytesTranslations

    private static func method(
        _ name: String, takesKeywords: Bool = false, _ run: @escaping NativeFunction.Body
    ) -> NativeFunction {
        NativeFunction(name: name, type: .bytes, takesKeywords: takesKeywords, run: run)
    }

    // MARK: - Questions

    private static let bytesQuestions = [
        all("isalnum") { isLetter($0) || isDigit($0) }, all("isalpha", isLetter), all("isdigit", isDigit),
        all("isspace", ASCII.isSpace), question("isascii") { $0.allSatisfy { $0 < 0x80 } },
        question("islower") { $0.contains(where: ASCII.isLower) && !$0.contains(where: ASCII.isUpper) },
        question("isupper") { $0.contains(where: ASCII.isUpper) && !$0.contains(where: ASCII.isLower) },
        question("istitle", isTitle),
    ]

    private static func question(_ name: String, _ ask: @escaping @Sendable ([UInt8]) -> Bool) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "bytes.\(name)")
            return interpreter.heap.makeBool(ask(interpreter.byteArray(bytes)))
        }
    }

    private static func all(_ name: String, _ holds: @escaping @Sendable (UInt8) -> Bool) -> NativeFunction {
        question(name) { !$0.isEmpty && $0.allSatisfy(holds) }
    }

    @Sendable private static func isLetter(_ byte: UInt8) -> Bool { ASCII.isLower(byte) || ASCII.isUpper(byte) }

    @Sendable private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Whether each word begins with a capital and goes on in small letters.
    @Sendable private static func isTitle(_ bytes: [UInt8]) -> Bool {
        var isInWord = false
        for byte in bytes {
            if ASCII.isUpper(byte), isInWord { return false }
            if ASCII.isLower(byte), !isInWord { return false }
            isInWord = isLetter(byte)
        }
        return bytes.contains(where: isLetter)
    }

    // MARK: - Case

    private static let bytesCases = [
        changed("upper") { $0.map(ASCII.upper) }, changed("lower") { $0.map(ASCII.lower) },
        changed("swapcase") { $0.map { ASCII.isLower($0) ? ASCII.upper($0) : ASCII.lower($0) } },
        changed("capitalize") {
            $0.enumerated().map { $0.offset == 0 ? ASCII.upper($0.element) : ASCII.lower($0.element) }
        },
        changed("title") { bytes in
            bytes.enumerated().map { place, byte in
                place > 0 && isLetter(bytes[place - 1]) ? ASCII.lower(byte) : ASCII.upper(byte)
            }
        },
    ]

    private static func changed(_ name: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "bytes.\(name)")
            return interpreter.heap.makeNewBytes(change(interpreter.byteArray(bytes)))
        }
    }

    // MARK: - Padding

    private static let bytesPaddings = [
        pad("center", Slices.inTheMiddle), pad("ljust") { _, _ in 0 },
        pad("rjust") { padding, _ in padding },
        method("zfill") { (interpreter, bytes, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "bytes.zfill")
            let width = try size(interpreter, arguments[0])
            let whole = interpreter.byteArray(bytes)
            if width <= whole.count { return interpreter.exact(bytes) }
            try interpreter.checkSize(width)
            return interpreter.heap.makeNewBytes(
                Slices.zeroFill(
                    whole, to: width, zero: UInt8(ascii: "0"), signs: [UInt8(ascii: "+"), UInt8(ascii: "-")]))
        },
        method("expandtabs", takesKeywords: true) { (interpreter, bytes, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["tabsize"], "expandtabs")
            var size = 8
            if let wanted = given[0] { size = try cInt(interpreter, wanted, "expandtabs") }
            let whole = interpreter.byteArray(bytes)
            try interpreter.checkSize(whole.count + whole.count { $0 == UInt8(ascii: "\t") } * max(size, 0))
            return interpreter.heap.makeNewBytes(
                Slices.expandTabs(
                    whole, size: size, tab: UInt8(ascii: "\t"), space: UInt8(ascii: " "), isLineEnd: isLineEnd))
        },
    ]

    @Sendable private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// `left`: how much of the padding stands before the text, by the padding and the width.
    private static func pad(_ name: String, _ left: @escaping @Sendable (Int, Int) -> Int) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, name)
            let width = try size(interpreter, arguments[0])
            var fill = UInt8(ascii: " ")
            if arguments.count > 1 {
                guard case .bytes(let given) = interpreter.heap[arguments[1]].value, given.count == 1 else {
                    throw .typeError(
                        "\(name)() argument 2 must be a byte string of length 1, not "
                            + interpreter.heap.typeName(arguments[1]))
                }
                fill = given[0]
            }
            let whole = interpreter.byteArray(bytes)
            if width <= whole.count { return interpreter.exact(bytes) }
            try interpreter.checkSize(width)
            return interpreter.heap.makeNewBytes(Slices.pad(whole, to: width, with: fill, left))
        }
    }

    // MARK: - Parts

    private static let bytesParts = [
        partition("partition", fromEnd: false), partition("rpartition", fromEnd: true),
        removed("removeprefix") { part, whole in
            !part.isEmpty && Slices.matches(part, whole, at: 0) ? part.count..<whole.count : nil
        },
        removed("removesuffix") { part, whole in
            let place = whole.count - part.count
            return !part.isEmpty && Slices.matches(part, whole, at: place) ? 0..<place : nil
        },
        method("splitlines", takesKeywords: true) { (interpreter, bytes, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["keepends"], "splitlines")
            var keepsEnds = false
            if let flag = given[0] { keepsEnds = try Natives.flag(interpreter, flag, "splitlines") }
            let whole = interpreter.byteArray(bytes)
            let lines = Slices.lines(
                whole, keepEnds: keepsEnds, carriageReturn: UInt8(ascii: "\r"), lineFeed: UInt8(ascii: "\n"),
                isBreak: isLineEnd)
            let list = interpreter.heap.makeList([])
            for line in lines { interpreter.heap.append(interpreter.part(line, of: whole, bytes), to: list) }
            return list
        },
    ]

    private static func partition(_ name: String, fromEnd: Bool) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "bytes.\(name)")
            let separator = try bytesLike(interpreter, arguments[0])
            if separator.isEmpty { throw .valueError("empty separator") }
            let whole = interpreter.byteArray(bytes)
            let range = 0..<whole.count
            let found =
                fromEnd ? Slices.findLast(separator, in: whole, range) : Slices.find(separator, in: whole, range)
            guard let place = found else {
                let empty = [interpreter.heap.makeBytes([]), interpreter.heap.makeBytes([])]
                let own = [interpreter.exact(bytes)]
                return interpreter.heap.makeTuple(fromEnd ? empty + own : own + empty)
            }
            return interpreter.heap.makeTuple([
                interpreter.heap.makeBytes(Array(whole[..<place])), interpreter.heap.shared(arguments[0]),
                interpreter.heap.makeBytes(Array(whole[(place + separator.count)...])),
            ])
        }
    }

    private static func removed(
        _ name: String, _ rest: @escaping @Sendable ([UInt8], [UInt8]) -> Range<Int>?
    ) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "bytes.\(name)")
            let whole = interpreter.byteArray(bytes)
            guard let range = rest(try bytesLike(interpreter, arguments[0]), whole) else {
                return interpreter.exact(bytes)
            }
            return interpreter.heap.makeBytes(Array(whole[range]))
        }
    }

    // MARK: - Translating

    private static let bytesTranslations = [
        method("translate", takesKeywords: true) { (interpreter, bytes, arguments, keywords) throws(Interruption) in
            if arguments.isEmpty {
                throw .typeError("translate() takes at least 1 positional argument (\(keywords.count) given)")
            }
            let given = try named(arguments, keywords, ["", "delete"], "translate")
            var table: [UInt8] = Array(0...255)
            if arguments[0] != interpreter.heap.none {
                table = try bytesLike(interpreter, arguments[0])
                guard table.count == 256 else { throw .valueError("translation table must be 256 characters long") }
            }
            let deleted = try given[1].map { (wanted) throws(Interruption) in try bytesLike(interpreter, wanted) } ?? []
            let whole = interpreter.byteArray(bytes)
            let result = whole.filter { !deleted.contains($0) }.map { table[Int($0)] }
            return result == whole ? interpreter.exact(bytes) : interpreter.heap.makeNewBytes(result)
        },
        NativeFunction(name: "maketrans", type: .bytes, isClassMethod: true) {
            (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "maketrans")
            let (from, to) = (try bytesLike(interpreter, arguments[0]), try bytesLike(interpreter, arguments[1]))
            guard from.count == to.count else {
                throw .valueError("maketrans arguments must have same length")
            }
            var table: [UInt8] = Array(0...255)
            for (old, new) in zip(from, to) { table[Int(old)] = new }
            return interpreter.heap.makeNewBytes(table)
        },
    ]
}

/// Letters and white space among single bytes, whatever the locale.
enum ASCII {
    @Sendable static func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
    @Sendable static func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
    @Sendable static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
    @Sendable static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 32 : byte }
    @Sendable static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }
}
