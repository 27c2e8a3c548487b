import Testing

@testable import Charts

struct SeriesSelectionTests {
    private let span = TimeSpan(since: 0, until: 10)

    private func series(_ name: String, _ values: Double?...) -> Series {
        Series(name: name, points: values.enumerated().map { TimePoint(Int64($0.offset), $0.element) })
    }

    @Test func keepsTheLargestAndSumsUpTheRest() throws {
        let all = [series("a", 1, nil), series("b", 5, 5), series("c", 2, 1), series("d", 1, nil), series("e", 9, 9)]
        let selection = SeriesSelection(all, span: span, limit: 2, isAdditive: true)
        #expect(selection.series.map(\.name) == ["e", "b", "3 others"])
        let others = try #require(selection.series.last)
        #expect(others.points.map(\.value) == [4, 1])
        #expect(others.isOthers && selection.omitted == 0)
    }

    @Test func breaksTiesByName() {
        let all = ["c", "a", "b", "d"].map { series($0, 1) }
        #expect(
            SeriesSelection(all, span: span, limit: 2, isAdditive: true).series.map(\.name) == ["a", "b", "2 others"])
        #expect(
            SeriesSelection(all.reversed(), span: span, limit: 8, isAdditive: true).series.map(\.name) == [
                "a", "b", "c", "d",
            ])
    }

    @Test func keepsTheGivenOrderWhenAsked() {
        let all = [series("p99", 3), series("p50", 1), series("p95", 2)]
        let selection = SeriesSelection(all, span: span, limit: 2, order: .asGiven, isAdditive: false)
        #expect(selection.series.map(\.name) == ["p99", "p95"])
        #expect(selection.omitted == 1)
    }

    @Test func showsTheOneLeftOverItself() {
        let all = ["a", "b", "c"].map { series($0, 1) }
        #expect(SeriesSelection(all, span: span, limit: 2, isAdditive: true).series.map(\.name) == ["a", "b", "c"])
    }

    @Test func countsOnlyTheSpan() {
        let all = [
            Series(name: "before", points: [TimePoint(-5, 1_000)]), series("now", 1), series("nan", .nan),
            series("nothing"),
        ]
        #expect(SeriesSelection(all, span: span, limit: 1, isAdditive: false).series.map(\.name) == ["now"])
    }

    @Test func knowsNothingWhereNothingIsKnown() throws {
        let all = [series("big", 9, 9, 9), series("a", 1, nil, nil), series("b", nil, nil, 2)]
        let others = try #require(SeriesSelection(all, span: span, limit: 1, isAdditive: true).series.last)
        #expect(others.points.map(\.value) == [1, nil, 2])
    }

    @Test func takesNoSeriesAtAll() {
        #expect(SeriesSelection([], span: span, limit: 0, isAdditive: true).series.isEmpty)
    }
}
