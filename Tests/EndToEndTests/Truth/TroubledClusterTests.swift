import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A cluster in which one thing is wrong with each worker, or type of task: each gives its finding, and no other one.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 140))
    struct TroubledClusterTests {
        /// The heads of two of its workflows.
        private struct Heads: Decodable, Sendable {
            let many: String
            let stuck: String
        }

        /// Nothing that a listener finds out is wrong sooner than that, and a chord waits for a minute.
        private static let listening = 100

        /// What is true of it besides: queues grow, one worker didn't answer, and events overtake each other.
        private static let others: Set = [
            "queue_growing", "queue_unacknowledged_growing", "source_partial", "inspection_incomplete",
            "negative_waits",
        ]

        private static let ofBoth: [String: Set<String>] = [
            "celery@idler": ["worker_idle_beside_work"],
            "celery@held": ["worker_silent"],
            "lab.crash_again": ["poison_message"],
            "lab.struggle": ["retry_storm"],
            "lab.forget": ["chord_stuck"],
        ]

        @Test(arguments: ["redis", "rabbitmq"])
        func givesEachItsFinding(broker: String) async throws {
            let options = ["--broker", broker, "--visibility-timeout", "10"]
            try await Cluster.with(["--scenario", "troubled", "--results", "files"] + options) { cluster in
                // Whoever idles beside work did so at the first reading, too.
                try await cluster.tell("deafen-one")
                let arguments = ["--broker", try await LeastUser.broker(of: cluster)] + LeastUser.options(of: cluster)
                let capture = try Herbarium.start(
                    ["capture", "--to", "-", "--listen", "\(Self.listening)s", "--inspect-timeout", "3s"] + arguments)
                try await cluster.tell("await-listener")
                let heads = try await cluster.tell("trouble", as: Heads.self)
                let outcome = try await capture.outcome()
                // A worker that is alive did not answer.
                #expect(outcome.status == 2, "\(outcome.errors)")
                let snapshot = try SnapshotFile.read(outcome.output)
                var expected = Self.ofBoth
                if broker == "redis" {
                    expected["lab.hold_late"] = ["task_run_twice"]
                } else {
                    // RabbitMQ tells what it delivers, and to whom.
                    expected["only-held"] = ["consumers_stalled"]
                }
                let sick = snapshot.findings.filter { !Self.others.contains($0.code) }
                let found = Dictionary(grouping: sick, by: \.subject).mapValues { Set($0.map(\.code)) }
                let told = snapshot.findings.map { "\($0.code) \($0.subject): \($0.message)" }
                let open = snapshot.tasks.filter { $0.attempts.contains { $0.outcome == "unaccounted" } }
                #expect(found == expected, "\(told)\n\(open)")
                try checkWorkflows(outcome.output, heads)
                guard broker == "rabbitmq" else { return }
                // Of one consumer that hangs and one that has enough to do, only the first is called so.
                let stalled = try #require(snapshot.findings.first { $0.code == "consumers_stalled" })
                #expect(stalled.message.contains("'celery@held' sends neither"), "\(stalled.message)")
                for name in ["only-held", "work"] {
                    let queue = try #require(snapshot.queues.first { $0.name == name })
                    #expect(queue.consumers == 1 && (queue.ready ?? 0) > 0 && (queue.unacked ?? 0) > 0, "\(name)")
                }
            }
        }

        /// What one task sent a thousand times is summed up, and what waits for ever goes on.
        private func checkWorkflows(_ bytes: Data, _ heads: Heads) throws {
            let workflows = try WorkflowParts(bytes).workflows
            let many = try #require(workflows.first { $0.root == heads.many })
            #expect(many.count == 1_002 && many.tree == nil && many.state == "succeeded")
            #expect(
                many.sums.map { "\($0.name ?? "") \($0.state) \($0.count)" } == [
                    "lab.doze SUCCESS 1001", "lab.spawn SUCCESS 1",
                ])
            let stuck = try #require(workflows.first { $0.root == heads.stuck })
            #expect(stuck.state == "running" && stuck.count == 4 && stuck.tree?.map(\.depth) == [0, 1, 1, 1])
        }
    }
}
