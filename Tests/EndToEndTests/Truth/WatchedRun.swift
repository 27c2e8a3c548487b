import Foundation
import Testing

/// What was seen of a cluster that worked while the program listened, and what is true of it.
struct WatchedRun: Sendable {
    /// What its sender knows.
    let truth: Truth
    /// What the program made of it, as bytes.
    let bytes: Data
    /// The same, read.
    let snapshot: SnapshotFile
    /// How the program ended.
    let outcome: ProcessOutcome
    /// What RabbitMQ's management API said of each queue then.
    let numbers: [String: QueueNumbers.Queue]

    /// Runs one.
    init(of cluster: WatchedCluster) async throws {
        let folder = try TemporaryFolder()
        (truth, outcome, numbers) = try await Cluster.with(cluster.options) { running in
            let addresses = running.addresses
            let broker = try await LeastUser.broker(of: running)
            let capture = try Herbarium.start(
                [
                    "capture", "--to", folder("snapshot.json"), "--broker", broker, "--result-backend",
                    try #require(addresses.resultBackend), "--listen", "\(cluster.listening)s", "--offline-after", "5s",
                ] + cluster.arguments + LeastUser.options(of: running))
            try await running.tell("await-listener")
            try await running.tell("send", ["count": 120])
            try await running.tell("settle")
            if let victim = cluster.victim { try await running.tell("kill-worker", ["worker": victim]) }
            let truth = try await running.tell("truth", as: Truth.self)
            try #require(capture.isRunning, "the work took longer than the listening")
            let outcome = try await capture.outcome()
            guard cluster.isRabbitMQ else { return (truth, outcome, [:]) }
            return (truth, outcome, try await running.tell("queue-numbers", as: QueueNumbers.self).queues)
        }
        bytes = try folder.data("snapshot.json")
        snapshot = try SnapshotFile.read(bytes)
    }
}

/// What RabbitMQ's management API says of its queues.
struct QueueNumbers: Decodable, Sendable {
    /// Of one of them.
    struct Queue: Decodable, Sendable {
        let ready: Int?
        let unacked: Int?
        let consumers: Int?
    }

    let queues: [String: Queue]
}
