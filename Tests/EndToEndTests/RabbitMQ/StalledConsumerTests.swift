import TestSupport
import Testing

extension EndToEnd {
    /// Queues of which nothing is delivered: to one whose consumer hangs, and to one whose consumer has enough to do.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 70))
    struct StalledConsumerTests {
        @Test func tellsAConsumerThatHangsFromOneThatIsBusy() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "pair", "--results", "none"]
            try await Cluster.with(options) { cluster in
                try await cluster.tell("occupy", ["worker": "celery@prefork-2", "count": 30])
                try await cluster.tell("await-begun", ["count": 3])
                try await cluster.tell("pause-worker", ["worker": "celery@prefork-1"])
                try await cluster.tell("occupy", ["worker": "celery@prefork-1", "count": 30])
                let arguments = ["--broker", cluster.addresses.broker] + LeastUser.options(of: cluster)
                var last: SnapshotFile?
                // For half a minute nothing has to be delivered before it is called so.
                try await eventually(within: .seconds(300)) {
                    let run = try await Herbarium.run(
                        ["capture", "--to", "-", "--listen", "3s", "--inspect-timeout", "2s"] + arguments)
                    let snapshot = try SnapshotFile.read(run.output)
                    last = snapshot
                    let stalled = snapshot.findings.filter { $0.code == "consumers_stalled" }
                    #expect(stalled.allSatisfy { $0.subject == "only-prefork-1" })
                    return !stalled.isEmpty
                }
                let snapshot = try #require(last)
                for name in ["only-prefork-1", "only-prefork-2"] {
                    let queue = try #require(snapshot.queues.first { $0.name == name })
                    #expect(queue.consumers == 1 && (queue.ready ?? 0) > 0 && (queue.unacked ?? 0) > 0, "\(name)")
                }
                let finding = try #require(snapshot.findings.first { $0.code == "consumers_stalled" })
                #expect(finding.message.contains("'celery@prefork-1' sends neither"), "\(finding.message)")
                try await cluster.tell("resume-worker", ["worker": "celery@prefork-1"])
            }
        }
    }
}
