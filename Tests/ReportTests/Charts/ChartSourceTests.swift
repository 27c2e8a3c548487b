import Celery
import Charts
import Testing

@testable import Report

struct ChartSourceTests {
    private static let time = Instant(microseconds: 1_795_334_400_000_000)

    private func snapshot(_ series: [Celery.Series] = [], _ change: (inout Snapshot) -> Void = { _ in }) -> Snapshot {
        var snapshot = Snapshot.example(at: Self.time, of: 60, series: series)
        change(&snapshot)
        return snapshot
    }

    private func series(_ name: String, _ labels: [String: String] = [:], _ values: Double?...) -> Celery.Series {
        let points = values.enumerated().map { Celery.Series.Point(Self.time - 60 + Double($0) * 20, $1) }
        return Celery.Series(name: name, unit: "u", labels: labels, points: points)
    }

    private func chart(_ name: String, of snapshot: Snapshot) throws -> ChartEntry {
        let report = Report(snapshot, zone: .utc)
        return try #require((report.charts + report.typeCharts).first { $0.name == name })
    }

    @Test func dividesTheFailedByAllThatEndedWell() {
        let all = [
            series("tasks.failed", ["worker": "a"], 1, 0, nil, 0), series("tasks.failed", ["worker": "b"], 1, 0, 2, 0),
            series("tasks.succeeded", ["worker": "a"], 6, 4, 2, 0),
        ]
        let rate = ChartSource(snapshot: snapshot(all)).failureRate.first
        #expect(rate?.points.map(\.value) == [0.25, 0, 0.5, nil])
    }

    @Test func drawsOfWhatWentWrongOnlyWhatHappened() throws {
        let ends = [("succeeded", 900.0), ("failed", 3), ("retried", 0), ("revoked", 1), ("rejected", 0)]
        let some = ends.map { series("tasks.\($0)", ["worker": "a"], $1, 0, nil, 0) }
        #expect(ChartSource(snapshot: snapshot(some)).unsuccessful.series.map(\.name) == ["failed", "revoked"])
        #expect(ChartSource(snapshot: snapshot(some)).outcomes.series.map(\.name) == ["succeeded"])
        let none = ends.map { series("tasks.\($0.0)", ["worker": "a"], 0, 0, nil, 0) }
        let calm = ChartSource(snapshot: snapshot(none)).unsuccessful
        #expect(calm.series.isEmpty && calm.absence == "nothing failed, or was retried, revoked or rejected")
        #expect(ChartSource(snapshot: snapshot([])).unsuccessful.absence != calm.absence)
    }

    @Test(arguments: [
        ("outcomes", "events were not watched in this window"), ("queues", "the queues weren't read"),
        ("processed", "every worker tells of its tasks by events"),
    ])
    func saysOfEachChartWhyItIsEmpty(name: String, reason: String) throws {
        let deaf = snapshot {
            $0.coverage.watched = []
            $0.sources = [SourceReport(name: "queues", status: .failed, detail: "no")]
        }
        let chart = try chart(name, of: deaf)
        #expect(chart.drawing.emptiness == "Nothing to show: \(reason).")
        #expect(chart.drawing.geometry.description.contains(reason))
    }

    @Test(arguments: [
        ("runtime", "the workers send no task events; start them with -E"), ("queues", "there is no queue"),
        ("processed", "it takes two readings of a worker's counter; a history keeps them from run to run"),
    ])
    func saysOfWorkersWithoutEventsWhatToDo(name: String, reason: String) throws {
        let mute = snapshot {
            $0.workers = [
                WorkerRow(name: WorkerName("w"), status: .online, counts: Counts(), sendsEvents: false)
            ]
        }
        let chart = try chart(name, of: mute)
        #expect(chart.drawing.emptiness == "Nothing to show: \(reason).")
    }

    @Test func drawsRatesOfMessagesOnlyWhereABrokerSamplesThem() throws {
        let sampled = snapshot([series("messages.published", ["source": "management"], 60, 61)])
        #expect(try chart("messages", of: sampled).drawing.emptiness == nil)
        #expect(!Report(snapshot(), zone: .utc).charts.contains { $0.name == "messages" })
    }

    @Test func drawsOneLineOfAQueueThatTwoSourcesTellOf() throws {
        let all = [
            series("queue.ready", ["queue": "q"], nil, nil, 7), series("queue.ready", ["queue": "r"], 1),
            series("queue.ready", ["queue": "q", "source": "management"], 3, 4),
        ]
        let chart = try chart("queues", of: snapshot(all))
        #expect(chart.drawing.geometry.series.map(\.name) == ["q", "r"])
        #expect(chart.drawing.geometry.series.first?.summary.most == 7)
        #expect(chart.subtitle.contains("with RabbitMQ's own samples"))
    }

    @Test func givesEachHeavyTypeItsOwnCharts() throws {
        let types = ["a", "b"].flatMap { name in
            ["p50", "p95", "p99"].map { series("tasks.runtime", ["name": name, "statistic": $0], 1, 2) }
        }
        let charts = Report(snapshot(types), zone: .utc).typeCharts
        #expect(charts.map(\.name) == ["runtime1", "wait1", "runtime2", "wait2"])
        let (one, all) = (try chart("runtime2", of: snapshot(types)), try chart("runtime", of: snapshot(types)))
        #expect(one.drawing.geometry.title == "Runtime of b")
        #expect(all.drawing.emptiness != nil)
    }

    @Test func alignsTheTimesOfAllChartsOnThePage() {
        let all = [
            series("tasks.succeeded", ["worker": "a-worker-of-a-long-name"], 1, 2),
            series("queue.ready", ["queue": "q"], 100_000, 5), series("worker.load", ["worker": "w"], 1, 2),
        ]
        let drawn = Report(snapshot(all), zone: .utc).charts.filter { $0.drawing.emptiness == nil }
        #expect(drawn.count >= 3)
        #expect(Set(drawn.map { $0.drawing.geometry.plot.left.tenths }).count == 1)
        #expect(Set(drawn.map { $0.drawing.geometry.plot.right.tenths }).count == 1)
    }

    @Test func marksTurnsThatFallTogetherOnce() {
        let span = Charts.TimeSpan(since: 0, until: 2_400_000_000)
        let turn = { (kind: WorkerTurn.Kind, name: String, second: Double) in
            WorkerTurn(kind, of: WorkerName(name), time: Instant(microseconds: 0) + second)
        }
        let events = TurnEvents(
            turns: [
                turn(.goodbye, "w1", 10), turn(.restart, "w1", 20), turn(.restart, "w2", 30), turn(.silence, "w3", 900),
                turn(.goodbye, "w4", 2_000), turn(.silence, "w5", 2_010), turn(.silence, "w6", 9_999),
            ], span: span
        ).events
        #expect(events.map(\.label) == ["2 workers restarted", "w3 lost", "w5 lost, w4 left"])
        #expect(events.map(\.time) == [10_000_000, 900_000_000, 2_000_000_000])
    }
}
