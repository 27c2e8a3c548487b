/// The queues of a snapshot.
struct QueueRows {
    let rows: [QueueRow]

    init(evidence: Evidence, assessment: Assessment, rules: AssessmentRules) {
        guard let last = evidence.queues.last else {
            rows = []
            return
        }
        let consumers = Self.consumers(evidence, assessment)
        let holders = Self.holders(evidence.inspection)
        let delay = evidence.redeliveryDelay
        let growth = QueueGrowth.byQueue(evidence)
        let changes = QueueChanges(of: last, since: evidence.earlierQueues + evidence.queues.dropLast())
        let messages = evidence.unacknowledged.map { Dictionary(grouping: $0) { $0.facts.queue.exact } }
        let delayed = Self.delayed(in: last, assessment)
        rows = last.queues.map { content in
            var row = QueueRow(
                name: content.name, type: content.type, ready: content.ready,
                unacknowledged: content.unacknowledged,
                consumers: content.role == .delay
                    ? nil : content.consumers ?? consumers.map { $0[content.name.exact] ?? 0 },
                idleSince: content.idleSince ?? changes.last[content.name.exact], priorities: content.priorities,
                waiting: content.sample.map(Self.waiting) ?? (content.ready == 0 ? [] : nil),
                sampled: content.sample.flatMap { $0.isEmpty ? nil : $0.count },
                inFlight: messages.map { byQueue in
                    let own = byQueue[content.name.exact] ?? []
                    return own.map { Self.inFlight($0, holders: holders, delay: delay, evidence.inspection) }
                        .sorted { ($0.delivered ?? .distantPast) < ($1.delivered ?? .distantPast) }
                },
                growth: growth[content.name.exact]?.rate, redelivered: content.redelivered,
                settings: content.settings + Self.destinations(of: content))
            row.delayed = delayed[content.name.exact]
            return row
        }.sorted { NaturalOrder.areInIncreasingOrder($0.name, $1.name) }
    }

    /// How many tasks wait in the broker for their ETA, by the queue that they come to then: all of them where it takes
    /// them to one, else those of which their senders told, if that is all.
    private static func delayed(in reading: QueueReading, _ assessment: Assessment) -> [ExactText: Int] {
        let delays = reading.queues.filter { $0.role == .delay }
        let counts = delays.compactMap(\.ready)
        guard !delays.isEmpty, counts.count == delays.count else { return [:] }
        let count = counts.reduce(0, +)
        let destinations = delays.compactMap(\.destinations)
        if destinations.count == delays.count, let only = destinations.first?.first,
            destinations.allSatisfy({ $0 == [only] })
        {
            return [only.exact: count]
        }
        var told: [ExactText: Int] = [:]
        for task in assessment.tasks where task.attempts.isEmpty && task.sent != nil {
            guard let eta = task.facts.eta, eta > assessment.rules.now, let queue = task.facts.queue else { continue }
            told[queue.exact, default: 0] += 1
        }
        return told.values.reduce(0, +) == count ? told : [:]
    }

    private static func destinations(of content: QueueContent) -> [NamedValue] {
        guard let destinations = content.destinations, !destinations.isEmpty else { return [] }
        let shown = destinations.prefix(10).joined(separator: ", ")
        return [
            NamedValue("leads to", destinations.count > 10 ? "\(shown) and \(destinations.count - 10) more" : shown)
        ]
    }

    /// How many live workers consume each queue; `nil` unless every worker that is alive answered.
    private static func consumers(_ evidence: Evidence, _ assessment: Assessment) -> [ExactText: Int]? {
        guard let inspection = evidence.inspection else { return nil }
        let answered = inspection.workers.filter { $0.value.queues != nil }
        let isSilent = assessment.statuses.contains { name, status in
            (status == .online || status == .stopping) && answered[name] == nil
        }
        guard !isSilent, answered.count >= inspection.expected ?? answered.count else { return nil }
        var consumers: [ExactText: Int] = [:]
        for worker in answered.values {
            for queue in worker.queues ?? [] { consumers[queue.name.exact, default: 0] += 1 }
        }
        return consumers
    }

    private static func holders(_ inspection: Inspection?) -> [TaskID: WorkerName] {
        HeldTasks(inspection).byTask.compactMapValues { $0.keys.min() }
    }

    private static func waiting(_ sample: [WaitingMessage]) -> [QueueRow.Waiting] {
        var counts: [ExactText?: Int] = [:]
        for message in sample { counts[message.facts.name.exact, default: 0] += 1 }
        return counts.map { QueueRow.Waiting(name: $0.key?.text, count: $0.value) }
            .sorted { $0.count != $1.count ? $0.count > $1.count : ($0.name ?? "~") < ($1.name ?? "~") }
    }

    private static func inFlight(
        _ message: UnacknowledgedMessage, holders: [TaskID: WorkerName], delay: Double?,
        _ inspection: Inspection?
    ) -> QueueRow.InFlight {
        var redelivery: Instant?
        if let delivered = message.delivered, let delay { redelivery = delivered + delay }
        var row = QueueRow.InFlight(
            task: message.task, name: message.facts.name, delivered: message.delivered,
            worker: message.task.flatMap { holders[$0] }, redelivery: redelivery)
        // The workers are asked before the queues: what was delivered since, or just before, they can't have told.
        if let inspection, inspection.isComplete, row.worker == nil, let delivered = message.delivered {
            row.isUnclaimed = delivered < inspection.asked - passage
        }
        return row
    }

    /// Seconds that a message may take from the broker into what a worker says that it holds.
    private static let passage = 2.0
}
