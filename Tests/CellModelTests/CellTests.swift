import CellModel
import Testing

/// The rules of C's integers, held against a table from C11, and memory's hazards one by one.
@Suite struct CellTests {
    @Test func typesHaveTheSizesOfLP64() {
        let sizes = IntegerType.allCases.map(\.size)
        #expect(sizes == [1, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8])
        #expect(CellType.pointer(.int).size == 8)
        #expect(CellType.array(.int, count: 3).size == 12)
    }

    @Test(arguments: [
        (IntegerType.char, IntegerType.char, IntegerType.int), (.short, .unsignedShort, .int),
        (.int, .unsignedInt, .unsignedInt), (.long, .unsignedInt, .long), (.long, .unsignedLong, .unsignedLong),
        (.longLong, .unsignedLong, .unsignedLongLong), (.unsignedChar, .long, .long),
    ])
    func theCommonTypeIsThatOfC11(_ first: IntegerType, _ second: IntegerType, _ wanted: IntegerType) {
        #expect(IntegerType.common(first, second) == wanted)
        #expect(IntegerType.common(second, first) == wanted)
    }

    @Test func whatIsCutKeepsItsLowestBits() {
        #expect(IntegerType.char.wrapped(300) == 44)
        #expect(IntegerType.char.wrapped(200) == -56)
        #expect(IntegerType.unsignedChar.wrapped(-1) == 255)
        #expect(IntegerType.short.wrapped(-32769) == 32767)
        #expect(IntegerType.unsignedLong.wrapped(-1) == 18_446_744_073_709_551_615)
    }

    @Test func everyResultOfACharSizedTypeIsRight() throws {
        // Of unsigned types nothing is undefined but division by zero; each result is the exact one, cut.
        for left in stride(from: Int128(0), to: 4_294_967_296, by: 429_496_729) {
            for right in stride(from: Int128(1), to: 4_294_967_296, by: 613_566_756) {
                for (op, exact) in [("+", left + right), ("-", left - right), ("*", left * right), ("/", left / right)]
                {
                    let result = try CellArithmetic.apply(op, left, right, .unsignedInt)
                    #expect(result == .integer(IntegerType.unsignedInt.wrapped(exact), .unsignedInt))
                }
            }
        }
    }

    @Test(arguments: [
        ("+", Int128(2_147_483_647), Int128(1)), ("-", -2_147_483_648, 1), ("*", 65_536, 32_768),
        ("/", -2_147_483_648, -1), ("%", -2_147_483_648, -1),
    ])
    func signedOverflowHasNoResult(_ op: String, _ left: Int128, _ right: Int128) {
        #expect(throws: Hazard.self) { try CellArithmetic.apply(op, left, right, .int) }
        do {
            _ = try CellArithmetic.apply(op, left, right, .int)
        } catch {
            #expect(error.kind == .signedOverflow)
        }
    }

    @Test func nothingIsReadThatWasNotStored() throws {
        var memory = Memory()
        let block = memory.declare("a", .int, depth: 0)
        let place = Pointer(address: memory.blocks[block].address, block: block)
        #expect(kind { () throws(Hazard) in _ = try memory.load(place, .int) } == .uninitialisedRead)
        try memory.store(.integer(5, .int), place, .int)
        #expect(try memory.load(place, .int) == .integer(5, .int))
        #expect(try memory.load(place, .integer(.char)) == .integer(5, .char))
    }

    @Test func allocationsEndWithFreeAndOnlyOnce() throws {
        var memory = Memory()
        let pointer = memory.allocate(8, zeroed: true)
        let inside = try memory.moved(pointer, by: 1, of: .int)
        #expect(kind { () throws(Hazard) in try memory.free(inside) } == .badFree)
        try memory.free(pointer)
        #expect(memory.isDangling(inside))
        #expect(kind { () throws(Hazard) in try memory.free(pointer) } == .doubleFree)
        #expect(kind { () throws(Hazard) in _ = try memory.load(pointer, .int) } == .useAfterFree)
        #expect(kind { () throws(Hazard) in try memory.checkUse(inside) } == .danglingPointerUsed)
    }

    @Test func pointersStayInTheirObject() throws {
        var memory = Memory()
        let pointer = memory.allocate(8, zeroed: true)
        let end = try memory.moved(pointer, by: 2, of: .int)
        #expect(end.address == pointer.address + 8)
        #expect(kind { () throws(Hazard) in _ = try memory.load(end, .int) } == .outOfBounds)
        #expect(kind { () throws(Hazard) in _ = try memory.moved(end, by: 1, of: .int) } == .pointerOutOfBounds)
        #expect(kind { () throws(Hazard) in _ = try memory.moved(pointer, by: -1, of: .int) } == .pointerOutOfBounds)
        #expect(kind { () throws(Hazard) in _ = try memory.load(.null, .int) } == .nullDereference)
    }

    @Test func aPartOfAPointerIsNoPointer() throws {
        var memory = Memory()
        let target = memory.allocate(4, zeroed: true)
        let block = memory.declare("p", .pointer(.int), depth: 0)
        let place = Pointer(address: memory.blocks[block].address, block: block)
        try memory.store(.pointer(target, to: .int), place, .pointer(.int))
        #expect(memory.findLeaks().isEmpty)
        try memory.store(.integer(0, .char), place, .integer(.char))
        #expect(memory.findLeaks() == [0])
        #expect(kind { () throws(Hazard) in _ = try memory.load(place, .pointer(.int)) } == .wrongTypeAccess)
    }

    @Test func addressesAreNeverUsedAgain() throws {
        var memory = Memory()
        let first = memory.allocate(1, zeroed: false)
        try memory.free(first)
        let second = memory.allocate(1, zeroed: false)
        #expect(first.address != second.address)
        #expect(second.address % Machine.allocationAlignment == 0)
    }

    @Test func everyHazardSaysWhatCSaysOfIt() {
        for kind in HazardKind.allCases {
            #expect(kind.rule.hasSuffix("."))
            #expect(kind.rule.contains("C11") || kind == .leak)
        }
    }

    private func kind(_ body: () throws(Hazard) -> Void) -> HazardKind? {
        do {
            try body()
            return nil
        } catch {
            return error.kind
        }
    }
}
