import RaceModel
import Testing
import Timelines

/// Races made by hand and by chance, held against trying every order one by one.
@Suite struct RaceTests {
    static func update(_ object: Int = 0, taken: Bool = true, atomic: Bool = false, owners: Bool = false) -> Update {
        Update(object: object, isTaken: taken, isAtomic: atomic, isOwners: owners, name: "x", statement: 0)
    }

    static func race(_ lanes: [[Update]], counts: [Int] = [1], isLocked: Bool = false) -> Race {
        let objects = counts.map { CountedObject(count: $0, references: $0) }
        return Race(lanes: lanes, memory: RaceMemory(objects), isLocked: isLocked)
    }

    /// Every order of so many actions of each lane.
    static func orders(_ counts: [Int]) -> [[Int]] {
        if counts.allSatisfy({ $0 == 0 }) { return [[]] }
        return counts.indices.filter { counts[$0] > 0 }.flatMap { lane -> [[Int]] in
            var rest = counts
            rest[lane] -= 1
            return orders(rest).map { [lane] + $0 }
        }
    }

    static func orders(of race: Race) -> [[Int]] {
        orders(race.lanes.map { $0.map(\.actions.count).reduce(0, +) })
    }

    static func switches(_ order: [Int]) -> Int { zip(order, order.dropFirst()).count { $0 != $1 } }

    /// The counts after an order, calculated without the model: which updates led to them, and how many did not.
    static func simulate(_ race: Race, _ order: [Int], _ initial: [Int]) -> (counts: [Int], lost: Int) {
        var memory = initial.map { (value: $0, history: Set<[Int]>()) }
        var hands: [(value: Int, history: Set<[Int]>)?] = race.lanes.map { _ in nil }
        var places = race.lanes.map { _ in 0 }
        let scripts = race.lanes.indices.map { race.actions(ofLane: $0) }
        for lane in order {
            let action = scripts[lane][places[lane]]
            places[lane] += 1
            let update = race.lanes[lane][action.update]
            switch action.kind {
            case .load: hands[lane] = memory[update.object]
            case .add: hands[lane]?.value += 1
            case .subtract: hands[lane]?.value -= 1
            case .store:
                guard var hand = hands[lane] else { continue }
                hand.history.insert([lane, action.update])
                memory[update.object] = hand
            case .atomicAdd, .atomicSubtract:
                memory[update.object].value += update.isTaken ? 1 : -1
                memory[update.object].history.insert([lane, action.update])
            }
        }
        let kept = memory.map(\.history.count).reduce(0, +)
        return (memory.map(\.value), race.lanes.joined().count - kept)
    }

    // MARK: - Two threads, one increment each

    @Test func twoIncrementsHaveTwentyOrdersAndEighteenLose() throws {
        let race = Self.race([[Self.update()], [Self.update()]])
        let all = Self.orders(of: race)
        #expect(all.count == 20)
        #expect(Set(all).count == 20)
        #expect(all.count { Self.simulate(race, $0, [1]).counts == [2] } == 18)
        #expect(all.count { Self.simulate(race, $0, [1]).counts == [3] } == 2)
        let exploration = try race.explore()
        #expect(exploration.findings.interleavings == 20)
        #expect(exploration.findings.losing == 18)
        #expect(exploration.findings.fewestSwitches == 2)
    }

    @Test func withTheLockNoneLoses() throws {
        let lanes = [[Self.update(), Self.update(taken: false)], [Self.update()], [Self.update()]]
        let findings = try Self.race(lanes, isLocked: true).explore().findings
        #expect(findings.interleavings == 12)
        #expect(findings.losing == 0)
        #expect(findings.freeingInUse == 0)
        #expect(findings.leaking == 0)
    }

    /// The owner loads, adds and stores its own part; all others change theirs in one action.
    @Test func biasedCountsLoseNothing() throws {
        let owner = [Self.update(owners: true), Self.update(owners: true)]
        let others = [Self.update(atomic: true), Self.update(taken: false, atomic: true)]
        let object = CountedObject(count: 1, references: 1, isBiased: true)
        let race = Race(lanes: [owner, others, others], memory: RaceMemory([object]), isLocked: false)
        let findings = try race.explore().findings
        #expect(findings.interleavings == Self.orders(of: race).count)
        #expect(findings.losing == 0)
        #expect(findings.freeingInUse == 0)
        for order in Self.orders(of: race) { #expect(RaceRun(race, order: order).memory.objects[0].total == 3) }
    }

    @Test func aBiasedObjectIsFreedByWhoeverGivesTheLastReferenceBack() throws {
        let object = CountedObject(count: 2, references: 2, isBiased: true)
        let others = [[Self.update(taken: false, atomic: true)], [Self.update(taken: false, atomic: true)]]
        let race = Race(lanes: others, memory: RaceMemory([object]), isLocked: false)
        for order in Self.orders(of: race) {
            // The others' part falls below zero, so the owner puts the two together when it runs next.
            let run = RaceRun(race, order: order)
            #expect(run.moments.last?.memory.objects[0].isFreed == false)
            #expect(run.memory.objects[0].isFreed)
            #expect(!run.memory.objects[0].wasFreedInUse)
        }
        let findings = try race.explore().findings
        #expect(findings.leaking == 0)
    }

    // MARK: - What a wrong count leads to

    @Test func aLostIncrementFreesAnObjectInUse() throws {
        let lane = [Self.update(), Self.update(taken: false)]
        let race = Self.race([lane, lane])
        let all = Self.orders(of: race).map { RaceRun(race, order: $0) }
        let freed = all.filter { $0.memory.objects[0].wasFreedInUse }
        #expect(!freed.isEmpty)
        #expect(freed.allSatisfy { $0.memory.objects[0].references > 0 && $0.lostUpdates > 0 })
        #expect(try race.explore().findings.freeingInUse == freed.count)
    }

    @Test func aLostDecrementLeaks() throws {
        let race = Self.race([[Self.update(taken: false)], [Self.update(taken: false)]], counts: [2])
        let all = Self.orders(of: race).map { RaceRun(race, order: $0).memory.objects[0] }
        #expect(all.count(where: \.isFreed) == 2)
        #expect(all.count(where: \.isLeaked) == 18)
        #expect(all.allSatisfy { $0.isFreed || $0.count == 1 })
        let findings = try race.explore().findings
        #expect((findings.losing, findings.leaking, findings.freeingInUse) == (18, 18, 0))
    }

    @Test func whatIsReadAfterFreeingHasNoValue() throws {
        let race = Self.race([[Self.update(taken: false)], [Self.update()]])
        let run = RaceRun(race, order: [0, 0, 0, 1, 1, 1])
        let values = run.moments.dropFirst(3).map(\.effect.value)
        #expect(values == [nil, nil, nil])
        #expect(run.moments.dropFirst(3).first?.effect.hazard == .useAfterFree)
        #expect(run.memory.objects[0].count == nil)
    }

    @Test func twoThreadsThatBothComeToZeroFreeTwice() throws {
        let race = Self.race([[Self.update(taken: false)], [Self.update(taken: false)]])
        let run = RaceRun(race, order: [0, 1, 0, 1, 0, 1])
        #expect(run.moments.map(\.effect.hazard).last == .doubleFree)
    }

    // MARK: - By chance

    /// Races small enough to try every order.
    static func randomRaces(_ count: Int) -> [(race: Race, counts: [Int])] {
        var generator = SplitMix(state: 20)
        return (0..<count).map { number in
            let lanes = Int.random(in: 2...3, using: &generator)
            let counts = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                Int.random(in: 1...4, using: &generator)
            }
            let most = lanes == 3 ? 1 : 2
            let all = (0..<lanes).map { _ in
                (0..<Int.random(in: 1...most, using: &generator)).map { _ in
                    update(Int.random(in: 0..<counts.count, using: &generator), taken: Bool.random(using: &generator))
                }
            }
            return (race(all, counts: counts, isLocked: number % 5 == 0), counts)
        }
    }

    @Test func explorationAgreesWithTryingEveryOrder() throws {
        for (race, counts) in Self.randomRaces(60) where !race.isLocked {
            let all = Self.orders(of: race)
            let lost = all.map { Self.simulate(race, $0, counts).lost }
            let runs = all.map { RaceRun(race, order: $0) }
            let losing = zip(all, lost).filter { $0.1 > 0 }.map(\.0)
            let exploration = try race.explore()
            #expect(exploration.findings.interleavings == all.count)
            #expect(exploration.findings.losing == losing.count)
            #expect(exploration.findings.fewestSwitches == losing.map { Self.switches($0) }.min())
            #expect(
                exploration.findings.freeingInUse == runs.count { $0.memory.objects.contains(where: \.wasFreedInUse) })
            #expect(exploration.findings.leaking == runs.count { $0.memory.objects.contains(where: \.isLeaked) })
            #expect(runs.map(\.lostUpdates) == lost)
        }
    }

    @Test func theOrderThatIsDrawnLosesWithTheFewestSwitches() throws {
        for (race, counts) in Self.randomRaces(60) {
            let exploration = try race.explore()
            let order = exploration.order
            #expect(order.count == race.actionCount)
            let run = RaceRun(race, order: order)
            guard let fewest = exploration.findings.fewestSwitches else {
                #expect(run.lostUpdates == 0)
                continue
            }
            #expect(Self.simulate(race, order, counts).lost > 0)
            #expect(Self.switches(order) == fewest)
            #expect(run.switches == fewest)
            let better = Self.orders(of: race).contains {
                Self.switches($0) < fewest && Self.simulate(race, $0, counts).lost > 0
            }
            #expect(!better)
        }
    }

    @Test func everyOrderCanBeReplayedToTheSameEnd() throws {
        for (race, _) in Self.randomRaces(30) {
            let order = try race.explore().order
            let (first, second) = (RaceRun(race, order: order), RaceRun(race, order: order))
            #expect(first.memory == second.memory)
            // What was recorded is enough to do it again: the lanes of the actions, one after another.
            let again = RaceRun(race, order: first.moments.map(\.effect.lane))
            #expect(again.memory == first.memory)
            #expect(again.moments.map(\.effect.value) == first.moments.map(\.effect.value))
        }
    }

    /// The count that is there is the sum of the updates that led to it, and after each store it is what was stored.
    @Test func theCountIsTheSumOfWhatWasStored() throws {
        for (race, counts) in Self.randomRaces(40) {
            for order in Self.orders(of: race).prefix(200) {
                let run = RaceRun(race, order: order)
                if run.memory.objects.contains(where: \.isFreed) { continue }
                #expect(run.memory.objects.map(\.total) == Self.simulate(race, order, counts).counts)
                for moment in run.moments where moment.effect.kind == .store {
                    #expect(moment.memory.objects[moment.effect.update.object].count == moment.effect.value)
                }
            }
        }
    }

    @Test func aRaceWithTooManyStatesIsRefused() throws {
        let lane = (0..<8).map { _ in Self.update() }
        let race = Self.race((0..<8).map { _ in lane })
        #expect(throws: ExplorationLimit.self) { try race.explore() }
    }
}

/// https://prng.di.unimi.it/splitmix64.c
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
