import Celery

/// What pages ask of all tasks, found in one pass over them; tasks are told by their places in the list.
struct TaskDigest: Sendable {
    /// How many are known from the result backend alone.
    let stored: Int
    /// Those that took longest, the longest first.
    let slowest: [Int]
    /// The newest of each worker, the newest first.
    let newest: [WorkerName: [Int]]

    private static let mostSlowest = 10
    private static let mostOfWorker = 20

    /// Reads the tasks, which are listed newest first.
    init(_ tasks: [TaskRow]) {
        var stored = 0
        var newest: [WorkerName: [Int]] = [:]
        var slowest: [Int] = []
        for place in tasks.indices {
            if tasks[place].source == .results { stored += 1 }
            if tasks[place].facts.runtime != nil {
                let index = slowest.lastIndex { !Self.isSlower(place, than: $0, of: tasks) }.map { $0 + 1 } ?? 0
                if index < Self.mostSlowest { slowest.insert(place, at: index) }
                if slowest.count > Self.mostSlowest { slowest.removeLast() }
            }
            guard let worker = tasks[place].worker else { continue }
            if newest[worker, default: []].count < Self.mostOfWorker { newest[worker, default: []].append(place) }
        }
        self.stored = stored
        self.newest = newest
        self.slowest = slowest
    }

    /// Of two that took equally long the one with the smaller identifier comes first.
    private static func isSlower(_ one: Int, than other: Int, of tasks: [TaskRow]) -> Bool {
        let (seconds, others) = (tasks[one].facts.runtime ?? 0, tasks[other].facts.runtime ?? 0)
        return seconds != others ? seconds > others : tasks[one].id < tasks[other].id
    }
}
