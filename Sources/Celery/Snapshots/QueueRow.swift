/// A queue in a snapshot.
package struct QueueRow: Sendable, Equatable {
    /// Its name.
    package var name: String
    /// What it is to its broker.
    package var type: String?
    /// Messages that wait.
    package var ready: Int?
    /// Messages delivered and not acknowledged.
    package var unacknowledged: Int?
    /// Who takes messages from it; `nil` where that isn't known of every worker.
    package var consumers: Int?
    /// When it last changed.
    package var idleSince: Instant?
    /// Messages that wait, by priority.
    package var priorities: [Int: Int]
    /// What waits by task type, in the sample; `nil` where the broker shows no messages.
    package var waiting: [Waiting]?
    /// How many messages the sample has; `nil` without one.
    package var sampled: Int?
    /// What was delivered and not acknowledged, the oldest first; `nil` where only the total is known.
    package var inFlight: [InFlight]?
    /// By how many messages it grew a minute between the first reading and the last; negative where it drains.
    package var growth: Double?
    /// Over how many seconds that is told.
    package var growthSeconds: Double?
    /// Whether it grew or drained over that time; `nil` where that isn't known.
    package var trend: Trend?
    /// The largest that readings of the span tell of it.
    package var peak: Peak?
    /// How long attempts at its messages waited.
    package var wait: QueueWait?
    /// How old the oldest message is that waits in it.
    package var oldest: OldestMessage?
    /// Messages a second that came to it over the last minute.
    package var arrivals: Double?
    /// Messages a second that left it over the last minute.
    package var departures: Double?
    /// In how many seconds it is empty if it goes on so; `nil` where it doesn't drain.
    package var drainSeconds: Double?
    /// How many tasks wait for their ETA in the broker itself, and come to this queue then; `nil` where that isn't
    /// known.
    package var delayed: Int?
    /// How many messages were delivered again since the broker began to count.
    package var redelivered: Int?
    /// What it was declared with, and what rules it.
    package var settings: [NamedValue]

    /// Describes a queue.
    package init(
        name: String, type: String? = nil, ready: Int? = nil, unacknowledged: Int? = nil, consumers: Int? = nil,
        idleSince: Instant? = nil, priorities: [Int: Int], waiting: [Waiting]?, sampled: Int? = nil,
        inFlight: [InFlight]? = nil, growth: Double? = nil, redelivered: Int? = nil,
        settings: [NamedValue] = []
    ) {
        self.name = name
        self.type = type
        self.ready = ready
        self.unacknowledged = unacknowledged
        self.consumers = consumers
        self.idleSince = idleSince
        self.priorities = priorities
        self.waiting = waiting
        self.sampled = sampled
        self.inFlight = inFlight
        self.growth = growth
        self.redelivered = redelivered
        self.settings = settings
    }

    /// All of its messages; `nil` where a part isn't known.
    package var messages: Int? {
        guard let ready, let unacknowledged else { return nil }
        return ready + unacknowledged
    }

    /// What became of its size over the last minute of readings.
    package enum Trend: String, CaseIterable, Sendable { case growing, draining, steady }

    /// The largest size of a queue.
    package struct Peak: Sendable, Equatable {
        /// How many messages waited.
        package var ready: Int
        /// When.
        package var time: Instant

        /// Dates a size.
        package init(ready: Int, time: Instant) {
            self.ready = ready
            self.time = time
        }
    }

    /// How many messages of one task type wait.
    package struct Waiting: Sendable, Equatable {
        /// The task type; `nil` for messages that are none of Celery's.
        package var name: String?
        /// How many.
        package var count: Int

        /// Counts a type.
        package init(name: String?, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// A message delivered and not acknowledged.
    package struct InFlight: Sendable, Equatable {
        /// The task it asks for.
        package var task: TaskID?
        /// Its type.
        package var name: String?
        /// When it was delivered.
        package var delivered: Instant?
        /// The worker that says it holds it; `nil` where none does.
        package var worker: WorkerName?
        /// When the broker will deliver it again if nobody acknowledges it.
        package var redelivery: Instant?
        /// Whether no live worker holds it, as all of them said after it was delivered.
        package var isUnclaimed = false

        /// Describes a message.
        package init(
            task: TaskID? = nil, name: String? = nil, delivered: Instant? = nil, worker: WorkerName? = nil,
            redelivery: Instant? = nil
        ) {
            self.task = task
            self.name = name
            self.delivered = delivered
            self.worker = worker
            self.redelivery = redelivery
        }
    }
}
