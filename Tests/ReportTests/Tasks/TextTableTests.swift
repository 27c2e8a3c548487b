import Testing

@testable import Report

struct TextTableTests {
    @Test func numbersTextsThatLookAlikeEachForItself() {
        var table = TextTable()
        let texts = ["caf\u{e9}", "cafe\u{301}"]
        #expect(texts.map { table.number(of: $0) } == [1, 2])
        #expect(table.texts.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }
}
