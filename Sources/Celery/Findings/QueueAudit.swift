/// Holds what events tell of the messages that wait against what was counted: by Little's law the mean number of those
/// that wait is how many come by the second times how long each waits (Little, "A Proof for the Queuing Formula",
/// Operations Research 9, 1961).
///
/// Where both rest on enough and differ, messages pass that no event tells of: their senders, or those who take them,
/// tell nothing.
struct QueueAudit: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [.messagesUnseen: .reportLacks]

    private let assessment: Assessment
    private let queues: [QueueRow]
    private let isWhole: Bool

    /// So long somebody has to have listened without a break, in seconds.
    private static let leastWatched = 600.0
    /// On so many readings and messages a comparison rests.
    private static let (leastReadings, leastMessages) = (20, 50)
    /// What differs by less is taken for the same.
    private static let tolerance = 0.2
    /// By so many standard errors of the readings they have to differ, too.
    private static let certainty = 3.0

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.assessment, queues) = (assessment, snapshot.queues)
        isWhole = snapshot.coverage.tasks <= assessment.tasks.count
    }

    /// What was found.
    var all: [Finding] {
        let rules = assessment.rules
        let watched = rules.watched.parts(
            in: TimeSpan(since: rules.span.since, until: max(rules.span.since, rules.moment)))
        guard isWhole, let part = watched.max(by: { $0.length < $1.length }), part.length >= Self.leastWatched else {
            return []
        }
        let waits = waits
        let readings = (assessment.evidence.earlierQueues + assessment.evidence.queues)
            .filter { part.contains($0.time) }.sorted { $0.time < $1.time }
        var sizes: [ExactText: [(time: Instant, ready: Int)]] = [:]
        for reading in readings {
            for queue in reading.queues where queue.role == .tasks {
                if let ready = queue.ready { sizes[queue.name.exact, default: []].append((reading.time, ready)) }
            }
        }
        return queues.compactMap { queue in
            let name = queue.name.exact
            return finding(queue.name, sizes[name] ?? [], waits[name] ?? [], in: part)
        }
    }

    /// When the messages of each queue waited in it, from their sending to their receipt; none of one that some waited
    /// for elsewhere.
    private var waits: [ExactText: [TimeSpan]] {
        var waits: [ExactText: [TimeSpan]] = [:]
        var elsewhere: Set<ExactText> = []
        for task in assessment.tasks {
            let isDelayed = task.facts.eta != nil && !assessment.evidence.brokerNamesMessages
            guard !task.attempts.isEmpty else {
                guard let sent = task.sent, let queue = task.facts.queue?.exact else { continue }
                if isDelayed { elsewhere.insert(queue) }
                waits[queue, default: []].append(TimeSpan(since: sent, until: max(sent, assessment.rules.moment)))
                continue
            }
            var known: Set<Instant> = []
            for judged in task.attempts {
                guard let queue = judged.queue?.exact, let sent = judged.sent, known.insert(sent).inserted,
                    let received = judged.attempt.received
                else { continue }
                let isSkewed = assessment.lead(of: judged.attempt.worker) != 0
                if isDelayed || isSkewed || judged.attempt.told.eta != nil { elsewhere.insert(queue) }
                waits[queue, default: []].append(TimeSpan(since: sent, until: max(sent, received)))
            }
        }
        return waits.filter { !elsewhere.contains($0.key) }
    }

    private func finding(
        _ queue: String, _ sizes: [(time: Instant, ready: Int)], _ waits: [TimeSpan], in part: TimeSpan
    ) -> Finding? {
        // What was sent before anybody listened has left the queue by then.
        let longest = waits.filter { $0.until < assessment.rules.moment }.map(\.length).max() ?? 0
        let own = sizes.filter { $0.time >= part.since + longest }
        guard own.count >= Self.leastReadings, let first = own.first?.time, let last = own.last?.time,
            last.since(first) >= Self.leastWatched / 2
        else { return nil }
        let span = TimeSpan(since: first, until: last)
        let parts = waits.compactMap { $0.part(in: span) }
        guard parts.count >= Self.leastMessages else { return nil }
        let told = parts.reduce(0) { $0 + $1.length } / span.length
        let area = zip(own, own.dropFirst()).reduce(0) {
            $0 + Double($1.0.ready + $1.1.ready) / 2 * $1.1.time.since($1.0.time)
        }
        let counted = area / span.length
        let squares = own.reduce(0) { $0 + (Double($1.ready) - counted) * (Double($1.ready) - counted) }
        let error = (squares / Double(own.count - 1) / Double(own.count)).squareRoot()
        let difference = abs(counted - told)
        guard max(counted, told) >= 1, difference > Self.tolerance * max(counted, told),
            difference > Self.certainty * error
        else { return nil }
        return .messagesUnseen(queue, counted: counted, readings: own.count, told: told, messages: parts.count)
    }
}

extension Finding.Code {
    /// Messages pass through a queue that no event tells of.
    package static let messagesUnseen = Self("messages_unseen")
}

/// What is said of messages that pass unseen.
extension Finding {
    /// By counting more messages wait, or fewer, than by what events tell.
    static func messagesUnseen(
        _ queue: String, counted: Double, readings: Int, told: Double, messages: Int
    ) -> Finding {
        func tenths(_ number: Double) -> String {
            let tenths = Int((number * 10).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
        return Finding(
            .note, .messagesUnseen, subject: queue,
            facts: [
                "counted": .number(counted), "readings": .count(readings), "told": .number(told),
                "messages": .count(messages),
            ],
            message: "queue \(name: queue) held \(words: tenths(counted)) messages on average by "
                + "\(Phrase.count(readings, "reading")), and \(words: tenths(told)) by what events tell of "
                + "\(Phrase.count(messages, "message")): some pass unseen")
    }
}
