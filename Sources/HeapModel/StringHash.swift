/// The hash of strings and bytes, which CPython changes from time to time.
package enum StringHash: Sendable {
    /// SipHash with one round a block and three at the end (Python/pyhash.c, siphash13).
    case sipHash13
    /// SipHash with two rounds a block and four at the end (Python/pyhash.c, siphash24).
    case sipHash24
    /// Fowler, Noll and Vo, as 2.7 has it (Objects/stringobject.c, string_hash; unicodeobject.c, unicode_hash).
    case fowlerNollVo

    /// The hash of a str under `PYTHONHASHSEED=0`, when the secret is all zero: over one, two or four bytes a
    /// character, by the widest of them.
    package func hash(_ text: String) -> Int {
        if case .fowlerNollVo = self { return fowlerNollVo(text.unicodeScalars.map(\.value)) }
        var widest: UInt32 = 0
        for scalar in text.unicodeScalars { widest = max(widest, scalar.value) }
        if widest < 0x80 { return hash(Array(text.utf8)) }
        let width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: scalar.value >> (8 * UInt32(byte)))) }
        }
        return hash(bytes)
    }

    /// The hash of bytes under `PYTHONHASHSEED=0`.
    package func hash(_ bytes: [UInt8]) -> Int {
        if bytes.isEmpty { return 0 }
        let result =
            switch self {
            case .sipHash13: StringHash.sipHash(bytes, rounds: 1, finalRounds: 3)
            case .sipHash24: StringHash.sipHash(bytes, rounds: 2, finalRounds: 4)
            case .fowlerNollVo: fowlerNollVo(bytes.map { UInt32($0) })
            }
        return result == -1 ? -2 : result
    }

    private func fowlerNollVo(_ units: [UInt32]) -> Int {
        guard let first = units.first else { return 0 }
        var result = UInt(first) << 7
        for unit in units { result = (1_000_003 &* result) ^ UInt(unit) }
        result ^= UInt(units.count)
        return result == UInt.max ? -2 : Int(bitPattern: result)
    }

    private static func sipHash(_ bytes: [UInt8], rounds: Int, finalRounds: Int) -> Int {
        var state = SipState()
        var block = 0
        while block + 8 <= bytes.count {
            var word: UInt64 = 0
            for byte in (0..<8).reversed() { word = word << 8 | UInt64(bytes[block + byte]) }
            state.take(word, rounds)
            block += 8
        }
        var last = UInt64(bytes.count) << 56
        for byte in block..<bytes.count { last |= UInt64(bytes[byte]) << (8 * UInt64(byte - block)) }
        state.take(last, rounds)
        state.v2 ^= 0xff
        state.mix(finalRounds)
        return Int(truncatingIfNeeded: state.v0 ^ state.v1 ^ state.v2 ^ state.v3)
    }
}

/// The state of a SipHash whose key is zero.
private struct SipState {
    var v0: UInt64 = 0x736f_6d65_7073_6575
    var v1: UInt64 = 0x646f_7261_6e64_6f6d
    var v2: UInt64 = 0x6c79_6765_6e65_7261
    var v3: UInt64 = 0x7465_6462_7974_6573

    mutating func take(_ word: UInt64, _ rounds: Int) {
        v3 ^= word
        mix(rounds)
        v0 ^= word
    }

    mutating func mix(_ rounds: Int) {
        for _ in 0..<rounds {
            v0 &+= v1
            v1 = v1 << 13 | v1 >> 51
            v1 ^= v0
            v0 = v0 << 32 | v0 >> 32
            v2 &+= v3
            v3 = v3 << 16 | v3 >> 48
            v3 ^= v2
            v0 &+= v3
            v3 = v3 << 21 | v3 >> 43
            v3 ^= v0
            v2 &+= v1
            v1 = v1 << 17 | v1 >> 47
            v1 ^= v2
            v2 = v2 << 32 | v2 >> 32
        }
    }
}
