import BigInt
import HeapModel

// The module math (Modules/mathmodule.c).
extension Natives {
    static let mathFunctions: [NativeFunction] =
        MathLibrary.functions.keys.sorted().map(unary) + mathLogarithms + mathWholeNumbers + mathFloats + mathQuestions
        + mathSums

    private static func unary(_ name: String) -> NativeFunction {
        NativeFunction(name: "math.\(name)") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.\(name)")
            let value = try interpreter.double(arguments[0])
            let result = MathLibrary.functions[name]?(value) ?? .nan
            if result.isNaN, !value.isNaN { throw domainError }
            if result.isInfinite, value.isFinite {
                throw MathLibrary.canOverflow.contains(name) ? rangeError : domainError
            }
            return interpreter.heap.makeFloat(result)
        }
    }

    private static var domainError: Interruption { .valueError("math domain error") }
    private static var rangeError: Interruption { .raise("OverflowError", "math range error") }

    // MARK: - Logarithms

    private static let mathLogarithms: [NativeFunction] = [
        NativeFunction(name: "math.log") { (interpreter, _, arguments, _) throws(Interruption) in
            guard arguments.count == 1 || arguments.count == 2 else {
                throw .typeError("math.log requires 1 to 2 arguments")
            }
            let value = try logarithm(interpreter, arguments[0], .natural)
            guard arguments.count > 1 else { return interpreter.heap.makeFloat(value) }
            let base = try logarithm(interpreter, arguments[1], .natural)
            if base == 0 { throw .raise("ZeroDivisionError", "float division by zero") }
            return interpreter.heap.makeFloat(value / base)
        },
        NativeFunction(name: "math.log2") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.log2")
            return interpreter.heap.makeFloat(try logarithm(interpreter, arguments[0], .two))
        },
        NativeFunction(name: "math.log10") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.log10")
            return interpreter.heap.makeFloat(try logarithm(interpreter, arguments[0], .ten))
        },
    ]

    private static func logarithm(
        _ interpreter: Interpreter, _ argument: Ref, _ base: MathLibrary.Base
    ) throws(Interruption) -> Double {
        let result: Double?
        if let number = interpreter.heap.number(argument), !number.isFloat {
            result = MathLibrary.logarithm(number.asBig, base)
        } else {
            result = MathLibrary.logarithm(try interpreter.double(argument), base)
        }
        guard let result else { throw domainError }
        return result
    }

    // MARK: - Whole numbers

    private static let mathWholeNumbers: [NativeFunction] = [
        rounded("floor", .down), rounded("ceil", .up), rounded("trunc", .towardZero),
        NativeFunction(name: "math.gcd") { (interpreter, _, arguments, _) throws(Interruption) in
            if !interpreter.heap.facts.gcdTakesAnyNumber { try between(2, 2, arguments, "gcd") }
            var result = BigInt(0)
            for argument in arguments {
                result = result.greatestCommonDivisor(with: try integer(interpreter, argument))
            }
            return interpreter.heap.makeInt(result)
        },
        NativeFunction(name: "math.lcm") { (interpreter, _, arguments, _) throws(Interruption) in
            var result = BigInt(1)
            for argument in arguments {
                let value = BigInt(try integer(interpreter, argument).magnitude)
                result = value == 0 || result == 0 ? 0 : result / result.greatestCommonDivisor(with: value) * value
            }
            return interpreter.heap.makeInt(result)
        },
        NativeFunction(name: "math.factorial") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.factorial")
            let value = try factor(interpreter, arguments[0])
            if value < 0 { throw .valueError("factorial() not defined for negative values") }
            guard let count = Int(exactly: value), count < 100_000 else {
                throw .limit(LimitReached(what: "a factorial of more than 100,000", help: "Use a smaller number."))
            }
            try interpreter.charge(work(factors: count, largest: count))
            return interpreter.heap.makeInt(count < 2 ? 1 : product(2, count))
        },
        NativeFunction(name: "math.isqrt") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.isqrt")
            let value = try integer(interpreter, arguments[0])
            if value < 0 { throw .valueError("isqrt() argument must be nonnegative") }
            return interpreter.heap.makeInt(BigInt(value.magnitude.squareRoot()))
        },
        chosen("comb") { n, k in k > n ? 0 : product(n - k + 1, n) / (k < 2 ? 1 : product(2, k)) },
        chosen("perm") { n, k in k > n ? 0 : k == 0 ? 1 : product(n - k + 1, n) },
    ]

    /// What `factorial` takes: an int, and in old versions a float without a fraction.
    private static func factor(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> BigInt {
        guard interpreter.heap.facts.factorialTakesFloats, case .float(let value) = interpreter.heap[argument].value
        else { return try integer(interpreter, argument) }
        guard value == value.rounded(), let whole = BigInt(exactly: value) else {
            throw .valueError("factorial() only accepts integral values")
        }
        return whole
    }

    /// The product of all numbers from one to another, in halves so that the factors are of like size.
    private static func product(_ low: Int, _ high: Int) -> BigInt {
        if low > high { return 1 }
        if low == high { return BigInt(low) }
        let middle = low + (high - low) / 2
        return product(low, middle) * product(middle + 1, high)
    }

    /// What the product of so many numbers costs, in instructions of the model.
    private static func work(factors: Int, largest: Int) -> Int {
        let digits = factors * (Int.bitWidth - largest.leadingZeroBitCount) / 64
        return digits * digits / 64
    }

    private static func chosen(_ name: String, _ count: @escaping @Sendable (Int, Int) -> BigInt) -> NativeFunction {
        NativeFunction(name: "math.\(name)") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(name == "perm" ? 1 : 2, 2, arguments, name)
            let n = try integer(interpreter, arguments[0])
            let hasCount = arguments.count > 1 && arguments[1] != interpreter.heap.none
            let k = hasCount ? try integer(interpreter, arguments[1]) : n
            if n < 0 {
                throw .valueError(
                    hasCount ? "n must be a non-negative integer" : "factorial() not defined for negative values")
            }
            if k < 0 { throw .valueError("k must be a non-negative integer") }
            if k > n { return interpreter.heap.makeInt(0) }
            // Choosing the rest is the same number of ways.
            let chosen = name == "comb" ? min(k, n - k) : k
            guard let n = Int(exactly: n), let k = Int(exactly: chosen), k < 100_000 else {
                throw .limit(LimitReached(what: "a choice out of too many", help: "Use smaller numbers."))
            }
            try interpreter.charge(2 * work(factors: k, largest: n))
            return interpreter.heap.makeInt(count(n, k))
        }
    }

    private static func integer(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> BigInt {
        guard let number = interpreter.heap.number(argument), !number.isFloat else {
            throw .typeError(
                "'\(interpreter.heap.typeName(argument))' object cannot be interpreted as an integer")
        }
        return number.asBig
    }

    private static func rounded(_ name: String, _ rule: FloatingPointRoundingRule) -> NativeFunction {
        NativeFunction(name: "math.\(name)") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.\(name)")
            if name == "trunc", interpreter.heap.number(arguments[0]) == nil {
                throw .typeError("type \(interpreter.heap.typeName(arguments[0])) doesn't define __trunc__ method")
            }
            let isInt = name == "trunc" || !interpreter.heap.facts.floorsAreFloats
            if isInt, let number = interpreter.heap.number(arguments[0]), !number.isFloat {
                return interpreter.heap.makeInt(number.asBig)
            }
            let value = try interpreter.double(arguments[0])
            if name != "trunc", interpreter.heap.facts.floorsAreFloats {
                return interpreter.heap.makeFloat(value.rounded(rule))
            }
            let result = try interpreter.python { () throws(TextError) in try Numbers.integer(value.rounded(rule)) }
            // `trunc` asks the float's own method, which looks for the int that is there.
            return name == "trunc" ? interpreter.heap.makeInt(result) : interpreter.makeInt(ofRounded: result)
        }
    }

    // MARK: - Floats

    private static func binary(
        _ name: String, _ run: @escaping @Sendable (Double, Double) throws(Interruption) -> Double
    ) -> NativeFunction {
        NativeFunction(name: "math.\(name)") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, name)
            let (x, y) = (try interpreter.double(arguments[0]), try interpreter.double(arguments[1]))
            return interpreter.heap.makeFloat(try run(x, y))
        }
    }

    private static let mathFloats: [NativeFunction] = [
        binary("atan2") { (y, x) throws(Interruption) in MathLibrary.arcTangent(y, x) },
        binary("copysign") { (x, y) throws(Interruption) in Double(signOf: y, magnitudeOf: x) },
        binary("fmod") { (x, y) throws(Interruption) in
            if y.isInfinite, x.isFinite { return x }
            let result = MathLibrary.remainder(x, y)
            if result.isNaN, !x.isNaN, !y.isNaN { throw domainError }
            return result
        },
        binary("pow") { (x, y) throws(Interruption) in
            let result = MathLibrary.power(x, y)
            guard x.isFinite, y.isFinite, !result.isFinite else { return result }
            throw result.isNaN || x == 0 ? domainError : rangeError
        },
        NativeFunction(name: "math.modf") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.modf")
            let value = try interpreter.double(arguments[0])
            let whole = value.isFinite ? value.rounded(.towardZero) : value
            let fraction = value.isInfinite ? Double(signOf: value, magnitudeOf: 0) : value - whole
            return interpreter.heap.makeTuple([
                interpreter.heap.makeFloat(Double(signOf: value, magnitudeOf: fraction)),
                interpreter.heap.makeFloat(whole),
            ])
        },
        NativeFunction(name: "math.frexp") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.frexp")
            let value = try interpreter.double(arguments[0])
            let isPlain = value.isFinite && value != 0
            let exponent = isPlain ? Int(value.exponent) + 1 : 0
            return interpreter.heap.makeTuple([
                interpreter.heap.makeFloat(isPlain ? Double(signOf: value, magnitudeOf: value.significand / 2) : value),
                interpreter.heap.makeInt(exponent),
            ])
        },
        NativeFunction(name: "math.ldexp") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "ldexp")
            let value = try interpreter.double(arguments[0])
            guard let number = interpreter.heap.number(arguments[1]), !number.isFloat else {
                throw .typeError("Expected an int as second argument to ldexp.")
            }
            let exponent = Int(clamping: min(max(number.asBig, -10_000), 10_000))
            let result = scaled(value, exponent)
            if result.isInfinite, value.isFinite { throw rangeError }
            return interpreter.heap.makeFloat(result)
        },
        NativeFunction(name: "math.hypot") { (interpreter, _, arguments, _) throws(Interruption) in
            var values: [Double] = []
            for argument in arguments { values.append(try interpreter.double(argument)) }
            return interpreter.heap.makeFloat(MathLibrary.norm(values, isExact: interpreter.heap.facts.normsAreExact))
        },
        NativeFunction(name: "math.dist") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "dist")
            let (p, q) = (try point(interpreter, arguments[0]), try point(interpreter, arguments[1]))
            guard p.count == q.count else {
                throw .valueError("both points must have the same number of dimensions")
            }
            return interpreter.heap.makeFloat(
                MathLibrary.norm(zip(p, q).map { $0 - $1 }, isExact: interpreter.heap.facts.normsAreExact))
        },
    ]

    /// A float times a power of two, rounded once.
    private static func scaled(_ value: Double, _ exponent: Int) -> Double {
        guard value.isFinite, value != 0 else { return value }
        return Double(sign: .plus, exponent: exponent, significand: value)
    }

    private static func point(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> [Double] {
        let items = try interpreter.values(of: argument)
        defer { interpreter.release(items) }
        var values: [Double] = []
        for item in items { values.append(try interpreter.double(item)) }
        return values
    }

    private static let mathQuestions: [NativeFunction] = [
        asked("isnan") { $0.isNaN }, asked("isinf") { $0.isInfinite }, asked("isfinite") { $0.isFinite },
        NativeFunction(name: "math.isclose", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(
                arguments, keywords, ["a", "b", "rel_tol", "abs_tol"], "isclose", positional: 2)
            guard let a = given[0], let b = given[1] else {
                let name = given[0] == nil ? "a" : "b"
                throw .typeError("isclose() missing required argument '\(name)' (pos \(name == "a" ? 1 : 2))")
            }
            let (x, y) = (try interpreter.double(a), try interpreter.double(b))
            let relative = try given[2].map { (ref) throws(Interruption) in try interpreter.double(ref) } ?? 1e-9
            let absolute = try given[3].map { (ref) throws(Interruption) in try interpreter.double(ref) } ?? 0
            if relative < 0 || absolute < 0 { throw .valueError("tolerances must be non-negative") }
            if x == y { return interpreter.heap.makeBool(true) }
            if x.isInfinite || y.isInfinite { return interpreter.heap.makeBool(false) }
            let difference = (y - x).magnitude
            let isClose =
                difference <= (relative * y).magnitude || difference <= (relative * x).magnitude
                || difference <= absolute
            return interpreter.heap.makeBool(isClose)
        },
    ]

    private static func asked(_ name: String, _ ask: @escaping @Sendable (Double) -> Bool) -> NativeFunction {
        NativeFunction(name: "math.\(name)") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.\(name)")
            return interpreter.heap.makeBool(ask(try interpreter.double(arguments[0])))
        }
    }

    // MARK: - Sums

    private static let mathSums: [NativeFunction] = [
        NativeFunction(name: "math.fsum") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "math.fsum")
            let values = try point(interpreter, arguments[0])
            let special = values.filter { !$0.isFinite }
            if special.isEmpty {
                guard let sum = MathLibrary.exactSum(values) else {
                    throw .raise("OverflowError", "intermediate overflow in fsum")
                }
                return interpreter.heap.makeFloat(sum)
            }
            if special.contains(where: \.isNaN) { return interpreter.heap.makeFloat(.nan) }
            if Set(special).count > 1 { throw .valueError("-inf + inf in fsum") }
            return interpreter.heap.makeFloat(special[0])
        },
        NativeFunction(name: "math.prod", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["", "start"], "prod", positional: 1)
            guard let source = given[0] else {
                throw .typeError("prod() takes exactly 1 positional argument (0 given)")
            }
            let values = try interpreter.values(of: source)
            defer { interpreter.release(values) }
            var result = given[1].map { interpreter.heap.shared($0) } ?? interpreter.heap.makeInt(1)
            for value in values {
                let product: Ref
                do throws(Interruption) {
                    product = try interpreter.binary(.multiply, result, value, inPlace: false)
                } catch {
                    interpreter.heap.release(result)
                    throw error
                }
                interpreter.heap.release(result)
                result = product
            }
            return result
        },
    ]
}
