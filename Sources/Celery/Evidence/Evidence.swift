/// What else than events is known of a cluster: what workers answered, and what the broker and the backend hold.
package struct Evidence: Sendable, Equatable {
    /// What the workers answered; `nil` where nobody asked.
    package var inspection: Inspection?
    /// What was in the queues, oldest first; the last is that of the report.
    package var queues: [QueueReading] = []
    /// The messages that were delivered and not acknowledged; `nil` where that isn't known, or not of every one.
    package var unacknowledged: [UnacknowledgedMessage]?
    /// What the result backend holds, newest first.
    package var results: [StoredResult] = []
    /// Names that workers, dead ones among them, left in the broker.
    package var boundWorkers: [WorkerName] = []

    /// Knows nothing.
    package init() {}
}

/// What the workers answered to one round of questions.
package struct Inspection: Sendable, Equatable {
    /// When they were asked, by our clock.
    package var asked: Instant
    /// When the last answer came that we waited for.
    package var answered: Instant
    /// How many workers heard the questions; `nil` where the broker didn't say.
    package var expected: Int?
    /// The answers.
    package var workers: [WorkerName: WorkerInspection]
    /// Whether every question that this round asked was answered by every worker that heard it.
    package var isComplete: Bool

    /// Collects answers.
    package init(
        asked: Instant, answered: Instant, expected: Int? = nil, workers: [WorkerName: WorkerInspection] = [:],
        isComplete: Bool = false
    ) {
        self.asked = asked
        self.answered = answered
        self.expected = expected
        self.workers = workers
        self.isComplete = isComplete
    }
}

/// A name and a value to be shown, as a worker's own words have them.
package struct NamedValue: Hashable, Sendable {
    /// The name; nested ones are joined by dots.
    package var name: String
    /// The value as text.
    package var value: String

    /// Pairs them.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What one worker answered; `nil` is "not asked, or no answer".
package struct WorkerInspection: Sendable, Equatable {
    /// Whether it answered the ping, or anything else.
    package var isAlive = false
    /// What it executes.
    package var active: [HeldTask]?
    /// What it has fetched and not begun.
    package var reserved: [HeldTask]?
    /// What waits in it for its ETA.
    package var scheduled: [HeldTask]?
    /// The identifiers that it will not execute.
    package var revoked: [TaskID]?
    /// The queues that it takes messages from.
    package var queues: [ConsumedQueue]?
    /// The task types that it knows, with their limits as it writes them.
    package var registered: [String]?
    /// How many executions it began since it started, by task type.
    package var executions: [String: Int]?
    /// Its main process.
    package var processID: Int?
    /// Seconds since it started.
    package var uptime: Double?
    /// How many attempts it executes side by side.
    package var concurrency: Int?
    /// How many messages it fetches ahead.
    package var prefetchCount: Int?
    /// Its pool, as it describes it.
    package var pool: [NamedValue] = []
    /// Its connection to the broker, as it describes it.
    package var broker: [NamedValue] = []
    /// Its use of the system: `getrusage` as it reports it.
    package var system: [NamedValue] = []
    /// What else its statistics say.
    package var other: [NamedValue] = []
    /// The harmless part of its configuration.
    package var configuration: [NamedValue] = []
    /// Seconds after which the broker delivers an unacknowledged message again, where its configuration says so.
    package var visibilityTimeout: Double?

    /// Knows nothing.
    package init() {}

    /// Whether it told all that it holds.
    package var isComplete: Bool { active != nil && reserved != nil && scheduled != nil }
}

/// A task that a worker says it holds.
package struct HeldTask: Sendable, Equatable {
    /// The task.
    package var task: TaskID
    /// What the worker told of it.
    package var facts: TaskFacts
    /// When it was begun, by the worker's clock; only of active ones.
    package var started: Instant?
    /// The process that executes it.
    package var processID: Int?
    /// Whether its message is acknowledged.
    package var isAcknowledged: Bool?

    /// Names a held task.
    package init(
        task: TaskID, facts: TaskFacts = TaskFacts(), started: Instant? = nil, processID: Int? = nil,
        isAcknowledged: Bool? = nil
    ) {
        self.task = task
        self.facts = facts
        self.started = started
        self.processID = processID
        self.isAcknowledged = isAcknowledged
    }
}

/// A queue as a worker that consumes it describes it.
package struct ConsumedQueue: Sendable, Equatable {
    /// The queue's name.
    package var name: String
    /// Its exchange, routing key, flags and arguments, as the worker writes them.
    package var attributes: [NamedValue]

    /// Describes a queue.
    package init(name: String, attributes: [NamedValue] = []) {
        self.name = name
        self.attributes = attributes
    }
}

/// What was in the queues at one time.
package struct QueueReading: Sendable, Equatable {
    /// When it was read, by our clock.
    package var time: Instant
    /// The queues.
    package var queues: [QueueContent]

    /// Dates contents.
    package init(time: Instant, queues: [QueueContent]) {
        self.time = time
        self.queues = queues
    }
}

/// What was in one queue; `nil` is "the broker can't say".
package struct QueueContent: Sendable, Equatable {
    /// The queue's name.
    package var name: String
    /// What kind of queue it is to its broker, such as `list` or `quorum`.
    package var type: String?
    /// Messages that wait.
    package var ready: Int?
    /// Messages delivered and not acknowledged.
    package var unacknowledged: Int?
    /// Consumers as the broker counts them; `nil` on Redis, which knows none.
    package var consumers: Int?
    /// When it last changed.
    package var idleSince: Instant?
    /// Messages that wait, by priority.
    package var priorities: [Int: Int]
    /// A sample of the messages that wait, the next to be taken first.
    package var sample: [WaitingMessage]

    /// Describes a content.
    package init(
        name: String, type: String? = nil, ready: Int? = nil, unacknowledged: Int? = nil, consumers: Int? = nil,
        idleSince: Instant? = nil, priorities: [Int: Int] = [:], sample: [WaitingMessage] = []
    ) {
        self.name = name
        self.type = type
        self.ready = ready
        self.unacknowledged = unacknowledged
        self.consumers = consumers
        self.idleSince = idleSince
        self.priorities = priorities
        self.sample = sample
    }
}

/// A message that waits in a queue.
package struct WaitingMessage: Sendable, Equatable {
    /// The task it asks for; `nil` where it is none of Celery's.
    package var task: TaskID?
    /// What it tells of the task.
    package var facts: TaskFacts

    /// Describes a message.
    package init(task: TaskID?, facts: TaskFacts = TaskFacts()) {
        self.task = task
        self.facts = facts
    }
}

/// A message that was delivered and not acknowledged.
package struct UnacknowledgedMessage: Sendable, Equatable {
    /// The task it asks for; `nil` where it can't be read.
    package var task: TaskID?
    /// What it tells of the task; `queue` is the one that it came from.
    package var facts: TaskFacts
    /// When it was delivered.
    package var delivered: Instant?

    /// Describes a message.
    package init(task: TaskID?, facts: TaskFacts = TaskFacts(), delivered: Instant? = nil) {
        self.task = task
        self.facts = facts
        self.delivered = delivered
    }
}

/// What the result backend holds of one task.
package struct StoredResult: Sendable, Equatable {
    /// The task.
    package var task: TaskID
    /// Its state in the backend's words: `SUCCESS`, `FAILURE`, …
    package var state: String
    /// What is told of it; without extended results that is its result, or its exception, alone.
    package var facts: TaskFacts
    /// Who executed it; only with extended results.
    package var worker: WorkerName?
    /// When it ended, by the worker's clock.
    package var finished: Instant?

    /// Describes a result.
    package init(
        task: TaskID, state: String, facts: TaskFacts = TaskFacts(), worker: WorkerName? = nil,
        finished: Instant? = nil
    ) {
        self.task = task
        self.state = state
        self.facts = facts
        self.worker = worker
        self.finished = finished
    }
}
