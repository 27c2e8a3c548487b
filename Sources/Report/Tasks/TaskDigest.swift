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
        var runtimes: [(seconds: Double, place: Int)] = []
        for place in tasks.indices {
            if tasks[place].source == .results { stored += 1 }
            if let runtime = tasks[place].facts.runtime { runtimes.append((runtime, place)) }
            guard let worker = tasks[place].worker else { continue }
            if newest[worker, default: []].count < Self.mostOfWorker { newest[worker, default: []].append(place) }
        }
        runtimes.sort { ($0.seconds, tasks[$1.place].id) > ($1.seconds, tasks[$0.place].id) }
        self.stored = stored
        self.newest = newest
        slowest = runtimes.prefix(Self.mostSlowest).map(\.place)
    }
}
