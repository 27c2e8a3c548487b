import Celery
import Foundation
import Report
import TestSupport
import Testing

@testable import Site

struct HostileOverviewTests {
    private static func site(_ rotation: Int, isHostile: Bool) throws -> OverviewSite {
        let disguise = HostilePagesTests.disguise(rotation, isHostile: isHostile)
        let digests = (0..<3).map { number in
            var snapshot = SampleSnapshot(disguise: { disguise("\(number)" + $0) }, taskCount: 1).snapshot
            snapshot.report.title = disguise("shop \(number)")
            return OverviewSite.digest(snapshot, at: "\(number)")
        }
        let broken = ClusterDigest(
            place: "x", title: disguise("x"), source: disguise("/srv/x"), problem: disguise("it is damaged"))
        return try OverviewSite(digests + [broken], title: disguise("All"))
    }

    @Test(arguments: 0..<6) func changesNoElementWhateverTheNames(rotation: Int) throws {
        let (harmless, hostile) = (
            try Self.site(rotation, isHostile: false), try Self.site(rotation, isHostile: true)
        )
        let (one, other) = (
            PageTokens(try harmless.text("index.html")), PageTokens(try hostile.text("index.html"))
        )
        // Those of one standing are in the order of their titles, which are others.
        #expect(other.tags.sorted() == one.tags.sorted() && other.mistakes.isEmpty, "\(other.mistakes)")
        #expect(hostile.files.count == harmless.files.count)
        for path in hostile.files.keys {
            #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !path.contains(".."), "\(path)")
        }
        let script = try hostile.text("data/names.js")
        #expect(script.hasPrefix("herbariumNames([") && script.hasSuffix("]);\n"))
        #expect(!script.dropLast().contains { "<>&\u{2028}\n".contains($0) })
        let json = Data(script.dropFirst("herbariumNames(".count).dropLast(3).utf8)
        #expect((try JSONSerialization.jsonObject(with: json) as? [[String: Any]])?.count == 4)
        _ = try JSONSerialization.jsonObject(with: Data(hostile.text("data/overview.json").utf8))
        for card in hostile.files.keys where card.hasPrefix("cards/") {
            #expect(XMLReading(Array(try hostile.text(card).utf8)) != nil, "\(card)")
        }
        #expect(XMLReading(Array(try hostile.text("feed.atom").utf8)) != nil)
    }

    @Test func runsNoAddress() throws {
        for address in ["javascript:alert(1)//", "JaVa\tscript:alert(1)/", "data:text/html,<script>/", "vbscript:x/"] {
            var snapshot = SampleSnapshot(taskCount: 1).snapshot
            snapshot.broker.url = address
            let digest = OverviewSite.digest(snapshot, at: "a", address: address)
            let links = PageTokens(try OverviewSite([digest]).text("index.html")).values["href"] ?? []
            #expect(links.contains { $0.hasPrefix("about:invalid") })
            #expect(!links.contains { $0.lowercased().contains("script:") || $0.hasPrefix("data:text") }, "\(links)")
        }
    }

    @Test func looksCloselyAtAFewOfAnyNumberOfIncidents() throws {
        var snapshot = Snapshot.hour()
        snapshot.incidents = (0..<3_000).map { number in
            Incident(severity: number == 2_999 ? .critical : .warning, subject: "q", sentence: "it is", findings: [0])
        }
        var ahead = Snapshot.hour()
        ahead.capturedAt = ahead.capturedAt + 9e9
        let text = try OverviewSite(
            [OverviewSite.digest(snapshot, at: "a"), OverviewSite.digest(ahead, at: "b")]).text("index.md")
        #expect(text.contains("2,996 more incidents are ongoing") && text.contains("- **Critical**: It is"))
        #expect(text.contains(", by a clock that is ahead.") && text.contains("| 1 | 2,999 |"))
    }

    /// Clusters of 200 workers, 100 queues and 100 task types each.
    @Test func staysLightHoweverManyNamesThereAre() throws {
        let digests = (0..<30).map { cluster in
            var snapshot = Snapshot.hour()
            snapshot.report.title = "cluster \(cluster)"
            for number in 0..<200 { snapshot.add(worker: "celery@worker-\(number).pod-\(cluster).example.org") }
            for number in 0..<100 { snapshot.add(queue: "queue-\(number)-of-\(cluster)", ready: 1) }
            for number in 0..<100 { snapshot.add(type: "shop.module\(number).task_\(cluster)", [.succeeded: 1]) }
            snapshot.incidents = (0..<9).map { number in
                Incident(severity: .warning, subject: "q", sentence: "queue \(name: "q\(number)") grows", findings: [])
            }
            return OverviewSite.digest(snapshot, at: "site-\(cluster)")
        }
        let site = try OverviewSite(digests)
        let index = try site.text("index.html")
        #expect(index.utf8.count <= 1_000_000 && index.utf8.count > 400_000, "\(index.utf8.count)")
        #expect(index.contains(" more</li>") && index.contains("5 more incidents are ongoing"))
        let names = try site.text("data/names.js")
        #expect(names.contains("celery@worker-199.pod-29.example.org") && names.utf8.count < 2_500_000)
    }
}
