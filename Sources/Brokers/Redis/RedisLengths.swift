/// Counts the messages that wait, and those in flight, in one go.
struct RedisLengths {
    /// The lengths of each queue's lists by priority step; `nil` where what has the name is no list.
    private(set) var byStep: [String: [Int: Int]?] = [:]
    /// How many messages are in flight; `nil` where that can't be read.
    private(set) var unacknowledged: Int?
    /// The queues whose name something else has.
    private(set) var misfits: Set<String> = []
    private let keys: RedisKeys
    private let layout: RedisLayout

    init(_ keys: RedisKeys, _ layout: RedisLayout) {
        self.keys = keys
        self.layout = layout
    }

    /// Counts.
    mutating func read(_ connection: RedisConnection, _ queues: Set<String>) async throws(BrokerError) {
        let names = Array(queues)
        let lists = names.flatMap { name in layout.prioritySteps.map { RedisCommand("LLEN", keys.list(name, step: $0)) }
        }
        let replies = try await connection.ask([RedisCommand("HLEN", keys.unacknowledged)] + lists)
        unacknowledged = replies[0].integer
        var lengths = replies.dropFirst()[...]
        for name in names {
            var steps: [Int: Int] = [:]
            for step in layout.prioritySteps { steps[step] = lengths.popFirst()?.integer }
            let isList = steps.count == layout.prioritySteps.count
            byStep[name] = .some(isList ? steps : nil)
            if !isList { misfits.insert(name) }
        }
    }

    /// The priorities worth telling: those that have messages, and the first.
    func shown(_ steps: [Int: Int]?) -> [Int: Int] {
        (steps ?? [:]).filter { $0.value > 0 || $0.key == layout.prioritySteps.first }
    }
}
