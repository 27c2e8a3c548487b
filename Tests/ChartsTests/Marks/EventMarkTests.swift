import Testing

@testable import Charts

struct EventMarkTests {
    private let times = TimeScale(span: TimeSpan(since: 0, until: 100), from: 0, to: 400)

    private func marks(_ events: [(Int64, String)]) -> [EventMark] {
        EventMark.marks(
            events.map { ChartEvent(time: $0.0, label: $0.1) }, times: times, bounds: 0...400,
            metrics: TextMetrics(fontSize: 10))
    }

    @Test func putsEventsInOrderAndLeavesOutOthers() {
        let marks = marks([(50, "deploy"), (10, "lost"), (101, "later"), (-1, "before")])
        #expect(marks.map(\.label) == ["lost", "deploy"])
        #expect(marks.map(\.x) == [Coordinate(40), Coordinate(200)])
        #expect(marks.map(\.text) == ["lost", "deploy"])
    }

    @Test func writesOnlyWhereThereIsRoom() {
        let marks = marks([(50, "deploy"), (51, "restart"), (90, "<b>&")])
        #expect(marks.map(\.text) == ["deploy", nil, "<b>&"])
    }

    @Test func keepsTextsInThePicture() throws {
        let metrics = TextMetrics(fontSize: 10)
        for mark in marks([(0, "celery@batch-2 lost"), (100, String(repeating: "long ", count: 50))]) {
            let half = metrics.width(of: try #require(mark.text)) / 2
            #expect(mark.textX.pixels - half >= -0.1 && mark.textX.pixels + half <= 400.1)
        }
    }

    @Test func leavesWordsWholeUpToHalfOfThePicture() {
        #expect(marks([(50, "celery@images-2 was lost")]).map(\.text) == ["celery@images-2 was lost"])
    }

    @Test func shadesWhatNobodyWatched() {
        let watched = [(0, 20), (40, 60), (60, 99)].map { TimeSpan(since: $0.0, until: $0.1) }
        let shades = Shade.shades(watched: watched, plot: .square())
        #expect(shades.map(\.area.left.pixels) == [20, 99])
        #expect(shades.map(\.area.right.pixels) == [40, 100])
        #expect(Shade.shades(watched: [TimeSpan(since: 0, until: 100)], plot: .square()).isEmpty)
        #expect(Shade.shades(watched: [], plot: .square()).map(\.area.width.pixels) == [100])
    }
}
