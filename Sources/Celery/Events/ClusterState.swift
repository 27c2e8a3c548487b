/// What a stream of events says of a cluster: the reducer.
///
/// Every event is put in its place on its sender's clock, and everything else is derived from there. So the order in
/// which events arrive, and how often, makes no difference; events that never arrive leave attempts open.
package struct ClusterState: Sendable {
    /// What an event meant.
    package enum Outcome: Sendable {
        /// It told something.
        case applied
        /// It was known.
        case repeated
    }

    /// The tasks by identifier.
    package private(set) var tasks: [TaskID: TaskRecord] = [:]
    /// The workers by name; clients that only send tasks are none.
    package private(set) var workers: [WorkerName: WorkerRecord] = [:]
    /// How many events were applied.
    package private(set) var events = 0

    /// Knows nothing.
    package init() {}

    /// Takes over what was kept of a task; its events are not counted again.
    package mutating func insert(_ record: TaskRecord) {
        guard let index = tasks.index(forKey: record.id) else {
            tasks[record.id] = record
            return
        }
        tasks.values[index].merge(record)
    }

    /// Takes over what was kept of a worker.
    package mutating func insert(_ record: WorkerRecord) {
        workers[record.name, default: WorkerRecord(name: record.name)].merge(record)
    }

    /// Takes in one event.
    @discardableResult
    package mutating func apply(_ event: Event) -> Outcome {
        let isNew =
            switch event {
            case .task(let event): insert(event)
            case .worker(let event): insert(event)
            }
        if isNew { events += 1 }
        return isNew ? .applied : .repeated
    }

    /// What was known of the workers by a time, and which of them were heard again later, in the same life.
    ///
    /// The tasks stay whole: what came later is evidence of how they were.
    func asOf(_ horizon: Instant) -> (state: ClusterState, heardLater: Set<WorkerName>) {
        guard horizon < .distantFuture else { return (self, []) }
        var state = self
        state.workers = workers.compactMapValues { $0.heard(by: horizon) }
        let later = state.workers.filter { name, known in
            workers[name]?.presence.goesOn(after: known.presence) == true
        }
        return (state, Set(later.keys))
    }

    private mutating func insert(_ event: TaskEvent) -> Bool {
        if event.kind != .sent {
            let name = WorkerName(event.origin.sender)
            workers[name, default: WorkerRecord(name: name)].note(event)
        }
        return tasks[event.task, default: TaskRecord(id: event.task)].insert(event)
    }

    private mutating func insert(_ event: WorkerEvent) -> Bool {
        let name = WorkerName(event.origin.sender)
        return workers[name, default: WorkerRecord(name: name)].insert(event)
    }
}
