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
        (86_400.0, "The 24 hours to"), (604_800, "The 7 days to"), (5_400, "The 90 minutes to"),
        (5, "The 5 seconds to"),
        (5_231, "The 1 h 27 min to"), (3_600, "The 60 minutes to"),
    ])
    func tellsTheLength(seconds: Double, beginning: String) {
        #expect(wording(span: seconds).span == "\(beginning) Sunday 22 November 2026, 08:00 UTC.")
    }

    @Test func saysWhatPartOfTheExecutionsWasSeen() {
        let all = [(0.0, 0.0), (86_400, 0)]
        #expect(
            wording(span: 86_400, watched: all, workers: [(2, 100)]).coverage.hasPrefix(
                "Counts rest on 98 % of what the workers ran;"))
        #expect(
            wording(span: 86_400, watched: all, workers: [(0, 100)]).coverage.hasPrefix(
                "Counts rest on all that the workers ran;"))
        #expect(
            wording(span: 86_400, watched: all, workers: [(1, 100_000), (nil, nil)]).coverage.hasPrefix(
                "Counts rest on 99.9 % of what 1 of the workers ran;"))
    }

    @Test func namesTheOneGap() {
        #expect(
            wording(span: 14_400, watched: [(14_400, 7_200), (4_740, 0)]).coverage
                == "Nobody watched from 06:00 to 06:41.")
    }

    @Test func addsSeveralGapsUp() {
        let text = wording(span: 14_400, watched: [(14_000, 7_200), (4_740, 100)]).coverage
        #expect(text == "Nobody watched for 49 min 20 s of it, in 3 stretches.")
    }

    @Test func saysHowLittleWasWatched() {
        #expect(
            wording(span: 86_400, watched: [(5, 0)]).coverage
                == "Somebody watched for 5 s of it, from 07:59:55 to 08:00:00.")
        #expect(wording(span: 86_400).coverage == "Nobody listened in this span.")
        #expect(wording(span: 60, watched: [(60, 0)]).coverage == "Somebody watched all the time.")
    }
}
