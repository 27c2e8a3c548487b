import Celery
import Charts
import Testing

@testable import Report

struct ChartTableTests {
    private let notation = Notation(zone: .utc, captured: Instant(microseconds: 0))

    private func table(_ series: [Charts.Series]) -> ChartTable {
        let span = Charts.TimeSpan(since: 0, until: 10_000 * 60_000_000)
        return ChartTable(
            TimeChart(title: "t", unit: .count, style: .lines, series: series, span: span), notation: notation)
    }

    private func series(_ name: String, _ values: [Double?]) -> Charts.Series {
        Charts.Series(name: name, points: values.enumerated().map { TimePoint(Int64($0) * 60_000_000, $1) })
    }

    @Test(arguments: [0, 1, 99, 100, 101, 250, 10_000]) func hasAtMostAHundredRows(count: Int) {
        let table = table([series("a", (0..<count).map(Double.init))])
        #expect(table.rows.count <= 100)
        #expect(table.rows.isEmpty == (count == 0))
        #expect((table.remark != nil) == (count > 100))
    }

    @Test func keepsTheLargestOfValuesThatShareARow() {
        var values = [Double?](repeating: 1, count: 1_000)
        values[777] = 4_102
        let table = table([series("a", values)])
        #expect(table.rows.flatMap(\.values).contains { $0.text == "4,102" })
    }

    @Test func showsAGapAsUnknownAndNotAsZero() {
        let table = table([series("a", [0, nil, .nan])])
        #expect(table.rows.map { $0.values[0].text } == ["0", "—", "—"])
    }

    @Test func setsSeriesOfDifferentTimesSideBySide() {
        let other = Charts.Series(name: "b", points: [TimePoint(30_000_000, 7)])
        let table = table([series("a", [1]), other])
        #expect(table.rows.map { $0.values.map(\.text) } == [["—", "1"], ["7", "—"]])
    }
}
