/// A complex number, as a pair of floats.
package struct ComplexNumber: Hashable, Sendable {
    package var real: Double
    package var imaginary: Double

    package init(_ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
    }
}
