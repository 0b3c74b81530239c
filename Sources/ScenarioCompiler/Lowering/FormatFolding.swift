import HeapModel

/// `"%d" % 1`, which 2.7 computes when the instructions have been made (Python/peephole.c, fold_binops_on_constants).
enum FormatFolding {
    /// The text that one value gives; nil where the operation fails, which it then does at run time, or where the value
    /// is none that a literal can be.
    static func text(_ template: String, _ value: Folded) -> String? {
        var reader = ScalarReader(template)
        var result = ""
        var conversions = 0
        while let scalar = reader.next() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            if reader.take("%") {
                result += "%"
                continue
            }
            guard let spec = spec(&reader), let text = format(value, spec) else { return nil }
            conversions += 1
            result += text
        }
        return conversions == 1 ? result : nil
    }

    private static func spec(_ reader: inout ScalarReader) -> PercentSpec? {
        var spec = PercentSpec()
        spec.readFlags(&reader)
        do throws(TextError) {
            spec.width = try PercentSpec.number(&reader, "width")
            if reader.take(".") { spec.precision = try PercentSpec.number(&reader, "precision") ?? 0 }
            try spec.readType(&reader)
        } catch {
            return nil
        }
        return spec
    }

    private static func format(_ value: Folded, _ spec: PercentSpec) -> String? {
        switch spec.type {
        case "s", "r": display(value, isRepr: spec.type == "r").map { spec.format($0) }
        case "d", "i", "u", "o", "x", "X": integer(value, spec)
        case "e", "E", "f", "F", "g", "G": double(value).map { spec.format($0) }
        case "c": character(value).map { spec.format($0) }
        default: nil
        }
    }

    private static func character(_ value: Folded) -> String? {
        switch value {
        case .string(let text): text.unicodeScalars.count == 1 ? text : nil
        case .int(let code): UInt8(exactly: code).flatMap { $0 < 128 ? String(UnicodeScalar($0)) : nil }
        default: nil
        }
    }

    private static func display(_ value: Folded, isRepr: Bool) -> String? {
        switch value {
        case .string(let text): isRepr ? PythonText.repr(text) : text
        case .int(let number): isRepr && Int(exactly: number) == nil ? "\(number)L" : "\(number)"
        case .float(let number):
            isRepr
                ? PythonText.repr(number)
                : FloatDigits.text(number, .general, precision: 12, .addPointZero)
        case .none: "None"
        default: nil
        }
    }

    private static func integer(_ value: Folded, _ spec: PercentSpec) -> String? {
        guard case .int(let number) = value else { return nil }
        do throws(TextError) {
            return try spec.format(number)
        } catch {
            return nil
        }
    }

    private static func double(_ value: Folded) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }
}
