import HeapModel

// bytes (Objects/bytesobject.c, Objects/bytes_methods.c).
extension Natives {
    static let bytesConstructors: [NativeFunction] = [
        NativeFunction(name: "bytes", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["source", "encoding", "errors"], "bytes")
            return try interpreter.bytes(from: given)
        }
    ]

    private static func method(
        _ name: String, takesKeywords: Bool = false, _ run: @escaping NativeFunction.Body
    ) -> NativeFunction {
        NativeFunction(name: name, type: .bytes, takesKeywords: takesKeywords, run: run)
    }

    static let bytesMethods: [NativeFunction] = [
        method("decode", takesKeywords: true) { (interpreter, bytes, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["encoding", "errors"], "decode")
            return try interpreter.decode(bytes, given, "decode")
        },
        method("hex", takesKeywords: true) { (interpreter, bytes, arguments, keywords) throws(Interruption) in
            if !interpreter.heap.facts.hexTakesASeparator {
                try exactly(0, arguments + keywords.map(\.value), "hex")
            }
            let given = try named(arguments, keywords, ["sep", "bytes_per_sep"], "hex")
            let digits = interpreter.byteArray(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            guard let wanted = given[0] else { return interpreter.heap.makeNewString(digits.joined()) }
            let separator = try hexSeparator(interpreter, wanted)
            let width = try given[1].map { (size) throws(Interruption) in try cInt(interpreter, size, "hex") } ?? 1
            return interpreter.heap.makeNewString(separated(digits, by: separator, width))
        },
        NativeFunction(name: "fromhex", type: .bytes, isClassMethod: true) {
            (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "bytes.fromhex")
            let source = try text(interpreter, arguments[0]) { "fromhex() argument must be str, not \($0)" }
            return interpreter.heap.makeBytes(try interpreter.python { () throws(TextError) in try hexBytes(source) })
        },
        search("find", fromEnd: false, fails: false), search("index", fromEnd: false, fails: true),
        search("rfind", fromEnd: true, fails: false), search("rindex", fromEnd: true, fails: true),
        method("count") { (interpreter, bytes, arguments, _) throws(Interruption) in
            try parsed(1, 3, arguments, "count")
            let whole = interpreter.byteArray(bytes)
            let range = try bounds(interpreter, whole.count, arguments)
            let part = try searchedPart(interpreter, arguments[0])
            guard let range else { return interpreter.heap.makeInt(0) }
            return interpreter.heap.makeInt(Slices.count(part, in: whole, range))
        },
        end("startswith", atEnd: false), end("endswith", atEnd: true),
        split("split", fromEnd: false), split("rsplit", fromEnd: true),
        strip("strip", left: true, right: true), strip("lstrip", left: true, right: false),
        strip("rstrip", left: false, right: true),
        method("replace") { (interpreter, bytes, arguments, _) throws(Interruption) in
            try between(2, 3, arguments, "replace")
            let part = try bytesLike(interpreter, arguments[0])
            let other = try bytesLike(interpreter, arguments[1])
            let limit = arguments.count > 2 ? try size(interpreter, arguments[2]) : -1
            let whole = interpreter.byteArray(bytes)
            let room = Slices.count(part, in: whole, 0..<whole.count)
            try interpreter.checkSize(whole.count + room * other.count)
            guard let result = Slices.replace(part, by: other, in: whole, limit: limit) else {
                return interpreter.heap.shared(bytes)
            }
            return interpreter.heap.makeNewBytes(result)
        },
        method("join") { (interpreter, bytes, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "bytes.join")
            let values = try interpreter.values(of: arguments[0], orTypeError: "can only join an iterable")
            defer { interpreter.release(values) }
            var parts: [[UInt8]] = []
            for (number, value) in values.enumerated() {
                guard case .bytes(let part) = interpreter.heap[value].value else {
                    throw .typeError(
                        "sequence item \(number): expected a bytes-like object, \(interpreter.heap.typeName(value)) found"
                    )
                }
                parts.append(part)
            }
            if values.count == 1 { return interpreter.heap.shared(values[0]) }
            return interpreter.heap.makeNewBytes(Array(parts.joined(separator: interpreter.byteArray(bytes))))
        },
    ]

    /// Python/pystrhex.c, _Py_strhex_impl.
    private static func hexSeparator(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> String {
        switch interpreter.heap[argument].value {
        case .string(let text):
            guard text.unicodeScalars.count == 1 else { throw .valueError("sep must be length 1.") }
            guard text.utf8.count == 1 else { throw .valueError("sep must be ASCII.") }
            return text
        case .bytes(let bytes):
            guard bytes.count == 1 else { throw .valueError("sep must be length 1.") }
            guard bytes[0] < 0x80 else { throw .valueError("sep must be ASCII.") }
            return String(UnicodeScalar(bytes[0]))
        default:
            _ = try interpreter.length(argument)
            throw .typeError("sep must be str or bytes.")
        }
    }

    /// Groups of so many bytes, counted from the end, or from the start where the number is negative.
    private static func separated(_ digits: [String], by separator: String, _ width: Int) -> String {
        if width == 0 { return digits.joined() }
        let size = abs(width)
        let first = width > 0 ? digits.count % size : 0
        var groups = first > 0 ? [digits[..<first].joined()] : []
        for start in stride(from: first, to: digits.count, by: size) {
            groups.append(digits[start..<min(start + size, digits.count)].joined())
        }
        return groups.joined(separator: separator)
    }

    /// Pairs of hexadecimal digits, white space between them.
    private static func hexBytes(_ text: String) throws(TextError) -> [UInt8] {
        var bytes: [UInt8] = []
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            if scalars[place].isASCII, Characters.isSpace(scalars[place]) {
                place += 1
                continue
            }
            var value = 0
            for offset in 0..<2 {
                guard place + offset < scalars.count, scalars[place + offset].isASCII,
                    let digit = Character(scalars[place + offset]).hexDigitValue
                else {
                    let at = min(place + offset, scalars.count)
                    throw .value("non-hexadecimal number found in fromhex() arg at position \(at)")
                }
                value = value * 16 + digit
            }
            bytes.append(UInt8(value))
            place += 2
        }
        return bytes
    }

    static func bytesLike(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> [UInt8] {
        guard case .bytes(let bytes) = interpreter.heap[argument].value else {
            throw .typeError("a bytes-like object is required, not '\(interpreter.heap.typeName(argument))'")
        }
        return bytes
    }

    /// What is searched for: bytes, or the value of one byte.
    private static func searchedPart(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> [UInt8] {
        if case .bytes(let bytes) = interpreter.heap[argument].value { return bytes }
        guard let number = interpreter.heap.number(argument), !number.isFloat else {
            throw .typeError(
                "argument should be integer or bytes-like object, not '\(interpreter.heap.typeName(argument))'")
        }
        guard case .int(let value) = number, let byte = UInt8(exactly: value) else {
            throw .valueError("byte must be in range(0, 256)")
        }
        return [byte]
    }

    private static func search(_ name: String, fromEnd: Bool, fails: Bool) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try parsed(1, 3, arguments, name)
            let whole = interpreter.byteArray(bytes)
            let range = try bounds(interpreter, whole.count, arguments)
            let part = try searchedPart(interpreter, arguments[0])
            let place = range.flatMap {
                fromEnd ? Slices.findLast(part, in: whole, $0) : Slices.find(part, in: whole, $0)
            }
            if place == nil, fails { throw .valueError("subsection not found") }
            return interpreter.heap.makeInt(place ?? -1)
        }
    }

    private static func end(_ name: String, atEnd: Bool) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try parsed(1, 3, arguments, name)
            let whole = interpreter.byteArray(bytes)
            let range = try bounds(interpreter, whole.count, arguments)
            var parts: [[UInt8]] = []
            switch interpreter.heap[arguments[0]].value {
            case .bytes(let part): parts = [part]
            case .tuple(let items): for item in items { parts.append(try bytesLike(interpreter, item)) }
            default:
                throw .typeError(
                    "\(name) first arg must be bytes or a tuple of bytes, not "
                        + interpreter.heap.typeName(arguments[0]))
            }
            let holds = parts.contains { part in
                guard let range, range.count >= part.count else { return false }
                return Slices.matches(part, whole, at: atEnd ? range.upperBound - part.count : range.lowerBound)
            }
            return interpreter.heap.makeBool(holds)
        }
    }

    private static func split(_ name: String, fromEnd: Bool) -> NativeFunction {
        method(name, takesKeywords: true) { (interpreter, bytes, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["sep", "maxsplit"], name)
            let limit = try given[1].map { (wanted) throws(Interruption) in try size(interpreter, wanted) } ?? -1
            let whole = interpreter.byteArray(bytes)
            var separator: [UInt8]?
            if let wanted = given[0], wanted != interpreter.heap.none {
                separator = try bytesLike(interpreter, wanted)
                if separator?.isEmpty == true { throw .valueError("empty separator") }
            }
            let parts = Slices.split(whole, by: separator, limit: limit, fromEnd: fromEnd, isSpace: ASCII.isSpace)
            return interpreter.makeSplitList(parts.map { interpreter.part($0, of: whole, bytes) }, limit: limit)
        }
    }

    private static func strip(_ name: String, left: Bool, right: Bool) -> NativeFunction {
        method(name) { (interpreter, bytes, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, name)
            let whole = interpreter.byteArray(bytes)
            var isStripped = ASCII.isSpace
            if let given = arguments.first, given != interpreter.heap.none {
                let set = try bytesLike(interpreter, given)
                isStripped = { set.contains($0) }
            }
            return interpreter.part(
                Slices.strip(whole, left: left, right: right, where: isStripped), of: whole, bytes)
        }
    }
}

extension Interpreter {
    func byteArray(_ ref: Ref) -> [UInt8] {
        if case .bytes(let bytes) = heap[ref].value { return bytes }
        return []
    }

    /// A part of bytes; the whole is the same object.
    func part(_ range: Range<Int>, of whole: [UInt8], _ ref: Ref) -> Ref {
        range.count == whole.count ? heap.shared(ref) : heap.makeBytes(Array(whole[range]))
    }

    /// Bytes of a bytes object, or of an iterable of ints.
    func byteValues(of source: Ref) throws(Interruption) -> [UInt8] {
        if case .bytes(let bytes) = heap[source].value { return bytes }
        let type = heap.typeName(source)
        if case .string = heap[source].value { throw .typeError("cannot convert '\(type)' object to bytes") }
        let values = try values(of: source, orTypeError: "cannot convert '\(type)' object to bytes")
        defer { release(values) }
        var bytes: [UInt8] = []
        for value in values {
            guard let number = heap.number(value), !number.isFloat else {
                throw .typeError("'\(heap.typeName(value))' object cannot be interpreted as an integer")
            }
            guard case .int(let code) = number, let byte = UInt8(exactly: code) else {
                throw .valueError("bytes must be in range(0, 256)")
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// `bytes(source, encoding, errors)` (Objects/bytesobject.c, bytes_new_impl).
    func bytes(from given: [Ref?]) throws(Interruption) -> Ref {
        let hasEncoding = given[1] != nil || given[2] != nil
        guard let source = given[0] else {
            if given[1] != nil { throw .typeError("encoding without a string argument") }
            if given[2] != nil { throw .typeError("errors without a string argument") }
            return heap.makeBytes([])
        }
        if let text = string(source) {
            guard given[1] != nil else { throw .typeError("string argument without an encoding") }
            let codec = try Natives.codec(self, Array(given[1...]), "bytes")
            return heap.makeBytes(try python { () throws(TextError) in try codec.encode(text) })
        }
        if hasEncoding {
            throw .typeError("\(given[1] != nil ? "encoding" : "errors") without a string argument")
        }
        if case .bytes = heap[source].value { return heap.shared(source) }
        if let number = heap.number(source), !number.isFloat {
            let count = try Natives.index(self, source)
            if count < 0 { throw .valueError("negative count") }
            try checkSize(count)
            return heap.makeBytes(Array(repeating: 0, count: count))
        }
        return heap.makeBytes(try byteValues(of: source))
    }

    func decode(_ bytes: Ref, _ given: [Ref?], _ name: String) throws(Interruption) -> Ref {
        let codec = try Natives.codec(self, given, name)
        let source = byteArray(bytes)
        return heap.makeString(try python { () throws(TextError) in try codec.decode(source) })
    }
}
