import Celery
import Testing

@testable import Report

struct GoneWorkersTests {
    private static let captured = Instant(microseconds: 1_795_334_400_000_000)

    private func worker(_ name: String, _ status: WorkerStatus, silentFor seconds: Double?, processed: Int) -> WorkerRow
    {
        var counts = Counts.zero
        counts[.succeeded] = processed
        counts.processed = processed
        return WorkerRow(
            name: WorkerName(name), status: status, counts: counts, lastHeartbeat: seconds.map { Self.captured - $0 })
    }

    private func report(_ workers: [WorkerRow]) -> Report {
        Report(.example(at: Self.captured, workers: workers), zone: .utc)
    }

    @Test func foldsOnlyThoseThatAreOfflineForLong() throws {
        let report = report([
            worker("a", .online, silentFor: 1, processed: 5), worker("b", .offline, silentFor: 90_000, processed: 7),
            worker("c", .offline, silentFor: 600, processed: 11),
            worker("d", .unknown, silentFor: 90_000, processed: 13),
            worker("e", .offline, silentFor: 200_000, processed: 17),
            worker("f", .offline, silentFor: nil, processed: 19),
        ])
        #expect(report.presentWorkers(most: .max).shown.map(\.name.description) == ["a", "c", "d", "f"])
        let gone = try #require(report.gone)
        #expect(gone.name == "2 gone workers")
        #expect(gone.counts.counts.processed == 24)
    }

    @Test func keepsTheSum() throws {
        let workers = (1...9).map { worker("w\($0)", .offline, silentFor: Double($0) * 20_000, processed: $0 * $0) }
        let report = report(workers)
        let rows = report.presentWorkers(most: .max).shown.map(report.workerEntry) + [try #require(report.gone)]
        let shown = rows.compactMap(\.counts.counts.processed)
        #expect(shown.reduce(0, +) == workers.compactMap(\.counts.processed).reduce(0, +))
    }

    @Test func showsNoRowWhereNoneIsGone() {
        #expect(report([worker("a", .offline, silentFor: 600, processed: 1)]).gone == nil)
    }
}
