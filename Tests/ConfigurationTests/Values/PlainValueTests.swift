import Testing

@testable import Configuration

struct PlainValueTests {
    @Test func readsNumbersWithinBounds() throws {
        #expect(try WholeNumber.parse("0", in: 0...10) == 0)
        #expect(try WholeNumber.parse("10", in: 0...10) == 10)
    }

    @Test(arguments: [
        ("11", ValueProblem.outOf(0...10)), ("-1", .outOf(0...10)), ("99999999999999999999", .outOf(0...10)),
        ("", .empty), ("1e3", .notANumber), ("1.0", .notANumber), ("+1", .notANumber), (" 1", .notANumber),
        ("0x1", .notANumber), ("-", .notANumber), ("١", .notANumber),
    ])
    func refusesOtherNumbers(text: String, problem: ValueProblem) {
        #expect(throws: CommandError.badValue(text, problem)) { try WholeNumber.parse(text, in: 0...10) }
    }

    @Test func readsEscapedCharacters() throws {
        #expect(try EscapedText(parsing: "\\x06\\x16") == .kombuSeparator)
        #expect(try EscapedText(parsing: "\u{6}\u{16}") == .kombuSeparator)
        #expect(try EscapedText(parsing: "a\\\\x06").text == "a\\x06")
    }

    @Test(arguments: ["\\", "\\x", "\\x1", "\\xg0", "\\n", "a\\x0"])
    func refusesOtherEscapes(text: String) {
        #expect(throws: CommandError.badValue(text, .badEscape)) { try EscapedText(parsing: text) }
    }

    @Test(arguments: ["\\x06\\x16", ":", "a\\\\b", "\\x7f", "é\\x00"])
    func writesEscapesAsItReadsThem(text: String) throws {
        #expect(try EscapedText(parsing: text).description == text)
    }

    @Test(arguments: [
        ("true", true), ("YES", true), ("on", true), ("1", true), ("False", false), ("off", false), ("0", false),
    ])
    func readsYesAndNo(text: String, value: Bool) throws {
        #expect(try YesOrNo.parse(text) == value)
    }

    @Test(arguments: ["", "2", "maybe", "y"])
    func refusesOtherWords(text: String) {
        #expect(throws: CommandError.badValue(text, .notABoolean)) { try YesOrNo.parse(text) }
    }

    @Test func neverPrintsASecret() throws {
        let secret = try Secret(parsing: "redis://:hunter2@host")
        var dumped = ""
        dump(secret, to: &dumped)
        dump([secret], to: &dumped)
        let texts = [
            "\(secret)", String(reflecting: secret), String(describing: Optional(secret)), "\([secret])", dumped,
        ]
        for text in texts { #expect(!text.contains("hunter2")) }
        #expect(secret.exposed == "redis://:hunter2@host")
    }
}
