import Charts
import Testing

struct TimelineChartTests {
    private func row(_ name: String, blocks: Int, lanes: Int = 1, length: Int64 = 1) -> TimelineChart.Row {
        TimelineChart.Row(
            name: name, lanes: lanes, room: lanes,
            blocks: (0..<blocks).map { number in
                let begin = Int64(number) * 1_000 / Int64(max(1, blocks))
                return TimelineChart.Block(begin: begin, end: begin + length, lane: number % lanes, kind: number % 2)
            })
    }

    private func chart(_ rows: [TimelineChart.Row], limit: Int = 10) -> TimelineChart {
        var chart = TimelineChart(
            rows: rows, kinds: 2, alarming: [1], span: TimeSpan(since: 0, until: 1_000),
            watched: [TimeSpan(since: 0, until: 500)], width: 102)
        chart.blockLimit = limit
        return chart
    }

    @Test func drawsABlockWhereItLies() throws {
        var row = row("w", blocks: 0, lanes: 2)
        row.blocks = [TimelineChart.Block(begin: 100, end: 300, waited: 50, lane: 1, kind: 0)]
        let drawn = try #require(chart([row]).geometry().rows.first)
        #expect(drawn.blocks == ["M11 27h20v7h-20z", ""] && drawn.waits == "M6 30.5h5")
        #expect(drawn.area == Rectangle(left: 1, top: 18, right: 101, bottom: 36) && drawn.shades.isEmpty)
    }

    @Test func cutsWhatReachesBeyondTheSpan() throws {
        var row = row("w", blocks: 0)
        row.blocks = [(-500, 100), (900, 5_000), (-20, -10), (2_000, 3_000)].map {
            TimelineChart.Block(begin: $0.0, end: $0.1, waited: -900, lane: 0, kind: 0)
        }
        let drawn = try #require(chart([row]).geometry().rows.first)
        #expect(drawn.blocks[0] == "M1 18h10v7h-10zM91 18h10v7h-10z" && drawn.waits == "M1 21.5h90")
    }

    /// There is room for ten: the worker of the most blocks has a strip.
    @Test func drawsStripsWhereThereAreTooMany() throws {
        let geometry = chart([row("a", blocks: 6), row("b", blocks: 9), row("c", blocks: 3)]).geometry()
        #expect(geometry.rows.map { $0.shades.isEmpty } == [true, false, true] && geometry.hasStrips)
        let strip = geometry.rows[1]
        #expect(strip.shades.count == 5 && strip.shades.contains { !$0.isEmpty } && !strip.alarms.isEmpty)
        #expect(strip.blocks.isEmpty && strip.count == 9)
        // So has one of more lanes than one reads.
        #expect(chart([row("a", blocks: 3, lanes: 25)]).geometry().hasStrips)
    }

    @Test func shadesAStripByTheShareOfItsSlots() throws {
        var row = row("w", blocks: 0, lanes: 4)
        row.blocks = (0..<3).map { TimelineChart.Block(begin: 0, end: 500, lane: $0, kind: 0) }
        var chart = chart([row], limit: 0)
        chart.width = 84
        let strip = try #require(chart.geometry().rows.first)
        #expect(strip.shades == ["", "", "", "M1 18h41v12h-41z", ""] && strip.alarms.isEmpty)
    }

    @Test func shadesWhereNobodyWatched() {
        let geometry = chart([row("w", blocks: 1)]).geometry()
        #expect(geometry.shades == [Rectangle(left: 51, top: 0, right: 101, bottom: 36)])
    }

    @Test func survivesNothing() {
        let geometry = chart([]).geometry()
        #expect(geometry.rows.isEmpty && geometry.height > 0 && !geometry.hasStrips)
    }
}
