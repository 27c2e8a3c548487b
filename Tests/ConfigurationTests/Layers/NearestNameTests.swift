import Testing

@testable import Configuration

struct NearestNameTests {
    @Test(arguments: [
        ("lisen", "listen"), ("LISTEN", "listen"), ("lsiten", "listen"), ("outptu", "output"), ("titel", "title"),
    ])
    func findsWhatWasMeant(written: String, meant: String) {
        #expect(NearestName.of(written, among: ["listen", "output", "title"]) == meant)
    }

    @Test(arguments: ["zebra", "", "x", "listening-post-of-the-navy"])
    func suggestsNothingForOtherWords(written: String) {
        #expect(NearestName.of(written, among: ["listen", "output", "title"]) == nil)
    }

    @Test func suggestsTheFirstOfEquallyNearNames() {
        #expect(NearestName.of("cat", among: ["rat", "bat"]) == "bat")
    }

    @Test func bearsVeryLongNames() {
        #expect(NearestName.of(String(repeating: "x", count: 1_000_000), among: ["listen"]) == nil)
    }
}
