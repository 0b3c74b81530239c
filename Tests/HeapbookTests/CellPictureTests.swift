import Diagnostics
import Diagrams
import Foundation
import Heapbook
import Testing
import Timelines

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Pictures of C's memory, their words, and what `why` and `export c` say.
@Suite struct CellPictureTests {
    private static func compile(_ text: String) -> CompiledScenario {
        compileScenario(SourceFile(name: "case.heap", text: text), id: "case")
    }

    private static let talk = """
        scenario "Buckets"
        runtime c

        step "Declare":
            int a = 5;
            show bits of a
        step "Overwrite":
            a = 6;
        step "By hand":
            int *p = malloc(sizeof(int));
            *p = 7;
        step "Freed":
            free(p);
        step "Used":
            a = *p;
            expect use_after_free()

        """

    @Test(arguments: CConformanceTests.names) func everyStateIsDrawn(_ name: String) throws {
        let url = CConformanceTests.folder.appendingPathComponent("\(name).heap")
        let text = try String(contentsOf: url, encoding: .utf8)
        let timeline = try #require(Self.compile(text).timeline)
        let drawing = try Drawing(timeline: timeline)
        #expect(drawing.pictures.count == timeline.steps.count)
        #expect(Set(drawing.pictures.map { $0.svg.firstMatch(of: /viewBox="[^"]+"/)?.output }).count == 1)
        for step in timeline.steps {
            let picture = try #require(drawing.picture(step: step.index))
            let memory = try #require(step.state.cells)
            #expect(XMLParser(data: Data(picture.svg.utf8)).parse())
            #expect(picture.svg.matches(of: /data-block="/).count == memory.blocks.count)
            let arrows = memory.blocks.filter { $0.state == .live || $0.state == .leaked }.flatMap(\.cells)
                .count { cell in memory.blocks.contains { $0.id == cell.target?.block } }
            #expect(picture.svg.matches(of: /<g class="reference/).count == arrows)
            for block in memory.blocks {
                #expect(picture.description.state.contains(block.name.map { "`\($0)" } ?? block.address))
            }
            for hazard in memory.hazards { #expect(picture.description.change.contains(hazard.message)) }
            #expect(drawing.dot(step: step.index)?.contains("digraph") == true)
        }
    }

    @Test func whatIsOverwrittenIsStruckAndItsBitsTurnOver() throws {
        let timeline = try #require(Self.compile(Self.talk).timeline)
        let picture = try #require(try Drawing(timeline: timeline).picture(step: 2))
        #expect(picture.svg.contains(/<text class="old"[^>]*>5</))
        #expect(picture.svg.contains(/<text class="value"[^>]*>6</))
        // 101 becomes 110: two bits turn over.
        #expect(picture.svg.matches(of: /class="bits flipped"/).count == 2)
        #expect(picture.description.change == "`a` held 5 and holds 6 now.")
    }

    @Test func whatIsFreedIsHatchedAndItsPointerDangles() throws {
        let timeline = try #require(Self.compile(Self.talk).timeline)
        let drawing = try Drawing(timeline: timeline)
        let picture = try #require(drawing.picture(step: 4))
        #expect(picture.svg.contains("class=\"hatch\""))
        #expect(picture.svg.contains("class=\"reference weak dangling new\""))
        #expect(picture.description.state.contains("`p` at 0x3f0 dangles: it points at the 4 bytes at 0x7d0"))
        #expect(try #require(drawing.picture(step: 3)).svg.contains("class=\"hatch\"") == false)
    }

    /// What is undefined changes nothing that is shown.
    @Test func somethingUndefinedHasNoResult() throws {
        let steps = try #require(Self.compile(Self.talk).timeline).steps
        let (before, after) = (try #require(steps[3].state.cells), try #require(steps[4].state.cells))
        #expect(after.isUndefined)
        #expect(after.blocks.first?.cells == before.blocks.first?.cells)
        #expect(after.hazards.map(\.kind) == ["use_after_free"])
    }

    @Test func whySaysWhatACellHoldsAndWhatPointsAtIt() throws {
        let file = SourceFile(name: "case.heap", text: Self.talk)
        let (text, diagnostics) = explainScenario(file, id: "case", step: 3, expression: "*p")
        #expect(diagnostics.isEmpty)
        #expect(
            text == """
                *p: int, after step 3, By hand
                block: an allocation, 4 bytes at 0x7d0, in use
                cell 0x7d0: int, 4 bytes, value 7, bits 00000000000000000000000000000111
                pointers to it:
                  p, to byte 0

                """)
        let (none, wrong) = explainScenario(file, id: "case", step: 3, expression: "q")
        #expect(none == nil)
        #expect(wrong.map(\.title) == ["'q' is not declared"])
        #expect(explainScenario(file, id: "case", step: 9, expression: "a").diagnostics.map(\.code) == ["E0311"])
    }

    @Test func aScenarioIsExportedAsAProgram() throws {
        let file = SourceFile(name: "case.heap", text: Self.talk)
        let program = try #require(exportC(file, id: "case").program)
        #expect(program.text.contains("    /* Step 2: Overwrite */\n    a = 6;\n"))
        #expect(!program.text.contains("expect"))
        #expect(exportPython(file).diagnostics.map(\.code) == ["E0411"])
        let python = SourceFile(name: "case.heap", text: "x = 1\n")
        #expect(exportC(python, id: "case").diagnostics.map(\.code) == ["E0411"])
    }

    @Test func aFileWithoutBlocksHasAStepForEachStatement() throws {
        let timeline = try #require(Self.compile("runtime c\nint a = 5;\na = 6;\n").timeline)
        #expect(timeline.steps.map(\.title) == ["int a = 5;", "a = 6;"])
        #expect(timeline.steps.map(\.lines) == [2...2, 3...3])
    }

    @Test func whatIsUndefinedAndNotExpectedIsAWarning() {
        let compiled = Self.compile("runtime c\nint *p = NULL;\n*p = 1;\n")
        #expect(compiled.diagnostics.map(\.code) == ["E1017"])
        #expect(compiled.diagnostics.map(\.severity) == [.warning])
    }
}
