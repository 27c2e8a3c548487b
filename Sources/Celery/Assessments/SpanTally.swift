/// What was counted in a span before a snapshot is made: attempts of which events told the end, by the time it came.
///
/// A snapshot with a tally needs as tasks only those that it lists, and those that the tally can't know: what is open,
/// and what was alive when the span began.
package struct SpanTally: Sendable, Equatable {
    /// The attempts of one task type.
    package struct TypeTally: Sendable, Equatable {
        /// How many.
        package var attempts = AttemptTally()
        /// How long executions took, in seconds.
        package var runtime = Histogram()
        /// How long attempts waited to be begun, in seconds.
        package var wait = Histogram()
        /// Slot time within what was watched; `nil` where it was not kept.
        package var busy: BusyTime? = BusyTime()

        /// Counts nothing.
        package init() {}

        /// Adds another one.
        package mutating func add(_ other: TypeTally) {
            attempts.add(other.attempts)
            runtime.merge(other.runtime)
            wait.merge(other.wait)
            if let time = other.busy { busy?.add(time) } else { busy = nil }
        }
    }

    /// A part of the span, for charts.
    package struct Step: Sendable, Equatable {
        /// When it begins.
        package var start: Instant
        /// The attempts of each worker.
        package var workers: [WorkerName: AttemptTally] = [:]
        /// The runtimes and waits of all types.
        package var durations = TypeTally()
        /// Those of the types that took most time.
        package var types: [ExactText: TypeTally] = [:]
        /// How long attempts waited that ended, by the queue that they were sent to.
        package var queues: [ExactText: Histogram] = [:]
        /// The attempts of each type.
        package var attempts: [ExactText: AttemptTally] = [:]

        /// Begins a part.
        package init(start: Instant) { self.start = start }
    }

    /// The attempts of each worker.
    package var workers: [WorkerName: AttemptTally] = [:]
    /// Microseconds of slot time within what was watched, of each worker.
    package var busy: [WorkerName: Int] = [:]
    /// The workers of which slot time was not kept in all of the span.
    package var withoutBusy: Set<WorkerName> = []
    /// The attempts of each task type.
    package var types: [ExactText?: TypeTally] = [:]
    /// How long attempts waited whose end was told, by the queue that they were sent to; `nil` where that wasn't
    /// counted in all of the span.
    package var queueWaits: [ExactText: Histogram]? = [:]
    /// The parts of the span, without gaps, oldest first.
    package var steps: [Step] = []
    /// How long each part is, in seconds.
    package var stepLength: Double = 60
    /// How many tasks are known of the span.
    package var tasks = 0
    /// Whether tasks of the span were taken away for their age, so that only counts are left of them.
    package var lacksTasks = false
    /// How many events of tasks the counts rest on.
    package var events = 0

    /// How many task types have charts of their own.
    private static let heaviestTypes = 5

    /// The types that took most of the workers' time, the heaviest first.
    package static func heaviest(of types: [ExactText?: TypeTally]) -> [ExactText] {
        let named = types.compactMap { name, type in name.map { (name: $0, runtime: type.runtime) } }
        return named.filter { $0.runtime.count > 0 }.sorted {
            ($1.runtime.millionths, $0.name) < ($0.runtime.millionths, $1.name)
        }.prefix(heaviestTypes).map(\.name)
    }

    /// The part that was counted by whole minutes, or more; `nil` where there is none.
    package var whole: TimeSpan?
    /// When attempts began in the parts before and after it, by worker, in no order.
    package var began: [WorkerName: [Instant]] = [:]

    /// Whether every task that is counted is judged for itself.
    func isCovered(by assessment: Assessment) -> Bool { !lacksTasks && tasks <= assessment.tasks.count }

    /// Counts nothing.
    package init() {}
}
