/// What came to a queue's consumers, and what they had to do it with.
///
/// All times are seconds since one moment, all lengths are seconds.
package struct Workload: Sendable {
    /// One execution that a job needs; a job that is retried needs several.
    package struct Pass: Sendable, Equatable {
        /// How long it occupies a slot.
        package var service: Double
        /// How long after the end of the pass before it comes to the queue; of the first, after the job's arrival.
        package var delay: Double
        /// Which of those that wait is taken first: the lower rank, and of one rank the one that came first.
        package var rank: Int
        /// Whether its wait is asked for.
        package var isMeasured: Bool

        /// Describes an execution.
        package init(service: Double, delay: Double = 0, rank: Int = 0, isMeasured: Bool = true) {
            self.service = service
            self.delay = delay
            self.rank = rank
            self.isMeasured = isMeasured
        }
    }

    /// From some time on there are so many slots.
    package struct Capacity: Sendable, Equatable {
        /// From when.
        package var since: Double
        /// How many executions go on side by side; those that go on already are not broken off where there are fewer.
        package var slots: Int

        /// Tells how many slots there are.
        package init(since: Double, slots: Int) {
            self.since = since
            self.slots = slots
        }
    }

    /// Stretches of time of one length, from 0 on.
    package struct Steps: Sendable, Equatable {
        /// How long each is.
        package let length: Double
        /// How many there are.
        package let count: Int

        /// So many, of this length, which is more than 0.
        package init(length: Double, count: Int) {
            precondition(length > 0 && count >= 0, "a step has a length")
            (self.length, self.count) = (length, count)
        }
    }

    /// When the jobs arrive, each with the place of its first pass; they may stand in any order.
    package private(set) var arrivals: [(time: Double, first: Int)] = []
    /// The passes of all jobs, those of one job side by side.
    package private(set) var passes: [Pass] = []
    /// Where the passes of a job end.
    private(set) var isLast: [Bool] = []
    /// How many slots there are, in the order of time; none before the first.
    package var capacities: [Capacity]
    /// How long a slot that takes a pass needs before that has begun: to fetch the message, to hand it to a process.
    package var handover = 0.0
    /// Of which steps the longest queue is asked for; `nil` where of none.
    package var steps: Steps?
    /// When the executions end that go on at the beginning; each occupies a slot until then.
    package var running: [Double] = []

    /// Has slots and no work.
    package init(capacities: [Capacity]) { self.capacities = capacities }

    /// Adds a job, which needs at least one pass.
    package mutating func add(at time: Double, _ job: [Pass]) {
        precondition(!job.isEmpty, "a job without a pass needs nothing")
        arrivals.append((time, passes.count))
        passes += job
        isLast += job.indices.map { $0 == job.count - 1 }
    }
}
