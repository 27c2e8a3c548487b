import Foundation
import TestSupport

/// `data/snapshot.json` as somebody else's program reads it: by the names of the contract.
struct SnapshotFile: Decodable, Sendable {
    /// A row of the dashboard.
    struct Worker: Decodable, Sendable {
        let name: String
        let status: String
        let unseen: Int?
        let concurrency: Int?
        let lastHeartbeat: String?
        let counts: Counts

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            name = try values.decode(String.self, forKey: .name)
            status = try values.decode(String.self, forKey: .status)
            unseen = try values.decodeIfPresent(Int.self, forKey: .unseen)
            concurrency = try values.decodeIfPresent(Int.self, forKey: .concurrency)
            lastHeartbeat = try values.decodeIfPresent(String.self, forKey: .lastHeartbeat)
            counts = try Counts(from: decoder)
        }

        private enum Key: String, CodingKey {
            case name, status, unseen, concurrency
            case lastHeartbeat = "last_heartbeat"
        }
    }

    /// A row of the tasks.
    struct Task: Decodable, Sendable {
        /// One receipt by one worker.
        struct Attempt: Decodable, Sendable {
            let worker: String
            let outcome: String
            let sent: String?
        }

        let uuid: String
        let name: String?
        let state: String
        let worker: String?
        let queue: String?
        let args: String?
        let kwargs: String?
        let parent: String?
        let root: String?
        let sent: String?
        let started: String?
        let finished: String?
        let source: String
        let attempts: [Attempt]
    }

    /// A row of the broker's page.
    struct Queue: Decodable, Sendable {
        /// What waits, by task name.
        struct Waiting: Decodable, Sendable {
            let name: String?
            let count: Int
        }

        let name: String
        let messages: Int?
        let ready: Int?
        let unacked: Int?
        let consumers: Int?
        let delayed: Int?
        let priorities: [String: Int]?
        let oldest: Oldest?
        let trend: String?
        let drainSeconds: Double?
        let waiting: [Waiting]?
        /// Names and values by turns.
        let settings: [[String]]?

        /// How old its oldest message is.
        struct Oldest: Decodable, Sendable {
            let age: Double
            let basis: String
            let isAtLeast: Bool

            private enum CodingKeys: String, CodingKey {
                case age, basis
                case isAtLeast = "at_least"
            }
        }

        private enum CodingKeys: String, CodingKey {
            case name, messages, ready, unacked, consumers, delayed, priorities, oldest, trend, waiting, settings
            case drainSeconds = "drain_seconds"
        }
    }

    /// Numbers over time; of a point, the time is left out.
    struct Series: Decodable, Sendable {
        /// A number, at some time.
        struct Point: Decodable, Sendable {
            let value: Double?

            init(from decoder: any Decoder) throws {
                var values = try decoder.unkeyedContainer()
                _ = try values.decode(String.self)
                value = try values.decodeIfPresent(Double.self)
            }
        }

        let name: String
        let labels: [String: String]
        let points: [Point]
    }

    /// The span that is reported on.
    struct Coverage: Decodable, Sendable {
        let watched: [[String]]
    }

    /// Somebody who was asked.
    struct Source: Decodable, Sendable {
        let name: String
        let status: String
        let detail: String
    }

    /// What needs attention.
    struct Finding: Decodable, Sendable {
        let code: String
        let severity: String
        let subject: String
        let message: String
    }

    /// What changed, or was marked, and when.
    struct Change: Decodable, Sendable {
        let kind: String
        let subject: String
    }

    /// Who was looked at.
    struct Broker: Decodable, Sendable {
        let url: String
        let server: String?
    }

    /// How many tasks wait for an ETA within a time.
    struct Backlog: Decodable, Sendable {
        let count: Int
    }

    let capturedAt: String
    let broker: Broker
    let changes: [Change]
    let workers: [Worker]
    let totals: Counts
    let tasks: [Task]
    let queues: [Queue]
    let sources: [Source]
    let findings: [Finding]
    let series: [Series]
    let coverage: Coverage
    let backlog: [Backlog]?

    private enum CodingKeys: String, CodingKey {
        case broker, changes, workers, totals, tasks, queues, sources, findings, series, coverage
        case backlog = "eta_backlog"
        case capturedAt = "captured_at"
    }

    /// Reads one.
    static func read(_ data: Data) throws -> SnapshotFile {
        try JSONDecoder().decode(SnapshotFile.self, from: data)
    }

    /// The tasks by identifier.
    var taskByUUID: [String: Task] { Dictionary(tasks.map { ($0.uuid, $0) }) { first, _ in first } }

    /// How a source went.
    func status(of source: String) -> String? { sources.first { $0.name == source }?.status }

    /// The codes of all findings.
    var findingCodes: Set<String> { Set(findings.map(\.code)) }
}
