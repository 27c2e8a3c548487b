/// The attempts that are alive in a span, counted by worker and by task type.
struct Census {
    /// An attempt that counts.
    struct Member {
        let task: Assessment.JudgedTask
        let judged: Assessment.JudgedAttempt
        let isCarried: Bool
        let isScheduled: Bool
    }

    private(set) var byWorker: [WorkerName: Counts] = [:]
    private(set) var began: [WorkerName: [Instant]] = [:]
    /// Microseconds of slot time within what was watched, of each worker of which it is known.
    private(set) var busy: [WorkerName: Int] = [:]
    private var types: [ExactText?: TypeCount] = [:]
    private let spans: BusySpans
    /// How long attempts waited, by the queue that they were sent to; `nil` where that wasn't counted in all of the span.
    private(set) var queueWaits: [ExactText: Histogram]? = [:]

    private struct TypeCount {
        var counts = Counts.zero
        var runtime = Histogram()
        var wait = Histogram()
        var busy: BusyTime? = BusyTime()

        mutating func takeBusy(_ other: BusyTime?) {
            if let other { busy?.add(other) } else { busy = nil }
        }
    }

    /// Counts what is judged, and adds what was counted before.
    ///
    /// With a tally, attempts of which an event told the end are in it, whether they are judged here or not.
    init(of assessment: Assessment, tally: SpanTally?) {
        spans = BusySpans(assessment)
        if let tally { add(tally) }
        for task in assessment.tasks {
            for judged in task.attempts {
                guard let member = Self.member(judged, of: task, in: assessment.rules) else { continue }
                if tally != nil, judged.isEndedByEvents { carry(member) } else { count(member) }
            }
        }
        for worker in tally?.withoutBusy ?? [] { busy[worker] = nil }
        forgetSkewed(assessment)
    }

    /// The attempt as a member of the span; `nil` where it wasn't alive in it.
    static func member(
        _ judged: Assessment.JudgedAttempt, of task: Assessment.JudgedTask, in rules: AssessmentRules
    ) -> Member? {
        let attempt = judged.attempt
        let since = attempt.since ?? rules.moment
        guard since <= rules.horizon else { return nil }
        if let settled = judged.settled, settled < rules.span.since { return nil }
        let eta = attempt.told.eta ?? (task.attempts.count == 1 ? task.facts.eta : nil)
        return Member(
            task: task, judged: judged, isCarried: since < rules.span.since,
            isScheduled: attempt.started == nil && (eta ?? .distantPast) > rules.moment)
    }

    /// What was watched is told by our clock: slot time of a worker whose clock is wrong can't be held against it.
    private mutating func forgetSkewed(_ assessment: Assessment) {
        let skewed = Set(byWorker.keys.filter { assessment.lead(of: $0) != 0 })
        guard !skewed.isEmpty else { return }
        for worker in skewed { busy[worker] = nil }
        for task in assessment.tasks {
            for judged in task.attempts where skewed.contains(judged.attempt.worker) {
                types[(judged.attempt.told.name ?? task.facts.name).exact]?.busy = nil
            }
        }
    }

    private mutating func add(_ tally: SpanTally) {
        for (worker, attempts) in tally.workers { byWorker[worker, default: .zero].add(attempts) }
        busy = tally.busy
        queueWaits = tally.queueWaits
        for (name, type) in tally.types {
            types[name, default: TypeCount()].counts.add(type.attempts)
            types[name]?.runtime.merge(type.runtime)
            types[name]?.wait.merge(type.wait)
            types[name]?.takeBusy(type.busy)
        }
    }

    private mutating func carry(_ member: Member) {
        guard member.isCarried else { return }
        byWorker[member.judged.attempt.worker]?.carryOne()
        types[(member.judged.attempt.told.name ?? member.task.facts.name).exact]?.counts.carryOne()
    }

    private mutating func count(_ member: Member) {
        let attempt = member.judged.attempt
        byWorker[attempt.worker, default: .zero].add(
            member.judged.outcome, isCarried: member.isCarried, isScheduled: member.isScheduled)
        if let begun = attempt.begun { began[attempt.worker, default: []].append(begun) }
        let name = (attempt.told.name ?? member.task.facts.name).exact
        types[name, default: TypeCount()].counts.add(
            member.judged.outcome, isCarried: member.isCarried, isScheduled: member.isScheduled)
        if let runtime = attempt.told.runtime { types[name]?.runtime.insert(runtime) }
        if let wait = member.judged.wait {
            types[name]?.wait.insert(wait)
            if let queue = member.judged.queue { queueWaits?[queue.exact, default: Histogram()].insert(wait) }
        }
        let microseconds = spans.microseconds(of: member.judged)
        busy[attempt.worker, default: 0] += microseconds
        types[name]?.busy?.add(microseconds, member.judged.outcome)
    }

    /// The watched parts of the span.
    var watchedParts: [TimeSpan] { spans.parts }

    /// The task types by name, those without one last.
    var taskTypes: [TaskTypeRow] {
        sortedTypes.map { name, type in
            TaskTypeRow(
                name: name?.text, counts: type.counts, runtime: Percentiles(type.runtime), wait: Percentiles(type.wait),
                totalRuntime: type.runtime.sum, busy: type.busy)
        }
    }

    /// How runtimes and waits are distributed; empty ones are left out.
    var histograms: [HistogramRow] {
        sortedTypes.flatMap { name, type in
            [("runtime", type.runtime), ("wait", type.wait)].filter { $0.1.count > 0 }.map { measure, histogram in
                HistogramRow(
                    name: name?.text, measure: measure,
                    buckets: histogram.bounds.map { HistogramRow.Bucket(upper: $0.upper, count: $0.count) })
            }
        }
    }

    private var sortedTypes: [(ExactText?, TypeCount)] {
        types.sorted { lhs, rhs in
            switch (lhs.key, rhs.key) {
            case (let left?, let right?): NaturalOrder.areInIncreasingOrder(left.text, right.text)
            case (_?, nil): true
            case (nil, _): false
            }
        }
    }
}

extension Assessment.JudgedAttempt {
    /// Seconds from sending, or from its ETA, to its beginning; `nil` where one isn't known, or where clocks disagree.
    var wait: Double? {
        attempt.wait(since: sent)
    }

    /// Seconds from its receipt, or from its ETA, to its beginning.
    var prefetchWait: Double? {
        guard let received = attempt.received, let started = attempt.started else { return nil }
        let wait = started.since(max(received, attempt.told.eta ?? received))
        return wait < 0 ? nil : wait
    }

    /// By how many seconds it began before it was sent or received, or before its ETA; `nil` where it didn't.
    var lead: Double? {
        guard let started = attempt.started else { return nil }
        let starts = [sent, attempt.received].compactMap { $0 }.map { max($0, attempt.told.eta ?? $0) }
        return starts.map { $0.since(started) }.filter { $0 > 0 }.max()
    }
}

extension Attempt {
    /// Seconds from an instant, or from its ETA, to its beginning; `nil` where one isn't known, or where clocks
    /// disagree.
    func wait(since sent: Instant?) -> Double? {
        guard let sent, let started else { return nil }
        let wait = started.since(max(sent, facts.eta ?? sent))
        return wait < 0 ? nil : wait
    }
}
