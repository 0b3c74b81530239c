import Testing
import Timelines

@testable import HeapModel

@Suite struct HeapTests {
    private func makeHeap() -> Heap { Heap(facts: RuntimeFacts.standard) }

    /// A heap with a module frame, as a program finds it.
    private func makeModule() -> Heap {
        var heap = makeHeap()
        let code = heap.allocate(.code(CodeInfo(unit: 0, constants: heap.makeTuple([]))), .code)
        heap.enterFrame(.module, name: "<module>", code: code)
        heap.release(code)
        return heap
    }

    @Test func smallIntsAndShortStringsExistOnce() {
        var heap = makeHeap()
        var pairs: [(Ref, Ref)] = []
        for value in [256, -5, 257] { pairs.append((heap.makeInt(value), heap.makeInt(value))) }
        for text in ["a", "", "ab"] { pairs.append((heap.makeString(text), heap.makeString(text))) }
        pairs.append((heap.internString("ab"), heap.internString("ab")))
        #expect(pairs.map { $0.0 == $0.1 } == [true, true, false, true, true, false, true])
    }

    @Test func anInternedStringLeavesTheTableWhenItDies() {
        var heap = makeHeap()
        let first = heap.internString("word")
        heap.release(first)
        #expect(!heap.isAlive(first))
        #expect(heap.interned["word"] == nil)
    }

    @Test func aMillionNodesFallWithoutDeepCalls() {
        var heap = makeModule()
        let name = heap.symbols.symbol("head")
        var head = heap.makeNone()
        for _ in 0..<1_000_000 { head = heap.makeList([head]) }
        heap.bind(name, to: head, inFrame: 0)
        let before = heap.liveCount
        let wasBound = heap.unbind(name, inFrame: 0)
        #expect(wasBound)
        #expect(heap.liveCount == before - 1_000_000)
    }

    /// Objects/listobject.c grows a list to 4, 8, 16, 24 and 32 items (measured on 3.11.7).
    @Test func listsGrowAsInCPython() {
        var heap = makeHeap()
        let list = heap.makeList([])
        var sizes: [Int] = []
        for _ in 0..<25 {
            heap.append(heap.makeNone(), to: list)
            sizes.append(((heap.size(list) ?? 0) - 56) / 8)
        }
        #expect(sizes.uniqued == [4, 8, 16, 24, 32])
    }

    @Test func freedAddressesAreUsedAgainAndIdentitiesAreNot() {
        var heap = makeHeap()
        let first = heap.makeFloat(1.5)
        let (id, address) = (heap.storyID(first), heap.address(first))
        heap.release(first)
        let second = heap.makeFloat(2.5)
        let newID = heap.storyID(second)
        #expect(heap.address(second) == address)
        #expect(newID != id)
    }

    /// `hash(…)` as CPython 3.11 gives it.
    @Test func numbersHashAsInCPython() {
        var heap = makeHeap()
        let values = [
            heap.makeInt(-1), heap.makeInt(1 << 61), heap.makeFloat(1.5), heap.makeFloat(-0.1), heap.makeFloat(3.0),
        ]
        let pair = heap.makeTuple([heap.makeInt(1), heap.makeInt(2)])
        let hashes = (values + [pair]).map { heap.hash($0) }
        #expect(
            hashes == [
                -2, 1, 1_152_921_504_606_846_977, -230_584_300_921_369_408, 3, -3_550_055_125_485_641_917,
            ])
    }

    @Test(arguments: [
        (0.1, "0.1"), (1e16, "1e+16"), (1e15, "1000000000000000.0"), (123456789012345680.0, "1.2345678901234568e+17"),
        (1e-5, "1e-05"), (0.0001, "0.0001"), (-0.0, "-0.0"), (100.0, "100.0"), (.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"), (.infinity, "inf"), (2.5, "2.5"),
    ])
    func floatsReadAsInPython(_ value: Double, _ text: String) {
        #expect(PythonText.repr(value) == text)
    }

    @Test(arguments: [
        ("it's", "\"it's\""), ("a\"b", "'a\"b'"), ("'\"", "'\\'\"'"), ("\n\t\\", "'\\n\\t\\\\'"),
        ("\u{7F}é\u{200B}", "'\\x7fé\\u200b'"),
        ("😀", "'😀'"), ("\u{1}", "'\\x01'"),
    ])
    func stringsReadAsInPython(_ value: String, _ text: String) {
        #expect(PythonText.repr(value) == text)
    }

    @Test func aCopyIsASecondMemory() {
        var heap = makeModule()
        let name = heap.symbols.symbol("x")
        heap.bind(name, to: heap.makeList([]), inFrame: 0)
        let before = heap.state()
        var copy = heap
        let wasBound = copy.unbind(name, inFrame: 0)
        #expect(wasBound)
        let after = heap.state()
        #expect(after == before)
    }
}

extension Array where Element: Hashable {
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
