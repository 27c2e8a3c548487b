/// Equal parts of a span and what was counted in each: what charts of attempts are drawn from.
struct ChartSteps {
    /// One part.
    struct Step {
        /// When it begins.
        let start: Instant
        /// How many of its seconds somebody watched.
        let watched: Double
        /// The attempts that ended in it, by worker; `nil` where none was named.
        var workers: [WorkerName?: AttemptTally] = [:]
        /// The runtimes and waits of all types.
        var durations = SpanTally.TypeTally()
        /// Those of the types that took most time.
        var types: [ExactText: SpanTally.TypeTally] = [:]
        /// The waits by the queue that messages were sent to.
        var queues: [ExactText: Histogram] = [:]
        /// The attempts that ended in it, by type.
        var attempts: [ExactText: AttemptTally] = [:]
        /// Microseconds of slot time, by worker; counted only of attempts that are known one by one.
        var busy: [WorkerName: Int] = [:]
    }

    /// The parts, oldest first and without gaps; none where nobody watched.
    private(set) var steps: [Step]
    /// How long each is, in seconds.
    let length: Double
    /// Whether they hold what the result backend told, which is no more than when and how tasks ended.
    private(set) var isFromResults = false

    /// A part tells of a rate when so many of its seconds were watched, or a quarter of it.
    private static let leastWatched = 4.0
    private static let largestCount = 120.0
    private static let lengths: [Double] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
        604_800,
    ]

    /// Takes the parts of what was counted before.
    init(_ tally: SpanTally, watched: [TimeSpan]) {
        length = tally.stepLength
        steps = tally.steps.map { step in
            var own = Self.step(at: step.start, length: tally.stepLength, watched: watched)
            for (worker, attempts) in step.workers { own.workers[worker] = attempts }
            (own.durations, own.types) = (step.durations, step.types)
            (own.attempts, own.queues) = (step.attempts, step.queues)
            return own
        }
    }

    /// Counts the attempts of a span that are known one by one.
    init(_ assessment: Assessment) {
        let rules = assessment.rules
        self.init(watched: rules.watched.compactMap { $0.part(in: rules.span) })
        let spans = BusySpans(assessment)
        for task in assessment.tasks {
            for judged in task.attempts where Census.member(judged, of: task, in: assessment.rules) != nil {
                count(judged, name: task.facts.name.exact)
                guard let span = spans.span(of: judged) else { continue }
                for part in spans.parts.compactMap({ $0.part(in: span) }) { count(part, on: judged.attempt.worker) }
            }
        }
        keepHeaviestTypes()
    }

    /// Counts what the result backend holds of tasks that nobody was heard to execute; `nil` where that is nothing.
    init?(results: [TaskRow]) {
        let ends = results.filter { $0.source == .results }.compactMap { row -> (Instant, WorkerName?, Outcome)? in
            guard let time = row.finished, let outcome = Self.outcomes[row.state] else { return nil }
            return (time, row.worker, outcome)
        }
        guard let first = ends.map(\.0).min(), let last = ends.map(\.0).max() else { return nil }
        self.init(watched: [TimeSpan(since: first, until: max(last, first + 1))])
        isFromResults = true
        for (time, worker, outcome) in ends {
            if let index = index(of: time) { steps[index].workers[worker, default: AttemptTally()][outcome] += 1 }
        }
    }

    /// Cuts what was watched into parts in which nothing is counted yet.
    private init(watched: [TimeSpan]) {
        guard let since = watched.first?.since, let until = watched.last?.until, until > since else {
            (steps, length) = ([], 1)
            return
        }
        let whole = until.since(since)
        let length = Self.lengths.first { whole / $0 <= Self.largestCount } ?? whole / 100
        self.length = length
        steps = (0..<max(1, Int((whole / length).rounded(.up)))).map { number in
            Self.step(at: since + Double(number) * length, length: length, watched: watched)
        }
    }

    private static func step(at start: Instant, length: Double, watched: [TimeSpan]) -> Step {
        let part = TimeSpan(since: start, until: start + length)
        return Step(start: start, watched: watched.reduce(0) { $0 + ($1.part(in: part)?.length ?? 0) })
    }

    private static let outcomes = ["SUCCESS": Outcome.succeeded, "FAILURE": .failed]

    /// Whether nothing was counted.
    var isEmpty: Bool { steps.allSatisfy { $0.workers.isEmpty } }

    /// When the last part ends.
    var end: Instant? { steps.last.map { $0.start + length } }

    /// The part that an instant belongs to.
    func index(of time: Instant) -> Int? {
        guard let first = steps.first, time >= first.start else { return nil }
        let index = Int((time.since(first.start) / length).rounded(.down))
        return index < steps.count ? index : nil
    }

    /// Hands on how many microseconds of a span lie in each part.
    func eachStep(of span: TimeSpan, _ body: (Int, Int) -> Void) {
        guard let first = steps.first?.start, span.until > first else { return }
        var index = max(0, Int((span.since.since(first) / length).rounded(.down)))
        while index < steps.count, steps[index].start < span.until {
            let step = TimeSpan(since: steps[index].start, until: steps[index].start + length)
            if let own = step.part(in: span) {
                body(index, Int(own.until.microseconds - own.since.microseconds))
            }
            index += 1
        }
    }

    private mutating func count(_ busy: TimeSpan, on worker: WorkerName) {
        var shares: [(index: Int, microseconds: Int)] = []
        eachStep(of: busy) { shares.append(($0, $1)) }
        for share in shares { steps[share.index].busy[worker, default: 0] += share.microseconds }
    }

    /// Whether enough of a part was watched to tell of rates.
    func isTold(_ step: Step) -> Bool { step.watched >= min(length / 4, Self.leastWatched) }

    private mutating func count(_ judged: Assessment.JudgedAttempt, name: ExactText?) {
        if let index = judged.attempt.finished.flatMap(index) {
            steps[index].workers[judged.attempt.worker, default: AttemptTally()][judged.outcome] += 1
            if let name { steps[index].attempts[name, default: AttemptTally()][judged.outcome] += 1 }
            if let runtime = judged.attempt.told.runtime {
                steps[index].durations.runtime.insert(runtime)
                if let name { steps[index].types[name, default: .init()].runtime.insert(runtime) }
            }
        }
        if let index = judged.attempt.started.flatMap(index), let wait = judged.wait {
            steps[index].durations.wait.insert(wait)
            if let name { steps[index].types[name, default: .init()].wait.insert(wait) }
            if let queue = judged.queue { steps[index].queues[queue.exact, default: Histogram()].insert(wait) }
        }
    }

    private mutating func keepHeaviestTypes() {
        var types: [ExactText?: SpanTally.TypeTally] = [:]
        for step in steps {
            for (name, type) in step.types { types[name, default: .init()].runtime.merge(type.runtime) }
        }
        let kept = Set(SpanTally.heaviest(of: types))
        for index in steps.indices { steps[index].types = steps[index].types.filter { kept.contains($0.key) } }
    }
}

extension TimeSpan {
    /// What of it lies in another span; `nil` where that is nothing.
    package func part(in other: TimeSpan) -> TimeSpan? {
        let (since, until) = (max(since, other.since), min(until, other.until))
        return since <= until ? TimeSpan(since: since, until: until) : nil
    }
}
