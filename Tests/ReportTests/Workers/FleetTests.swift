import Celery
import Testing

@testable import Report

/// Which workers have pages, where there are more than anybody will look at.
struct FleetTests {
    private static let captured = Instant(microseconds: 1_795_334_400_000_000)

    private func fleet(online: Int, offline: Int, silentFor seconds: Double = 400) -> (Fleet, [WorkerRow]) {
        let workers = (0..<online + offline).map { number in
            var counts = Counts.zero
            counts.processed = number
            return WorkerRow(
                name: WorkerName("w\(number)"), status: number < online ? .online : .offline, counts: counts,
                lastHeartbeat: Self.captured - seconds)
        }
        return (Fleet(.example(at: Self.captured, workers: workers)), workers)
    }

    @Test func givesEveryLiveWorkerAPage() {
        let (fleet, _) = fleet(online: 5_000, offline: 0)
        #expect(fleet.withPages == Array(0..<5_000) && fleet.withoutPages == 0 && fleet.online == 5_000)
    }

    @Test func givesPagesToThoseOfflineThatToldMost() {
        let (fleet, _) = fleet(online: 2_000, offline: 1_500)
        #expect(fleet.withPages == Array(0..<2_000) + Array(2_500..<3_500))
        #expect(fleet.withoutPages == 500)
    }

    @Test func givesNoPageToThoseLongGone() {
        let (fleet, _) = fleet(online: 0, offline: 9, silentFor: 90_000)
        #expect(fleet.withPages.isEmpty && fleet.ranked.isEmpty && fleet.gone.count == 9)
    }
}
