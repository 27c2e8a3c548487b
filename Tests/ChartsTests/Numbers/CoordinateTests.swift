import Testing

@testable import Charts

struct CoordinateTests {
    @Test(arguments: [(12.0, "12"), (12.54, "12.5"), (-0.5, "-0.5"), (-0.04, "0"), (0.05, "0.1"), (1_000, "1000")])
    func writesTheShortestTextThatSVGReads(pixels: Double, text: String) {
        #expect(Coordinate(pixels).description == text)
    }
}
