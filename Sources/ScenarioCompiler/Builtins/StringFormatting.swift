import BigInt
import HeapModel
import ScenarioSyntax

// `format`, `str.format`, f-strings and the `%` of str, as far as they need objects; what stands in a field is computed
// by `Text/`.
extension Natives {
    static let stringFormatMethods: [NativeFunction] = [
        NativeFunction(name: "format", type: .str, takesKeywords: true) {
            (interpreter, text, arguments, keywords) throws(Interruption) in
            var filler = TemplateFiller(interpreter: interpreter, arguments: arguments, keywords: keywords)
            return try filler.fill(text)
        },
        NativeFunction(name: "format_map", type: .str) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.format_map")
            var filler = TemplateFiller(interpreter: interpreter, mapping: arguments[0])
            return try filler.fill(text)
        },
        NativeFunction(name: "__format__", type: .str) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.__format__")
            let spec = try Natives.text(interpreter, arguments[0]) {
                "__format__() argument must be str, not \($0)"
            }
            return try interpreter.format(text, spec)
        },
    ]

    static let formatFunctions: [NativeFunction] = [
        NativeFunction(name: "format") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "format")
            guard arguments.count > 1 else { return try interpreter.format(arguments[0], "") }
            let spec = try text(interpreter, arguments[1]) { "format() argument 2 must be str, not \($0)" }
            return try interpreter.format(arguments[0], spec)
        },
        NativeFunction(name: "ascii") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "ascii")
            return interpreter.heap.makeNewString(PythonText.ascii(try interpreter.representation(arguments[0])))
        },
    ]
}

extension Interpreter {
    /// `format(value, spec)`, owned.
    func format(_ value: Ref, _ spec: String) throws(Interruption) -> Ref {
        if let own = try specialFormat(value, spec) { return own }
        let type = heap.typeName(value)
        if let largest = FormatSpec.largestNumber(in: spec) { try checkSize(largest) }
        switch heap[value].value {
        case .string(let text):
            if spec.isEmpty { break }
            let result = try python { () throws(TextError) in
                try FormatSpec.format(text, spec, typeName: type, heap.facts)
            }
            guard let result else {
                return heap.facts.formattingMakesNewTexts ? heap.makeNewString(text) : exact(value)
            }
            return heap.makeFormatted(result)
        case .int, .bigInt:
            if spec.isEmpty { break }
            let number = heap.number(value)?.asBig ?? 0
            return heap.makeFormatted(
                try python { () throws(TextError) in try FormatSpec.format(number, spec, typeName: type, heap.facts) })
        case .float(let number):
            if spec.isEmpty { break }
            return heap.makeFormatted(
                try python { () throws(TextError) in try FormatSpec.format(number, spec, typeName: type, heap.facts) })
        case .complex(let number):
            if spec.isEmpty { break }
            return heap.makeFormatted(
                try python { () throws(TextError) in try FormatSpec.format(number, spec, heap.facts) })
        default:
            if !spec.isEmpty { throw .typeError("unsupported format string passed to \(type).__format__") }
        }
        // object.__format__, a function written in C, is called.
        return try atDepth(.nativeCall, " while calling a Python object") { () throws(Interruption) in
            try self.displayObject(value)
        }
    }

    /// What `__format__` of the object's class gives; owned, nil where it has none.
    private func specialFormat(_ value: Ref, _ spec: String) throws(Interruption) -> Ref? {
        guard let method = try ownSpecialMethod("__format__", of: value) else { return nil }
        defer { heap.release(method) }
        let specification = heap.makeString(spec)
        defer { heap.release(specification) }
        let text = try callFunction(method, [specification])
        guard string(text) == nil else { return text }
        let returned = heap.typeName(text)
        heap.release(text)
        throw .typeError("__format__ must return a str, not \(returned)")
    }

    /// `str`, `repr` or `ascii` of a value, as `!s`, `!r` and `!a` ask for; owned.
    func convert(_ value: Ref, _ conversion: FormattedField.Conversion) throws(Interruption) -> Ref {
        switch conversion {
        case .str:
            return try displayObject(value)
        case .repr: return try representationObject(value)
        case .ascii: return heap.makeNewString(PythonText.ascii(try representation(value)))
        }
    }

    /// The stack holds a value and, where `hasSpec`, its format specification (Python/ceval.c, FORMAT_VALUE).
    func formatValue(_ conversion: FormattedField.Conversion?, hasSpec: Bool) throws(Interruption) {
        let count = heap.stack.count
        let spec = hasSpec ? string(heap.stack[count - 1]) ?? "" : ""
        let value = heap.stack[hasSpec ? count - 2 : count - 1]
        try chargeForReading(value)
        var converted = heap.shared(value)
        if let conversion {
            heap.release(converted)
            converted = try convert(value, conversion)
        }
        let result: Ref
        if !hasSpec, string(converted) != nil {
            result = converted
        } else {
            defer { heap.release(converted) }
            result = try format(converted, spec)
        }
        release(pop(hasSpec ? 2 : 1))
        push(result)
    }

    /// The stack holds the pieces of a text (Python/ceval.c, BUILD_STRING).
    func buildString(_ count: Int) throws(Interruption) {
        let parts = heap.stack.suffix(count).map { string($0) ?? "" }
        try checkSize(parts.reduce(0) { $0 + $1.utf8.count })
        let result = heap.makeNewString(parts.joined())
        release(pop(count))
        push(result)
    }
}

/// Fills in the fields of one call of `str.format`.
private struct TemplateFiller {
    let interpreter: Interpreter
    var arguments: [Ref] = []
    var keywords: [KeywordArgument] = []
    /// What `format_map` looks names up in.
    var mapping: Ref?
    private var numbering = FieldNumbering()

    init(interpreter: Interpreter, arguments: [Ref], keywords: [KeywordArgument]) {
        self.interpreter = interpreter
        self.arguments = arguments
        self.keywords = keywords
    }

    init(interpreter: Interpreter, mapping: Ref) {
        self.interpreter = interpreter
        self.mapping = mapping
    }

    /// The text with its fields filled in: the same object where it has none, or where it is one field that a str
    /// fills as it is.
    mutating func fill(_ template: Ref) throws(Interruption) -> Ref {
        let text = interpreter.string(template) ?? ""
        if !text.utf8.contains(UInt8(ascii: "{")), !text.utf8.contains(UInt8(ascii: "}")) {
            return interpreter.heap.shared(template)
        }
        return try fill(text, depth: 2)
    }

    private mutating func fill(_ text: String, depth: Int) throws(Interruption) -> Ref {
        if depth == 0 { throw .valueError("Max string recursion exceeded") }
        var template = FormatTemplate(text)
        var result = ""
        while let piece = try interpreter.python({ () throws(TextError) in try template.next() }) {
            result += piece.literal
            guard let field = piece.field else { continue }
            let value = try self.value(of: field)
            let formatted: Ref
            do {
                formatted = try interpreter.format(value, try spec(of: field, depth))
            } catch {
                interpreter.heap.release(value)
                throw error
            }
            interpreter.heap.release(value)
            if result.isEmpty, template.isAtEnd, formatted == value,
                !interpreter.heap.facts.formattingMakesNewTexts
            {
                return formatted
            }
            result += interpreter.string(formatted) ?? ""
            interpreter.heap.release(formatted)
        }
        return interpreter.heap.makeFormatted(result)
    }

    private mutating func spec(of field: FormatTemplate.Field, _ depth: Int) throws(Interruption) -> String {
        guard field.specHasFields else { return field.spec }
        let spec = try fill(field.spec, depth: depth - 1)
        defer { interpreter.heap.release(spec) }
        return interpreter.string(spec) ?? ""
    }

    /// The value of a field, converted as it asks; owned.
    private mutating func value(of field: FormatTemplate.Field) throws(Interruption) -> Ref {
        let value = try object(field.name)
        guard let mark = field.conversion else { return value }
        defer { interpreter.heap.release(value) }
        guard let conversion = FormattedField.Conversion(rawValue: String(Character(mark))) else {
            let shown =
                mark.value > 32 && mark.value < 127 ? String(Character(mark)) : "\\x" + String(mark.value, radix: 16)
            throw .valueError("Unknown conversion specifier \(shown)")
        }
        return try interpreter.convert(value, conversion)
    }

    private mutating func object(_ name: String) throws(Interruption) -> Ref {
        var path = try interpreter.python { () throws(TextError) in try FieldName(name) }
        var value = try first(path.first)
        while true {
            let next: Ref
            do {
                guard let step = try interpreter.python({ () throws(TextError) in try path.next() }) else {
                    return value
                }
                next = try take(step, of: value)
            } catch {
                interpreter.heap.release(value)
                throw error
            }
            interpreter.heap.release(value)
            value = next
        }
    }

    private func take(_ step: FieldName.Step, of value: Ref) throws(Interruption) -> Ref {
        let key: Ref
        switch step {
        case .attribute(let name):
            return try interpreter.attribute(of: value, interpreter.heap.symbols.symbol(name))
        case .index(let number): key = interpreter.heap.makeInt(number)
        case .key(let text): key = interpreter.heap.makeString(text)
        }
        defer { interpreter.heap.release(key) }
        return try interpreter.element(of: value, key)
    }

    private mutating func first(_ first: FieldName.First) throws(Interruption) -> Ref {
        var numbering = self.numbering
        let number = try interpreter.python { () throws(TextError) in try numbering.number(first) }
        self.numbering = numbering
        if let number {
            if mapping != nil { throw .valueError("Format string contains positional fields") }
            guard number < arguments.count else {
                throw .indexError("Replacement index \(number) out of range for positional args tuple")
            }
            return interpreter.heap.shared(arguments[number])
        }
        guard case .keyword(let name) = first else { return interpreter.heap.makeNone() }
        if let mapping {
            let key = interpreter.heap.makeString(name)
            defer { interpreter.heap.release(key) }
            return try interpreter.element(of: mapping, key)
        }
        guard let keyword = keywords.first(where: { $0.name == name }) else {
            let key = interpreter.heap.makeString(name)
            defer { interpreter.heap.release(key) }
            throw interpreter.keyError(key)
        }
        return interpreter.heap.shared(keyword.value)
    }
}

// MARK: - printf-style formatting

extension Interpreter {
    /// `text % values` (Objects/unicodeobject.c, PyUnicode_Format).
    func formatPercent(_ template: Ref, _ values: Ref) throws(Interruption) -> Ref {
        var filler = PercentFiller(interpreter: self, values: values)
        return try filler.fill(template)
    }
}

/// Fills in the conversions of one `%`.
private struct PercentFiller {
    let interpreter: Interpreter
    /// The tuple, or the one value.
    let values: Ref
    private let items: [Ref]
    private let isTuple: Bool
    private var taken = 0
    private var usesKeys = false

    init(interpreter: Interpreter, values: Ref) {
        self.interpreter = interpreter
        self.values = values
        if case .tuple(let items) = interpreter.heap[values].value {
            self.items = items
            isTuple = true
        } else {
            items = [values]
            isTuple = false
        }
    }

    private var isMapping: Bool {
        switch interpreter.heap[values].value {
        case .dict, .list, .range, .bytes: true
        default: false
        }
    }

    mutating func fill(_ template: Ref) throws(Interruption) -> Ref {
        var reader = ScalarReader(interpreter.string(template) ?? "")
        var result = String.UnicodeScalarView()
        var whole: Ref?
        while let scalar = reader.next() {
            guard scalar == "%" else {
                result.append(scalar)
                continue
            }
            let part = try conversion(&reader)
            if result.isEmpty, reader.remaining == 0, case .same(let ref) = part {
                whole = ref
                break
            }
            result.append(contentsOf: part.text(interpreter).unicodeScalars)
            try interpreter.checkSize(result.count)
        }
        if taken < items.count, isTuple || !isMapping {
            throw .typeError("not all arguments converted during string formatting")
        }
        if interpreter.heap.facts.formattingMakesNewTexts {
            return whole.map { interpreter.heap.makeNewString(interpreter.string($0) ?? "") }
                ?? interpreter.makeNewString(result)
        }
        if let whole, !interpreter.heap.isOwnInstance(whole) { return interpreter.heap.shared(whole) }
        if let whole { return try interpreter.displayObject(whole) }
        return result.elementsEqual(reader.scalars) && !reader.scalars.contains("%")
            ? interpreter.exact(template) : interpreter.makeString(result)
    }

    private enum Part {
        case text(String)
        /// A str that stays as it is.
        case same(Ref)

        func text(_ interpreter: Interpreter) -> String {
            switch self {
            case .text(let text): text
            case .same(let ref): interpreter.string(ref) ?? ""
            }
        }
    }

    /// What stands behind a percent sign.
    private mutating func conversion(_ reader: inout ScalarReader) throws(Interruption) -> Part {
        if reader.take("%") { return .text("%") }
        var spec = PercentSpec()
        var keyed: Ref?
        defer { if let keyed { interpreter.heap.release(keyed) } }
        if reader.take("(") { keyed = try valueOfKey(&reader) }
        spec.readFlags(&reader)
        spec.width = try number(&reader, "width", &spec)
        if reader.take(".") { spec.precision = try number(&reader, "precision", &spec) ?? 0 }
        try interpreter.python { () throws(TextError) in try spec.readType(&reader) }
        let value: Ref
        if let keyed { value = keyed } else { value = try next() }
        try interpreter.checkSize(max(spec.width ?? 0, spec.precision ?? 0))
        return try format(value, spec, at: reader.position - 1)
    }

    private mutating func next() throws(Interruption) -> Ref {
        guard taken < items.count, !usesKeys else { throw .typeError("not enough arguments for format string") }
        taken += 1
        return items[taken - 1]
    }

    private mutating func valueOfKey(_ reader: inout ScalarReader) throws(Interruption) -> Ref {
        guard isMapping else { throw .typeError("format requires a mapping") }
        let start = reader.position
        var open = 1
        while open > 0, let scalar = reader.next() {
            if scalar == "(" { open += 1 } else if scalar == ")" { open -= 1 }
        }
        if open > 0 { throw .valueError("incomplete format key") }
        usesKeys = true
        let key = interpreter.heap.makeString(reader.text(start..<(reader.position - 1)))
        defer { interpreter.heap.release(key) }
        return try interpreter.element(of: values, key)
    }

    /// A width or precision: written out, or `*` for the next value.
    private mutating func number(
        _ reader: inout ScalarReader, _ what: String, _ spec: inout PercentSpec
    ) throws(Interruption) -> Int? {
        guard reader.take("*") else {
            return try interpreter.python { () throws(TextError) in try PercentSpec.number(&reader, what) }
        }
        let value = try next()
        guard let number = interpreter.heap.number(value), !number.isFloat else { throw .typeError("* wants int") }
        guard case .int(let given) = number, what == "width" || Int32(exactly: given) != nil else {
            throw .raise("OverflowError", "Python int too large to convert to C \(what == "width" ? "ssize_t" : "int")")
        }
        if given < 0, what == "width" {
            spec.isLeft = true
            return -given
        }
        return max(given, 0)
    }

    private func format(_ value: Ref, _ spec: PercentSpec, at place: Int) throws(Interruption) -> Part {
        switch spec.type {
        case "s", "r", "a": return try text(value, spec)
        case "c": return .text(spec.format(try character(value)))
        case "d", "i", "u", "o", "x", "X":
            let number = try integer(value, spec.type)
            return .text(try interpreter.python { () throws(TextError) in try spec.format(number) })
        case "e", "E", "f", "F", "g", "G": return .text(spec.format(try interpreter.double(value)))
        default:
            let shown = spec.type.value >= 31 && spec.type.value <= 126 ? Character(spec.type) : "?"
            let code = String(spec.type.value, radix: 16)
            throw .valueError("unsupported format character '\(shown)' (0x\(code)) at index \(place)")
        }
    }

    private func text(_ value: Ref, _ spec: PercentSpec) throws(Interruption) -> Part {
        if spec.type == "s", let text = interpreter.string(value), spec.keeps(text.unicodeScalars.count) {
            return .same(value)
        }
        let shown: String
        switch spec.type {
        case "s": shown = try interpreter.display(value)
        case "r": shown = try interpreter.representation(value)
        default: shown = PythonText.ascii(try interpreter.representation(value))
        }
        return .text(spec.format(shown))
    }

    private func character(_ value: Ref) throws(Interruption) -> String {
        if let text = interpreter.string(value) {
            if text.unicodeScalars.count == 1 { return text }
            throw .typeError("%c requires int or char")
        }
        guard let number = interpreter.heap.number(value), !number.isFloat else {
            throw .typeError("%c requires int or char")
        }
        guard case .int(let code) = number, code >= 0, code < 0x110000 else {
            throw .raise("OverflowError", "%c arg not in range(0x110000)")
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else { throw .unsupported(Numbers.surrogate.message) }
        return String(Character(scalar))
    }

    private func integer(_ value: Ref, _ type: Unicode.Scalar) throws(Interruption) -> BigInt {
        let isDecimal = ["d", "i", "u"].contains(type)
        guard let number = interpreter.heap.number(value), isDecimal || !number.isFloat else {
            throw .typeError(
                "%\(type) format: \(isDecimal ? "a real number" : "an integer") is required, not "
                    + interpreter.heap.typeName(value))
        }
        if case .float(let float) = number {
            return try interpreter.python { () throws(TextError) in try Numbers.integer(float) }
        }
        return number.asBig
    }
}
