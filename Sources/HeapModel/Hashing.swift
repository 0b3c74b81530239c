import BigInt

// Hashes of values that hold no program code: numbers, strings, tuples of them, and identity for the rest.
extension Heap {
    /// Python's `hash` of a key, or nil. (As a method that changes nothing it would copy the heap around the call.)
    package mutating func hashOfKey(_ ref: Ref) -> Int? { hash(ref) }

    /// Python's `hash`, or nil where the type has none.
    package func hash(_ ref: Ref) -> Int? {
        switch self[ref].value {
        case .int(let value): Heap.hash(value)
        case .bigInt(let value): Heap.hash(value)
        case .float(let value): hash(value, ref)
        case .complex(let value): hash(value, ref)
        case .string(let value): facts.stringHash.hash(value)
        case .bytes(let value): facts.stringHash.hash(value)
        case .tuple(let items): hash(items)
        case .range(let range): hash(range)
        case .set(let table): layout(ref) == .frozenset ? Heap.hash(table) : nil
        case .boundMethod(let receiver, let function): Heap.mix(identityHash(receiver), hash(function))
        case .list, .dict, .array: nil
        case .slice(let slice): facts.slicesHash ? hash(slice) : nil
        case .none where ref == none: facts.hashOfNone ?? identityHash(ref)
        case .dictView(let kind, _): kind == .values ? identityHash(ref) : nil
        default: identityHash(ref)
        }
    }

    /// Python/pyhash.c, _Py_HashPointerRaw: the address, its low bits moved to the top.
    package func identityHash(_ ref: Ref) -> Int {
        let address = UInt(address(ref))
        return Int(bitPattern: address >> 4 | address << (UInt.bitWidth - 4))
    }

    /// Numbers hash to their value modulo the Mersenne prime 2⁶¹ − 1 (Include/pyhash.h, _PyHASH_MODULUS).
    private static let modulus = (1 << 61) - 1

    /// The hash of an int.
    package static func hash(_ value: Int) -> Int {
        let result = value % modulus
        return result == -1 ? -2 : result
    }

    private static func hash(_ value: BigInt) -> Int {
        let result = Int(value % BigInt(modulus))
        return result == -1 ? -2 : result
    }

    private func hash(_ value: Double, _ ref: Ref) -> Int {
        if value.isNaN { return facts.hashOfNaNIsItsAddress ? identityHash(ref) : 0 }
        if value.isInfinite { return value > 0 ? 314159 : facts.fractionsHashByValue ? -314159 : -271828 }
        if value == value.rounded(), let whole = BigInt(exactly: value) { return Heap.hash(whole) }
        return facts.fractionsHashByValue ? Heap.hashFraction(value) : Heap.hashHalves(of: value)
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

    /// Objects/object.c of 2.7, _Py_HashDouble: twice 31 bits of the fraction, and the exponent.
    private static func hashHalves(of value: Double) -> Int {
        let half = 2_147_483_648.0
        let exponent = Int(value.exponent) + 1
        let fraction = (value < 0 ? -value.significand : value.significand) / 2 * half
        let upper = Int(fraction)
        let result = upper &+ Int((fraction - Double(upper)) * half) &+ exponent << 15
        return result == -1 ? -2 : result
    }

    /// Objects/classobject.c, method_hash.
    private static func mix(_ receiver: Int, _ function: Int?) -> Int? {
        guard let function else { return nil }
        let result = receiver ^ function
        return result == -1 ? -2 : result
    }

    /// Objects/rangeobject.c, range_hash: that of the tuple of length, start and step, as far as they matter.
    private func hash(_ range: RangeValue) -> Int? {
        let count = range.count
        let nothing = facts.hashOfNone ?? identityHash(none)
        return hash(lanes: [
            Heap.hash(count), count == 0 ? nothing : Heap.hash(range.start),
            count < 2 ? nothing : Heap.hash(range.step),
        ])
    }

    /// The hash of a set's keys, whatever their order: what a frozenset has, and what a set stands for where it is
    /// looked up in another one.
    package func hashOfKeys(_ set: Ref) -> Int { Heap.hash(setTable(set)) }

    /// Objects/setobject.c, frozenset_hash; free slots and removed keys take no part in it.
    private static func hash(_ table: SetTable) -> Int {
        var result: UInt = 0
        for slot in table.live {
            let hash = UInt(bitPattern: slot.hash)
            result ^= ((hash ^ 89_869_747) ^ (hash << 16)) &* 3_644_798_167
        }
        result ^= (UInt(table.count) &+ 1) &* 1_927_868_237
        result ^= (result >> 11) ^ (result >> 25)
        result = result &* 69069 &+ 907_133_923
        return result == UInt.max ? 590_923_713 : Int(bitPattern: result)
    }

    private func hash(_ items: [Ref]) -> Int? {
        var lanes: [Int] = []
        for item in items {
            guard let lane = hash(item) else { return nil }
            lanes.append(lane)
        }
        return hash(lanes: lanes)
    }

    private func hash(lanes: [Int]) -> Int {
        facts.tupleHashIsXXHash ? Heap.xxHash(lanes) : Heap.multiplied(lanes)
    }

    /// Objects/tupleobject.c, tuplehash, before 3.8.
    private static func multiplied(_ lanes: [Int]) -> Int {
        var result: UInt = 0x345678
        var factor: UInt = 1_000_003
        for (index, lane) in lanes.enumerated() {
            result = (result ^ UInt(bitPattern: lane)) &* factor
            factor &+= 82520 &+ 2 &* UInt(lanes.count - 1 - index)
        }
        result &+= 97531
        return result == UInt.max ? -2 : Int(bitPattern: result)
    }

    /// Objects/sliceobject.c, slicehash: that of a tuple without its length.
    private func hash(_ slice: SliceValue) -> Int? {
        guard let start = hash(slice.start), let stop = hash(slice.stop), let step = hash(slice.step) else {
            return nil
        }
        let result = Heap.xxRounds([start, stop, step])
        return result == UInt.max ? 1_546_275_796 : Int(bitPattern: result)
    }

    /// Objects/tupleobject.c, tuplehash, from 3.8 on: xxHash over the items' hashes.
    private static func xxHash(_ lanes: [Int]) -> Int {
        let result = xxRounds(lanes) &+ (UInt(lanes.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539))
        return result == UInt.max ? 1_546_275_796 : Int(bitPattern: result)
    }

    private static func xxRounds(_ lanes: [Int]) -> UInt {
        var result: UInt = 2_870_177_450_012_600_261
        for lane in lanes {
            result &+= UInt(bitPattern: lane) &* 14_029_467_366_897_019_727
            result = result << 31 | result >> 33
            result &*= 11_400_714_785_074_694_791
        }
        return result
    }
}
