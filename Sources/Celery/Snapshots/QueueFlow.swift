/// How many messages came to each queue and left it, by the events and readings of the last minute of listening.
struct QueueFlow {
    private var sent: [ExactText: Int] = [:]
    private var received: [ExactText: Int] = [:]
    /// The queues to which the sending of anything was ever told.
    private var told: Set<ExactText> = []
    /// The queues that may have got messages of which nothing told the sending, or not when it was.
    private var untold: Set<ExactText> = []
    /// The queues that attempts may have come from of which nothing tells the queue.
    private var blurred: Set<ExactText> = []
    private var isBlurred = false
    /// The workers by the queues that they consume.
    private var consumers: [ExactText: [WorkerRow]] = [:]
    /// The workers whose clocks don't tell when they received what.
    private let skewed: Set<WorkerName>
    /// How those that wait grew over the same time.
    private var growth: [ExactText: QueueGrowth] = [:]
    private let window: TimeSpan?

    /// Fewer seconds than these tell no rate.
    private static let least = 1.0
    /// Events reach us up to so many seconds late.
    private static let delay = 1.5
    /// Where readings tell of this share more than events did, or of so many messages, not all sendings were told.
    private static let tolerance = (share: 0.1, count: 3.0)

    /// Where tasks were left out for their number nothing is told.
    init(state: ClusterState, assessment: Assessment, workers: [WorkerRow], taskLimit: Int?) {
        let rules = assessment.rules
        skewed = Set(workers.lazy.map(\.name).filter { assessment.lead(of: $0) != 0 })
        let last = rules.watched.last { $0.since <= rules.moment }
        let end = last.map { min($0.until, rules.moment) - Self.delay }
        var window = end.flatMap { end in
            last.map { TimeSpan(since: max($0.since, rules.span.since, end - 60), until: end) }
        }
        if let length = window?.length, length < Self.least { window = nil }
        if let limit = taskLimit, let own = window {
            let recent = state.tasks.values.count { ($0.span?.until ?? .distantPast) >= own.since }
            if recent >= limit { window = nil }
        }
        self.window = window
        guard let window else { return }
        // The first reading comes a moment before the listening begins.
        growth = QueueGrowth.byQueue(assessment.evidence, since: window.since - Self.delay)
        for worker in workers where worker.status == .online || worker.status == .stopping {
            for queue in worker.queues ?? [] { consumers[queue.exact, default: []].append(worker) }
        }
        countSent(state, in: window)
        countReceived(assessment, workers, in: window)
    }

    private mutating func countSent(_ state: ClusterState, in window: TimeSpan) {
        for task in state.tasks.values {
            for mark in task.sent {
                guard let queue = mark.read({ $0.queue }) ?? nil else { continue }
                told.insert(queue.exact)
                if window.contains(mark.timestamp) {
                    sent[queue.exact, default: 0] += 1
                } else if window.contains(mark.heard),
                    abs(mark.timestamp.since(mark.heard)) > WorkerRecord.tolerableSkew
                {
                    untold.insert(queue.exact)
                }
            }
        }
    }

    private mutating func countReceived(_ assessment: Assessment, _ workers: [WorkerRow], in window: TimeSpan) {
        let queues = Dictionary(
            workers.map { ($0.name, $0.queues ?? []) }, uniquingKeysWith: { first, _ in first })
        for judged in assessment.tasks.lazy.flatMap(\.attempts) {
            guard let time = judged.attempt.received, window.contains(time) else { continue }
            let own = queues[judged.attempt.worker] ?? []
            if judged.sent == nil { untold.formUnion(own.map(\.exact)) }
            if let queue = judged.queue ?? (own.count == 1 ? own[0] : nil) {
                received[queue.exact, default: 0] += 1
            } else if own.isEmpty {
                isBlurred = true
            } else {
                blurred.formUnion(own.map(\.exact))
            }
        }
    }

    /// Messages a second that came to a queue: by events where every sending is told; else what left it, and what there
    /// is more of.
    func arrivals(of row: QueueRow, departures: Double?) -> Double? {
        guard let window else { return nil }
        let queue = row.name.exact
        var counted: Double?
        if let departures, let ready = growth[queue]?.ready { counted = max(0, departures + ready) }
        guard departures != nil, told.contains(queue), !untold.contains(queue), !isBlurred else { return counted }
        let events = Double(sent[queue] ?? 0) / window.length
        guard let counted else { return events }
        let isWhole =
            counted <= events * (1 + Self.tolerance.share) || counted <= events + Self.tolerance.count / window.length
        return isWhole ? events : counted
    }

    /// Messages a second that workers received from it; `nil` where not all that consume it tell of that.
    func departures(of row: QueueRow) -> Double? {
        let queue = row.name.exact
        guard let window, !isBlurred, !blurred.contains(queue) else { return nil }
        let own = consumers[queue] ?? []
        guard let count = row.consumers, own.count >= count,
            own.allSatisfy({ $0.counts.processed != nil && !skewed.contains($0.name) })
        else { return nil }
        return Double(received[queue] ?? 0) / window.length
    }
}
