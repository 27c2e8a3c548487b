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
    /// Whether an API that kept us waiting in vain before is not to do so again.
    package var isHurried = false
    /// The priority steps that workers said they have, where a broker keeps a list for each.
    package var prioritySteps: Set<Int> = []

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
        /// The workers separate the parts of names otherwise than we were told; read so, the queues are found
        /// nevertheless.
        case otherSeparator(found: String)
        /// Messages have these priorities, which are none of the steps, and are not counted.
        case otherPriorities([Int], steps: [Int])
        /// The messages that wait can't be read, for the reason given.
        case waitingUnreadable(String)
        /// The broker keeps no statistics of its queues: what waits was asked queue by queue.
        case noStatistics
        /// When the messages in flight were delivered can't be read, for the reason given.
        case deliveriesUnreadable(String)
        /// The schedule that lies in the broker may not be read, as the server says; whether there is one isn't known.
        case scheduleForbidden(String)
        /// Of the schedule that lies in the broker so many entries can't be read, the first for the reason given.
        case scheduleUnreadable(Int, String)
        /// The schedule that lies in the broker has more entries than are read.
        case scheduleCutShort
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
    /// The priority steps whose lists were counted, where a broker keeps a list for each.
    package var prioritySteps: [Int] = []
    /// The names that workers, dead ones among them, have left in the broker.
    package var boundWorkers: [WorkerName] = []
    /// Whether these are all the names that there are, so that who isn't among them takes no commands.
    package var namesBoundWorkers = false
    /// The schedule that lies in the broker; `nil` where none is read there.
    package var schedule: ScheduleReading?
    /// What is to be known of the survey.
    package var notes: [Note] = []

    /// Surveys nothing yet.
    package init(reading: QueueReading) {
        self.reading = reading
    }
}

extension QueueSurvey.Note {
    /// Whether the queues are told whole nevertheless.
    package var isHarmless: Bool {
        switch self {
        case .noStatistics, .scheduleForbidden: true
        default: false
        }
    }
}

extension QueueSurvey.Note: Phrased {
    /// The note as a part of a sentence.
    package var phrase: Phrase {
        switch self {
        case .nothingOfCelery: "there is no sign of Celery in this database"
        case .searchCutShort: "the search for queues was cut short, and there may be more that no worker consumes"
        case .notAQueue(let name): "what is named \(name: name) can't be read as a queue"
        case .tooManyUnacknowledged(let count): "\(count) messages are in flight, too many to read each of them"
        case .unacknowledgedUnreadable(let reason): "the messages in flight can't be read: \(quote: reason)"
        case .otherSeparator(let found):
            "the workers separate names by \(name: found): give --priority-separator \(name: found), and --priority-steps where they "
                + "have others, whose messages are not counted"
        case .otherPriorities(let priorities, let steps):
            "messages of the priorities \(words: Self.listed(priorities)) are not counted; "
                + "give --priority-steps \(words: Self.listed((priorities + steps).sorted()))"
        case .waitingUnreadable(let reason): "the messages that wait can't be read: \(quote: reason)"
        case .noStatistics:
            "it keeps no statistics (management_agent.disable_metrics_collector, management.disable_stats): since when a "
                + "queue is idle, what was redelivered and what passed through it isn't known"
        case .deliveriesUnreadable(let reason):
            "when the messages in flight were delivered can't be read: \(quote: reason)"
        case .scheduleForbidden(let reason): "whether RedBeat keeps a schedule here can't be read: \(quote: reason)"
        case .scheduleUnreadable(let count, let reason):
            "\(count) of the entries of RedBeat's schedule can't be read: \(quote: reason)"
        case .scheduleCutShort:
            "only \(ScheduleReading.limit) entries of RedBeat's schedule are read, those that are due first"
        case .samplesUnreadable(let reason): "the last hour's samples can't be read: \(quote: reason)"
        }
    }
    private static func listed(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }
}
