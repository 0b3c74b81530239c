import BigInt

/// Division and powers as Python defines them: the quotient is rounded towards minus infinity, the remainder has the
/// divisor's sign (Objects/longobject.c, l_divmod; Objects/floatobject.c, _float_div_mod).
enum IntegerMath {
    /// Whether the number has more than one of CPython's digits, which have 30 bits.
    static func hasManyDigits(_ value: BigInt) -> Bool { value.magnitude.bitWidth > 30 }

    static func hasManyDigits(_ value: Int) -> Bool { value.magnitude >> 30 != 0 }

    static func floorDivide(_ a: BigInt, _ b: BigInt) -> BigInt {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient
    }

    static func modulo(_ a: BigInt, _ b: BigInt) -> BigInt {
        let remainder = a % b
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
    }

    static func floorDivide(_ a: Double, _ b: Double) -> Double {
        let remainder = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - remainder) / b
        if remainder != 0, (b < 0) != (remainder < 0) { quotient -= 1 }
        if quotient == 0 { return Double(signOf: a / b, magnitudeOf: 0) }
        let floor = quotient.rounded(.down)
        return quotient - floor > 0.5 ? floor + 1 : floor
    }

    static func modulo(_ a: Double, _ b: Double) -> Double {
        let remainder = a.truncatingRemainder(dividingBy: b)
        if remainder == 0 { return b < 0 ? -0.0 : 0.0 }
        return (remainder < 0) != (b < 0) ? remainder + b : remainder
    }

    /// A shift to the right rounds towards minus infinity, as if negative numbers went on with ones for ever.
    static func shiftRight(_ a: BigInt, _ places: Int) -> BigInt {
        a < 0 ? -((-a - 1) >> places) - 1 : a >> places
    }

    /// The correctly rounded quotient, nil for a division by zero or a result too large for a float
    /// (Objects/longobject.c, long_true_divide).
    static func trueDivide(_ a: BigInt, _ b: BigInt) -> Double? {
        guard b != 0 else { return nil }
        if a == 0 { return b < 0 ? -0.0 : 0 }
        if a.magnitude.bitWidth <= 53, b.magnitude.bitWidth <= 53 {
            return Double(Int(a)) / Double(Int(b))
        }
        // A quotient of 55 or 56 bits, its last one set where something is cut off, has what rounding has to know; below
        // the smallest normal float it has fewer.
        let smallest = Double.leastNormalMagnitude.exponent + 1
        let shift = max(a.magnitude.bitWidth - b.magnitude.bitWidth, Int(smallest)) - 55
        let numerator = shift < 0 ? a.magnitude << -shift : a.magnitude
        let denominator = shift > 0 ? b.magnitude << shift : b.magnitude
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let bits = UInt64(quotient) | (remainder == 0 ? 0 : 1)
        let width = UInt64.bitWidth - bits.leadingZeroBitCount
        let extra = max(width, Int(smallest) - shift) - 53
        let unit = UInt64(1) << UInt64(extra)
        let rest = bits & (unit - 1)
        let whole = bits - rest
        let roundsUp = rest > unit / 2 || rest == unit / 2 && whole & unit != 0
        let value = Double(sign: .plus, exponent: shift, significand: Double(roundsUp ? whole + unit : whole))
        guard value.isFinite else { return nil }
        return (a < 0) != (b < 0) ? -value : value
    }
}
