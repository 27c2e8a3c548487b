import Testing

@testable import Charts

struct ChartDescriptionTests {
    private let start = SampleZones.utc(2026, 11, 22, 4)
    private var span: TimeSpan { TimeSpan(since: start, until: start + 4 * 3_600_000_000) }

    private func series(_ name: String, _ values: Double?...) -> Series {
        Series(
            name: name, points: values.enumerated().map { TimePoint(start + Int64($0.offset) * 60_000_000, $0.element) }
        )
    }

    private func text(_ series: [Series], unit: ValueUnit = .count, change: (inout TimeChart) -> Void = { _ in })
        -> String
    {
        var chart = TimeChart(title: "Messages ready", unit: unit, style: .lines, series: series, span: span)
        change(&chart)
        return chart.geometry().description
    }

    @Test func tellsTheRangeTheLastAndTheGaps() {
        let text = text([series("mail", 1_500, nil, 20, nil, 400), series("celery", 5, 5), series("once", 7, nil)])
        #expect(
            text == """
                Messages ready, 22 Nov 2026 04:00 to 08:00 UTC. mail: 20 to 1,500, last 400, 2 gaps. \
                celery: always 5. once: 7 at one time.
                """)
    }

    @Test func tellsWhatNobodyWatched() {
        let watched = [
            TimeSpan(since: span.since, until: start + 7_200_000_000),
            TimeSpan(since: start + 9_000_000_000, until: span.until),
        ]
        let text = text([series("mail", 0.182, 0.5)], unit: .seconds) { $0.watched = watched }
        #expect(text.hasSuffix("mail: 182 ms to 500 ms, last 500 ms. Nobody watched for 30 min, from 06:00 to 06:30."))
        let twice = self.text([series("mail", 1, 1)]) {
            $0.watched = [TimeSpan(since: start + 60_000_000, until: start + 120_000_000)]
        }
        #expect(twice.hasSuffix("Nobody watched for 3 h 59 min, in 2 stretches."))
    }

    @Test func tellsWhatIsMarked() {
        let events = (1...5).map { ChartEvent(time: start + $0 * 3_000_000_000, label: "w\($0) lost") }
        let one = text([series("mail", 1, 1)]) { $0.events = Array(events.prefix(1)) }
        #expect(one.hasSuffix(" Marked: w1 lost at 04:50."))
        let many = text([series("mail", 1, 1)]) { $0.events = events }
        #expect(many.hasSuffix(" Marked: w1 lost at 04:50; w2 lost at 05:40; w3 lost at 06:30; 1 more."))
        #expect(!text([]) { $0.events = events }.contains("Marked"))
    }

    @Test func saysWhyThereIsNothing() {
        #expect(text([]).hasSuffix("Nothing to show: nothing of this kind was recorded."))
        #expect(text([series("a")]).hasSuffix("Nothing to show: nothing was recorded in this span."))
        #expect(text([series("a", nil, .nan)]).hasSuffix("Nothing to show: no value is known in this span."))
        #expect(text([series("a")]) { $0.watched = [] }.hasSuffix("Nothing to show: not watched in this window."))
    }

    @Test func tellsWhatIsNotDrawn() {
        let many = (0..<4).map { series("p\($0)", 1, Double($0)) }
        #expect(text(many, unit: .seconds) { $0.seriesLimit = 3 }.hasSuffix(" 1 more series is not drawn."))
        #expect(text(many, unit: .seconds) { $0.seriesLimit = 2 }.hasSuffix(" 2 more series are not drawn."))
    }

    @Test func writesTimesByTheZone() {
        let text = text([series("a", 1)]) {
            $0.zone = SampleZones.berlin
            $0.span = TimeSpan(since: SampleZones.utc(2026, 10, 24, 22), until: SampleZones.utc(2026, 10, 25, 6))
        }
        #expect(text.hasPrefix("Messages ready, 25 Oct 2026 00:00 CEST to 07:00 CET."))
        let days = self.text([series("a", 1)]) { $0.span = TimeSpan(since: start - 86_400_000_000, until: start) }
        #expect(days.hasPrefix("Messages ready, 21 Nov 2026 04:00 to 22 Nov 2026 04:00 UTC."))
    }
}
