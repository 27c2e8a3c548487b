/// What became of every task, as its sender and the tasks themselves know.
struct Truth: Decodable, Sendable {
    struct Task: Decodable, Sendable {
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

    struct Queue: Decodable, Sendable {
        let ready: Int
        let priorities: [String: Int]
    }

    let settled: Bool
    let tasks: [String: Task]
    let workers: [String: Counts]
    let queues: [String: Queue]

    /// The tasks that were sent; what was to follow upon a failure never was.
    var sent: [(uuid: String, task: Task)] {
        tasks.filter { $0.value.state != nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
