#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Double {
    /// C's `pow`, which Python's `**` calls for floats.
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
