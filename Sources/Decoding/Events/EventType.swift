import Celery

/// What the `type` of an event says.
enum EventType {
    case task(TaskEvent.Kind)
    case worker(WorkerEvent.Kind)
    /// None that means anything to us.
    case other

    /// Reads a type such as `task-received`; of an application's own `task-foo` it makes the state `FOO`, as Celery
    /// does.
    init(_ type: UnsafeBufferPointer<UInt8>) {
        if type.starts(with: "task-") {
            self = .task(Self.task(UnsafeBufferPointer(rebasing: type[5...])))
        } else if type.starts(with: "worker-"), let kind = Self.worker(UnsafeBufferPointer(rebasing: type[7...])) {
            self = .worker(kind)
        } else {
            self = .other
        }
    }

    private static func task(_ name: UnsafeBufferPointer<UInt8>) -> TaskEvent.Kind {
        switch JSONKey(bytes: name) {
        case "sent": .sent
        case "received": .received
        case "started": .started
        case "succeeded": .succeeded
        case "failed": .failed
        case "retried": .retried
        case "revoked": .revoked
        case "rejected": .rejected
        case "cancelled": .cancelled
        default: .custom(String(decoding: name, as: UTF8.self).uppercased())
        }
    }

    private static func worker(_ name: UnsafeBufferPointer<UInt8>) -> WorkerEvent.Kind? {
        switch JSONKey(bytes: name) {
        case "online": .online
        case "heartbeat": .heartbeat
        case "offline": .offline
        default: nil
        }
    }
}
