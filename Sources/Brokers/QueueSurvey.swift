package import Celery

/// What to look for in the broker's queues.
package struct QueueRequest: Sendable, Equatable {
    /// The queues that workers said they consume, with their exchanges.
    package var consumed: [ConsumedQueue]
    /// Exchanges known from earlier, so that they needn't be searched for.
    package var exchanges: [String]
    /// Whether to read messages, and not only count them.
    package var isDetailed: Bool

    /// Asks for queues.
    package init(consumed: [ConsumedQueue] = [], exchanges: [String] = [], isDetailed: Bool) {
        self.consumed = consumed
        self.exchanges = exchanges
        self.isDetailed = isDetailed
    }
}

/// What was found in the broker's queues; queues that Celery keeps for itself are left out.
package struct QueueSurvey: Sendable, Equatable {
    /// What the user should know of a survey.
    package enum Note: Sendable, Equatable {
        /// There is no sign of Celery in this database.
        case nothingOfCelery
        /// The search for queues that no worker consumes was cut short; there may be more.
        case searchCutShort
        /// What has this queue's name is no queue.
        case notAQueue(String)
        /// So many messages are in flight that they were only counted.
        case tooManyUnacknowledged(Int)
        /// The messages in flight can't be read, for the reason given.
        case unacknowledgedUnreadable(String)
    }

    /// The queues by name.
    package var reading: QueueReading
    /// The messages in flight; `nil` where they were not read one by one.
    package var unacknowledged: [UnacknowledgedMessage]?
    /// How many messages are in flight; `nil` where the broker can't say.
    package var unacknowledgedTotal: Int?
    /// The exchanges that were found, to be given to the next request.
    package var exchanges: [String] = []
    /// What is to be known of the survey.
    package var notes: [Note] = []

    /// Surveys nothing yet.
    package init(reading: QueueReading) {
        self.reading = reading
    }
}
