import Testing
import Timelines

@testable import Diagrams
import Graphviz

/// What is wrong with the ways of a picture's arrows.
struct RoutingFaults {
    /// Arrows that run through a card that is not theirs, or through their own.
    var throughCards = 0
    /// Tips that are nearer to another tip at the same card than a head is wide.
    var tipsTogether = 0
    /// Tips nearer than 8 points to where another arrow of the same card starts.
    var tipsAtStarts = 0
    /// Tips that end away from the card's border.
    var loose = 0
    var arrows = 0

    static func + (left: RoutingFaults, right: RoutingFaults) -> RoutingFaults {
        RoutingFaults(
            throughCards: left.throughCards + right.throughCards, tipsTogether: left.tipsTogether + right.tipsTogether,
            tipsAtStarts: left.tipsAtStarts + right.tipsAtStarts, loose: left.loose + right.loose,
            arrows: left.arrows + right.arrows)
    }

    init(
        throughCards: Int = 0, tipsTogether: Int = 0, tipsAtStarts: Int = 0, loose: Int = 0,
        arrows: Int = 0
    ) {
        self.throughCards = throughCards
        self.tipsTogether = tipsTogether
        self.tipsAtStarts = tipsAtStarts
        self.loose = loose
        self.arrows = arrows
    }

    init(_ picture: DrawnPicture) {
        arrows = picture.references.count
        for reference in picture.references {
            for object in picture.objects.values {
                if let box = object.box, Self.runsThrough(box, reference, isTail: object.id == reference.from) {
                    throughCards += 1
                }
            }
            if let box = picture.objects[reference.to]?.box, let tip = Self.tip(reference),
                Self.distance(tip, toBorderOf: box) > 3
            {
                loose += 1
            }
        }
        for (index, first) in picture.references.enumerated() {
            for second in picture.references[..<index] {
                guard let one = Self.tip(first), let two = Self.tip(second) else { continue }
                if first.to == second.to, abs(one.y - two.y) < 5, abs(one.x - two.x) < 5 {
                    tipsTogether += 1
                }
            }
            for second in picture.references where second.from == first.to {
                guard let tip = Self.tip(first), let start = second.line.dropFirst().first else { continue }
                if abs(tip.x - start.x) < 8, abs(tip.y - start.y) < 8 { tipsAtStarts += 1 }
            }
        }
    }

    /// The corner of the head that lies furthest from the end of the line.
    private static func tip(_ reference: DrawnPicture.Reference) -> Point? {
        guard let end = reference.line.last else { return nil }
        return reference.head.max { square($0, end) < square($1, end) }
    }

    private static func square(_ a: Point, _ b: Point) -> Double {
        (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
    }

    private static func distance(_ point: Point, toBorderOf box: Rectangle) -> Double {
        let outside = max(box.x - point.x, point.x - box.right, box.y - point.y, point.y - box.bottom)
        return abs(outside)
    }

    /// Whether the line enters the box by more than two points; the straight piece inside the card it starts from does
    /// not count.
    private static func runsThrough(_ box: Rectangle, _ reference: DrawnPicture.Reference, isTail: Bool) -> Bool {
        reference.line.dropFirst(isTail ? 2 : 0).contains {
            $0.x > box.x + 2 && $0.x < box.right - 2 && $0.y > box.y + 2 && $0.y < box.bottom - 2
        }
    }
}

@Suite struct RoutingTests {
    @Test(arguments: Stories.all) func arrowsOfStoriesKeepOffCards(_ timeline: Timeline) throws {
        for picture in try Drawing(timeline: timeline).pictures {
            let faults = RoutingFaults(try DrawnPicture(picture.svg))
            #expect(faults.throughCards == 0, "\(timeline.scenario.id) \(picture.step)")
            #expect(faults.tipsTogether == 0, "\(timeline.scenario.id) \(picture.step)")
            #expect(faults.loose == 0, "\(timeline.scenario.id) \(picture.step)")
        }
    }

    @Test func arrowsOfRandomHeapsKeepOffCards() throws {
        var all = RoutingFaults()
        var worst: [String] = []
        for seed in 1...120 {
            for picture in try Drawing(timeline: RandomStory.timeline(seed: UInt64(seed))).pictures {
                let faults = RoutingFaults(try DrawnPicture(picture.svg))
                all = all + faults
                if faults.throughCards + faults.tipsTogether + faults.loose > 0 {
                    worst.append("\(seed).\(picture.step): \(faults)")
                }
            }
        }
        #expect(all.arrows > 10_000, "\(all)")
        #expect(worst == [], "\(all)")
        #expect(all.tipsAtStarts == 0, "\(all)")
    }
}
