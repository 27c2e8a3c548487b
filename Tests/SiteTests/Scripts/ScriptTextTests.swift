import Testing

@testable import Site

struct ScriptTextTests {
    @Test(arguments: [
        ("<!--<script>", #"\u003c!--\u003cscript\u003e"#), ("a&b", #"a\u0026b"#),
        ("\u{2028}é\u{2029}", #"\u2028é\u2029"#),
        ("\u{2027}\u{202E}", "\u{2027}\u{202E}"), ("]]>", #"]]\u003e"#),
    ])
    func leavesNothingThatCouldEndAScript(text: String, escaped: String) {
        #expect(String(decoding: ScriptText.escaped(Array(text.utf8)), as: UTF8.self) == escaped)
    }
}
