/// A worker in a snapshot.
package struct WorkerRow: Sendable, Equatable {
    /// Its name.
    package var name: WorkerName
    /// How it is.
    package var status: WorkerStatus
    /// Its attempts.
    package var counts: Counts
    /// How many executions its own counter shows that no event told of; `nil` without a counter.
    package var unseen: Int?
    /// How many executions its own counter shows in what was watched; `nil` without a counter.
    package var executions: Int?
    /// The host's load over 1, 5 and 15 minutes.
    package var loadAverage: [Double]?
    /// When it was last heard to say that it is there, by our clock.
    package var lastHeartbeat: Instant?
    /// Executions since it started, by its own counter.
    package var lifetimeProcessed: Int?
    /// How many attempts it executes side by side.
    package var concurrency: Int?
    /// Its main process.
    package var processID: Int?
    /// Seconds since it started.
    package var uptime: Double?
    /// What it runs.
    package var software: Software?
    /// The queues that it consumes; `nil` where it didn't say.
    package var queues: [String]?
    /// Whether it sends task events; `nil` where nothing tells.
    package var sendsEvents: Bool?
    /// What it answered.
    package var inspection: WorkerInspection?
}

/// The sums over all workers.
package struct Totals: Sendable, Equatable {
    /// The sums.
    package var counts: Counts
    /// Over how many workers: those of which all columns are known.
    package var ofWorkers: Int

    /// Sums.
    package init(counts: Counts, ofWorkers: Int) {
        self.counts = counts
        self.ofWorkers = ofWorkers
    }
}

/// A task in a snapshot.
package struct TaskRow: Sendable, Equatable {
    /// From where it is known.
    package enum Source: String, Sendable { case events, inspect, results }

    /// Its identifier.
    package var id: TaskID
    /// Its state: Celery's word, or `LOST`, `RETURNED`, `UNACCOUNTED`, or an application's own.
    package var state: String
    /// What is known of it; of its end, what the attempt that gives the state told.
    package var facts: TaskFacts
    /// When the message of that attempt was sent.
    package var sent: Instant?
    /// When it was received.
    package var received: Instant?
    /// When it was begun.
    package var started: Instant?
    /// When it ended.
    package var finished: Instant?
    /// Seconds from sending (or ETA) to beginning.
    package var wait: Double?
    /// Seconds from receipt (or ETA) to beginning.
    package var prefetchWait: Double?
    /// Who executed it last.
    package var worker: WorkerName?
    /// From where it is known.
    package var source: Source
    /// Its attempts, the one received last at the end.
    package var attempts: [AttemptRow]
    /// Of a lost one: whether the broker still has its message, unacknowledged; `nil` where that isn't known.
    package var isUnacknowledged: Bool?
    /// When the broker will deliver that message again.
    package var redelivery: Instant?

    /// The time by which tasks are ordered: the first that is known of receipt, sending, beginning and end.
    package var time: Instant? { received ?? sent ?? started ?? finished }
}

/// An attempt in a snapshot.
package struct AttemptRow: Sendable, Equatable {
    /// Its worker.
    package var worker: WorkerName
    /// Its column.
    package var outcome: Outcome
    /// When it was sent.
    package var sent: Instant?
    /// When it was received.
    package var received: Instant?
    /// When it was begun.
    package var started: Instant?
    /// When it ended.
    package var finished: Instant?
    /// Seconds of execution, as the worker measured them.
    package var runtime: Double?
    /// How often it had been retried before.
    package var retries: Int?
    /// The exception that ended it.
    package var exception: String?
}

/// A task type in a snapshot.
package struct TaskTypeRow: Sendable, Equatable {
    /// Its name; `nil` for attempts of which no event told one.
    package var name: String?
    /// Its attempts.
    package var counts: Counts
    /// How long executions took, in seconds.
    package var runtime: Percentiles?
    /// How long attempts waited to be begun, in seconds.
    package var wait: Percentiles?
    /// All executions together, in seconds.
    package var totalRuntime: Double
}

/// How a measure is distributed.
package struct Percentiles: Sendable, Equatable {
    /// How many values there are.
    package var count: Int
    /// Half of them are below.
    package var p50: Double
    /// 95 of a hundred are below.
    package var p95: Double
    /// 99 of a hundred are below.
    package var p99: Double
    /// None is above.
    package var max: Double

    /// Reads them off a histogram; `nil` from an empty one.
    package init?(_ histogram: Histogram) {
        guard let p50 = histogram.quantile(0.5), let p95 = histogram.quantile(0.95),
            let p99 = histogram.quantile(0.99), let max = histogram.largest
        else { return nil }
        self.init(count: histogram.count, p50: p50, p95: p95, p99: p99, max: max)
    }

    /// Gives them.
    package init(count: Int, p50: Double, p95: Double, p99: Double, max: Double) {
        self.count = count
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.max = max
    }
}

/// Failures of one task type with one exception from one place.
package struct FailureGroup: Sendable, Equatable {
    /// The task type.
    package var name: String?
    /// The exception's type, from the traceback's last line.
    package var exceptionType: String
    /// Tells the places in the code apart that the tracebacks name, as 16 hexadecimal digits.
    package var fingerprint: String
    /// How many.
    package var count: Int
    /// When the first ended.
    package var first: Instant?
    /// When the last ended.
    package var last: Instant?
    /// On which workers.
    package var workers: [WorkerName]
    /// The newest of them.
    package var example: TaskID
    /// Its exception.
    package var exception: String?
    /// Its traceback.
    package var traceback: String?
}

/// The distribution of a measure.
package struct HistogramRow: Sendable, Equatable {
    /// The task type.
    package var name: String?
    /// `runtime` or `wait`, in seconds.
    package var measure: String
    /// Where each bucket ends, and how many values are in it.
    package var buckets: [Bucket]

    /// A bucket.
    package struct Bucket: Sendable, Equatable {
        /// Where it ends, in seconds.
        package var upper: Double
        /// How many values are in it.
        package var count: Int

        /// Fills a bucket.
        package init(upper: Double, count: Int) {
            self.upper = upper
            self.count = count
        }
    }
}

/// A queue in a snapshot.
package struct QueueRow: Sendable, Equatable {
    /// Its name.
    package var name: String
    /// What it is to its broker.
    package var type: String?
    /// Messages that wait.
    package var ready: Int?
    /// Messages delivered and not acknowledged.
    package var unacknowledged: Int?
    /// Who takes messages from it; `nil` where that isn't known of every worker.
    package var consumers: Int?
    /// When it last changed.
    package var idleSince: Instant?
    /// Messages that wait, by priority.
    package var priorities: [Int: Int]
    /// What waits by task type, in the sample.
    package var waiting: [Waiting]
    /// How many messages the sample has; `nil` without one.
    package var sampled: Int?
    /// What was delivered and not acknowledged, the oldest first; `nil` where only the total is known.
    package var inFlight: [InFlight]?
    /// By how many messages it grew a minute between the first reading and the last; negative where it drains.
    package var growth: Double?

    /// All of its messages; `nil` where a part isn't known.
    package var messages: Int? {
        guard let ready, let unacknowledged else { return nil }
        return ready + unacknowledged
    }

    /// How many messages of one task type wait.
    package struct Waiting: Sendable, Equatable {
        /// The task type; `nil` for messages that are none of Celery's.
        package var name: String?
        /// How many.
        package var count: Int

        /// Counts a type.
        package init(name: String?, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// A message delivered and not acknowledged.
    package struct InFlight: Sendable, Equatable {
        /// The task it asks for.
        package var task: TaskID?
        /// Its type.
        package var name: String?
        /// When it was delivered.
        package var delivered: Instant?
        /// The worker that says it holds it; `nil` where none does.
        package var worker: WorkerName?
        /// When the broker will deliver it again if nobody acknowledges it.
        package var redelivery: Instant?
    }
}
