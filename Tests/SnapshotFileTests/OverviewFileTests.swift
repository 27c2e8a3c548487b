import Celery
import Foundation
import SnapshotFile
import TestSupport
import Testing

struct OverviewFileTests {
    private static let hour = Snapshot.hour()

    private func file(_ rows: [ClusterRow]) throws -> [String: Any] {
        let overview = Overview(rows, title: "all", staleAfter: 3_600, now: Self.hour.capturedAt)
        return try #require(try JSONSerialization.jsonObject(with: Data(overview.file)) as? [String: Any])
    }

    @Test func tellsNothingOfWhatCannotBeRead() throws {
        var row = ClusterRow(place: "/secret/place", title: "lost")
        row.problem = "no such file"
        let file = try file([row])
        #expect(file["schema"] as? String == "herbarium.overview/1" && file["as_of"] is NSNull)
        let cluster = try #require((file["clusters"] as? [[String: Any]])?.first)
        #expect(cluster["standing"] as? String == "unreadable" && cluster["problem"] as? String == "no such file")
        for key in ["captured_at", "totals", "workers", "queues", "findings", "span", "broker", "address", "rules"] {
            #expect(cluster[key] is NSNull, "\(key)")
        }
        #expect(!"\(file)".contains("/secret/place"))
    }

    @Test func hasWhatTheIndexTells() throws {
        var row = ClusterRow(place: "/b", title: "shop")
        row.capturedAt = Self.hour.capturedAt
        row.span = Self.hour.coverage.span
        row.totals = Totals(counts: Counts([.succeeded: 7, .lost: 1]), ofWorkers: 2)
        row.workers = ClusterRow.WorkerCounts(Self.hour.workers)
        row.queues = ClusterRow.QueueCounts(Self.hour.queues)
        row.incidents = [Incident(severity: .critical, subject: "w", sentence: "\(name: "w") died", findings: [])]
        let file = try file([row])
        #expect(file["as_of"] as? String == "2026-11-22T08:00:00.000000Z" && file["stale_after"] as? Double == 3_600)
        let cluster = try #require((file["clusters"] as? [[String: Any]])?.first)
        #expect(cluster["standing"] as? String == "critical" && cluster["title"] as? String == "shop")
        let totals = try #require(cluster["totals"] as? [String: Any])
        #expect(totals["processed"] as? Int == 8 && totals["lost"] as? Int == 1 && totals["of_workers"] as? Int == 2)
        let incident = try #require((cluster["incidents"] as? [[String: Any]])?.first)
        #expect(incident["sentence"] as? String == "'w' died" && incident["until"] is NSNull)
        #expect((cluster["queues"] as? [String: Any])?["ready"] as? Int == 0)
    }
}
