import Timelines

/// A generator of random numbers that gives the same numbers for the same seed on every machine (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Heaps that nobody would think of: 4 to 25 objects with cycles, over several steps in which links and names change.
enum RandomStory {
    static func timeline(seed: UInt64, objects range: ClosedRange<Int> = 4...25, steps: Int = 5) -> Timeline {
        var random = Seeded(seed: seed)
        var story = Story(
            "random\(String(seed, radix: 26).map { digit in "\(digit)" }.joined())", title: "Random \(seed)")
        let links = ["left", "right", "next"]
        var made: [ObjectID] = []
        for index in 0..<Int.random(in: range, using: &random) {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: made.append(story.list([]))
            case 1: made.append(story.int(300 + index))
            default: made.append(story.node("n\(index)", "next", "left"))
            }
        }
        var holders = made.filter { story.isHolder($0) }
        if holders.isEmpty { holders = [story.node("only", "next")] }
        for object in made { story.bindOrHold(object, holders, links, &random) }
        story.step("Everything")
        for step in 2...max(steps, 2) {
            for _ in 0..<3 {
                guard let holder = holders.filter({ story.isAlive($0) }).randomElement(using: &random),
                    let target = made.filter({ story.isAlive($0) }).randomElement(using: &random)
                else { continue }
                story.link(holder, to: target, links, &random)
            }
            if let name = story.names.randomElement(using: &random), step > 2 { story.unbind(name) }
            if step == steps { story.collect() }
            story.step("Step \(step)")
        }
        return story.timeline
    }
}

extension Story {
    var names: [String] { currentNames }

    mutating func bindOrHold(
        _ object: ObjectID, _ holders: [ObjectID], _ links: [String], _ random: inout Seeded
    ) {
        if Int.random(in: 0..<3, using: &random) == 0 { bind("v\(object.number)", object) }
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            if let holder = holders.randomElement(using: &random) { link(holder, to: object, links, &random) }
        }
        if names.isEmpty { bind("v\(object.number)", object) }
    }

    mutating func link(_ holder: ObjectID, to target: ObjectID, _ links: [String], _ random: inout Seeded) {
        if isList(holder) {
            append(target, to: holder)
        } else if let link = links.randomElement(using: &random) {
            set(holder, link, target)
        }
    }
}
