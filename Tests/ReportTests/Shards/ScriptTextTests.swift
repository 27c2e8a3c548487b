import Testing

@testable import Report

struct ScriptTextTests {
    @Test(arguments: [
        ("<!--<script>", #"\u003c!--\u003cscript\u003e"#), ("a&b", #"a\u0026b"#),
        ("\u{2028}é\u{2029}", #"\u2028é\u2029"#),
        ("\u{2027}\u{202E}", "\u{2027}\u{202E}"), ("]]>", #"]]\u003e"#),
    ])
    func leavesNothingThatCouldEndAScript(text: String, escaped: String) {
        #expect(String(decoding: ScriptText.escaped(Array(text.utf8)), as: UTF8.self) == escaped)
    }

    @Test func dropsWhatPagesDrop() {
        let (controls, quotes) = ("a\u{0}\u{1B}b\u{FFFE}\u{85}\u{1FFFF}\tc\nd", "\"\u{301}\u{202E}")
        #expect(ScriptText.shown(controls) == "ab\tc\nd")
        #expect(ScriptText.shown(quotes) == quotes)
    }
}
