import Testing

@testable import Report

struct WordingTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (10_611, "10,611"), (-1_234_567, "−1,234,567"),
    ])
    func groupsDigitsByThousands(number: Int, text: String) {
        #expect(Wording.count(number) == text)
    }

    @Test(arguments: [Int.max, Int.min]) func writesTheLargestNumbers(number: Int) {
        let digits = Wording.count(number).filter(\.isNumber)
        #expect(digits == String(number.magnitude))
    }

    @Test(arguments: [
        (0.0, "0 s"), (0.38, "380 ms"), (12.4, "12.4 s"), (185, "3 min 5 s"), (86_400, "1 d"), (.infinity, "—"),
        (.nan, "—"),
    ])
    func writesDurations(seconds: Double, text: String) {
        #expect(Wording.duration(seconds) == text)
    }

    @Test(arguments: [
        (0.0, 10.0, "0 %"), (10, 10, "100 %"), (9_999, 10_000, "99.9 %"), (1, 100_000, "< 0.1 %"), (81, 1_000, "8.1 %"),
        (98, 100, "98 %"), (1, 0, "—"), (.nan, 1, "—"),
    ])
    func saysAllAndNothingOnlyOfAllAndNothing(part: Double, whole: Double, text: String) {
        #expect(Wording.share(part, of: whole) == text)
    }

    @Test(arguments: [
        (0.42, "0.42"), (0.005, "0.01"), (12, "12.00"), (-0.5, "−0.50"), (-0.001, "0.00"), (.infinity, "—"),
    ])
    func writesLoadsWithTwoDecimals(load: Double, text: String) {
        #expect(Wording.hundredths(load) == text)
    }

    @Test(arguments: [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
    func joinsWords(words: [String], text: String) {
        #expect(Wording.list(words) == text)
    }
}
