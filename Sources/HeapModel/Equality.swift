import BigInt

// `==` for values that run no program code.
extension Heap {
    /// Whether two objects are equal: by value for numbers, strings and containers, by identity for the rest.
    package func areEqual(_ left: Ref, _ right: Ref) -> Bool {
        areEqual(left, right, depth: 0, levels: RuntimeFacts.recursionLimit) ?? false
    }

    /// As `areEqual`, nil where containers are nested more than so many levels deep, which in CPython is a
    /// RecursionError.
    package func compareEqual(_ left: Ref, _ right: Ref, levels: Int) -> Bool? {
        areEqual(left, right, depth: 0, levels: levels)
    }

    private func areEqual(_ left: Ref, _ right: Ref, depth: Int, levels: Int) -> Bool? {
        if left == right { return !isNaN(left) || depth > 0 }
        guard depth < levels else { return nil }
        switch (self[left].value, self[right].value) {
        case (.string(let a), .string(let b)): return a.utf8.elementsEqual(b.utf8)
        case (.bytes(let a), .bytes(let b)): return a == b
        case (.complex(let a), _): return isEqual(a, right)
        case (_, .complex(let b)): return isEqual(b, left)
        case (.list(let a), .list(let b)): return areEqual(a.items, b.items, depth, levels)
        case (.tuple(let a), .tuple(let b)): return areEqual(a, b, depth, levels)
        case (.dict(let a), .dict(let b)): return areEqual(a, b, depth, levels)
        case (.range(let a), .range(let b)):
            return a.count == b.count && (a.count == 0 || a.start == b.start && (a.count == 1 || a.step == b.step))
        case (.set(let a), .set(let b)): return areEqual(a, b, depth, levels)
        case (.slice(let a), .slice(let b)):
            return areEqual([a.start, a.stop, a.step], [b.start, b.stop, b.step], depth, levels)
        case (.array(let a), .array(let b)):
            return a.count == b.count
                && (0..<a.count).allSatisfy { PythonNumber.areEqual(a.number(at: $0), b.number(at: $0)) }
        case (.unboundMethod(_, let f), .unboundMethod(_, let g)): return f == g
        case (.boundMethod(let a, let f), .boundMethod(let b, let g)): return a == b && f == g
        case (.native(let number, let a), .native(let other, let b)): return number == other && a == b
        case (.weakReference(let a), .weakReference(let b)):
            if a.isProxy || b.isProxy || a.target.isNull || b.target.isNull { return false }
            return areEqual(a.target, b.target, depth: depth + 1, levels: levels)
        default:
            guard let a = number(left), let b = number(right) else { return false }
            return PythonNumber.areEqual(a, b)
        }
    }

    /// A complex number equals a real one where it has no imaginary part and the real parts are the same number.
    private func isEqual(_ value: ComplexNumber, _ other: Ref) -> Bool {
        if case .complex(let other) = self[other].value { return value == other }
        guard let number = number(other), value.imaginary == 0 else { return false }
        return PythonNumber.areEqual(.float(value.real), number)
    }

    private func isNaN(_ ref: Ref) -> Bool {
        switch self[ref].value {
        case .float(let value): value.isNaN
        case .complex(let value): value.real.isNaN || value.imaginary.isNaN
        default: false
        }
    }

    private func areEqual(_ left: [Ref], _ right: [Ref], _ depth: Int, _ levels: Int) -> Bool? {
        guard left.count == right.count else { return false }
        for (a, b) in zip(left, right) {
            guard let equal = areEqual(a, b, depth: depth + 1, levels: levels) else { return nil }
            if !equal { return false }
        }
        return true
    }

    private func areEqual(_ left: DictTable, _ right: DictTable, _ depth: Int, _ levels: Int) -> Bool? {
        guard left.count == right.count else { return false }
        for (_, entry) in left.live {
            guard let place = right.find(hash: entry.hash, { areEqual($0, entry.key) }), let other = right[place]
            else { return false }
            guard let equal = areEqual(entry.value, other.value, depth: depth + 1, levels: levels) else { return nil }
            if !equal { return false }
        }
        return true
    }

    private func areEqual(_ left: SetTable, _ right: SetTable, _ depth: Int, _ levels: Int) -> Bool? {
        guard left.count == right.count else { return false }
        return left.live.allSatisfy { slot in
            right.find(hash: slot.hash) {
                $0 == slot.key || areEqual($0, slot.key, depth: depth + 1, levels: levels) ?? false
            } != nil
        }
    }

    /// The number that an object is, if it is one.
    @inline(__always)
    package func number(_ ref: Ref) -> PythonNumber? {
        self[ref].number
    }
}

/// A number of any size.
package enum PythonNumber {
    case int(Int)
    case big(BigInt)
    case float(Double)

    package var isFloat: Bool { if case .float = self { true } else { false } }

    package var asBig: BigInt {
        switch self {
        case .int(let value): BigInt(value)
        case .big(let value): value
        case .float(let value): BigInt(value)
        }
    }

    package var asDouble: Double {
        switch self {
        case .int(let value): Double(value)
        case .big(let value): PythonNumber.double(value)
        case .float(let value): value
        }
    }

    /// The nearest float, the even one of two that are equally near; infinite beyond the largest.
    private static func double(_ value: BigInt) -> Double {
        let magnitude = value.magnitude
        let shift = max(0, magnitude.bitWidth - UInt64.bitWidth)
        let top = UInt64(magnitude >> shift)
        let isCut = magnitude.trailingZeroBitCount < shift
        let result = Double(sign: .plus, exponent: shift, significand: Double(isCut ? top | 1 : top))
        return value < 0 ? -result : result
    }

    static func areEqual(_ left: PythonNumber, _ right: PythonNumber) -> Bool { compare(left, right) == 0 }

    /// −1, 0 or 1, exactly also between an int and a float; nil where a NaN takes part.
    package static func compare(_ left: PythonNumber, _ right: PythonNumber) -> Int? {
        switch (left, right) {
        case (.int(let a), .int(let b)): return a < b ? -1 : a > b ? 1 : 0
        case (.float(let a), .float(let b)):
            if a.isNaN || b.isNaN { return nil }
            return a < b ? -1 : a > b ? 1 : 0
        case (.float(let a), _): return compareFloat(a, right.asBig)
        case (_, .float(let b)): return compareFloat(b, left.asBig).map { -$0 }
        default:
            let (a, b) = (left.asBig, right.asBig)
            return a < b ? -1 : a > b ? 1 : 0
        }
    }

    private static func compareFloat(_ value: Double, _ whole: BigInt) -> Int? {
        if value.isNaN { return nil }
        if value.isInfinite { return value > 0 ? 1 : -1 }
        let floor = BigInt(value.rounded(.down))
        if floor < whole { return -1 }
        if floor > whole { return 1 }
        return value == value.rounded(.down) ? 0 : 1
    }
}
