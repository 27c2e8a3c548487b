import Celery

/// Counts the messages that wait, and those in flight, in one go.
struct RedisLengths {
    /// The lengths of each queue's lists by priority step; `nil` where what has the name is no list.
    private(set) var byStep: [String: [Int: Int]?] = [:]
    /// How many messages are in flight; `nil` where that can't be read.
    private(set) var unacknowledged: Int?
    /// The queues whose name something else has.
    private(set) var misfits: Set<String> = []
    /// Why the messages in flight couldn't be counted, in the server's words.
    private(set) var refusal: String?
    /// When they were counted first.
    private(set) var time = Instant.now
    private let keys: RedisKeys
    private let layout: RedisLayout

    init(_ keys: RedisKeys, _ layout: RedisLayout) {
        self.keys = keys
        self.layout = layout
    }

    /// Counts; the messages in flight only with the first queues, so that both are of the same time.
    mutating func read(_ connection: RedisConnection, _ queues: Set<String>) async throws(BrokerError) {
        let names = Array(queues)
        let lists = names.flatMap { name in layout.prioritySteps.map { RedisCommand("LLEN", keys.list(name, step: $0)) }
        }
        let replies = try await connection.ask([RedisCommand("HLEN", keys.unacknowledged)] + lists)
        if byStep.isEmpty { note(flight: replies[0]) }
        try assertPermitted(replies.dropFirst(), connection)
        var lengths = replies.dropFirst()[...]
        for name in names {
            var steps: [Int: Int] = [:]
            for step in layout.prioritySteps { steps[step] = lengths.popFirst()?.integer }
            let isList = steps.count == layout.prioritySteps.count
            byStep[name] = .some(isList ? steps : nil)
            if !isList { misfits.insert(name) }
        }
    }

    private mutating func note(flight reply: RedisReply) {
        (time, unacknowledged) = (.now, reply.integer)
        if case .error(let text) = reply { refusal = text }
    }

    /// One list that may not be read is a queue without numbers; that none may be read is an error.
    private func assertPermitted(
        _ replies: ArraySlice<RedisReply>, _ connection: RedisConnection
    ) throws(BrokerError) {
        guard case .error(let text) = replies.first, replies.allSatisfy({ $0 == .error(text) }) else { return }
        let error = BrokerError(redis: text, command: "LLEN", broker: connection.name)
        if case .notPermitted = error { throw error }
    }

    /// The priorities worth telling: those that have messages, and the first.
    func shown(_ steps: [Int: Int]?) -> [Int: Int] {
        (steps ?? [:]).filter { $0.value > 0 || $0.key == layout.prioritySteps.first }
    }
}
