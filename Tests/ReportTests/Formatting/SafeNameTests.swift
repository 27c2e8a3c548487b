import Testing

@testable import Report

struct SafeNameTests {
    @Test(arguments: ["celery@mail-1", "w10", "7c9e0000-3f1a-4b6e-9d2a-000000000000", "a.b_c"])
    func keepsNamesThatAreFit(name: String) {
        #expect(SafeName(name, isFile: true).description == name)
    }

    @Test(arguments: [
        "", ".", "..", "../../etc/passwd", "a/b", "a b", "w\u{0}", "ü", "x~1", ".hidden", "W1", "\u{202E}x",
    ])
    func cleansAndMarksAllOthers(name: String) {
        let safe = SafeName(name, isFile: true).description
        #expect(safe.contains("~"))
        #expect(!safe.hasPrefix("."))
        #expect(safe.utf8.allSatisfy { byte in "/\\ \u{0}%\"'<>&".utf8.contains(byte) == false && byte < 0x7F })
    }

    @Test func givesDifferentNamesDifferentFiles() {
        let names = [
            "a b", "a/b", "a\\b", "a-b", "A-b", "a-B", String(repeating: "x", count: 200),
            String(repeating: "x", count: 201),
        ]
        let files = Set(names.map { SafeName($0, isFile: true).description.lowercased() })
        #expect(files.count == names.count)
    }

    @Test func isNoLongerThanAFileNameMayBe() {
        #expect(SafeName(String(repeating: "ü", count: 1_000_000), isFile: true).description.utf8.count < 100)
    }

    @Test func keepsCapitalsInAnAnchor() {
        #expect(SafeName("ABC", isFile: false).description == "ABC")
    }
}
