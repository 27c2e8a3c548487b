import Report
import Site
import Templating
import Testing

/// What themes say in another language, and ask of it by name.
struct ThemeWordsTests {
    private static func source(_ name: String, _ text: String) -> TemplateSource {
        TemplateSource(name: name, text: Array(text.utf8))
    }

    /// A theme with pages and words of its own.
    private static let theme = [
        source(
            "pages/named.html",
            "<p data-label=\"{{words/Workers-online}}\">{{words/What-needs-attention}} / {{words/failures}}</p>"),
        source("pages/first.html", "<p>{{words/failures}} {{words/Failures}}</p>"),
        source("pages/language.html", "<html lang=\"{{frame.language}}\"><title>{{frame.title}}</title>"),
        source("pages/own.html", "<p>{{words/Who-is-on-call-when}}</p><b>On call</b>"),
        source("languages/zh-Hans.txt", "Who is on call & when\n    谁 & 何时值班\nOn call\n    值班\n"),
    ]

    private static let pages = Result {
        try Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let builder = try SiteBuilder(templates: BuiltInTemplates.all + theme, language: language)
                let files = try builder.files(for: SampleSnapshot(taskCount: 1).snapshot, zone: .utc)
                return (language, Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) }))
            })
    }

    private func page(_ name: String, in language: Language) throws -> String {
        let page = try #require(try Self.pages.get()[language]?["\(name).html"])
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private func mistakes(_ own: TemplateSource...) -> [String] {
        SiteBuilder.mistakes(in: BuiltInTemplates.all + own).map(\.description)
    }

    @Test func areThoseOfTheLanguageByName() throws {
        #expect(
            try page("named", in: .english) == "<p data-label=\"Workers online\">What needs attention / failures</p>")
        #expect(try page("named", in: .chinese) == "<p data-label=\"在线的 worker\">需要关注 / 失败</p>")
    }

    @Test func beginASentenceOrStandWithinIt() throws {
        #expect(try page("first", in: .english) == "<p>failures Failures</p>")
        #expect(try page("first", in: .chinese) == "<p>失败 失败</p>")
    }

    @Test func sayInWhichLanguageThePageIs() throws {
        #expect(try page("language", in: .english).hasPrefix("<html lang=\"en\">"))
        #expect(try page("language", in: .chinese).hasPrefix("<html lang=\"zh-Hans\">"))
    }

    @Test func areTheThemesOwnToo() throws {
        #expect(try page("own", in: .english) == "<p>Who is on call &amp; when</p><b>On call</b>")
        #expect(try page("own", in: .chinese) == "<p>谁 &amp; 何时值班</p><b>值班</b>")
    }

    @Test func areCheckedWhateverTheLanguage() {
        let text = "<p>\n{{words/What-need-attention}} {{{words/Tasks}}} <a href={{words/Tasks}}>{{words/Tasks}}</a>"
        #expect(
            mistakes(Self.source("pages/on-call.html", text)) == [
                "pages/on-call.html:2:1: no words 'words/What-need-attention'; did you mean 'words/What-needs-attention'?",
                "pages/on-call.html:2:31: 'words/Tasks' isn't ready-made, so it can't be shown raw; write {{words/Tasks}}",
                "pages/on-call.html:2:57: 'words/Tasks' stands as a value without quotes, where text could add attributes; put \"…\" around the value of 'href'",
            ])
    }

    /// Only whoever checks a theme, or uses the language, hears of its catalogue's mistakes.
    @Test func areReadOnlyWhereTheyAreNeeded() throws {
        let broken = Self.source("languages/zh-Hans.txt", "On call\n")
        #expect(mistakes(broken) == ["languages/zh-Hans.txt:1:1: 'On call' has no translation"])
        #expect(throws: Never.self) { try SiteBuilder(templates: BuiltInTemplates.all + [broken]) }
        #expect(throws: SiteError.self) {
            try SiteBuilder(templates: BuiltInTemplates.all + [broken], language: .chinese)
        }
    }
}
