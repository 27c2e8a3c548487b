import Celery
import Report
import Templating
import Testing

@testable import Site

struct CatalogueTests {
    private func catalogue(_ text: String) -> Catalogue {
        Catalogue([TemplateSource(name: "languages/zh-Hans.txt", text: Array(text.utf8))], of: "zh-Hans")
    }

    @Test func putsPlacesWhereTheLanguageWantsThem() {
        let words = catalogue(
            """
            # A remark.
            {n} of {n} message[s] [is|are] lost
                {2} 条消息中丢失 {1} 条
            """)
        #expect(words.mistakes.isEmpty)
        #expect(words.told("1 of 4,102 messages is lost") == "4,102 条消息中丢失 1 条")
        #expect(words.told("1 of 1 message are lost") == "1 条消息中丢失 1 条")
        #expect(words.told("some of 3 messages are lost") == "some of 3 messages are lost")
    }

    @Test func tellsDurationsAndDaysByTheLanguagesWords() {
        let words = catalogue(
            """
            min
                分钟
            s
                秒
            Nov
                11月
            {1} {2}
                {2}{1}日
            {1} {2} {3}
                {3}年{2}{1}日
            took {d} since {t}
                自 {2} 起用了 {1}
            """)
        #expect(words.told("took 3 min 5 s since 21 Nov 08:00:00") == "自 11月21日 08:00:00 起用了 3 分钟 5 秒")
        #expect(words.told("22 Nov 2026, 09:51–10:00 UTC") == "2026年11月22日 09:51–10:00 UTC")
        #expect(words.told("5 Nov") == "11月5日")
        #expect(words.told("7 nov") == "7 nov")
    }

    /// Whatever a stranger calls a queue, it is neither told in the language, nor taken for a place of ours.
    @Test(arguments: ["lost", "{1}", "a, b", "is lost; b", "\u{E000}", "\u{E001} is lost", "", "丢失"])
    func neverTellsAStrangersName(name: String) {
        let words = catalogue(
            """
            lost
                丢失
            {x} is lost on {x}
                在 {2} 上丢失 {1}
            {s}; {s}
                {1}；{2}
            """)
        let phrase: Phrase = "\(name: name) is lost on \(name: "w1"); \(name: "w2") is lost on \(name: name)"
        #expect(
            words.told(phrase).parts.filter { if case .words = $0 { false } else { true } } == [
                .name("w1"), .name(name), .name(name), .name("w2"),
            ])
        #expect(words.told(phrase).text == "在 'w1' 上丢失 '\(name)'；在 '\(name)' 上丢失 'w2'")
    }

    @Test func saysWhereAnEntryCannotBeRead() {
        let words = catalogue("a\nb\n    c\n    d\n{n} e\n    f\n{q}\n    {1}\n[g\n    h\n")
        #expect(
            words.mistakes.map(\.description) == [
                "languages/zh-Hans.txt:1:1: 'a' has no translation",
                "languages/zh-Hans.txt:4:1: a translation of nothing",
                "languages/zh-Hans.txt:5:1: the places of '{n} e' aren't those of its translation",
                "languages/zh-Hans.txt:7:1: the places of '{q}' aren't those of its translation",
                "languages/zh-Hans.txt:9:1: the places of '[g' aren't those of its translation",
            ])
    }

    @Test func takesNoLongTimeForALongText() {
        let words = catalogue("{s}, {s}\n    {1}，{2}\n{s}; {s}\n    {1}；{2}\n{s} and {s}\n    {1}和{2}\n")
        let text = String(repeating: "a, b; c and ", count: 400)
        #expect(words.told(text) == text)
    }

    @Test func tellsATemplateBetweenItsTags() {
        let words = catalogue(
            """
            Name
                名称
            Show {x} of {x}
                {2} 的 {1}
            <b>{{a}}</b> is here
                这是 <b>{{a}}</b>
            """)
        let page = """
            <th scope="col" class="l">Name</th>{{#r}}<p title="Name" class="Name">Show {{a}}
             of {{b}}</p><b>{{a}}</b> is here{{/r}}<script>Name</script>
            """
        let told = TranslatedTemplate(TemplateSource(name: "a.html", text: Array(page.utf8)), in: words).source.text
        #expect(
            String(decoding: told, as: UTF8.self) == """
                <th scope="col" class="l" data-key="name">名称</th>{{#r}}<p title="名称" class="Name">{{b}} 的 {{a}}\
                </p>这是 <b>{{a}}</b>{{/r}}<script>Name</script>
                """)
    }

    @Test func givesScriptsTheMessagesThatTheyAskFor() {
        let words = catalogue("Next\n    下一页\"<\nPage {1} of {2}\n    {2} 中的 {1}\n")
        let script = Array("say(words(\"Next\"), words(\"Page {1} of {2}\", 1, 2), words(\"Back\"));".utf8)
        let told = String(decoding: words.told(script: script), as: UTF8.self)
        #expect(
            told.hasPrefix(
                #""use strict";window.herbariumWords=Object.assign(window.herbariumWords??{},"#
                    + #"{"Next":"下一页\"\u{3c}","Page {1} of {2}":"{2} 中的 {1}"});"#))
        #expect(words.told(script: Array("f();".utf8)) == Array("f();".utf8))
    }
}
