import Celery
import Synchronization

/// The workers that are heard to be alive while the listening goes on, for those who ask them meanwhile.
final class LiveWorkers: Sendable {
    private let heard = Mutex<Set<WorkerName>>([])

    /// Those that sent a heartbeat, or said that they came up, and no good-bye since.
    var names: Set<WorkerName> { heard.withLock { $0 } }

    /// Takes in what was heard.
    func note(_ events: [Event]) {
        heard.withLock { names in
            for event in events {
                guard case .worker(let event) = event else { continue }
                if event.kind == .offline {
                    names.remove(WorkerName(event.origin.sender))
                } else {
                    names.insert(WorkerName(event.origin.sender))
                }
            }
        }
    }
}
