import Testing

@testable import Charts

struct SeriesTests {
    @Test func putsSamplesInOrder() {
        let series = Series(name: "a", points: [(3, 1.0), (1, 2), (3, 3), (2, 4)].map { TimePoint($0.0, $0.1) })
        #expect(series.points.map(\.value) == [2, 4, 1, 3])
    }

    @Test func findsTheSamplesOfASpan() {
        let series = Series(name: "a", points: [0, 1, 1, 2, 3, 3, 9].map { TimePoint($0, 1) })
        #expect(series.points(in: TimeSpan(since: 1, until: 3)).map(\.time) == [1, 1, 2, 3, 3])
        #expect(series.points(in: TimeSpan(since: 4, until: 8)).isEmpty)
        #expect(series.points(in: TimeSpan(since: -9, until: 99)).count == 7)
    }

    @Test func sumsUpWhatItAmountsTo() {
        let points = [nil, 3, nil, .nan, 1, 2, nil].enumerated().map { TimePoint(Int64($0.offset), $0.element) }
        let summary = SeriesSummary(Series(name: "a", points: points), span: TimeSpan(since: 0, until: 9))
        #expect(summary.least == 1 && summary.most == 3 && summary.last == 2)
        #expect(summary.gaps == 1 && summary.known == 3)
        let nothing = SeriesSummary(Series(name: "a", points: points), span: TimeSpan(since: 20, until: 30))
        #expect(nothing.least == nil && nothing.known == 0 && nothing.gaps == 0)
    }

    @Test func countsLongDistancesAsGaps() {
        let points = [0, 1, 2, 8, 9].map { TimePoint($0, 1) }
        let span = TimeSpan(since: 0, until: 9)
        #expect(SeriesSummary(Series(name: "a", points: points), span: span, longestJoin: 5).gaps == 1)
        #expect(SeriesSummary(Series(name: "a", points: points), span: span, longestJoin: 6).gaps == 0)
    }
}
