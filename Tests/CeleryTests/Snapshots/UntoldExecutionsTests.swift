import Celery
import TestSupport
import Testing

/// Workers of which not everything was told: nothing of it is zero.
struct UntoldExecutionsTests {
    /// Heartbeats alone, or with answers that can't be read: both children are executing something from before.
    @Test(arguments: [nil, 1] as [Int?])
    func takesFromHeartbeatsWhatIsExecutedWhereNothingElseTold(unreadable: Int?) throws {
        var stream = EventStream()
        heartbeats(active: 2, in: &stream)
        let snapshot = stream.events.snapshot(at: 11, evidence: evidence(unreadable: unreadable))
        let worker = try #require(snapshot.workers.first)
        #expect(worker.counts[.active] == 2 && worker.unseen == nil && worker.counts.processed == nil)
        for column in Outcome.allCases where column != .active { #expect(worker.counts[column] == nil, "\(column)") }
        #expect(snapshot.totals.ofWorkers == 0 && snapshot.totals.counts.processed == nil)
        #expect(snapshot.findings.contains { $0.code == .executionsUntold })
    }

    /// A worker that sends events, and was executing two tasks before anybody listened.
    @Test(arguments: [nil, 1] as [Int?])
    func addsToWhatWasHeardWhatWasBegunBefore(unreadable: Int?) throws {
        var stream = EventStream()
        heartbeats(active: 3, in: &stream)
        stream.attempt("t1", at: 1)
        stream.task(.received, "t2", at: 0.2)
        stream.task(.started, "t2", at: 0.3)
        let snapshot = stream.events.snapshot(at: 11, evidence: evidence(unreadable: unreadable))
        let counts = try #require(snapshot.workers.first).counts
        #expect(counts[.active] == 3 && counts[.succeeded] == 1)
        #expect(counts.processed == nil && counts[.received] == nil && counts.scheduled == nil)
        let finding = try #require(snapshot.findings.first { $0.code == .executionsUntold })
        #expect(finding.message.text.hasSuffix("executes 3 tasks; of 2, neither an event nor an answer told which"))
    }

    /// Another worker that was heard wholly is counted, and the sum says of how many workers it is.
    @Test func sumsThoseThatWereHeardWholly() throws {
        var stream = EventStream()
        heartbeats(active: 2, in: &stream)
        stream.attempt("t1", on: "w1@a", at: 1)
        for second in stride(from: 0.0, through: 10, by: 2) {
            stream.worker(.heartbeat, "w2@a", at: second, processed: 5 + Int(second / 10), active: 0)
        }
        stream.attempt("t2", on: "w2@a", at: 8.5)
        let snapshot = stream.events.snapshot(at: 12)
        #expect(snapshot.workers.map(\.counts.processed) == [nil, 1])
        #expect(snapshot.totals.ofWorkers == 1 && snapshot.totals.counts.processed == 1)
    }

    /// A task that begins or ends beside a heartbeat is no other one.
    @Test func countsNothingTwiceThatBeganOrEndedBesideAHeartbeat() throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 20, by: 2) {
            stream.worker(.heartbeat, at: second, processed: Int(second / 2), active: 1)
            stream.task(.received, "t\(second)", at: second + 0.1)
            stream.task(.started, "t\(second)", at: second + 0.4)
            stream.task(.succeeded, "t\(second)", at: second + 1.8) { $0.runtime = 1.4 }
        }
        let counts = try #require(stream.events.snapshot(at: 21.9).workers.first).counts
        #expect(counts[.active] == 0 && counts.processed == 11)
    }

    private func heartbeats(active: Int, in stream: inout EventStream) {
        for second in stride(from: 0.0, through: 10, by: 2) {
            stream.worker(.heartbeat, at: second, processed: 12, active: active)
        }
    }

    private func evidence(unreadable: Int?) -> Evidence {
        var evidence = Evidence()
        guard let unreadable else { return evidence }
        evidence.inspection = Inspection(asked: EventStream.at(5), answered: EventStream.at(6), expected: 1)
        evidence.inspection?.unreadableWorkers = unreadable
        return evidence
    }
}
