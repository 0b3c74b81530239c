import Testing

@testable import Markdown

private func html(_ text: String, options: MarkdownOptions = [.footnotes]) -> String {
    HTMLRenderer().render(MarkdownDocument.parse(text, options: options).blocks)
}

@Suite struct MarkdownTreeTests {
    @Test func blocksKnowTheirLines() {
        let document = MarkdownDocument.parse("# One\n\nTwo\nthree\n\n- four\n- five\n", firstLine: 10)
        #expect(document.blocks.map(\.lines) == [10...10, 12...13, 15...16])
    }

    @Test func linksPicturesAndTagsKnowTheirLines() {
        let document = MarkdownDocument.parse("Text\nwith [a](b.md)\nand ![c](d.png) <e>\n")
        guard case .paragraph(let inlines) = document.blocks.first?.content else {
            Issue.record("no paragraph")
            return
        }
        #expect(inlines.contains(.link(destination: "b.md", title: "", [.text("a")], line: 2)))
        #expect(inlines.contains(.image(source: "d.png", title: "", alternative: "c", line: 3)))
        #expect(inlines.contains(.html("<e>", line: 3)))
    }

    @Test func footnotesKeepTheirNumbersAndOccurrences() {
        let document = MarkdownDocument.parse("One[^b], two[^a], one again[^b].\n\n[^a]: Second.\n[^b]: First.\n")
        #expect(document.footnotes.map { HTMLRenderer().render($0.blocks) } == ["<p>First.</p>\n", "<p>Second.</p>\n"])
        guard case .paragraph(let inlines) = document.blocks.first?.content else {
            Issue.record("no paragraph")
            return
        }
        let references = inlines.filter { if case .footnoteReference = $0 { true } else { false } }
        #expect(
            references == [
                .footnoteReference(number: 1, occurrence: 1), .footnoteReference(number: 2, occurrence: 1),
                .footnoteReference(number: 1, occurrence: 2),
            ])
    }

    @Test func footnotesCanBeOff() {
        #expect(MarkdownDocument.parse("One[^a].\n\n[^a]: Note.\n", options: []).footnotes.isEmpty)
    }

    @Test func emptyTextIsAnEmptyDocument() {
        #expect(MarkdownDocument.parse("") == MarkdownDocument())
        #expect(MarkdownDocument.parse("\n \n").blocks.isEmpty)
    }

    @Test func textsAreParsedAtTheSameTime() async {
        let text = "~~old~~ | new | https://python.org\n\n| a | b |\n| - | - |\n| 1 | ~~2~~ |\n"
        let expected = MarkdownDocument.parse(text)
        let equal = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { MarkdownDocument.parse(text) == expected } }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(equal)
    }
}

@Suite struct MarkdownHTMLTests {
    @Test(arguments: [
        ("*a* **b** ~~c~~ `d<`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code></p>\n"),
        ("a\\\nb", "<p>a<br/>\nb</p>\n"),
        (
            "\"x\" & <https://a.b/?c=1&d>",
            "<p>“x” &amp; <a href=\"https://a.b/?c=1&amp;d\">https://a.b/?c=1&amp;d</a></p>\n"
        ),
        ("**\"`del x` deletes.\"** b", "<p><strong>“<code class=\"short\">del x</code> deletes.”</strong> b</p>\n"),
        ("a\n*\"`b`\"* and (*'`c`'*)", "<p>a\n<em>“<code>b</code>”</em> and (<em>‘<code>c</code>’</em>)</p>\n"),
        ("\"a `b`\", 'c', it's the '90s", "<p>“a <code>b</code>”, ‘c’, it’s the ’90s</p>\n"),
        ("[\"`a`\"](b.md) \"*c*\"", "<p><a href=\"b.md\">“<code>a</code>”</a> “<em>c</em>”</p>\n"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a\n</li>\n<li>b\n</li>\n</ol>\n"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("```python\nx < 1\n```", "<pre tabindex=\"0\"><code class=\"language-python\">x &lt; 1\n</code></pre>\n"),
        ("---", "<hr/>\n"),
        ("## A `b`", "<h2>A <code>b</code></h2>\n"),
    ])
    func constructsBecomeHTML(_ text: String, _ expected: String) {
        #expect(html(text) == expected)
    }

    @Test func aPhraseOfCodeIsMarkedAsOneWord() {
        #expect(html("`del x`") == "<p><code class=\"short\">del x</code></p>\n")
        #expect(html("`friend = same(rex)`") == "<p><code>friend = same(rex)</code></p>\n")
    }

    @Test func tablesHaveHeadersForTheirColumns() {
        let table = html("| a | b |\n| :- | -: |\n| 1 | `2` |\n")
        #expect(table.contains("<th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"right\">b</th>"))
        #expect(table.contains("<tr><td class=\"left\">1</td><td class=\"right\"><code>2</code></td></tr>"))
    }

    @Test func rawHTMLIsTextAndCommentsAreNothing() {
        #expect(html("<div onclick=\"x()\">\n") == "<p>&lt;div onclick=&quot;x()&quot;&gt;\n</p>\n")
        #expect(html("a <script>b</script>") == "<p>a &lt;script&gt;b&lt;/script&gt;</p>\n")
        #expect(html("<!-- note -->\n") == "")
        #expect(html("<!-- a --><b> <!-- c -->\n").contains("&lt;b&gt;"))
    }

    @Test func hooksDecideWhereLinksLead() {
        var renderer = HTMLRenderer()
        renderer.link = { $0 == "gone" ? nil : .init(address: "to?\($0)&\"", isExternal: $0 == "far") }
        renderer.image = { _ in nil }
        let blocks = MarkdownDocument.parse("[a](near) [b](far) [c](gone) ![d](e)").blocks
        #expect(
            renderer.render(blocks)
                == "<p><a href=\"to?near&amp;&quot;\">a</a> <a href=\"to?far&amp;&quot;\" class=\"external\" "
                + "rel=\"noreferrer\">b</a> c d</p>\n")
    }

    @Test func headingsTakeTheirIdentifiers() {
        var renderer = HTMLRenderer()
        renderer.headingIdentifier = { "line-\($0)" }
        let blocks = MarkdownDocument.parse("\n## A \"b\"\n").blocks
        #expect(
            renderer.render(blocks)
                == "<h2 id=\"line-2\">A “b” <a class=\"permalink\" href=\"#line-2\" aria-label=\"A “b”\">#</a></h2>\n")
    }

    @Test func footnotesLinkThereAndBack() {
        let document = MarkdownDocument.parse("a[^x] b[^x]\n\n[^x]: Note.\n")
        let renderer = HTMLRenderer()
        let text = renderer.render(document.blocks)
        let notes = renderer.renderFootnotes(document.footnotes, references: [2])
        for identifier in ["fnref-1", "fnref-1-2"] {
            #expect(text.contains("id=\"\(identifier)\" href=\"#fn-1\""))
            #expect(notes.contains("href=\"#\(identifier)\""))
        }
        #expect(notes.contains("<li id=\"fn-1\">"))
        #expect(renderer.renderFootnotes([], references: []) == "")
    }
}
