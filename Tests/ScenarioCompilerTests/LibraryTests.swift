import Testing
import Timelines

@testable import ScenarioCompiler

/// What a library that is written in Python keeps for itself is in no state and in no event.
@Suite struct LibraryTests {
    private static let iteration = """
        setup:
            import weakref
            class Node:
                pass
        step "A weak set is gone through":
            left = Node()
            right = Node()
            nodes = weakref.WeakSet([left, right])
            way = iter(nodes)
            first = next(way)
        step "It ends":
            rest = list(way)
        """

    @Test func whatGuardsAnIterationIsNotTold() throws {
        let timeline = try run(Self.iteration)
        for step in timeline.steps {
            #expect(step.state.objects.allSatisfy { $0.type != "_IterationGuard" })
            #expect(step.events.allSatisfy { $0.by?.contains("_IterationGuard") != true })
            #expect(step.state.frames.map(\.name) == ["<module>"])
        }
    }

    @Test func theCallbackOfASetHasNoArrow() throws {
        let step = try #require(try run(Self.iteration).steps.first)
        #expect(try step.object("nodes").slots.map(\.key) == ["data"])
        let references = step.state.objects.filter { $0.slots.contains { $0.kind == .weak } }
        #expect(references.count == 3)
        #expect(references.allSatisfy { $0.slots.count == 1 })
    }

    /// The name of an argument is a text that the library may have, too.
    @Test func aTextThatTheLibraryHasIsTheProgramsToo() throws {
        let step = try #require(
            try run(
                """
                setup:
                    import weakref
                    class Node:
                        pass
                step "Registered":
                    node = Node()
                    kept = {}
                    kept["key"] = weakref.finalize(node, print, key=3)
                """
            ).steps.first)
        let key = try #require(step.state.objects.first { $0.repr == "'key'" })
        #expect(try step.object("kept").slots.first { $0.kind == .key }?.object == key.id)
        #expect(key.refcount == 2)
    }
}
