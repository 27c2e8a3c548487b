import TestSupport
import Testing

@testable import Celery

/// What waits, runs and fails by an argument, worked out by hand.
struct GroupingTests {
    private func grouping(
        _ stream: EventStream, _ evidence: Evidence = Evidence(), by path: String = "kwargs.team",
        digest: KeyedDigest? = nil
    ) throws -> Grouping {
        GroupCounter(
            try #require(GroupPath(path)), assessment: stream.events.assessed(at: 100, evidence: evidence),
            digest: digest
        ).grouping
    }

    private func execute(_ id: String, team: String?, _ ending: TaskEvent.Kind?, in stream: inout EventStream) {
        stream.task(.received, id, at: 10) { $0.kwargs = team.map { "{'team': \($0)}" } ?? "{}" }
        stream.task(.started, id, at: 11)
        if let ending { stream.task(ending, id, at: 13.5) }
    }

    @Test func countsByValue() throws {
        var stream = EventStream()
        for (number, ending) in ([.succeeded, .succeeded, .failed, nil] as [TaskEvent.Kind?]).enumerated() {
            execute("a\(number)", team: "7", ending, in: &stream)
        }
        execute("b", team: "'red'", .retried, in: &stream)
        execute("c", team: nil, .succeeded, in: &stream)
        stream.task(.received, "d", at: 20)
        var evidence = Evidence()
        var facts = TaskFacts()
        facts.kwargs = "{'team': 7}"
        evidence.queues = [QueueReading(time: EventStream.at(100), queues: [QueueContent(name: "mail", ready: 9)])]
        evidence.queues[0].queues[0].sample = [
            WaitingMessage(task: TaskID("w"), facts: facts), WaitingMessage(task: nil),
        ]
        evidence.unacknowledged = [UnacknowledgedMessage(task: TaskID("a3"), facts: facts)]
        let found = try grouping(stream, evidence)
        #expect(found.path == "kwargs.team" && found.attempts == 7 && found.sampled == 2)
        #expect(found.rows.map(\.kind) == [.value, .absent, .value, .unknown])
        let seven = found.rows[0]
        #expect(seven.value == "7" && seven.waiting == 1 && seven.unacknowledged == 1 && seven.active == 1)
        #expect(seven.processed == 4 && seven.succeeded == 2 && seven.failed == 1)
        #expect(seven.busySeconds == 3 * 2.5 + 89)
        #expect(found.rows[2].value == "red" && found.rows[2].retried == 1 && found.rows[2].unacknowledged == 0)
        #expect(found.rows[3].waiting == 1 && found.rows[3].processed == 1)
    }

    /// Of thirty values twenty have rows of their own, those with the largest share of anything among them.
    @Test func sumsUpWhatIsBeyondTheLargest() throws {
        var stream = EventStream()
        for team in 0..<30 {
            for number in 0...team { execute("\(team).\(number)", team: "\(team)", .succeeded, in: &stream) }
        }
        execute("bad", team: "0", .failed, in: &stream)
        let found = try grouping(stream)
        #expect(found.rows.count == 21 && found.rows[0].value == "0" && found.rows[1].value == "29")
        let others = try #require(found.rows.last)
        #expect(others.kind == .others && others.values == 10 && others.processed == (2...11).reduce(0, +))
        #expect(found.rows.reduce(0) { $0 + $1.processed } == found.attempts)
        #expect(others.unacknowledged == nil)
    }

    @Test func tellsStrangersADigestAlone() throws {
        var stream = EventStream()
        execute("a", team: "'acme'", .succeeded, in: &stream)
        execute("b", team: "'acme'", .failed, in: &stream)
        let value = try #require(grouping(stream, digest: KeyedDigest(key: (3, 4))).rows.first?.value)
        #expect(value.hasPrefix("#") && value == KeyedDigest(key: (3, 4)).word(for: "acme"))
    }

    /// Of arguments nothing is kept for strangers but the digest, and that isn't shown with the task either.
    @Test func keepsADigestOfArgumentsForStrangers() throws {
        let digest = KeyedDigest(key: (5, 6))
        var privacy = Privacy(isPublic: true)
        privacy.mask = GroupMask(path: try #require(GroupPath("kwargs.team")), digest: digest)
        var stream = EventStream()
        execute("a", team: "'acme', 'password': 'hunter2'", .succeeded, in: &stream)
        execute("b", team: nil, .succeeded, in: &stream)
        var state = ClusterState()
        for event in stream.events {
            var event = event
            privacy.clean(&event)
            // Once more, as what was kept in a history.
            privacy.clean(&event)
            state.apply(event)
        }
        let word = digest.word(for: "acme")
        #expect(state.tasks[TaskID("a")]?.facts.kwargs == "{'team': '\(word)'}")
        #expect(state.tasks[TaskID("b")]?.facts.kwargs == nil)
        var builder = SnapshotBuilder(
            state: state, evidence: Evidence(), rules: .listening(until: 100),
            broker: BrokerIdentity(transport: "redis", url: "redis://a/0", server: nil), sources: [],
            producer: Snapshot.Producer(version: "1", host: nil),
            report: Snapshot.ReportRequest(title: "test", timeZone: "UTC"))
        (builder.groupBy, builder.groupDigest) = (GroupPath("kwargs.team"), digest)
        var snapshot = builder.snapshot()
        privacy.clean(&snapshot)
        #expect(snapshot.grouping?.rows.map(\.value) == [word, nil])
        #expect(snapshot.tasks.allSatisfy { $0.facts.kwargs == nil && $0.facts.args == nil })
    }
}
