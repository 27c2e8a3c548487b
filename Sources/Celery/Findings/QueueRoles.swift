/// What the queues are for.
struct QueueRoles {
    private let others: [ExactText: QueueContent.Role]

    /// Takes them from the last reading.
    init(_ evidence: Evidence) {
        let queues = (evidence.queues.last?.queues ?? []).filter { $0.role != .tasks }
        others = Dictionary(queues.map { ($0.name.exact, $0.role) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a queue is for; for tasks, where nothing else is known.
    subscript(_ queue: String) -> QueueContent.Role { others[queue.exact] ?? .tasks }
}
