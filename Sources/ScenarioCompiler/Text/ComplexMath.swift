import HeapModel

/// Arithmetic of complex numbers (Objects/complexobject.c).
enum ComplexMath {
    static func add(_ a: ComplexNumber, _ b: ComplexNumber) -> ComplexNumber {
        ComplexNumber(a.real + b.real, a.imaginary + b.imaginary)
    }

    static func subtract(_ a: ComplexNumber, _ b: ComplexNumber) -> ComplexNumber {
        ComplexNumber(a.real - b.real, a.imaginary - b.imaginary)
    }

    static func multiply(_ a: ComplexNumber, _ b: ComplexNumber) -> ComplexNumber {
        ComplexNumber(
            a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }

    /// Nil for a division by zero (_Py_c_quot).
    static func divide(_ a: ComplexNumber, _ b: ComplexNumber) -> ComplexNumber? {
        let (real, imaginary) = (b.real.magnitude, b.imaginary.magnitude)
        if real >= imaginary {
            if real == 0 { return nil }
            let ratio = b.imaginary / b.real
            let denominator = b.real + b.imaginary * ratio
            return ComplexNumber(
                (a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator)
        }
        if imaginary >= real {
            let ratio = b.real / b.imaginary
            let denominator = b.real * ratio + b.imaginary
            return ComplexNumber(
                (a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator)
        }
        return ComplexNumber(.nan, .nan)
    }

    /// Nil for zero to a power that is negative or complex; small whole exponents are multiplied out (complex_pow).
    static func power(_ a: ComplexNumber, _ b: ComplexNumber) -> ComplexNumber? {
        if b.imaginary == 0, b.real == b.real.rounded(.down), b.real.magnitude <= 100 {
            return wholePower(a, Int(b.real))
        }
        return generalPower(a, b)
    }

    private static func wholePower(_ a: ComplexNumber, _ exponent: Int) -> ComplexNumber? {
        if exponent > 0 { return repeatedProduct(a, exponent) }
        return divide(ComplexNumber(1, 0), repeatedProduct(a, -exponent))
    }

    /// c_powu.
    private static func repeatedProduct(_ a: ComplexNumber, _ exponent: Int) -> ComplexNumber {
        var result = ComplexNumber(1, 0)
        var factor = a
        var mask = 1
        while mask > 0, exponent >= mask {
            if exponent & mask != 0 { result = multiply(result, factor) }
            mask <<= 1
            factor = multiply(factor, factor)
        }
        return result
    }

    /// _Py_c_pow.
    private static func generalPower(_ a: ComplexNumber, _ b: ComplexNumber) -> ComplexNumber? {
        if b.real == 0, b.imaginary == 0 { return ComplexNumber(1, 0) }
        if a.real == 0, a.imaginary == 0 {
            return b.imaginary != 0 || b.real < 0 ? nil : ComplexNumber(0, 0)
        }
        let size = MathLibrary.hypotenuse(a.real, a.imaginary)
        var length = Double.power(size, b.real)
        let angle = MathLibrary.arcTangent(a.imaginary, a.real)
        var phase = angle * b.real
        if b.imaginary != 0 {
            length /= MathLibrary.exponential(angle * b.imaginary)
            phase += b.imaginary * MathLibrary.logarithm(size)
        }
        // C reports the cosine of an infinite angle as an error of domain, as it does a power of zero.
        if phase.isInfinite { return nil }
        return ComplexNumber(length * MathLibrary.cosine(phase), length * MathLibrary.sine(phase))
    }
}
