/// What a series tells of over time: its name in a snapshot, and its unit.
///
/// Each is declared here, so that what makes a series and what draws it can't mean two.
package struct Measure: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// In what it is given.
    package let unit: String

    fileprivate init(_ name: String, in unit: String) { (self.name, self.unit) = (name, unit) }
}

extension Measure {
    /// Attempts that came to something, by the time of their end.
    package static func tasks(_ outcome: Outcome) -> Measure { Measure("tasks.\(outcome.rawValue)", in: "tasks/min") }
    /// Executions by the workers' own counters.
    package static let tasksProcessed = Measure("tasks.processed", in: "tasks/min")
    /// How long executions took.
    package static let runtime = Measure("tasks.runtime", in: "seconds")
    /// How many executions took how long.
    package static let runtimeCounts = Measure("tasks.runtime.counts", in: "tasks")
    /// How long attempts waited to be begun.
    package static let wait = Measure("tasks.wait", in: "seconds")
    /// Workers that are there.
    package static let workersOnline = Measure("workers.online", in: "workers")
    /// What all workers execute.
    package static let workersActive = Measure("workers.active", in: "tasks")
    /// How many attempts all workers can execute side by side.
    package static let workersConcurrency = Measure("workers.concurrency", in: "tasks")
    /// The load of a worker's host over a minute.
    package static let workerLoad = Measure("worker.load", in: "load")
    /// The part of a worker's slots that was in use: what its attempts took, or what its heartbeats tell.
    package static let workerUtilization = Measure("worker.utilization", in: "ratio")
    /// How long messages waited to be begun, by the queue that they were sent to.
    package static let queueWait = Measure("queue.wait", in: "seconds")
    /// How old the oldest message of a queue was.
    package static let queueOldest = Measure("queue.oldest", in: "seconds")
    /// Messages of a queue that wait.
    package static let queueReady = Measure("queue.ready", in: "messages")
    /// Messages of a queue that were delivered and not acknowledged.
    package static let queueUnacknowledged = Measure("queue.unacked", in: "messages")

    /// Messages that passed through the task queues in some way, as RabbitMQ counts them.
    package static func messages(_ way: MessageRate) -> Measure {
        Measure("messages.\(way.rawValue)", in: "messages/min")
    }
}

/// In which way messages pass through queues.
package enum MessageRate: String, CaseIterable, Sendable {
    case acknowledged, delivered, published
}

/// What is counted of the attempts of each task type, by the time of their end; each is a series by type.
package enum TypeCount: String, CaseIterable, Sendable {
    /// All of them.
    case ended = "tasks.ended"

    /// The series of each type.
    package var measure: Measure { Measure(rawValue, in: "tasks/min") }

    /// How many of them that are.
    func of(_ attempts: AttemptTally) -> Int {
        switch self {
        case .ended: attempts.ended
        }
    }
}
