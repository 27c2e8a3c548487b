import Celery

/// Counts the messages that wait, and those in flight, in one go.
struct RedisLengths {
    /// The lengths of each queue's lists by priority step; `nil` where what has the name is no list.
    private(set) var byStep: [ExactText: [Int: Int]?] = [:]
    /// How many messages are in flight; `nil` where that can't be read.
    private(set) var unacknowledged: Int?
    /// The priorities that messages have and no step is, so that these are in no count.
    private(set) var strays: Set<Int> = []
    /// The queues whose name something else has.
    private(set) var misfits: Set<ExactText> = []
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
    mutating func read(_ connection: RedisConnection, _ queues: Set<ExactText>) async throws(BrokerError) {
        let names = queues.map(\.text)
        let lists = names.map { name in
            (name: name, steps: own(steps, of: name, queues), others: own(layout.otherPriorities, of: name, queues))
        }
        let requests = lists.flatMap { list in
            (list.steps + list.others).map { RedisCommand("LLEN", keys.list(list.name, step: $0)) }
        }
        let replies = try await connection.ask([RedisCommand("HLEN", keys.unacknowledged)] + requests)
        if byStep.isEmpty { note(flight: replies[0]) }
        try assertPermitted(replies.dropFirst(), connection)
        var lengths = replies.dropFirst()[...]
        for list in lists {
            var counts: [Int: Int] = [:]
            for step in list.steps { counts[step] = lengths.popFirst()?.integer }
            let isList = counts.count == list.steps.count
            byStep[list.name.exact] = .some(isList ? counts : nil)
            if !isList { misfits.insert(list.name.exact) }
            for step in list.others where (lengths.popFirst()?.integer ?? 0) > 0 { strays.insert(step) }
        }
    }

    /// The steps that are counted.
    var steps: [Int] { layout.prioritySteps }

    /// The steps that have a list of the queue's; one that another queue's name leads to is that queue's.
    private func own(_ steps: [Int], of name: String, _ queues: Set<ExactText>) -> [Int] {
        steps.filter { $0 == 0 || !queues.contains("\(name)\(layout.separator)\($0)".exact) }
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
