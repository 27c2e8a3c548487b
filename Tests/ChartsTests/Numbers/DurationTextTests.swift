import Testing

@testable import Charts

struct DurationTextTests {
    @Test(arguments: [
        (0, "0"), (0.2, "200 ms"), (5, "5 s"), (5.2468, "5.25 s"), (180, "3 min"), (185, "3 min 5 s"), (7_200, "2 h"),
        (345_600, "4 d"), (1e-9, "1 ns"), (2.5e-6, "2.5 µs"), (0.9997, "1 s"), (59.97, "1 min"), (3_599.7, "1 h"),
        (86_399, "1 d"), (90_000, "1 d 1 h"), (8_640_000, "100 d"), (-0.2, "−200 ms"), (1e-12, "0.001 ns"),
        (61, "1 min 1 s"),
    ])
    func writesDurationsAsPeopleSayThem(seconds: Double, text: String) {
        #expect(DurationText.text(seconds: seconds) == text)
    }

    @Test func survivesTheLargestNumbers() {
        #expect(DurationText.text(seconds: 1e99).hasSuffix(" d"))
        #expect(DurationText.text(seconds: -1e99).hasPrefix("−"))
    }
}
