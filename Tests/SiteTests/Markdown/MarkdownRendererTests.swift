import Testing

@testable import Site

struct MarkdownRendererTests {
    @Test(arguments: [
        ("", ""),
        ("# Lost & found", "<h1>Lost &amp; found</h1>\n"),
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>\n"),
        ("*a* **b** ~~c~~ `d<e`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;e</code></p>\n"),
        ("> q\n\n---", "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
        ("```py thon\n<x>\n```", "<pre tabindex=\"0\"><code class=\"language-py\">&lt;x&gt;\n</code></pre>\n"),
        ("    a\n", "<pre tabindex=\"0\"><code>a\n</code></pre>\n"),
        ("**![](a.html)** b", "<p><strong><a href=\"a.html\">a.html</a></strong> b</p>\n"),
        ("> ![](a.html)", "<blockquote>\n<p><a href=\"a.html\">a.html</a></p>\n</blockquote>\n"),
    ])
    func rendersCommonMark(markdown: String, html: String) {
        #expect(render(markdown) == html)
    }

    @Test func rendersATableWithAlignmentsAsClasses() {
        let markdown = """
            | a | b | c | d |
            |---|:--|:-:|--:|
            | 1 | `x\\|y` | 3 |
            """
        #expect(
            render(markdown) == """
                <div class="scroll" tabindex="0"><table>
                <thead>
                <tr><th scope="col">a</th><th scope="col" class="l">b</th><th scope="col" class="c">c</th>\
                <th scope="col" class="r">d</th></tr>
                </thead>
                <tbody>
                <tr><td>1</td><td class="l"><code>x|y</code></td><td class="c">3</td><td class="r"></td></tr>
                </tbody>
                </table></div>

                """)
    }

    @Test func closesATableWithoutRows() {
        #expect(render("|a|\n|-|").hasSuffix("</thead>\n</table></div>\n"))
        #expect(render("|![]()|\n|-|\n|a|").hasSuffix("<td>a</td></tr>\n</tbody>\n</table></div>\n"))
    }

    @Test(arguments: [(1, "h2"), (9, "h6"), (-3, "h1")])
    func shiftsHeadingsWithinTheirSixLevels(shift: Int, element: String) {
        let html = MarkdownRenderer(headingShift: shift).html(Array("# a".utf8))
        #expect(String(decoding: html, as: UTF8.self) == "<\(element)>a</\(element)>\n")
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <img src=x onerror=alert(1)> b", "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n"),
        ("<!--<script>-->", ""),
        ("a <!-- b --> c", "<p>a  c</p>\n"),
        ("<!-- a --><script>alert(1)</script>", "<p>&lt;!-- a --&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("`\"'` \"'", "<p><code>&quot;&#39;</code> &quot;&#39;</p>\n"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>\n"),
        ("https://a.example www.a.example b@a.example", "<p>https://a.example www.a.example b@a.example</p>\n"),
        ("``` \"onclick=x\nb\n```", "<pre tabindex=\"0\"><code class=\"language-&quot;onclick=x\">b\n</code></pre>\n"),
        ("a\u{1B}[31mb\u{7F}", "<p>a[31mb</p>\n"),
        ("a\u{0}b", "<p>a\u{FFFD}b</p>\n"),
    ])
    func letsNothingComeAlive(markdown: String, html: String) {
        #expect(render(markdown) == html)
    }

    @Test func replacesBytesThatAreNoText() {
        let html = MarkdownRenderer().html([0x61, 0xFF, 0xED, 0xA0, 0x80])
        #expect(String(validating: html, as: UTF8.self)?.hasPrefix("<p>a\u{FFFD}") == true)
    }

    @Test(arguments: [
        ("[a](https://example.org/?b=1&c='d')", "<p><a href=\"https://example.org/?b=1&amp;c=%27d%27\">a</a></p>\n"),
        ("[a](tasks.html#x \"T<\")", "<p><a href=\"tasks.html#x\" title=\"T&lt;\">a</a></p>\n"),
        ("<https://example.org>", "<p><a href=\"https://example.org\">https://example.org</a></p>\n"),
        ("[*a*](javascript:alert(1))", "<p><em>a</em></p>\n"),
        ("[a](java&#10;script:alert(1))", "<p>a</p>\n"),
        ("[a][r]\n\n[r]: data:text/html,x", "<p>a</p>\n"),
        ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
        ("[a]()", "<p>a</p>\n"),
    ])
    func dropsDangerousLinksAndKeepsTheirText(markdown: String, html: String) {
        #expect(render(markdown) == html)
    }

    @Test(arguments: [
        ("![a \"*b*\"](charts/x-1.svg)", "<p><img src=\"charts/x-1.svg\" alt=\"a &quot;b&quot;\"></p>\n"),
        ("![a](https://example.org/x.png)", "<p><a href=\"https://example.org/x.png\">a</a></p>\n"),
        ("![](https://a.example/x)", "<p><a href=\"https://a.example/x\">https://a.example/x</a></p>\n"),
        (
            "[b ![a](https://example.org/x.png)](https://example.com)",
            "<p><a href=\"https://example.com\">b a</a></p>\n"
        ),
        ("![a](data:image/svg+xml,x)", "<p>a</p>\n"),
        ("![a](//example.org/x.svg)", "<p>a</p>\n"),
    ])
    func asksNoOtherHostForAnImage(markdown: String, html: String) {
        #expect(render(markdown) == html)
    }

    @Test func putsChartsInlineAndAsBlocksWhereTheyStandAlone() {
        let images = MarkdownRenderer.Images.inline { $0 == "charts/a.svg" ? Array("<svg></svg>".utf8) : nil }
        let markdown = "![x](charts/a.svg)\n\nsee ![y](charts/a.svg)\n\n![z](charts/b.svg) ![w](charts/../a.svg)"
        let html = MarkdownRenderer(images: images).html(Array(markdown.utf8))
        #expect(
            String(decoding: html, as: UTF8.self) == """
                <svg></svg>
                <p>see <svg></svg></p>
                <p>z <a href="charts/../a.svg">w</a></p>

                """)
    }

    @Test(
        .timeLimit(.minutes(60)),
        arguments: ["![", "[", "> ", "*a _", "`", "<", "- ", "|", "~", "a**b", "_", "![a](b"])
    func getsThroughDeepNesting(piece: String) {
        let html = MarkdownRenderer().html(Array(String(repeating: piece, count: 5_000).utf8))
        #expect(!html.isEmpty)
    }

    /// cmark would make 400,000,000 cells of the first.
    @Test(
        .timeLimit(.minutes(60)),
        arguments: [
            String(repeating: "a|", count: 3_000) + "\n" + String(repeating: "-|", count: 3_000) + "\n"
                + String(repeating: "b\n", count: 130_000),
            "> a|b\n> -|-\n" + String(repeating: "> \n> b\n", count: 110_000),
            String(repeating: "|", count: 100_000) + "\n" + String(repeating: "|-", count: 100_000),
        ])
    func leavesTablesTextThatHaveNoProportion(markdown: String) {
        let html = render(markdown)
        #expect(!html.contains("<table>"))
        #expect(html.utf8.count < 3 * markdown.utf8.count)
    }

    @Test func keepsTablesWhoseRowsLackSomeCells() {
        let row = "| 1 |\n"
        #expect(render("| a | b | c |\n|---|---|---|\n" + String(repeating: row, count: 1_000)).contains("<td></td>"))
    }

    @Test func nestsImagesWithoutAnExplosion() {
        let markdown = String(repeating: "![", count: 60) + "a" + String(repeating: "](charts/b.svg)", count: 60)
        #expect(render(markdown) == "<p><img src=\"charts/b.svg\" alt=\"a\"></p>\n")
    }

    private func render(_ markdown: String) -> String {
        String(decoding: MarkdownRenderer().html(Array(markdown.utf8)), as: UTF8.self)
    }
}
