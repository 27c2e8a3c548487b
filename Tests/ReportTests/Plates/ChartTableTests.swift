import Celery
import Charts
import Testing

@testable import Report

struct ChartTableTests {
    private let notation = Notation(zone: .utc, captured: Instant(microseconds: 0))

    private func series(_ name: String, _ values: [Double?]) -> Charts.Series {
        Charts.Series(name: name, points: values.enumerated().map { TimePoint(Int64($0) * 60_000_000, $1) })
    }

    @Test(arguments: [0, 1, 99, 100, 101, 250, 10_000]) func hasAtMostAHundredRows(count: Int) {
        let table = ChartTable([series("a", (0..<count).map(Double.init))], unit: .count, notation: notation)
        #expect(table.rows.count <= 100)
        #expect(table.rows.isEmpty == (count == 0))
        #expect((table.remark != nil) == (count > 100))
    }

    @Test func keepsTheLargestOfValuesThatShareARow() {
        var values = [Double?](repeating: 1, count: 1_000)
        values[777] = 4_102
        let table = ChartTable([series("a", values)], unit: .count, notation: notation)
        #expect(table.rows.flatMap(\.values).contains { $0.text == "4,102" })
    }

    @Test func showsAGapAsUnknownAndNotAsZero() {
        let table = ChartTable([series("a", [0, nil, .nan])], unit: .count, notation: notation)
        #expect(table.rows.map { $0.values[0].text } == ["0", "—", "—"])
    }

    @Test func setsSeriesOfDifferentTimesSideBySide() {
        let other = Charts.Series(name: "b", points: [TimePoint(30_000_000, 7)])
        let table = ChartTable([series("a", [1]), other], unit: .count, notation: notation)
        #expect(table.rows.map { $0.values.map(\.text) } == [["1", "—"], ["—", "7"]])
    }
}
