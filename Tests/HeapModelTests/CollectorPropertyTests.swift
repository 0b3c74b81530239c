import Testing
import Timelines

@testable import HeapModel

/// Numbers that follow from a seed (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A heap of containers that refer to one another as chance has it; some have names.
private struct RandomHeap {
    var heap: Heap
    /// All that were made, alive or not; a record may hold another object since.
    private(set) var made: [Ref] = []
    private var numbers: SeededNumbers

    /// Whether every collection on the way is a full one.
    private let collectsAll: Bool

    init(_ facts: RuntimeFacts, seed: UInt64, collectsAll: Bool = false) {
        self.collectsAll = collectsAll
        heap = Heap(facts: facts)
        heap.collectsAutomatically = false
        numbers = SeededNumbers(state: seed)
        let code = heap.allocate(.code(CodeInfo(unit: 0, constants: heap.makeTuple([]))), .code)
        heap.enterFrame(.module, name: "<module>", code: code)
        heap.release(code)
        for _ in 0..<60 { change() }
    }

    private mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }

    /// What is referred to by nothing but the stack is alive as long as it lies there.
    private var alive: [Ref] { made.filter { heap.isAlive($0) } }

    mutating func change() {
        switch chance(10) {
        case 0...4: make()
        case 5...7: link()
        case 8: unname()
        default: _ = heap.collectWithoutCode(collectsAll ? 2 : chance(3))
        }
    }

    /// A container with up to three others in it, which gets a name.
    private mutating func make() {
        let known = alive
        var items: [Ref] = []
        for _ in 0..<chance(4) where !known.isEmpty { items.append(heap.shared(known[chance(known.count)])) }
        let ref: Ref
        switch chance(4) {
        case 0 where !items.isEmpty: ref = heap.makeTuple(items)
        case 1:
            ref = heap.makeDict()
            for (index, item) in items.enumerated() {
                heap.setEntry(of: ref, heap.symbols.symbol("k\(index)"), to: item)
            }
        default: ref = heap.makeList(items)
        }
        made.append(ref)
        heap.bind(heap.symbols.symbol("n\(chance(8))"), to: ref, inFrame: 0)
    }

    private mutating func link() {
        let known = alive
        let lists = known.filter { if case .list = heap[$0].value { true } else { false } }
        guard !lists.isEmpty else { return }
        heap.append(heap.shared(known[chance(known.count)]), to: lists[chance(lists.count)])
    }

    private mutating func unname() { _ = heap.unbind(heap.symbols.symbol("n\(chance(8))"), inFrame: 0) }
}

@Suite struct CollectorPropertyTests {
    static let versions = RuntimeFacts.known + [RuntimeFacts.textbook]
    static let seeds = 1...10

    private static func name(_ facts: RuntimeFacts) -> String {
        facts.marksAndSweeps ? "textbook" : "\(facts.version)"
    }

    @Test(arguments: seeds) func aFullCollectionKeepsWhatTracingReaches(_ seed: Int) {
        for facts in Self.versions {
            var random = RandomHeap(facts, seed: UInt64(seed))
            let before = random.heap.liveRefs
            let isReached = random.heap.reachable()
            let found = random.heap.collectWithoutCode(2)
            for ref in before where random.heap[ref].value.isContainer || !random.heap.isAlive(ref) {
                #expect(random.heap.isAlive(ref) == isReached[ref.index], "\(Self.name(facts)), record \(ref.index)")
            }
            let lost = before.count { !isReached[$0.index] }
            #expect(before.count - random.heap.liveRefs.count == lost)
            #expect(found.returned <= lost)
        }
    }

    /// A collection of a younger generation frees nothing that can be reached, and nothing older.
    @Test(arguments: seeds) func aYoungCollectionFreesOnlyWhatIsYoungAndLost(_ seed: Int) {
        for facts in RuntimeFacts.known {
            for generation in 0...1 {
                var random = RandomHeap(facts, seed: UInt64(seed))
                let before = random.heap.liveRefs
                let isReached = random.heap.reachable()
                let ages = before.map { random.heap.generation(of: $0) }
                _ = random.heap.collectWithoutCode(generation)
                for (ref, age) in zip(before, ages) where !random.heap.isAlive(ref) {
                    #expect(!isReached[ref.index])
                    #expect(age.map { $0 <= generation } ?? true)
                }
            }
        }
    }

    @Test(arguments: seeds) func markingAndCountingFreeTheSame(_ seed: Int) {
        var counting = RandomHeap(.standard, seed: UInt64(seed), collectsAll: true)
        var marking = RandomHeap(.textbook, seed: UInt64(seed), collectsAll: true)
        for _ in 0..<40 {
            counting.change()
            marking.change()
            let found = (counting.heap.collectWithoutCode(2).returned, marking.heap.collectWithoutCode(2).returned)
            #expect(found.0 == found.1)
            #expect(counting.heap.liveRefs == marking.heap.liveRefs)
            #expect(counting.made == marking.made)
        }
    }

    @Test(arguments: seeds) func anObjectIsInOneGenerationOnly(_ seed: Int) {
        for facts in Self.versions {
            var random = RandomHeap(facts, seed: UInt64(seed))
            for _ in 0..<5 {
                random.change()
                var seen: [Ref: Int] = [:]
                for number in 0..<facts.generationCount {
                    for ref in random.heap.objects(inGeneration: number) {
                        let before = seen.updateValue(number, forKey: ref)
                        #expect(before == nil)
                        #expect(random.heap.generation(of: ref) == number)
                    }
                }
                for ref in random.heap.liveRefs {
                    #expect(random.heap[ref].flags.contains(.tracked) == (seen[ref] != nil), "\(Self.name(facts))")
                }
            }
        }
    }
}
