import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What a snapshot says, against what its sender knows.
    @Suite(.timeLimit(.minutes(60)), .load(0, about: 0))
    struct TruthTests {
        @Test(arguments: WatchedCluster.talkative)
        func knowsTheFateOfEveryTask(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let seen = run.snapshot.taskByUUID
            #expect(run.truth.settled && run.truth.sent.count > 110)
            for (uuid, task) in run.truth.sent {
                let row = try #require(seen[uuid], "\(task.fate) is missing")
                // A chord's body that never came to be sent has no name anywhere.
                #expect(row.name == (row.source == "results" ? nil : task.name), "\(task.fate)")
                #expect(row.worker == task.worker, "\(task.fate)")
                #expect(row.state == task.expectedState, "\(task.fate)")
            }
            #expect(Set(seen.keys).subtracting(run.truth.tasks.keys).isEmpty)
        }

        @Test(arguments: WatchedCluster.talkative)
        func knowsWhereTasksComeFrom(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let seen = run.snapshot.taskByUUID
            for (uuid, task) in run.truth.sent where !task.attempts.isEmpty {
                let row = try #require(seen[uuid])
                #expect(row.queue == task.queue, "\(task.fate)")
                if let parent = task.parent { #expect(row.parent == parent, "\(task.fate)") }
            }
        }

        @Test(arguments: WatchedCluster.talkative)
        func tellsEveryAttempt(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            let seen = run.snapshot.taskByUUID
            for (uuid, task) in run.truth.sent {
                let attempts = seen[uuid]?.attempts ?? []
                #expect(attempts.map(\.outcome) == task.attempts.map(\.column), "\(task.fate)")
                #expect(attempts.map(\.worker) == task.attempts.map(\.worker), "\(task.fate)")
            }
        }

        @Test(arguments: WatchedCluster.talkative)
        func countsWhatEveryWorkerDid(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            #expect(run.snapshot.workers.map(\.name).sorted() == run.truth.workers.keys.sorted())
            for worker in run.snapshot.workers {
                let truth = try #require(run.truth.workers[worker.name])
                #expect(worker.counts.filled == truth.filled, "\(worker.name)")
                #expect(worker.counts.processed == truth.processed, "\(worker.name)")
                #expect(worker.unseen == 0, "\(worker.name)")
                #expect(worker.status == (worker.name == cluster.victim ? "offline" : "online"), "\(worker.name)")
            }
        }

        @Test(arguments: WatchedCluster.talkative)
        func closesEverySum(_ cluster: WatchedCluster) async throws {
            let snapshot = try await cluster.observed.snapshot
            for worker in snapshot.workers {
                #expect(worker.counts.sum != nil && worker.counts.sum == worker.counts.processed, "\(worker.name)")
            }
            #expect(snapshot.totals.sum == snapshot.totals.processed)
            for column in Counts.columns {
                let rows = snapshot.workers.reduce(0) { $0 + ($1.counts[column] ?? 0) }
                #expect(snapshot.totals[column] == rows, "\(column)")
            }
        }

        @Test(arguments: WatchedCluster.talkative)
        func countsWhatNobodyConsumes(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            #expect(!run.truth.queues.isEmpty)
            for (name, truth) in run.truth.queues {
                let queue = try #require(run.snapshot.queues.first { $0.name == name }, "'\(name)' is missing")
                #expect(queue.ready == truth.ready && queue.messages == truth.ready)
                #expect(queue.unacked == 0 && queue.consumers == 0)
                // RabbitMQ shows nobody what waits, nor of what priority it is in a queue without priorities.
                guard !cluster.isRabbitMQ else { continue }
                #expect(queue.priorities == truth.priorities.filter { $0.value > 0 })
                #expect(queue.waiting?.map(\.count) == [truth.ready])
                #expect(queue.waiting?.map(\.name) == ["lab.succeed"])
            }
            for queue in run.snapshot.queues where run.truth.queues[queue.name] == nil {
                // RabbitMQ takes back at once what a worker held that is gone, and nobody else consumes the victim's
                // queue.
                let isTakenBack = cluster.isRabbitMQ && queue.name == "only-victim"
                #expect(queue.ready == (isTakenBack ? 3 : 0), "\(queue.name)")
            }
        }

        @Test(arguments: WatchedCluster.atRabbitMQ)
        func countsAsTheManagementAPIDoes(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            #expect(run.snapshot.queues.count >= 6)
            for queue in run.snapshot.queues {
                let numbers = try #require(run.numbers[queue.name], "\(queue.name)")
                #expect(queue.ready == numbers.ready && queue.unacked == numbers.unacked, "\(queue.name)")
                #expect(queue.consumers == numbers.consumers, "\(queue.name)")
            }
            let own = run.numbers.keys.filter { $0.hasPrefix("celeryev") || $0.hasSuffix("celery.pidbox") }
            #expect(!own.isEmpty && run.snapshot.queues.allSatisfy { !own.contains($0.name) })
        }

        @Test(arguments: WatchedCluster.talkative)
        func findsNothingWrongWithItself(_ cluster: WatchedCluster) async throws {
            let run = try await cluster.observed
            #expect(run.outcome.status == 0)
            #expect(run.outcome.errors.isEmpty)
            #expect(run.outcome.output.isEmpty)
            #expect(run.snapshot.sources.map(\.status) == Array(repeating: "ok", count: cluster.isRabbitMQ ? 5 : 4))
        }

        @Test(arguments: WatchedCluster.talkative)
        func publishesNoSecretOfTheTasks(_ cluster: WatchedCluster) async throws {
            let text = String(decoding: try await cluster.observed.bytes, as: UTF8.self)
            for secret in ["hunter2", "0123456789abcdef", "tok_1", "'deep'"] {
                #expect(!text.contains(secret), "\(secret)")
            }
            #expect(text.contains("[redacted]") && text.contains("nirts"))
        }
    }
}

extension GroundTruth.Task {
    /// The state that a task without an end of its own gets from its attempt, else the one its cluster's words lead to.
    fileprivate var expectedState: String? {
        let column = attempts.last?.column
        return ["lost", "returned", "unaccounted"].contains(column) ? column?.uppercased() : state
    }
}
