import BigInt

// Hashes of values that hold no program code: numbers, strings, tuples of them, and identity for the rest.
extension Heap {
    /// Python's `hash`, or nil where the type has none.
    package func hash(_ ref: Ref) -> Int? {
        switch self[ref].value {
        case .int(let value): Heap.hash(value)
        case .bigInt(let value): Heap.hash(value)
        case .float(let value): hash(value, ref)
        case .complex(let value): hash(value, ref)
        case .string(let value): Heap.hash(value.utf8)
        case .bytes(let value): Heap.hash(value)
        case .tuple(let items): hash(items)
        case .list, .dict, .dictView: nil
        default: identityHash(ref)
        }
    }

    /// Python/pyhash.c, _Py_HashPointerRaw: the address, its low bits moved to the top.
    private func identityHash(_ ref: Ref) -> Int {
        let address = UInt(address(ref))
        return Int(bitPattern: address >> 4 | address << (UInt.bitWidth - 4))
    }

    /// Numbers hash to their value modulo the Mersenne prime 2⁶¹ − 1 (Include/pyhash.h, _PyHASH_MODULUS).
    private static let modulus = (1 << 61) - 1

    private static func hash(_ value: Int) -> Int {
        let result = value % modulus
        return result == -1 ? -2 : result
    }

    private static func hash(_ value: BigInt) -> Int {
        let result = Int(value % BigInt(modulus))
        return result == -1 ? -2 : result
    }

    private func hash(_ value: Double, _ ref: Ref) -> Int {
        if value.isNaN { return identityHash(ref) }
        if value.isInfinite { return value > 0 ? 314159 : -314159 }
        if value == value.rounded(), let whole = BigInt(exactly: value) { return Heap.hash(whole) }
        return Heap.hashFraction(value)
    }

    /// Objects/complexobject.c, complex_hash: the imaginary part counts a million and three times.
    private func hash(_ value: ComplexNumber, _ ref: Ref) -> Int {
        let result = hash(value.real, ref) &+ 1_000_003 &* hash(value.imaginary, ref)
        return result == -1 ? -2 : result
    }

    /// Python/pyhash.c, _Py_HashDouble.
    private static func hashFraction(_ value: Double) -> Int {
        var fraction = abs(value.significand) / 2
        var exponent = Int(value.exponent) + 1
        var result = 0
        while fraction != 0 {
            result = (result << 28) & modulus | result >> (61 - 28)
            fraction *= 268_435_456
            exponent -= 28
            let part = Int(fraction)
            fraction -= Double(part)
            result += part
            if result >= modulus { result -= modulus }
        }
        exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61
        result = (result << exponent) & modulus | result >> (61 - exponent)
        if value < 0 { result = -result }
        return result == -1 ? -2 : result
    }

    /// FNV-1a over UTF-8. It orders nothing a program can see: dicts keep insertion order.
    private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
        var result: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { result = (result ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: result)
    }

    /// Objects/tupleobject.c, tuplehash: xxHash over the items' hashes.
    private func hash(_ items: [Ref]) -> Int? {
        var result: UInt = 2_870_177_450_012_600_261
        for item in items {
            guard let lane = hash(item) else { return nil }
            result &+= UInt(bitPattern: lane) &* 14_029_467_366_897_019_727
            result = result << 31 | result >> 33
            result &*= 11_400_714_785_074_694_791
        }
        result &+= UInt(items.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539)
        return result == UInt.max ? 1_546_275_796 : Int(bitPattern: result)
    }
}
