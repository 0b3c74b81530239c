import BigInt
import HeapModel
import ScenarioSyntax

// The built-in functions and constructors of numbers (Python/bltinmodule.c, Objects/longobject.c,
// Objects/floatobject.c, Objects/complexobject.c).
extension Natives {
    static let numberFunctions: [NativeFunction] = [
        NativeFunction(name: "abs") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "abs")
            if let value = try interpreter.callSpecial("__abs__", of: arguments[0]) { return value }
            return try interpreter.magnitude(arguments[0])
        },
        NativeFunction(name: "divmod") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "divmod")
            return try interpreter.divideWithRemainder(arguments[0], arguments[1])
        },
        NativeFunction(name: "pow", takesKeywords: true) { (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["base", "exp", "mod"], "pow")
            guard let base = given[0], let exponent = given[1] else {
                throw .typeError(
                    "pow() missing required argument '\(given[0] == nil ? "base" : "exp")' (pos \(given[0] == nil ? 1 : 2))"
                )
            }
            guard let modulus = given[2], modulus != interpreter.heap.none else {
                return try interpreter.binary(.power, base, exponent, inPlace: false)
            }
            return try interpreter.power(base, exponent, modulo: modulus)
        },
        NativeFunction(name: "round", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["number", "ndigits"], "round")
            guard let number = given[0] else {
                throw .typeError("round() missing required argument 'number' (pos 1)")
            }
            return try interpreter.round(number, digits: given[1])
        },
        based("hex", 16, "0x"), based("oct", 8, "0o"), based("bin", 2, "0b"),
        NativeFunction(name: "chr") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "chr")
            let code = try cInt(interpreter, arguments[0], "chr")
            if interpreter.heap.facts.textIsBytes {
                guard 0..<256 ~= code else { throw .valueError("chr() arg not in range(256)") }
                guard code < 128 else { throw .unsupportedInVersion("a byte beyond ASCII in a text") }
            }
            guard code >= 0, code < 0x110000 else { throw .valueError("chr() arg not in range(0x110000)") }
            guard let scalar = Unicode.Scalar(UInt32(code)) else { throw .unsupported(Numbers.surrogate.message) }
            return interpreter.heap.makeString(String(Character(scalar)))
        },
        NativeFunction(name: "ord") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "ord")
            let codes: [Int]
            switch interpreter.heap[arguments[0]].value {
            case .string(let text): codes = text.unicodeScalars.map { Int($0.value) }
            case .bytes(let bytes): codes = bytes.map { Int($0) }
            default:
                throw .typeError(
                    "ord() expected string of length 1, but \(interpreter.heap.typeName(arguments[0])) found")
            }
            guard codes.count == 1 else {
                throw .typeError("ord() expected a character, but string of length \(codes.count) found")
            }
            return interpreter.heap.makeInt(codes[0])
        },
        NativeFunction(name: "sum", takesKeywords: true) { (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["", "start"], "sum")
            guard let source = given[0] else {
                throw .typeError("sum() takes at least 1 positional argument (0 given)")
            }
            return try interpreter.sum(of: source, start: given[1])
        },
    ]

    private static func based(_ name: String, _ radix: Int, _ prefix: String) -> NativeFunction {
        NativeFunction(name: name) { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, name)
            guard let number = try interpreter.indexNumber(arguments[0]) else {
                throw .typeError(
                    "'\(interpreter.heap.typeName(arguments[0]))' object cannot be interpreted as an integer")
            }
            let value = number.asBig
            return interpreter.heap.makeString(
                (value < 0 ? "-" : "") + prefix + String(value.magnitude, radix: radix))
        }
    }
}

extension Interpreter {
    /// The float that an object stands for in arithmetic.
    func double(_ ref: Ref) throws(Interruption) -> Double {
        if let value = try specialDouble(ref) { return value }
        guard let number = heap.number(ref) else {
            throw .typeError("must be real number, not \(heap.typeName(ref))")
        }
        if case .float(let value) = number { return value }
        return try python { () throws(TextError) in try Numbers.double(number.asBig) }
    }

    func plainDivision(_ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        guard let a = heap.number(left), let b = heap.number(right) else {
            throw .typeError(
                "unsupported operand type(s) for divmod(): '\(heap.typeName(left))' and '\(heap.typeName(right))'")
        }
        if a.isFloat || b.isFloat {
            let (x, y) = (try double(left), try double(right))
            if y == 0 { throw .raise("ZeroDivisionError", "float divmod()") }
            return heap.makeTuple([
                heap.makeFloat(IntegerMath.floorDivide(x, y)), heap.makeFloat(IntegerMath.modulo(x, y)),
            ])
        }
        let (x, y) = (a.asBig, b.asBig)
        if y == 0 { throw .raise("ZeroDivisionError", "integer division or modulo by zero") }
        let isNew = heap.facts.remaindersAreNew && IntegerMath.hasManyDigits(y)
        return heap.makeTuple([
            heap.makeInt(IntegerMath.floorDivide(x, y)), heap.makeInt(IntegerMath.modulo(x, y), isNew: isNew),
        ])
    }

    /// `pow(base, exponent, modulus)` (Objects/longobject.c, long_pow).
    func power(_ base: Ref, _ exponent: Ref, modulo modulus: Ref) throws(Interruption) -> Ref {
        let all = [base, exponent, modulus]
        if all.contains(where: { if case .complex = heap[$0].value { true } else { false } }) {
            throw .valueError("complex modulo")
        }
        let numbers = all.compactMap { heap.number($0) }
        guard numbers.count == 3 else {
            let names = all.map { "'\(heap.typeName($0))'" }.joined(separator: ", ")
            throw .typeError("unsupported operand type(s) for ** or pow(): \(names)")
        }
        if numbers.contains(where: \.isFloat) {
            throw .typeError("pow() 3rd argument not allowed unless all arguments are integers")
        }
        var (a, b, m) = (numbers[0].asBig, numbers[1].asBig, numbers[2].asBig)
        if m == 0 { throw .valueError("pow() 3rd argument cannot be 0") }
        let size = BigInt(m.magnitude)
        let digits = max(m.magnitude.bitWidth / 64, 1)
        try charge(min(b.magnitude.bitWidth, 1 << 24) * digits * digits / 32)
        if b < 0 {
            guard let inverse = size == 1 ? 0 : IntegerMath.modulo(a, size).inverse(size) else {
                throw .valueError("base is not invertible for the given modulus")
            }
            (a, b) = (inverse, -b)
        }
        let result = size == 1 ? 0 : IntegerMath.modulo(a, size).power(b, modulus: size)
        m = m < 0 && result != 0 ? result - size : result
        return heap.makeInt(m)
    }

    /// What a function makes of a float that it has rounded; zero exists once.
    func makeInt(ofRounded value: BigInt) -> Ref {
        heap.makeInt(value, isNew: heap.facts.roundedFloatsAreNew && value != 0)
    }

    /// As `round`, whatever the class says itself.
    func plainRound(_ ref: Ref, digits: Ref?) throws(Interruption) -> Ref {
        if heap.facts.floatsAreShort { return try roundToFloat(ref, digits) }
        guard let number = heap.number(ref) else {
            throw .typeError("type \(heap.typeName(ref)) doesn't define __round__ method")
        }
        guard let digits, digits != heap.none else {
            guard case .float(let value) = number else { return heap.makeInt(number.asBig) }
            return makeInt(
                ofRounded: try python { () throws(TextError) in
                    try Numbers.integer(value.rounded(.toNearestOrEven))
                })
        }
        let places = try Natives.index(self, digits)
        guard case .float(let value) = number else {
            if places >= 0 { return heap.makeInt(number.asBig) }
            if -places > number.asBig.magnitude.bitWidth { return heap.makeInt(0) }
            return heap.makeInt(Numbers.roundToMultiple(number.asBig, of: BigInt(10).power(-places)))
        }
        guard let rounded = Numbers.round(value, digits: places) else {
            throw .raise("OverflowError", "rounded value too large to represent")
        }
        return heap.makeFloat(rounded)
    }

    private func kind(of ref: Ref) -> BuiltinType? { hasOwnClass(ref) ? nil : heap.kind(ref) }

    /// As `sum`: ints that fit a machine word and floats are added without an object for each sum (Python/bltinmodule.c,
    /// builtin_sum_impl).
    func sum(of source: Ref, start: Ref?) throws(Interruption) -> Ref {
        if let start {
            switch heap[start].value {
            case .string: throw .typeError("sum() can't sum strings [use ''.join(seq) instead]")
            case .bytes: throw .typeError("sum() can't sum bytes [use b''.join(seq) instead]")
            default: break
            }
        }
        var sum = runningSum(from: start ?? heap.makeInt(0))
        do {
            try forEachItem(of: source) { (item) throws(Interruption) in
                try self.add(item, to: &sum)
                return true
            }
        } catch {
            if case .object(let result) = sum { heap.release(result) }
            throw error
        }
        return makeSum(sum)
    }

    private enum RunningSum {
        case int(Int)
        /// What each addition loses is carried along from 3.12 on.
        case float(Double, lost: Double)
        /// Owned.
        case object(Ref)
    }

    private func runningSum(from start: Ref) -> RunningSum {
        switch (kind(of: start), heap[start].value) {
        case (.int, .int(let value)): .int(value)
        case (.float, .float(let value)): .float(value, lost: 0)
        default: .object(heap.shared(start))
        }
    }

    private func makeSum(_ sum: RunningSum) -> Ref {
        switch sum {
        case .int(let value): heap.makeInt(value)
        case .float(let value, let lost): heap.makeFloat(lost != 0 && lost.isFinite ? value + lost : value)
        case .object(let result): result
        }
    }

    private func add(_ item: Ref, to sum: inout RunningSum) throws(Interruption) {
        let value = heap[item].value
        switch (sum, value) {
        case (.int(let total), .int(let part)) where [.int, .bool].contains(kind(of: item)):
            let (next, overflows) = total.addingReportingOverflow(part)
            if !overflows {
                sum = .int(next)
                return
            }
        case (.float(let total, let lost), .float(let part)) where kind(of: item) == .float:
            sum = add(part, to: total, lost: lost)
            return
        case (.float(let total, let lost), .int(let part)):
            sum = .float(total + Double(part), lost: lost)
            return
        default: break
        }
        let wasInt = if case .int = sum { true } else { false }
        let left = makeSum(sum)
        sum = .object(left)
        let next = try binary(.add, left, item, inPlace: false)
        heap.release(left)
        sum = .object(next)
        if wasInt, kind(of: next) == .float, case .float(let total) = heap[next].value {
            heap.release(next)
            sum = .float(total, lost: 0)
        }
    }

    private func add(_ part: Double, to total: Double, lost: Double) -> RunningSum {
        let next = total + part
        guard heap.facts.sumCompensates else { return .float(next, lost: 0) }
        let error = abs(total) >= abs(part) ? (total - next) + part : (part - next) + total
        return .float(next, lost: lost + error)
    }
}
