import Celery
import Testing

/// What is counted of task types is there to be seen.
struct TypeCountPageTests {
    @Test(arguments: TypeCount.allCases) func isDrawnOnMonitor(_ count: TypeCount) async throws {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        let name = try #require(snapshot.taskTypes.first?.name)
        snapshot.series.removeAll { $0.name == count.measure.name }
        let without = try await SampleSite(snapshot).bytes("monitor.html")
        let since = snapshot.coverage.span.since
        snapshot.series.append(
            Series(
                count.measure, labels: ["name": name],
                points: [.init(since + 60, 1), .init(since + 120, 7), .init(since + 180, 3)]))
        let drawn = try await SampleSite(snapshot).bytes("monitor.html") != without
        #expect(drawn, "no chart of Monitor draws '\(count.measure.name)'")
    }
}
