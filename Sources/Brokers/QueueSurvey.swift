package import Celery

/// What to look for in the broker's queues.
package struct QueueRequest: Sendable, Equatable {
    /// The queues that workers said they consume, with their exchanges.
    package var consumed: [ConsumedQueue]
    /// Exchanges known from earlier, so that they needn't be searched for.
    package var exchanges: [String]
    /// Whether to search for exchanges that nobody named.
    package var isSearching: Bool
    /// Whether to read messages, and not only count them.
    package var isDetailed: Bool

    /// Asks for queues; other exchanges are searched for where none are given, unless it is said otherwise.
    package init(
        consumed: [ConsumedQueue] = [], exchanges: [String] = [], isSearching: Bool? = nil, isDetailed: Bool
    ) {
        self.consumed = consumed
        self.exchanges = exchanges
        self.isSearching = isSearching ?? exchanges.isEmpty
        self.isDetailed = isDetailed
    }
}

/// What was found in the broker's queues; queues that Celery keeps for itself are left out.
package struct QueueSurvey: Sendable {
    /// What the user should know of a survey.
    package enum Note: Sendable, Equatable {
        /// There is no sign of Celery in this database.
        case nothingOfCelery
        /// The search for queues that no worker consumes was cut short; there may be more.
        case searchCutShort
        /// What has this queue's name is no queue, or may not be read.
        case notAQueue(String)
        /// So many messages are in flight that they were only counted.
        case tooManyUnacknowledged(Int)
        /// The messages in flight can't be read, for the reason given.
        case unacknowledgedUnreadable(String)
        /// The workers separate the parts of names otherwise than we were told; read so, the queues are found nevertheless.
        case otherSeparator(found: String)
        /// What the broker itself sampled of the last hour can't be read, for the reason given.
        case samplesUnreadable(String)
    }

    /// The queues by name.
    package var reading: QueueReading
    /// The messages in flight; `nil` where they were not read one by one.
    package var unacknowledged: [UnacknowledgedMessage]?
    /// Whether the broker can say which messages are in flight.
    package var namesMessages = true
    /// How full the queues were and what passed through them before, as the broker itself sampled it.
    package var samples: [Series] = []
    /// Whether the management API answered; `nil` where there is no such thing.
    package var management: Result<Void, BrokerError>?
    /// How many messages are in flight; `nil` where the broker can't say.
    package var unacknowledgedTotal: Int?
    /// The exchanges that were found, to be given to the next request.
    package var exchanges: [String] = []
    /// The names that workers, dead ones among them, have left in the broker.
    package var boundWorkers: [WorkerName] = []
    /// What is to be known of the survey.
    package var notes: [Note] = []

    /// Surveys nothing yet.
    package init(reading: QueueReading) {
        self.reading = reading
    }
}

extension QueueSurvey.Note {
    /// Whether its words are all our own; a server's may name hosts.
    package var isPlain: Bool {
        switch self {
        case .nothingOfCelery, .searchCutShort, .notAQueue, .tooManyUnacknowledged, .otherSeparator: true
        case .unacknowledgedUnreadable, .samplesUnreadable: false
        }
    }
}

extension QueueSurvey.Note: CustomStringConvertible {
    /// The note as a fragment of a sentence.
    package var description: String {
        switch self {
        case .nothingOfCelery: "there is no sign of Celery in this database"
        case .searchCutShort: "the search for queues was cut short, and there may be more that no worker consumes"
        case .notAQueue(let name): "what is named '\(name)' can't be read as a queue"
        case .tooManyUnacknowledged(let count): "\(count) messages are in flight, too many to read each of them"
        case .unacknowledgedUnreadable(let reason): "the messages in flight can't be read: \(reason)"
        case .otherSeparator(let found):
            "the workers separate names by '\(found)': give --priority-separator '\(found)', and --priority-steps where they "
                + "have others, whose messages are not counted"
        case .samplesUnreadable(let reason): "the last hour's samples can't be read: \(reason)"
        }
    }
}
