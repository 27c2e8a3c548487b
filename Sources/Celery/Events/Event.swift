/// One message of Celery's event stream.
package enum Event: Sendable, Equatable {
    /// Something happened to a task.
    case task(TaskEvent)
    /// A worker says that it is there, or leaves.
    case worker(WorkerEvent)

    /// Who sent it, and when.
    package var origin: EventOrigin {
        switch self {
        case .task(let event): event.origin
        case .worker(let event): event.origin
        }
    }

    /// What it tells of a task; `nil` where it is of none.
    var shared: SharedFacts? {
        switch self {
        case .task(let event): event.shared
        case .worker: nil
        }
    }

    /// About how many bytes it takes in memory, texts and all.
    package var footprint: Int {
        switch self {
        case .task(let event): event.footprint
        case .worker: SharedFacts().footprint
        }
    }
}
