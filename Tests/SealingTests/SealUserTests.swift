import Testing

@testable import Sealing

struct SealUserTests {
    private func parse(_ text: String) throws -> [SealUser] { try SealUser.parse(Array(text.utf8)) }

    @Test func readsALineForEachUser() throws {
        let users = [
            SealUser(name: "anna", password: "one"), SealUser(name: "berta", password: "two:three "),
            SealUser(name: "#carla", password: "#4"),
        ]
        #expect(try parse("anna:one\n\nberta:two:three \r\n#carla:#4") == users)
        #expect(try parse("\u{FEFF}anna:one\r\nberta:two:three \r\n#carla:#4") == users)
        #expect(try parse("a:b") == [SealUser(name: "a", password: "b")])
    }

    @Test(
        arguments: [
            ("", nil, "holds no line 'user:password'"), ("\n\n", nil, "holds no line 'user:password'"),
            ("anna:one\nsecret", 2, "has no ':' between a user and a password"),
            (":secret", 1, "has no user before the ':'"), ("\nanna:", 2, "has no password after the ':'"),
            ("anna:\r\n", 1, "has no password after the ':'"),
            ("Zoë:secret\nZoe\u{308}:other", 2, "names a user for the second time"),
            (
                String(repeating: "\n", count: 9) + (0...100).map { "u\($0):p" }.joined(separator: "\n"), 110,
                "is one too many: 100 may be"
            ),
        ] as [(String, Int?, String)])
    func tellsWhatIsWrongAndNothingOfWhatIsThere(text: String, line: Int?, flaw: String) {
        #expect(throws: SealError.passwords(line: line, flaw)) { _ = try parse(text) }
        #expect(!"\(SealError.passwords(line: line, flaw))".contains("secret"))
    }

    @Test func refusesWhatIsNoText() {
        #expect(throws: SealError.passwords(line: nil, "isn't UTF-8")) {
            _ = try SealUser.parse([0x61, 0x3A, 0xFF])
        }
    }
}
