import Site
import Testing

@testable import Configuration

struct LanguageOptionTests {
    @Test(arguments: Language.allCases) func readsEachLanguage(language: Language) throws {
        #expect(try OptionTable.language.parse(language.rawValue) == language)
    }

    @Test(arguments: ["zh-hans", "zh_Hans", "zh", "zh-CN", "ZH", "zhhans"])
    func namesTheChineseThatWasMeant(text: String) {
        #expect(throws: CommandError.badValue(text, .notOneOf(["en", "zh-Hans"], nearest: "zh-Hans"))) {
            try OptionTable.language.parse(text)
        }
    }

    @Test(arguments: ["EN", "en-US", "e"]) func namesTheEnglishThatWasMeant(text: String) {
        #expect(throws: CommandError.badValue(text, .notOneOf(["en", "zh-Hans"], nearest: "en"))) {
            try OptionTable.language.parse(text)
        }
    }

    @Test(arguments: ["de", "klingon", "", "-", "中文"]) func guessesAtNoOther(text: String) throws {
        let error = #expect(throws: CommandError.self) { try OptionTable.language.parse(text) }
        #expect(error?.description == "\(text.isEmpty ? "the value" : "'\(text)'") isn't one of en, zh-Hans")
        #expect(error?.status == .usage)
    }
}
