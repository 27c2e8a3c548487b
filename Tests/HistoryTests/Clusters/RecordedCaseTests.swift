import Celery
import Decoding
import Foundation
import History
import TestSupport
import Testing

/// Streams of real workers (Celery 5.6 and 4.4) of which it is known what happened, as a history tells of them.
struct RecordedCaseTests {
    /// The events of a recording.
    private func events(_ name: String) throws -> [Event] {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: fixtures.appending(path: "Fixtures/Cases/\(name).ndjson"))
        var decoder = EventDecoder()
        var events: [Event] = []
        for line in data.split(separator: UInt8(ascii: "\n")) {
            try Array(line).withUnsafeBytes { try decoder.decode($0, heard: nil, into: &events) }
        }
        return events
    }

    /// What a history made of events tells, of the week before its last moment or of another span.
    private func snapshot(
        _ events: [Event], since: Instant? = nil, until: Instant? = nil, batch: Int = 1000
    ) throws -> Snapshot {
        let folder = try TemporaryFolder()
        let history = try History.example(in: folder)
        let heard = events.map(\.origin.heard)
        let whole = TimeSpan(since: try #require(heard.min()), until: try #require(heard.max()))
        var writer = HistoryWriter(to: history) { whole.until }
        for start in stride(from: 0, to: events.count, by: batch) {
            writer.add(Array(events[start..<min(start + batch, events.count)]))
            _ = try writer.commit()
        }
        writer.addWatched(whole)
        _ = try writer.commit()
        let now = try #require(try history.lastMoment())
        let span = TimeSpan(since: since ?? now - 7 * 86_400, until: until ?? now)
        let excerpt = try history.read(HistoryRequest(span: span, now: now))
        let rules = AssessmentRules(span: excerpt.span, watched: excerpt.watched, now: now)
        return excerpt.state.snapshot(rules, tally: excerpt.tally)
    }

    private func outcomes(_ snapshot: Snapshot) -> [[Outcome]] { snapshot.tasks.map { $0.attempts.map(\.outcome) } }

    @Test(arguments: [
        ("replaced-then-restarted", "SUCCESS", [Outcome.unaccounted, .succeeded]),
        ("ignored-then-restarted", "UNACCOUNTED", [.unaccounted]),
        ("replaced-by-itself", "SUCCESS", [.unaccounted, .unaccounted, .unaccounted, .succeeded]),
        ("revoked-three-times", "REVOKED", [.revoked, .revoked, .revoked]),
        ("terminated-on-gevent", "REVOKED", [.revoked]),
        ("sent-twice", "FAILURE", [.failed, .failed]),
    ])
    func knowsWhatBecameOfEachAttempt(_ name: String, _ state: String, _ expected: [Outcome]) throws {
        let events = try events(name)
        var random = SeededGenerator(seed: 7)
        for events in [events, events.shuffled(using: &random), events + events.shuffled(using: &random)] {
            let snapshot = try snapshot(events, batch: Int.random(in: 1...40, using: &random))
            #expect(outcomes(snapshot) == [expected])
            #expect(snapshot.tasks.map(\.state) == [state])
            #expect(snapshot.totals.counts.processed == expected.count && snapshot.totals.counts.closes)
            #expect(!snapshot.findings.contains { $0.severity == .critical }, "\(snapshot.findings)")
        }
    }

    @Test func endsAReplacedAttemptAtTheNextReceipt() throws {
        let events = try events("replaced-then-restarted")
        let receipts = events.filter { $0.isReceipt }.map(\.origin.timestamp)
        let second = try #require(receipts.last)
        let after = try snapshot(events, since: second + 1)
        #expect(after.totals.counts[.unaccounted] == 0 && after.totals.counts[.succeeded] == 0)
        #expect(after.totals.counts.processed == 0)
    }

    @Test func givesEachAttemptItsOwnTimeOfSending() throws {
        let replaced = try #require(try snapshot(events("replaced-by-itself")).tasks.first)
        let sent = replaced.attempts.compactMap(\.sent)
        #expect(Set(sent).count == 4 && sent == sent.sorted())
        let twice = try snapshot(events("sent-twice"))
        #expect(Set(try #require(twice.tasks.first).attempts.compactMap(\.sent)).count == 2)
        #expect(!twice.findings.contains { $0.message.text.contains("disagree") })
    }

    @Test func keepsTheParentOfTheFirstReceipt() throws {
        let snapshot = try snapshot(events("replaced-by-a-chain"))
        let parents = Dictionary(uniqueKeysWithValues: snapshot.tasks.map { ($0.id.description.prefix(8), $0) })
        #expect(parents["95e2b34f"]?.facts.parent?.description.prefix(8) == "71ef8175")
        #expect(parents["e08997c9"]?.facts.parent?.description.prefix(8) == "95e2b34f")
        #expect(parents["95e2b34f"]?.state == "FAILURE")
        #expect(parents["95e2b34f"]?.facts.name?.hasSuffix("raise_error") == true)
    }

    @Test func tellsOfAPastSpanAsOfItsEnd() throws {
        let events = try events("ran-past-the-span")
        let noon = try #require(Instant(iso8601: "2026-11-26T12:00:00Z"))
        let snapshot = try snapshot(events, since: noon, until: noon + 50)
        #expect(snapshot.coverage.span == TimeSpan(since: noon, until: noon + 50))
        #expect(snapshot.workers.map(\.status) == [.online])
        #expect(outcomes(snapshot) == [[.active]] && snapshot.tasks.first?.state == "STARTED")
        #expect(snapshot.tasks.first?.finished == nil && snapshot.tasks.first?.facts.result == nil)
        #expect(snapshot.totals.counts[.active] == 1 && snapshot.totals.counts.processed == 1)
        #expect(snapshot.findings.allSatisfy { $0.severity == .note })
    }
}

extension Event {
    fileprivate var isReceipt: Bool {
        if case .task(let event) = self { event.kind == .received } else { false }
    }
}
