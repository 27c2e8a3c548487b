import Celery
import Site
import Testing

/// What the broker's page tells of tasks that wait for their ETA.
struct EtaBacklogPageTests {
    @Test func tellsHowManyWaitAndHowSoonTheyAreDue() async throws {
        var snapshot = SampleSnapshot().snapshot
        snapshot.etaBacklog = zip(BacklogRow.limits, [1, 0, 1_200, 0, 0, 7]).map {
            BacklogRow(dueWithin: $0, count: $1)
        }
        snapshot.queues[0].delayed = 12
        let site = try await SampleSite(snapshot)
        let sentence = "1,208 tasks wait for their ETA: 1 is overdue, 1,200 are due within 10 min, 7 later."
        for page in ["broker.html", "broker.md"] {
            #expect(try site.text(page).contains(sentence))
            #expect(try site.text(page).contains("tasks that wait for their ETA in the broker"))
        }
    }

    @Test(arguments: [nil, [0, 0, 0, 0, 0, 0]] as [[Int]?])
    func saysNothingWhereNothingWaitsOrNobodyKnows(counts: [Int]?) async throws {
        var snapshot = SampleSnapshot().snapshot
        snapshot.etaBacklog = counts.map { zip(BacklogRow.limits, $0).map { BacklogRow(dueWithin: $0, count: $1) } }
        #expect(try await !SampleSite(snapshot).text("broker.html").contains("ETA:"))
    }
}
