package import Celery

/// What a history tells of a span: what a snapshot is made of.
package struct HistoryExcerpt: Sendable {
    /// The span, begun and ended where the counts that are left begin and end.
    package var span: TimeSpan
    /// Tasks that are open, that were alive when the span began, or that are to be listed; and all workers.
    package var state = ClusterState()
    /// Everything else, counted.
    package var tally = SpanTally()
    /// All spans in which somebody listened, also outside of the span.
    package var watched: [TimeSpan] = []
    /// What was in the queues, oldest first.
    package var readings: [QueueReading] = []
    /// What workers told until the end of the span that rarely changes.
    package var traits: [WorkerName: WorkerTraits] = [:]
    /// What they told of their concurrency, a reading for each time that it was another, oldest first.
    package var concurrency: [WorkerName: [ConcurrencyReading]] = [:]
    /// What was told of the schedule, a reading for each time that it was another, by source and time.
    package var schedules: [ScheduleReading] = []
    /// The time of the newest event; `nil` in an empty history.
    package var newest: Instant?

    init(span: TimeSpan) { self.span = span }
}

/// What is asked of a history.
package struct HistoryRequest: Sendable {
    /// The span to tell of.
    package var span: TimeSpan
    /// Our clock.
    package var now: Instant
    /// How many tasks are to be listed; failures are the last to go.
    package var taskLimit: Int
    /// Tasks that other evidence speaks of.
    package var mentioned: Set<TaskID>

    /// Asks.
    package init(span: TimeSpan, now: Instant, taskLimit: Int = 10_000, mentioned: Set<TaskID> = []) {
        self.span = span
        self.now = now
        self.taskLimit = taskLimit
        self.mentioned = mentioned
    }
}

extension Evidence {
    /// The tasks that it speaks of.
    package var mentionedTasks: Set<TaskID> {
        var tasks = Set(results.map(\.task)).union((unacknowledged ?? []).compactMap(\.task))
        tasks.formUnion((queues.last?.queues ?? []).compactMap { $0.sample?.first?.task })
        for worker in inspection?.workers.values.map({ $0 }) ?? [] {
            for held in [worker.active, worker.reserved, worker.scheduled] { tasks.formUnion((held ?? []).map(\.task)) }
        }
        return tasks
    }
}
