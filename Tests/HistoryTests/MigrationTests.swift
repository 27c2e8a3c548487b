import Celery
import Foundation
import History
import TestSupport
import Testing

/// Files of earlier versions can be read: one of each is kept, and never changed.
struct MigrationTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// A copy of the file that a version wrote; reading may migrate it.
    private func history(ofVersion version: Int, in folder: TemporaryFolder) throws -> History {
        try copy(version, in: folder)
        return try History.open(folder("h.sqlite"), identity: .example)
    }

    private func copy(_ version: Int, in folder: TemporaryFolder) throws {
        let data = try Data(contentsOf: Self.fixtures.appending(path: "history-\(version).sqlite"))
        try data.write(to: URL(filePath: folder("h.sqlite")))
    }

    @Test(arguments: [1, 2])
    func readsAndExtendsTheFileOfAVersion(version: Int) throws {
        let folder = try TemporaryFolder()
        let history = try history(ofVersion: version, in: folder)
        let newest = try #require(try history.newest())
        let span = TimeSpan(since: newest - 3600, until: newest)
        let excerpt = try history.read(HistoryRequest(span: span, now: newest))
        let rules = AssessmentRules(span: excerpt.span, watched: excerpt.watched, now: newest)
        let counts = excerpt.state.snapshot(rules, tally: excerpt.tally).totals.counts
        #expect(counts[.succeeded] == 84)
        #expect(counts[.failed] == 2)
        #expect(excerpt.tally.tasks == 94)
        var writer = HistoryWriter(to: history) { newest }
        var stream = EventStream()
        stream.attempt("new", at: newest.since(EventStream.epoch))
        writer.add(stream.events)
        #expect(try writer.commit().added == 3)
        #expect(try history.newest() ?? .distantPast > newest)
    }

    /// It didn't count waits by queue: of a span that began before the upgrade they aren't known, and what ended before
    /// takes nothing away from what ends later.
    @Test(arguments: [1, 2])
    func tellsWaitsByQueueSinceTheUpgradeAlone(version: Int) throws {
        let folder = try TemporaryFolder()
        let history = try history(ofVersion: version, in: folder)
        let newest = try #require(try history.newest())
        var stream = EventStream()
        let start = newest.since(EventStream.epoch)
        for (number, seconds) in [120.0, 130, 140].enumerated() {
            stream.task(.sent, "new \(number)", on: "p", at: start + seconds - 5) { $0.queue = "mail" }
            stream.attempt("new \(number)", at: start + seconds)
        }
        var writer = HistoryWriter(to: history) { newest }
        writer.add(stream.events)
        // A task of before that is told of once more.
        let old = try #require(
            try history.read(HistoryRequest(span: Self.hour(before: newest), now: newest)).state.tasks.first)
        var late = EventStream()
        late.task(.sent, "\(old.key)", on: "p", at: start - 30) { $0.queue = "mail" }
        writer.add(late.events)
        #expect(try writer.commit().added > 0)
        let now = newest + 300
        let whole = try history.read(HistoryRequest(span: TimeSpan(since: newest - 3600, until: now), now: now)).tally
        #expect(whole.queueWaits == nil)
        let later = try history.read(HistoryRequest(span: TimeSpan(since: newest + 61, until: now), now: now)).tally
        #expect(later.queueWaits?["mail"]?.count == 3 && later.queueWaits?.count == 1)
    }

    private static func hour(before end: Instant) -> TimeSpan { TimeSpan(since: end - 3600, until: end) }

    /// A recorder and a report that cron starts in one second, on a new machine and after an upgrade.
    @Test(arguments: [nil, 1, 2])
    func isMadeOnceThoughManyOpenItAtOnce(version: Int?) async throws {
        for _ in 0..<10 {
            let folder = try TemporaryFolder()
            if let version { try copy(version, in: folder) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        let history = try History.open(folder("h.sqlite"), identity: .example)
                        #expect(try (history.newest() == nil) == (version == nil))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func readsWhatWorkersToldInAFileOfTheSecondVersion() throws {
        let folder = try TemporaryFolder()
        let history = try history(ofVersion: 2, in: folder)
        let newest = try #require(try history.newest())
        let span = TimeSpan(since: newest - 3600, until: newest)
        let traits = try history.read(HistoryRequest(span: span, now: newest)).traits
        let told = try #require(traits.values.first)
        #expect(traits.count == 1 && told.seen == newest - 60)
        #expect(told.registered == ["shop.work", "shop.mail.send"] && told.concurrency == 4)
        #expect(told.queues == [ConsumedQueue(name: "mail", attributes: [NamedValue("durable", "True")])])
        #expect(told.configuration == [NamedValue("task_acks_late", "False")] && told.visibilityTimeout == 3600)
    }
}
