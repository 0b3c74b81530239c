import BigInt

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The functions of C's mathematical library that CPython's `math` calls, and those that it computes itself
/// (Modules/mathmodule.c).
enum MathLibrary {
    /// Functions of one float; nan for what is not defined.
    static let functions: [String: @Sendable (Double) -> Double] = [
        "sqrt": { $0.squareRoot() }, "exp": { exp($0) }, "sin": { sin($0) }, "cos": { cos($0) }, "tan": { tan($0) },
        "asin": { asin($0) }, "acos": { acos($0) }, "atan": { atan($0) }, "sinh": { sinh($0) }, "cosh": { cosh($0) },
        "tanh": { tanh($0) }, "asinh": { asinh($0) }, "acosh": { acosh($0) }, "atanh": { atanh($0) },
        "expm1": { expm1($0) }, "cbrt": { cbrt($0) }, "exp2": { exp2($0) }, "fabs": { $0.magnitude },
        "degrees": { $0 * (180 / .pi) }, "radians": { $0 * (.pi / 180) },
    ]

    /// Those whose infinite result for a finite argument is an overflow.
    static let canOverflow: Set<String> = ["exp", "cosh", "sinh", "expm1", "exp2"]

    static func cosine(_ value: Double) -> Double { cos(value) }
    static func sine(_ value: Double) -> Double { sin(value) }
    static func exponential(_ value: Double) -> Double { exp(value) }
    static func logarithm(_ value: Double) -> Double { log(value) }
    static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
    static func hypotenuse(_ x: Double, _ y: Double) -> Double { hypot(x, y) }
    static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
    static func remainder(_ x: Double, _ y: Double) -> Double { fmod(x, y) }

    enum Base { case natural, two, ten }

    /// The logarithm of a float; nil for zero and below.
    static func logarithm(_ value: Double, _ base: Base) -> Double? {
        if value.isNaN { return value }
        guard value > 0 else { return nil }
        switch base {
        case .natural: return log(value)
        case .two: return log2(value)
        case .ten: return log10(value)
        }
    }

    /// The logarithm of an int, however large (loghelper).
    static func logarithm(_ value: BigInt, _ base: Base) -> Double? {
        guard value > 0 else { return nil }
        if let double = IntegerMath.trueDivide(value, 1) { return logarithm(double, base) }
        let exponent = value.magnitude.bitWidth
        guard let fraction = IntegerMath.trueDivide(value, BigInt(1) << exponent),
            let first = logarithm(fraction, base), let two = logarithm(2.0, base)
        else { return nil }
        return first + two * Double(exponent)
    }

    /// The length of a vector (vector_norm).
    ///
    /// - Parameter isExact: nearly always correctly rounded, as from 3.10 on.
    static func norm(_ vector: [Double], isExact: Bool) -> Double {
        let sizes = vector.map(\.magnitude)
        if sizes.contains(.infinity) { return .infinity }
        if sizes.contains(where: \.isNaN) { return .nan }
        guard let largest = sizes.max(), largest != 0, sizes.count > 1 else { return sizes.first ?? 0 }
        let exponent = Int(largest.exponent) + 1
        if !isExact || exponent < -1023 { return scaledNorm(sizes, largest) }
        var sum = CompensatedSum()
        let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
        for size in sizes {
            let (high, low) = split(size * scale)
            sum.add(high * high, 0)
            sum.add(2 * high * low, 1)
            sum.fractions.2 += low * low
        }
        let root = sum.value.squareRoot()
        let (high, low) = split(root)
        sum.add(-high * high, 0)
        sum.add(-2 * high * low, 1)
        sum.add(-low * low, 2)
        return (root + sum.value / (2 * root)) / scale
    }

    private static func scaledNorm(_ sizes: [Double], _ largest: Double) -> Double {
        var sum = CompensatedSum()
        for size in sizes { sum.add((size / largest) * (size / largest), 0) }
        return largest * (sum.total - 1 + sum.fractions.0).squareRoot()
    }

    /// A float as two halves whose products are exact (Veltkamp).
    private static func split(_ value: Double) -> (high: Double, low: Double) {
        let scaled = value * 134_217_729
        let high = scaled - (scaled - value)
        return (high, value - high)
    }

    private struct CompensatedSum {
        var total = 1.0
        var fractions = (0.0, 0.0, 0.0)

        var value: Double { total - 1 + (fractions.0 + fractions.1 + fractions.2) }

        mutating func add(_ value: Double, _ place: Int) {
            let before = total
            total += value
            let lost = (before - total) + value
            switch place {
            case 0: fractions.0 += lost
            case 1: fractions.1 += lost
            default: fractions.2 += lost
            }
        }
    }

    /// The correctly rounded sum of finite floats, nil where it is too large.
    static func exactSum(_ values: [Double]) -> Double? {
        // In units of the smallest float, so that every float is a whole number.
        let scale = 1074
        var sum = BigInt(0)
        for value in values {
            let (numerator, denominator) = Numbers.ratio(value)
            sum += (numerator << scale) / denominator
        }
        return IntegerMath.trueDivide(sum, BigInt(1) << scale)
    }
}
