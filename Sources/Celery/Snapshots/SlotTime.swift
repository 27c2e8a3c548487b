/// The slots of workers, in microseconds, over the time in which they were there and watched.
struct SlotTime {
    private let state: ClusterState
    private let assessment: Assessment
    private let parts: [TimeSpan]
    private let running: Set<WorkerName>
    /// The executions during which a busy solo worker may have been silent for longer than one that is gone.
    private let long: [WorkerName: [TimeSpan]]

    init(state: ClusterState, assessment: Assessment, parts: [TimeSpan]) {
        (self.state, self.assessment, self.parts) = (state, assessment, parts)
        var (running, long): (Set<WorkerName>, [WorkerName: [TimeSpan]]) = ([], [:])
        for judged in assessment.tasks.lazy.flatMap(\.attempts) {
            if judged.outcome == .active { running.insert(judged.attempt.worker) }
            guard let begun = judged.attempt.begun,
                let end = judged.attempt.finished ?? (judged.outcome == .active ? assessment.rules.moment : nil),
                end.since(begun) > Self.patience(assessment.rules) / 2
            else { continue }
            long[judged.attempt.worker, default: []].append(TimeSpan(since: begun, until: end))
        }
        self.running = running
        self.long = long.mapValues { $0.sorted { $0.since < $1.since } }
    }

    /// One that was silent for longer counts as gone; of the heartbeats of a minute a history keeps the first and the
    /// last.
    private static func patience(_ rules: AssessmentRules) -> Double { max(rules.offlineAfter, 120) }

    /// Those of a worker; `nil` where it isn't known how many it had, or when it was there.
    func microseconds(of name: WorkerName) -> Int? {
        guard let stays = stays(of: name) else { return nil }
        var sum = 0
        for stay in stays {
            let product = parts.microseconds(of: stay.span).multipliedReportingOverflow(by: stay.slots)
            let next = sum.addingReportingOverflow(product.partialValue)
            guard !product.overflow, !next.overflow else { return nil }
            sum = next.partialValue
        }
        return sum
    }

    /// The same, by the parts of a chart.
    func microseconds(of name: WorkerName, in steps: ChartSteps) -> [Int]? {
        guard let stays = stays(of: name) else { return nil }
        var sums = [Int](repeating: 0, count: steps.steps.count)
        var isTooLarge = false
        for stay in stays {
            for part in parts.compactMap({ $0.part(in: stay.span) }) {
                steps.eachStep(of: part) { index, microseconds in
                    let product = microseconds.multipliedReportingOverflow(by: stay.slots)
                    let sum = sums[index].addingReportingOverflow(product.partialValue)
                    isTooLarge = isTooLarge || product.overflow || sum.overflow
                    sums[index] = sum.partialValue
                }
            }
        }
        return isTooLarge ? nil : sums
    }

    /// A time in which a worker was there, and how many slots it had.
    private struct Stay {
        let span: TimeSpan
        let slots: Int
    }

    /// When a worker was there while somebody watched, and how many slots it had.
    private func stays(of name: WorkerName) -> [Stay]? {
        guard let presence = state.workers[name]?.presence, presence.hasHeartbeat, !presence.hasTwins, !parts.isEmpty,
            // What is watched is told by our clock.
            assessment.lead(of: name) == 0
        else { return nil }
        let rules = assessment.rules
        let status = assessment.statuses[name] ?? .unknown
        // A busy solo worker is silent for as long as its task runs.
        let isThere = status == .online || status == .unknown && running.contains(name)
        let online = presence.online(
            watched: rules.watched, until: isThere ? rules.moment : nil, patience: Self.patience(rules),
            executed: long[name] ?? [])
        let told = told(of: name)
        let restarts = presence.turns.filter { $0.kind == .restart }.map(\.time)
        var stays: [Stay] = []
        for span in online where parts.microseconds(of: span) > 0 {
            guard let slots = Self.slots(in: span, told: told, restarts: restarts) else { return nil }
            stays.append(Stay(span: span, slots: slots))
        }
        return stays
    }

    /// What a worker said of its concurrency, oldest first.
    private func told(of name: WorkerName) -> [ConcurrencyReading] {
        var told = assessment.evidence.earlierConcurrency[name] ?? []
        if let traits = assessment.evidence.earlierTraits[name], let count = traits.concurrency {
            told.append(ConcurrencyReading(time: traits.seen, concurrency: count))
        }
        if let inspection = assessment.evidence.inspection, let count = inspection.workers[name]?.concurrency {
            told.append(ConcurrencyReading(time: inspection.answered, concurrency: count))
        }
        return told.sorted { $0.time < $1.time }
    }

    /// How many slots a process had from its coming to its going: what it said itself; what those before and after it
    /// said where they agree. `nil` where that was not told, or changed.
    private static func slots(in span: TimeSpan, told: [ConcurrencyReading], restarts: [Instant]) -> Int? {
        let start = restarts.last { $0 <= span.since } ?? .distantPast
        let end = restarts.first { $0 > span.since } ?? .distantFuture
        let own = told.filter { $0.time >= start && $0.time < end }
        if let first = own.first {
            return own.allSatisfy { $0.concurrency == first.concurrency } ? first.concurrency : nil
        }
        guard let before = told.last(where: { $0.time < start }), let after = told.first(where: { $0.time >= end }),
            before.concurrency == after.concurrency
        else { return nil }
        return before.concurrency
    }
}
