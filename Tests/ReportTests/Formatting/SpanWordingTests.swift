import Celery
import Testing

@testable import Report

struct SpanWordingTests {
    private static let captured = Instant(microseconds: 1_795_334_400_000_000)

    private func wording(
        span seconds: Double, watched: [(Double, Double)] = [], workers: [(unseen: Int?, executions: Int?)] = []
    ) -> SpanWording {
        let span = TimeSpan(since: Self.captured - seconds, until: Self.captured)
        let rows = workers.enumerated().map { place, counter in
            WorkerRow(
                name: WorkerName("w\(place)"), status: .online, counts: Counts(), unseen: counter.unseen,
                executions: counter.executions)
        }
        let snapshot = Snapshot(
            capturedAt: Self.captured, producer: Snapshot.Producer(version: "1", host: nil),
            coverage: Snapshot.Coverage(
                span: span,
                watched: watched.map { TimeSpan(since: Self.captured - $0.0, until: Self.captured - $0.1) }, events: 0,
                tasks: 0, offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "t", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://h/0", server: nil), sources: [], workers: rows,
            totals: Totals(counts: Counts(), ofWorkers: 0), tasks: [], taskTypes: [], failures: [], histograms: [],
            queues: [], series: [], findings: [], redactions: Snapshot.Redactions())
        return SpanWording(snapshot: snapshot, notation: Notation(zone: .utc, captured: Self.captured))
    }

    @Test(arguments: [
        (86_400.0, "21 Nov 2026, 08:00 – 22 Nov 2026, 08:00 UTC (24 hours)"),
        (604_800, "15 Nov 2026, 08:00 – 22 Nov 2026, 08:00 UTC (7 days)"),
        (5_400, "22 Nov 2026, 06:30–08:00 UTC (90 minutes)"), (5, "22 Nov 2026, 07:59–08:00 UTC (5 seconds)"),
        (5_231, "22 Nov 2026, 06:32–08:00 UTC (1 h 27 min)"), (546, "22 Nov 2026, 07:50–08:00 UTC (9 min)"),
        (200, "22 Nov 2026, 07:56–08:00 UTC (3 min 20 s)"), (0, "At 22 Nov 2026, 08:00 UTC"),
    ])
    func tellsTheSpanAndItsLength(seconds: Double, text: String) {
        #expect(wording(span: seconds).span == text)
    }

    @Test func saysWhatPartOfTheExecutionsWasSeen() {
        let all = [(0.0, 0.0), (86_400, 0)]
        #expect(
            wording(span: 86_400, watched: all, workers: [(2, 100)]).coverage
                == "98 % of executions were seen; watched throughout.")
        #expect(
            wording(span: 86_400, watched: all, workers: [(0, 100)]).coverage
                == "Complete: every execution in this window was seen.")
        #expect(
            wording(span: 86_400, watched: [(86_400, 4_740), (2_000, 0)], workers: [(0, 100)]).coverage
                == "Every execution was seen; not watched 06:41–07:26.")
        #expect(
            wording(span: 86_400, watched: all, workers: [(1, 100_000), (nil, nil)]).coverage
                == "99.9 % of the executions of 1 of the workers were seen; watched throughout.")
    }

    @Test func namesTheOneGap() {
        #expect(
            wording(span: 14_400, watched: [(14_400, 7_200), (4_740, 0)]).coverage
                == "Not watched 06:00–06:41.")
    }

    @Test func addsSeveralGapsUp() {
        let text = wording(span: 14_400, watched: [(14_000, 7_200), (4_740, 100)]).coverage
        #expect(text == "Not watched for 49 min 20 s, in 3 gaps.")
    }

    @Test func saysHowLittleWasWatched() {
        #expect(
            wording(span: 86_400, watched: [(5, 0)]).coverage
                == "Watched for only 5 s, 07:59:55–08:00:00.")
        #expect(wording(span: 86_400).coverage == "Not watched in this window.")
        #expect(wording(span: 60, watched: [(60, 0)]).coverage == "Watched throughout.")
    }
}
