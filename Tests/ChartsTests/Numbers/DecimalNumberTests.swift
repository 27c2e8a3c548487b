import Testing

@testable import Charts

struct DecimalNumberTests {
    @Test(arguments: [
        (0, 3, "0"), (15, 2, "1,500"), (25, -2, "0.25"), (-3, 0, "−3"), (1_234_567, -2, "12,345.67"), (10, -1, "1.0"),
        (5, -6, "0.000005"), (999, 0, "999"), (1, 9, "1,000,000,000"), (-5, -1, "−0.5"),
    ])
    func writesNumbersInFull(digits: Int, exponent: Int, text: String) {
        #expect(DecimalNumber(digits: digits, exponent: exponent).text == text)
    }

    @Test(arguments: [(2, 15, "2e15"), (15, -10, "1.5e-9"), (-100, 0, "−1e2"), (0, 4, "0"), (123, 12, "1.23e14")])
    func writesPowersOfTen(digits: Int, exponent: Int, text: String) {
        #expect(DecimalNumber(digits: digits, exponent: exponent).scientificText == text)
    }

    @Test(arguments: [
        (0.1 + 0.2, 3, "0.3"), (2.0 / 3, 3, "0.667"), (99.95, 3, "100"), (1_234.5, 4, "1,235"),
        (-0.012345, 2, "−0.012"),
        (.nan, 3, "0"), (.infinity, 3, "0"), (.leastNonzeroMagnitude, 3, "0"), (0, 3, "0"),
    ])
    func roundsToSignificantDigits(number: Double, digits: Int, text: String) {
        #expect(DecimalNumber(number, significantDigits: digits).text == text)
    }

    @Test func takesTheShorterTextForExtremes() {
        #expect(DecimalNumber(1e99, significantDigits: 3).shortText == "1e99")
        #expect(DecimalNumber(1e-50, significantDigits: 3).shortText == "1e-50")
        #expect(DecimalNumber(123_456, significantDigits: 6).shortText == "123,456")
    }
}
