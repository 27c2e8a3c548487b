/// How many messages came to each queue and left it, by the events of the last minute of listening.
struct QueueFlow {
    private var sent: [ExactText: Int] = [:]
    private var received: [ExactText: Int] = [:]
    /// The queues to which the sending of anything was ever told.
    private var told: Set<ExactText> = []
    /// The queues that attempts may have come from of which nothing tells the queue.
    private var blurred: Set<ExactText> = []
    private var isBlurred = false
    /// The workers by the queues that they consume.
    private var consumers: [ExactText: [WorkerRow]] = [:]
    private let window: TimeSpan?

    /// Fewer seconds than these tell no rate.
    private static let least = 1.0
    /// Events reach us up to so many seconds late.
    private static let delay = 1.5

    /// Where tasks were left out for their number, `isWhole` is `false`, and nothing is told.
    init(state: ClusterState, assessment: Assessment, workers: [WorkerRow], taskLimit: Int?) {
        let rules = assessment.rules
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
        for worker in workers where worker.status == .online || worker.status == .stopping {
            for queue in worker.queues ?? [] { consumers[queue.exact, default: []].append(worker) }
        }
        for task in state.tasks.values {
            for mark in task.sent {
                guard let queue = mark.read({ $0.queue }) ?? nil else { continue }
                told.insert(queue.exact)
                if window.contains(mark.timestamp) { sent[queue.exact, default: 0] += 1 }
            }
        }
        let queues = Dictionary(
            workers.map { ($0.name, $0.queues ?? []) }, uniquingKeysWith: { first, _ in first })
        for judged in assessment.tasks.lazy.flatMap(\.attempts) {
            guard let time = judged.attempt.received, window.contains(time) else { continue }
            let own = queues[judged.attempt.worker] ?? []
            if let queue = judged.queue ?? (own.count == 1 ? own[0] : nil) {
                received[queue.exact, default: 0] += 1
            } else if own.isEmpty {
                isBlurred = true
            } else {
                blurred.formUnion(own.map(\.exact))
            }
        }
    }

    /// Messages a second that came to a queue; `nil` where no sending is told.
    func arrivals(of queue: String) -> Double? {
        guard let window, told.contains(queue.exact) else { return nil }
        return Double(sent[queue.exact] ?? 0) / window.length
    }

    /// Messages a second that workers received from it; `nil` where not all that consume it tell of that.
    func departures(of row: QueueRow) -> Double? {
        let queue = row.name.exact
        guard let window, !isBlurred, !blurred.contains(queue) else { return nil }
        let own = consumers[queue] ?? []
        guard let count = row.consumers, own.count >= count, own.allSatisfy({ $0.counts.processed != nil }) else {
            return nil
        }
        return Double(received[queue] ?? 0) / window.length
    }
}
