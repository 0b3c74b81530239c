import Testing

@testable import HeapModel

/// Hashes and tables of sets; the numbers were measured on real interpreters with PYTHONHASHSEED=0.
@Suite struct SetTests {
    static let texts = ["abc", "hello, world", "é", "日本", String(repeating: "a", count: 63)]

    @Test(arguments: [
        (
            StringHash.sipHash13,
            [
                -4_594_863_902_769_663_758, -2_912_988_965_868_824_583, 6_047_309_291_227_476_195,
                6_243_316_497_235_261_705, -6_505_511_274_854_386_682,
            ]
        ),
        (
            StringHash.sipHash24,
            [
                4_596_069_200_710_135_518, -2_028_368_409_209_781_828, 4_954_367_630_624_915_103,
                -7_850_401_551_650_690_076, 7_750_106_273_620_939_813,
            ]
        ),
        (
            StringHash.fowlerNollVo,
            [
                1_453_079_729_188_098_211, -8_845_866_372_190_680_644, 29_824_089_448, 3_338_900_007_426_964_801,
                9_152_080_971_765_550_964,
            ]
        ),
    ])
    func hashesStringsAsEachVersionDoes(_ hash: StringHash, _ expected: [Int]) {
        #expect(Self.texts.map { hash.hash($0) } == expected)
        #expect(hash.hash("") == 0)
        #expect(hash.hash(Array("abc".utf8)) == hash.hash("abc"))
    }

    @Test(arguments: [
        (RuntimeVersion(3, 11), 529_344_067_295_497_451, 7_267_574_591_690_527_098, 5_740_354_900_026_072_187),
        (RuntimeVersion(2, 7), 2_528_502_973_977_326_415, -2_573_205_875_365_132_962, 3_527_539),
    ])
    func hashesTuplesAsEachVersionDoes(_ version: RuntimeVersion, _ flat: Int, _ nested: Int, _ empty: Int) {
        var heap = Heap(facts: RuntimeFacts(version: version))
        let numbers = [1, 2, 3].map { heap.makeInt($0) }
        let tail = [2, 3].map { heap.makeInt($0) }
        let inner = heap.makeTuple(tail)
        let outer = heap.makeTuple([heap.makeInt(1), inner])
        let tuple = heap.makeTuple(numbers)
        #expect(heap.hash(tuple) == flat)
        #expect(heap.hash(outer) == nested)
        #expect(heap.hash(heap.emptyTuple) == empty)
    }

    /// Fills a table with small ints, which hash to themselves.
    private func table(_ values: [Int]) -> SetTable {
        var table = SetTable(.threeFifths)
        for value in values { table.insert(hash: value, key: Ref(Int32(value))) }
        return table
    }

    private func order(_ table: SetTable) -> [Int] { table.live.map(\.hash) }

    @Test func growsToFourTimesItsKeys() {
        #expect(table([1, 2, 3, 4]).slots.count == 8)
        #expect(table([1, 2, 3, 4, 5]).slots.count == 32)
        #expect(order(table([33, 1, 65, 2, 3])) == [65, 33, 2, 3, 1])
    }

    @Test func aTraceOfARemovedKeyIsUsedAgain() throws {
        var table = table([1, 2])
        table.remove(at: try #require(table.find(hash: 1) { _ in true }))
        table.insert(hash: 9, key: Ref(9))
        #expect(order(table) == [9, 2])
    }

    @Test func popGoesOnWhereItWas() {
        var table = table([1, 2, 3])
        var popped = [table.pop()]
        table.insert(hash: 8, key: Ref(8))
        for _ in 0..<4 { popped.append(table.pop()) }
        #expect(popped == [Ref(1), Ref(2), Ref(3), Ref(8), nil])
    }

    @Test func aCopyIsAsLargeAsItsKeysNeed() {
        var copy = SetTable(.threeFifths)
        let source = table([1, 2, 3, 4, 5, 6])
        copy.reserve(source.count)
        let (filled, filledAgain) = (copy.fillWhereEmpty(from: source), copy.fillWhereEmpty(from: source))
        #expect(filled && !filledAgain)
        #expect(copy.slots.count == 16)
    }

    @Test func sizesAreThoseOfGetsizeof() {
        var heap = Heap(facts: RuntimeFacts.standard)
        let set = heap.makeSet(.set)
        #expect(heap.size(set) == 216)
        for value in 0..<5 {
            let number = heap.makeInt(value)
            heap.insertMember(number, into: set, hash: value)
        }
        #expect(heap.size(set) == 728)
    }
}
