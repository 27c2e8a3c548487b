import Testing

@testable import Charts

struct ChartLayoutTests {
    private let metrics = TextMetrics(fontSize: 11)

    private func layout(_ width: Int, _ height: Int = 200, ends: [String] = [], hasEvents: Bool = false) -> ChartLayout
    {
        ChartLayout(
            width: width, height: height, metrics: metrics, valueLabels: ["0", "1,500"], endLabels: ends,
            hasEvents: hasEvents)
    }

    @Test func makesRoomForTheWidestTexts() {
        let plot = layout(800, ends: ["failed", "succeeded"]).plot
        #expect(plot.left.pixels >= metrics.width(of: "1,500"))
        #expect(800 - plot.right.pixels >= metrics.width(of: "succeeded"))
        #expect(layout(800).plot.right.pixels > 780)
    }

    @Test func keepsMostOfThePictureForThePlot() {
        let plot = layout(320, ends: [String(repeating: "x", count: 500)]).plot
        #expect(plot.width.pixels > 150)
        #expect(layout(100, ends: ["mail"]).endLabelWidth == 0)
    }

    @Test func keepsTextsInThePicture() {
        for hasEvents in [false, true] {
            let layout = layout(400, 120, hasEvents: hasEvents)
            #expect(layout.timeTextY > layout.plot.bottom && layout.largerTextY > layout.timeTextY)
            #expect(layout.largerTextY.pixels + 3 <= 120)
            #expect(!hasEvents || layout.eventTextY.pixels >= 8)
        }
    }

    @Test(arguments: [1, 10, 50])
    func hasAPlotInTheSmallestPicture(size: Int) {
        let plot = layout(size, size, ends: ["mail"]).plot
        #expect(plot.right > plot.left && plot.bottom > plot.top)
    }
}
