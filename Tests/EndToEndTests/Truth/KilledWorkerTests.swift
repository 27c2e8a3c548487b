import TestSupport
import Testing

extension EndToEnd {
    /// What a worker that was killed leaves behind.
    @Suite(.timeLimit(.minutes(60)), .load(0, about: 0))
    struct KilledWorkerTests {
        @Test func saysWhatWasLostWithIt() async throws {
            let run = try await WatchedCluster.several.observed
            let lost = run.truth.sent.filter { $0.task.attempts.last?.column == "lost" }
            let states = lost.compactMap { run.snapshot.taskByUUID[$0.uuid]?.state }
            #expect(states == ["LOST", "LOST"])
            let findings = run.snapshot.findings.filter { $0.subject == "celery@victim" }
            #expect(Set(findings.map(\.code)).isSuperset(of: ["attempts_lost", "worker_offline"]))
        }

        @Test func countsWhatIsStillUnacknowledged() async throws {
            let run = try await WatchedCluster.several.observed
            // Acknowledged are only the two that had begun and are not of the late kind.
            for (queue, count) in ["only-holder": 6, "only-victim": 3] {
                let row = try #require(run.snapshot.queues.first { $0.name == queue })
                #expect(row.unacked == count && row.messages == count, "\(queue)")
            }
        }
    }
}
