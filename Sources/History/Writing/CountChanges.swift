import Celery

/// By how much the counts of minutes are to change.
struct CountChanges {
    /// A minute of a worker, or of a task type.
    struct Place: Hashable {
        let minute: Int
        /// The number of its name.
        let word: Int
    }

    /// A worker's numbers.
    struct WorkerCount: Equatable {
        var attempts = AttemptTally()
        var events = 0
        /// Microseconds from beginning to end of what ended.
        var busy = 0

        /// Counts the end of an attempt.
        mutating func end(_ entry: TaskSummary.Entry, _ outcome: Outcome, by sign: Int) {
            attempts[outcome] += sign
            busy += sign * (entry.busy ?? 0)
        }

        mutating func add(_ other: WorkerCount) {
            attempts.add(other.attempts)
            events += other.events
            busy += other.busy
        }
    }

    private(set) var workers: [Place: WorkerCount] = [:]
    private(set) var types: [Place: TypeChange] = [:]
    /// The waits of attempts by the queue that they were sent to.
    private(set) var queues: [Place: HistogramChange] = [:]

    /// A task type's numbers, and the values that come to its histograms, or leave them.
    struct TypeChange {
        var attempts = AttemptTally()
        var runtime = HistogramChange()
        var wait = HistogramChange()
        var busy = BusyTime()

        /// Counts the end of an attempt.
        mutating func end(_ entry: TaskSummary.Entry, _ outcome: Outcome, by sign: Int) {
            attempts[outcome] += sign
            if let value = entry.runtime { runtime.change(value, by: sign) }
            if let value = entry.wait { wait.change(value, by: sign) }
            if let value = entry.busy { busy.add(sign * value, outcome) }
        }
    }

    /// Counts what a task adds, or takes it back.
    mutating func change(
        by sign: Int, _ summary: TaskSummary, number: (String?) throws -> Int
    ) rethrows {
        for entry in summary.entries {
            let (worker, name) = (try number(entry.worker.description), try number(entry.name))
            if let received = entry.received { add(at: received, worker, name) { $0.received += sign } }
            if let begun = entry.begun { add(at: begun, worker, name) { $0.started += sign } }
            guard let outcome = entry.outcome, let minute = entry.finished?.minute else { continue }
            if let wait = entry.wait, let queue = entry.queue {
                let place = Place(minute: minute, word: try number(queue))
                queues[place, default: HistogramChange()].change(wait, by: sign)
            }
            workers[Place(minute: minute, word: worker), default: WorkerCount()].end(entry, outcome, by: sign)
            types[Place(minute: minute, word: name), default: TypeChange()].end(entry, outcome, by: sign)
        }
    }

    /// Leaves out the waits of minutes in which they weren't counted from the beginning.
    mutating func forgetQueues(before minute: Int) {
        queues = queues.filter { $0.key.minute >= minute }
    }

    /// Counts events of tasks.
    mutating func addEvents(_ count: Int, minute: Int, worker: Int) {
        workers[Place(minute: minute, word: worker), default: WorkerCount()].events += count
    }

    private mutating func add(at time: Instant, _ worker: Int, _ name: Int, _ change: (inout AttemptTally) -> Void) {
        let minute = time.minute
        change(&workers[Place(minute: minute, word: worker), default: WorkerCount()].attempts)
        change(&types[Place(minute: minute, word: name), default: TypeChange()].attempts)
    }

    /// The same by the parts of a coarser level.
    func coarsened(to level: Level) -> CountChanges {
        var coarse = CountChanges()
        for (place, count) in workers {
            let place = Place(minute: level.start(of: place.minute), word: place.word)
            coarse.workers[place, default: WorkerCount()].add(count)
        }
        for (place, type) in types {
            let place = Place(minute: level.start(of: place.minute), word: place.word)
            coarse.types[place, default: TypeChange()].attempts.add(type.attempts)
            coarse.types[place]?.runtime.merge(type.runtime)
            coarse.types[place]?.wait.merge(type.wait)
            coarse.types[place]?.busy.add(type.busy)
        }
        for (place, wait) in queues {
            let place = Place(minute: level.start(of: place.minute), word: place.word)
            coarse.queues[place, default: HistogramChange()].merge(wait)
        }
        return coarse
    }
}
