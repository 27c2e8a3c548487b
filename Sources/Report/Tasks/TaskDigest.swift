import Celery

/// What pages ask of all tasks, found in one pass over them; tasks are told by their places in the list.
struct TaskDigest: Sendable {
    /// How many are known from the result backend alone.
    let stored: Int
    /// Those that took longest, the longest first.
    let slowest: [Int]
    /// The newest of each worker, the newest first.
    let newest: [WorkerName: [Int]]

    /// The tasks that each worker was left with, newest first: lost, given back, not accounted for, or in its hands.
    let left: [WorkerName: [Int]]
    /// Which tasks failed in which group, each once and newest first, and when they did.
    let failures: [String: Failed]
    /// The places of the tasks of each type of which some failed.
    let ofFailingTypes: [ExactText: [Int]]

    /// The tasks of a group of failures.
    struct Failed: Sendable {
        var places: [Int] = []
        var times: [Instant] = []
    }

    private static let mostSlowest = 10
    private static let mostOfWorker = 20
    private static let mostLeft = 50

    /// Reads the tasks, which are listed newest first.
    init(_ tasks: [TaskRow]) {
        var stored = 0
        var newest: [WorkerName: [Int]] = [:]
        var slowest: [Int] = []
        var left: [WorkerName: [Int]] = [:]
        var failures: [String: Failed] = [:]
        var failingTypes: Set<ExactText> = []
        for place in tasks.indices {
            if tasks[place].source == .results { stored += 1 }
            if tasks[place].facts.runtime != nil {
                let index = slowest.lastIndex { !Self.isSlower(place, than: $0, of: tasks) }.map { $0 + 1 } ?? 0
                if index < Self.mostSlowest { slowest.insert(place, at: index) }
                if slowest.count > Self.mostSlowest { slowest.removeLast() }
            }
            for attempt in tasks[place].attempts where attempt.outcome.isLeft {
                guard left[attempt.worker, default: []].last != place else { continue }
                if left[attempt.worker, default: []].count < Self.mostLeft {
                    left[attempt.worker, default: []].append(place)
                }
            }
            Self.collect(tasks[place], at: place, into: &failures, types: &failingTypes)
            guard let worker = tasks[place].worker else { continue }
            if newest[worker, default: []].count < Self.mostOfWorker { newest[worker, default: []].append(place) }
        }
        self.stored = stored
        self.newest = newest
        self.slowest = slowest
        self.left = left
        self.failures = failures
        var ofFailingTypes: [ExactText: [Int]] = [:]
        if !failingTypes.isEmpty {
            for place in tasks.indices {
                guard let name = tasks[place].facts.name?.exact, failingTypes.contains(name) else { continue }
                ofFailingTypes[name, default: []].append(place)
            }
        }
        self.ofFailingTypes = ofFailingTypes
    }

    private static func collect(
        _ task: TaskRow, at place: Int, into failures: inout [String: Failed], types: inout Set<ExactText>
    ) {
        var told = task.attempts.compactMap { attempt in attempt.failure.map { ($0, attempt.finished) } }
        if let failure = task.failure { told.append((failure, task.finished)) }
        for (failure, time) in told {
            if failures[failure]?.places.last != place { failures[failure, default: Failed()].places.append(place) }
            if let time { failures[failure, default: Failed()].times.append(time) }
        }
        if !told.isEmpty, let name = task.facts.name { types.insert(name.exact) }
    }

    /// Of two that took equally long the one with the smaller identifier comes first.
    private static func isSlower(_ one: Int, than other: Int, of tasks: [TaskRow]) -> Bool {
        let (seconds, others) = (tasks[one].facts.runtime ?? 0, tasks[other].facts.runtime ?? 0)
        return seconds != others ? seconds > others : tasks[one].id < tasks[other].id
    }
}

extension Outcome {
    /// Whether the attempt had not ended by itself when its worker went.
    fileprivate var isLeft: Bool {
        switch self {
        case .active, .received, .returned, .lost, .unaccounted: true
        case .succeeded, .failed, .retried, .revoked, .rejected: false
        }
    }
}
