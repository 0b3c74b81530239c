import Testing

@testable import HeapModel

/// How the model stores what it knows: small, and without a trace in what a program sees.
@Suite struct StorageTests {
    /// A million objects are a million records.
    @Test func recordsAreSmall() {
        #expect(MemoryLayout<ObjectRecord>.stride <= 48)
        #expect(MemoryLayout<Namespace>.size <= 16)
        #expect(MemoryLayout<DictTable.Entry>.stride == 16)
    }

    @Test func typesAreNumberedInTheOrderOfTheirCases() {
        for (number, type) in BuiltinType.allCases.enumerated() { #expect(type.index == number) }
    }

    /// Whatever is bound and removed in whatever order, a namespace that shares its table says what one of its own says.
    @Test(arguments: 0..<20) func namespacesAgree(_ seed: UInt64) throws {
        var random = Generator(state: seed)
        let shared = SharedKeys()
        for _ in 0..<8 {
            var sharing = Namespace(sharing: shared)
            var own = Namespace()
            for round in 0..<60 {
                let key = Symbol(number: Int32(random.next(20)))
                if random.next(5) == 0 {
                    #expect(sharing.remove(key) == own.remove(key))
                } else {
                    let value = Ref(Int32(round))
                    #expect(sharing.set(key, value) == own.set(key, value))
                }
                #expect(sharing.keys == own.keys && sharing.values == own.values)
                #expect(sharing[key] == own[key] && sharing.count == own.count)
            }
        }
    }

    @Test func instancesOfOneOrderShareATable() throws {
        let root = SharedKeys()
        let (a, b) = (Symbol(number: 1), Symbol(number: 2))
        let ab = try #require(root.followed(by: a)?.followed(by: b))
        #expect(root.followed(by: a)?.followed(by: b) === ab)
        #expect(root.followed(by: b)?.followed(by: a) !== ab)
        #expect(ab.keys == [a, b])
    }

    /// Entries in insertion order, found by hash, through growth and removal.
    @Test(arguments: 0..<20) func dictTablesAgreeWithAList(_ seed: UInt64) {
        var random = Generator(state: seed)
        var table = DictTable(isOrdered: true)
        var expected: [(key: Ref, value: Ref)] = []
        for round in 0..<200 {
            let key = Ref(Int32(random.next(30)))
            let hash = Int(key.raw) % 7
            let place = table.find(hash: hash) { $0 == key }
            let known = expected.firstIndex { $0.key == key }
            #expect((place == nil) == (known == nil))
            #expect(place.map { table.places(hash: hash).contains($0) } ?? true)
            if let place, let known {
                if random.next(2) == 0 {
                    #expect(table.remove(at: place)?.value == expected.remove(at: known).value)
                    #expect(table[place] == nil)
                } else {
                    #expect(table.replaceValue(at: place, with: Ref(Int32(round))) == expected[known].value)
                    expected[known].value = Ref(Int32(round))
                }
            } else {
                table.append(hash: hash, key: key, value: Ref(Int32(round)), isText: true)
                expected.append((key, Ref(Int32(round))))
            }
            #expect(table.live.map(\.entry.key) == expected.map(\.key))
            #expect(table.live.map(\.entry.value) == expected.map(\.value) && table.count == expected.count)
        }
    }

    @Test func theBlockThatWasGivenBackLastIsUsedNext() {
        var space = AddressSpace()
        let blocks = (0..<10).map { _ in space.allocate(56) }
        #expect(Set(blocks).count == 10)
        for block in blocks { space.release(block, 56) }
        #expect((0..<10).map { _ in space.allocate(60) } == blocks.reversed())
        #expect(!blocks.contains(space.allocate(80)))
    }
}

/// The same numbers in every run (SplitMix64).
private struct Generator {
    var state: UInt64

    mutating func next(_ bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ mixed >> 31) % bound
    }
}
