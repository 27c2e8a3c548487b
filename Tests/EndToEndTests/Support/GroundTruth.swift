import TestSupport

/// What became of every task, as its sender and the tasks themselves know.
struct GroundTruth: Decodable, Sendable {
    /// What became of one task.
    struct Task: Decodable, Sendable {
        /// One receipt by one worker, and how it ended.
        struct Attempt: Decodable, Sendable {
            let worker: String
            let column: String
        }

        let name: String
        let fate: String
        let state: String?
        let worker: String?
        let queue: String
        let parent: String?
        let root: String?
        let hasReceiptEvent: Bool
        let attempts: [Attempt]
    }

    /// What waits where nobody takes it.
    struct Queue: Decodable, Sendable {
        let ready: Int
        let priorities: [String: Int]
    }

    /// Whether every task has met its fate.
    let settled: Bool
    /// The tasks by identifier.
    let tasks: [String: Task]
    /// What each worker did.
    let workers: [String: Counts]
    /// The queues that nobody consumes.
    let queues: [String: Queue]

    /// The tasks that were sent; what was to follow upon a failure never was.
    var sent: [(uuid: String, task: Task)] {
        tasks.filter { $0.value.state != nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
