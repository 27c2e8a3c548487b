import Foundation
import TestSupport
import Testing

/// What was seen of a cluster that worked while the program listened, and what is true of it.
struct WatchedRun: Sendable {
    /// What its sender knows.
    let truth: GroundTruth
    /// What the program made of it, as bytes.
    let bytes: Data
    /// The same, read.
    let snapshot: SnapshotFile
    /// How the program ended.
    let outcome: ProcessOutcome
    /// What RabbitMQ's management API said of each queue then.
    let numbers: [String: QueueNumbers.Queue]

    /// Runs one as soon as the machine bears it.
    init(of cluster: WatchedCluster) async throws {
        self = try await Machine.shared.run("WatchedCluster.\(cluster)", load: 1, about: 70) {
            try await Self.whole(cluster)
        }
    }

    /// Runs one that ends its work while the program listens: on a busy machine, not always the first does.
    private static func whole(_ cluster: WatchedCluster) async throws -> WatchedRun {
        for factor in [1, 2] {
            if let run = try await WatchedRun(cluster, listening: factor * cluster.listening) { return run }
        }
        return try #require(try await WatchedRun(cluster, listening: 4 * cluster.listening), "the work takes too long")
    }

    /// Runs one, unless the work takes longer than the listening.
    private init?(_ cluster: WatchedCluster, listening: Int) async throws {
        let folder = try TemporaryFolder()
        let seen: (GroundTruth, ProcessOutcome, [String: QueueNumbers.Queue])? = try await Cluster.with(cluster.options)
        {
            running in
            let addresses = running.addresses
            let broker = try await LeastUser.broker(of: running)
            let capture = try Herbarium.start(
                [
                    "capture", "--to", folder("snapshot.json"), "--broker", broker, "--result-backend",
                    try #require(addresses.resultBackend), "--listen", "\(listening)s", "--offline-after", "5s",
                ] + cluster.arguments + LeastUser.options(of: running))
            try await running.tell("await-listener")
            try await running.tell("send", ["count": 120])
            try await running.tell("settle")
            if let victim = cluster.victim { try await running.tell("kill-worker", ["worker": victim]) }
            let truth = try await running.tell("truth", as: GroundTruth.self)
            guard capture.isRunning else { return nil }
            let outcome = try await capture.outcome()
            guard cluster.isRabbitMQ else { return (truth, outcome, [:]) }
            return (truth, outcome, try await running.tell("queue-numbers", as: QueueNumbers.self).queues)
        }
        guard let seen else { return nil }
        (truth, outcome, numbers) = seen
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
