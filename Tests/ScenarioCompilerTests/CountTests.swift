import Testing
import Timelines

/// The talk's own programs, and what the taught and the real count are in them.
@Suite struct CountTests {
    @Test func threeHundred() throws {
        let steps = try run("x = 300\ny = 300\nz = [300, 300]\ndel x\ny = None\n").steps
        #expect(try steps[0].count("x") == 1)
        #expect(try steps[1].count("x") == 2)
        #expect(try steps[2].count("x") == 4)
        #expect(try steps[3].count("y") == 3)
        let number = try #require(steps[4].state.objects.first { $0.repr == "300" })
        #expect(number.refcount == 2)
        #expect(number.realRefcount == 3)
    }

    @Test func constantOutlivesItsNames() throws {
        let step = try run("x = 300\ndel x").steps[1]
        let number = try #require(step.state.objects.first)
        #expect(number.refcount == 0)
        #expect(number.state == .live)
        #expect(number.keptBy == ["the code's constants"])
    }

    @Test func cycleOutlivesItsNames() throws {
        let steps = try run(
            """
            import gc
            class Node:
                def __init__(self, value):
                    self.value = value
                    self.next = None
            root = Node("root")
            left = Node("left")
            right = Node("right")
            root.next = left
            left.next = right
            right.next = left
            del root, left, right
            found = gc.collect()
            """
        ).steps
        #expect(try ["root", "left", "right"].map { try steps[7].count($0) } == [1, 3, 2])
        let nodes = steps[8].state.objects.filter { $0.type == "Node" }
        #expect(nodes.map(\.state) == [.freed, .unreachable, .unreachable])
        #expect(nodes.dropFirst().map(\.refcount) == [1, 1])
        let collection = try #require(steps[9].collections.first)
        #expect(collection.returned == 2)
        #expect(collection.phases.map(\.name).count == 8)
        #expect(try steps[9].object("found").repr == "2")
        #expect(steps[9].state.objects.filter { $0.type == "Node" }.map(\.state) == [.freed, .freed])
    }

    /// Measured on 3.11.7: 4 for a class, 7 once it has a subclass, 2 for the subclass.
    @Test func classesRealCounts() throws {
        let steps = try run("class A: pass\nclass B(A): pass\n").steps
        #expect(try steps[0].object("A").realRefcount == 4)
        #expect(try steps[1].object("A").realRefcount == 7)
        #expect(try steps[1].object("A").refcount == 2)
        #expect(try steps[1].object("B").realRefcount == 2)
    }

    /// Measured on 3.11.7: 9 for a class and its subclass, 6 for a class with a method.
    @Test func collectedClasses() throws {
        let steps = try run(
            """
            import gc
            class A: pass
            class B(A): pass
            class C:
                def m(self): pass
            del A
            del B
            first = gc.collect()
            del C
            second = gc.collect()
            """
        ).steps
        #expect(try steps[6].object("first").repr == "9")
        #expect(try steps[8].object("second").repr == "6")
    }

    @Test func namingAConstantTupleShowsWhatItHolds() throws {
        let steps = try run("n = 1000\nt = (1000, 2000)\ndel t").steps
        #expect(try steps[0].count("n") == 1)
        #expect(try steps[1].count("n") == 2)
        #expect(try steps[2].count("n") == 2)
        #expect(steps[2].state.objects.first { $0.type == "tuple" }?.refcount == 0)
    }

    @Test func closureCellsAreShared() throws {
        let step = try run(
            """
            def outer():
                seen = [1]
                def inner():
                    return seen
                def other():
                    return seen
                return [inner, other]
            pair = outer()
            """
        ).steps[1]
        let cells = step.state.objects.filter { $0.type == "cell" && $0.state == .live }
        #expect(cells.map(\.refcount) == [2])
    }
}
