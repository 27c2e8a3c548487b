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
    /// What a queue is for.
    package enum Role: Sendable {
        /// Tasks that workers take.
        case tasks
        /// Tasks that wait for their ETA in the broker, which then takes them to their queues by itself.
        case delay
        /// What other queues have given up.
        case deadLetters
    }

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
    /// A sample of the messages that wait, the next to be taken first; `nil` where the broker shows none.
    package var sample: [WaitingMessage]?
    /// When the message was sent that is taken next, where the broker tells.
    package var headSent: Instant?
    /// The digest of that message's task, as a history kept it.
    package var storedHead: Int64?
    /// How many messages were delivered again since the broker began to count.
    package var redelivered: Int?
    /// By how many messages a minute it grew, where the broker itself measured that.
    package var growth: Double?
    /// By how many messages a minute those that wait in it grew, where the broker itself measured that.
    package var readyGrowth: Double?
    /// For how many seconds it has had messages to deliver and delivered none, where the broker itself measured that.
    package var standstill: Double?
    /// What it is for.
    package var role = Role.tasks
    /// Of tasks that wait for their ETA in the broker, how many wait at each of its levels: at level n for up to 2ⁿ
    /// seconds, before what is left of the time passes at lower ones.
    package var levels: [Int: Int] = [:]
    /// The queues that the broker takes such tasks to; `nil` where it didn't say.
    package var destinations: [String]?
    /// What it was declared with, and what rules it.
    package var settings: [NamedValue] = []

    /// Describes a content.
    package init(
        name: String, type: String? = nil, ready: Int? = nil, unacknowledged: Int? = nil, consumers: Int? = nil,
        idleSince: Instant? = nil, priorities: [Int: Int] = [:], sample: [WaitingMessage]? = nil
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
