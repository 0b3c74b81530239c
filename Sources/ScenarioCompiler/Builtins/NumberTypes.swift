import BigInt
import HeapModel
import ScenarioSyntax

// The constructors and methods of int, float and complex.
extension Natives {
    static let numberConstructors: [NativeFunction] = [
        NativeFunction(name: "int", takesKeywords: true) { (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["", "base"], "int")
            guard let value = given[0] else {
                if given[1] != nil { throw .typeError("int() missing string argument") }
                return interpreter.heap.makeInt(0)
            }
            if let base = given[1] { return try interpreter.integer(from: value, base: base) }
            return try interpreter.integer(from: value)
        },
        NativeFunction(name: "float") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "float")
            guard let value = arguments.first else { return interpreter.heap.makeFloat(0) }
            return try interpreter.float(from: value)
        },
        NativeFunction(name: "complex", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["real", "imag"], "complex")
            return try interpreter.complex(from: given[0], given[1])
        },
    ]

    static let numberMethods: [NativeFunction] =
        [BuiltinType.int, .float, .complex].map { type in
            NativeFunction(name: "conjugate", type: type) { (interpreter, number, arguments, _) throws(Interruption) in
                try exactly(0, arguments, "\(type.rawValue).conjugate")
                if case .complex(let value) = interpreter.heap[number].value {
                    return interpreter.heap.makeComplex(ComplexNumber(value.real, -value.imaginary))
                }
                return try interpreter.unary(.positive, number)
            }
        } + intMethods + floatMethods

    private static let intMethods: [NativeFunction] = [
        NativeFunction(name: "bit_length", type: .int) { (interpreter, number, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "int.bit_length")
            return interpreter.heap.makeInt(interpreter.whole(number).magnitude.bitWidth)
        },
        NativeFunction(name: "bit_count", type: .int) { (interpreter, number, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "int.bit_count")
            let words = interpreter.whole(number).magnitude.words
            return interpreter.heap.makeInt(words.reduce(0) { $0 + $1.nonzeroBitCount })
        },
        NativeFunction(name: "as_integer_ratio", type: .int) {
            (interpreter, number, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "int.as_integer_ratio")
            return interpreter.heap.makeTuple([
                try interpreter.unary(.positive, number), interpreter.heap.makeInt(1),
            ])
        },
        NativeFunction(name: "to_bytes", type: .int, takesKeywords: true) {
            (interpreter, number, arguments, keywords) throws(Interruption) in
            let given = try named(
                arguments, keywords, ["length", "byteorder", "signed"], "to_bytes", positional: 2)
            try checkDefaults(interpreter, given, ["length", "byteorder"], "to_bytes")
            let count = try given[0].map { (length) throws(Interruption) in try index(interpreter, length) } ?? 1
            let isLittle = try byteOrder(interpreter, given[1], "to_bytes")
            if count < 0 { throw .valueError("length argument must be non-negative") }
            try interpreter.checkSize(count)
            let isSigned = given[2].map { interpreter.isTrue($0) } ?? false
            let value = interpreter.whole(number)
            return interpreter.heap.makeBytes(
                try interpreter.python { () throws(TextError) in
                    try Numbers.bytes(value, count: count, isLittle: isLittle, isSigned: isSigned)
                })
        },
        NativeFunction(name: "from_bytes", type: .int, takesKeywords: true, isClassMethod: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(
                arguments, keywords, ["bytes", "byteorder", "signed"], "from_bytes", positional: 2)
            guard let source = given[0] else {
                throw .typeError("from_bytes() missing required argument 'bytes' (pos 1)")
            }
            try checkDefaults(interpreter, given, ["bytes", "byteorder"], "from_bytes")
            let isLittle = try byteOrder(interpreter, given[1], "from_bytes")
            let isSigned = given[2].map { interpreter.isTrue($0) } ?? false
            let bytes = try interpreter.byteValues(of: source)
            let value = Numbers.integer(bytes, isLittle: isLittle, isSigned: isSigned)
            let facts = interpreter.heap.facts
            // Zero exists once from 3.9 on.
            return interpreter.heap.makeInt(
                value, isNew: facts.remaindersAreNew && (value != 0 || facts.differencesAreNew))
        },
    ]

    /// The length and the order of the bytes have to be given in versions that know no defaults.
    private static func checkDefaults(
        _ interpreter: Interpreter, _ given: [Ref?], _ names: [String], _ function: String
    ) throws(Interruption) {
        guard !interpreter.heap.facts.bytesOfIntsHaveDefaults else { return }
        for (place, name) in names.enumerated() where given[place] == nil {
            throw .typeError("\(function)() missing required argument '\(name)' (pos \(place + 1))")
        }
    }

    private static func byteOrder(_ interpreter: Interpreter, _ given: Ref?, _ name: String) throws(Interruption)
        -> Bool
    {
        guard let given else { return false }
        let order = try text(interpreter, given) { "\(name)() argument 'byteorder' must be str, not \($0)" }
        guard order == "little" || order == "big" else {
            throw .valueError("byteorder must be either 'little' or 'big'")
        }
        return order == "little"
    }

    private static let floatMethods: [NativeFunction] = [
        NativeFunction(name: "is_integer", type: .float) { (interpreter, number, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "float.is_integer")
            let value = try interpreter.double(number)
            return interpreter.heap.makeBool(value.isFinite && value == value.rounded())
        },
        NativeFunction(name: "as_integer_ratio", type: .float) {
            (interpreter, number, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "float.as_integer_ratio")
            let value = try interpreter.double(number)
            if value.isNaN { throw .valueError("cannot convert NaN to integer ratio") }
            if value.isInfinite { throw .raise("OverflowError", "cannot convert Infinity to integer ratio") }
            let ratio = Numbers.ratio(value)
            return interpreter.heap.makeTuple([
                interpreter.heap.makeInt(ratio.numerator), interpreter.heap.makeInt(ratio.denominator),
            ])
        },
        NativeFunction(name: "hex", type: .float) { (interpreter, number, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "float.hex")
            return interpreter.heap.makeNewString(Numbers.hex(try interpreter.double(number)))
        },
        NativeFunction(name: "fromhex", type: .float, isClassMethod: true) {
            (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "float.fromhex")
            let source = try text(interpreter, arguments[0]) { _ in "bad argument type for built-in operation" }
            let value = try interpreter.python { () throws(TextError) in try Numbers.fromHex(source) }
            guard let value else {
                throw .raise("OverflowError", "hexadecimal value too large to represent as a float")
            }
            return interpreter.heap.makeFloat(value)
        },
    ]

    /// `real`, `imag`, `numerator`, `denominator`; owned, nil for any other attribute.
    static func numberAttribute(_ interpreter: Interpreter, _ owner: Ref, _ name: String) throws(Interruption) -> Ref? {
        if case .complex(let value) = interpreter.heap[owner].value {
            switch name {
            case "real": return interpreter.heap.makeFloat(value.real)
            case "imag": return interpreter.heap.makeFloat(value.imaginary)
            default: return nil
            }
        }
        guard let number = interpreter.heap.number(owner) else { return nil }
        switch name {
        case "real" where number.isFloat: return interpreter.heap.shared(owner)
        case "real", "numerator": return number.isFloat ? nil : try interpreter.unary(.positive, owner)
        case "imag": return number.isFloat ? interpreter.heap.makeFloat(0) : interpreter.heap.makeInt(0)
        case "denominator": return number.isFloat ? nil : interpreter.heap.makeInt(1)
        default: return nil
        }
    }
}

extension Interpreter {
    /// The value of an int.
    func whole(_ ref: Ref) -> BigInt { heap.number(ref)?.asBig ?? 0 }

    /// `int(value)` (Objects/abstract.c, PyNumber_Long).
    func integer(from value: Ref) throws(Interruption) -> Ref {
        let value = try referent(value)
        if let own = try specialInteger(value) { return own }
        switch heap[value].value {
        case .int, .bigInt:
            return heap.kind(value) == .int ? heap.shared(value) : heap.makeInt(whole(value))
        case .float(let number):
            return heap.makeInt(try python { () throws(TextError) in try Numbers.integer(number) })
        case .string, .bytes: return try parse(value, base: 10)
        default:
            throw .typeError(
                "int() argument must be a string, a bytes-like object or a real number, not '\(heap.typeName(value))'")
        }
    }

    func integer(from value: Ref, base: Ref) throws(Interruption) -> Ref {
        let base = try Natives.index(self, base)
        guard base == 0 || base >= 2 && base <= 36 else {
            throw .valueError("int() base must be >= 2 and <= 36, or 0")
        }
        switch heap[value].value {
        case .string, .bytes: return try parse(value, base: base)
        default: throw .typeError("int() can't convert non-string with explicit base")
        }
    }

    private func parse(_ value: Ref, base: Int) throws(Interruption) -> Ref {
        let shown = try representation(value)
        let text: String
        if case .bytes(let bytes) = heap[value].value {
            text = String(String.UnicodeScalarView(bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : "?" }))
        } else {
            text = string(value) ?? ""
        }
        return heap.makeInt(
            try python { () throws(TextError) in try Numbers.integer(text, base: base, shown: shown) })
    }

    func float(from value: Ref) throws(Interruption) -> Ref {
        let value = try referent(value)
        switch heap[value].value {
        case .float where !heap.isOwnInstance(value): return heap.shared(value)
        case .float: return heap.makeFloat(try double(value))
        case .int, .bigInt: return heap.makeFloat(try double(value))
        case .string(let text):
            guard let number = Numbers.double(text) else {
                throw .valueError("could not convert string to float: \(PythonText.repr(text))")
            }
            return heap.makeFloat(number)
        case .bytes(let bytes):
            guard let number = Numbers.double(String(decoding: bytes, as: UTF8.self)) else {
                throw .valueError("could not convert string to float: \(PythonText.repr(bytes))")
            }
            return heap.makeFloat(number)
        default:
            if let own = try specialDouble(value) { return heap.makeFloat(own) }
            throw .typeError("float() argument must be a string or a real number, not '\(heap.typeName(value))'")
        }
    }

    /// `complex(real, imag)` (Objects/complexobject.c, complex_new_impl).
    func complex(from real: Ref?, _ imaginary: Ref?) throws(Interruption) -> Ref {
        if let real, imaginary == nil, case .complex = heap[real].value { return exact(real) }
        if let real, let text = string(real) {
            if imaginary != nil { throw .typeError("complex() can't take second arg if first is a string") }
            guard let value = Numbers.complex(text) else {
                throw .valueError("complex() arg is a malformed string")
            }
            return heap.makeComplex(value)
        }
        if let imaginary, string(imaginary) != nil { throw .typeError("complex() second arg can't be a string") }
        let first = try real.map { (ref) throws(Interruption) in
            try complexValue(ref, "first argument must be a string or a number")
        }
        let second = try imaginary.map { (ref) throws(Interruption) in
            try complexValue(ref, "second argument must be a number")
        }
        let (a, b) = (first ?? ComplexNumber(0, 0), second ?? ComplexNumber(0, 0))
        let isFirstComplex = real.map { if case .complex = heap[$0].value { true } else { false } } ?? false
        let isComplex = imaginary.map { if case .complex = heap[$0].value { true } else { false } } ?? false
        return heap.makeComplex(
            ComplexNumber(isComplex ? a.real - b.imaginary : a.real, isFirstComplex ? a.imaginary + b.real : b.real))
    }

    private func complexValue(_ ref: Ref, _ wanted: String) throws(Interruption) -> ComplexNumber {
        if case .complex(let value) = heap[ref].value { return value }
        guard heap.number(ref) != nil else {
            throw .typeError("complex() \(wanted), not '\(heap.typeName(ref))'")
        }
        return ComplexNumber(try double(ref), 0)
    }

    /// Arithmetic where a complex number takes part; nil where the operands are no numbers.
    func complexBinary(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref? {
        guard let a = try complexOperand(left), let b = try complexOperand(right) else { return nil }
        switch op {
        case .add: return heap.makeComplex(ComplexMath.add(a, b))
        case .subtract: return heap.makeComplex(ComplexMath.subtract(a, b))
        case .multiply: return heap.makeComplex(ComplexMath.multiply(a, b))
        case .trueDivide:
            guard let quotient = ComplexMath.divide(a, b) else {
                throw .raise("ZeroDivisionError", "complex division by zero")
            }
            return heap.makeComplex(quotient)
        case .power: return try complexPower(a, b)
        default: return nil
        }
    }

    /// `a ** b`; an infinite result is an overflow, whatever the operands (complex_pow).
    func complexPower(_ a: ComplexNumber, _ b: ComplexNumber) throws(Interruption) -> Ref {
        guard let power = ComplexMath.power(a, b) else {
            throw .raise("ZeroDivisionError", "0.0 to a negative or complex power")
        }
        if power.real.isInfinite || power.imaginary.isInfinite {
            throw .raise("OverflowError", "complex exponentiation")
        }
        return heap.makeComplex(power)
    }

    private func complexOperand(_ ref: Ref) throws(Interruption) -> ComplexNumber? {
        if case .complex(let value) = heap[ref].value { return value }
        guard heap.number(ref) != nil else { return nil }
        return ComplexNumber(try double(ref), 0)
    }
}
