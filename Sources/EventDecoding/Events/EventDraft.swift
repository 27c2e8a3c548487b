import Celery

/// What was read of an event so far: its type comes late among its fields.
struct EventDraft {
    private var type: UnsafeBufferPointer<UInt8>?
    private var sender: String?
    private var task: String?
    private var timestamp: Instant?
    private var heard: Instant?
    private var clock: Int?
    private var processID: Int?
    private var facts = TaskFacts()
    private var beat = Heartbeat()

    /// Reads one field; a value of another type than the field's is as good as none.
    mutating func take(_ key: JSONKey, _ value: JSONNode, _ pool: inout StringPool) {
        switch key {
        case "hostname": sender = value.utf8.map { pool.string($0) }
        case "pid": processID = value.int
        case "clock": clock = value.int
        case "uuid": task = value.utf8.map { pool.string($0) }
        case "timestamp": timestamp = value.epoch
        case "type": type = value.utf8
        case "utcoffset": break
        case "local_received": heard = value.epoch
        default:
            if !takeFact(key, value, &pool) { beat.take(key, value) }
        }
    }

    private mutating func takeFact(_ key: JSONKey, _ value: JSONNode, _ pool: inout StringPool) -> Bool {
        switch key {
        case "name": facts.name = value.utf8.map { pool.string($0) }
        case "args": facts.args = value.string
        case "kwargs": facts.kwargs = value.string
        case "root_id": facts.root = value.utf8.map { TaskID(pool.string($0)) }
        case "parent_id": facts.parent = value.utf8.map { TaskID(pool.string($0)) }
        case "retries": facts.retries = value.int
        case "eta": facts.eta = value.isoTime
        case "expires": facts.expires = value.isoTime
        case "queue": facts.queue = value.utf8.map { pool.string($0) }
        case "result": facts.result = value.string
        case "runtime": facts.runtime = value.double
        case "exception": facts.exception = value.string
        case "traceback": facts.traceback = value.string
        case "terminated": facts.terminated = value.bool
        case "expired": facts.expired = value.bool
        case "requeue": facts.requeued = value.bool
        default: return false
        }
        return true
    }

    /// Makes an event of what was read; nothing of a type that is neither a task's nor one of the known of a worker's.
    consuming func append(heard arrival: Instant, to events: inout [Event]) throws(EventDecodingError) {
        guard let type else { throw .lacks("an event", field: "type") }
        let kind = EventType(type)
        if case .other = kind { return }
        guard let sender else { throw .lacks("an event", field: "hostname") }
        guard let timestamp else { throw .lacks("an event", field: "timestamp") }
        let origin = EventOrigin(
            sender: sender, timestamp: timestamp, clock: clock ?? 0, processID: processID, heard: heard ?? arrival)
        switch kind {
        case .task(let kind):
            guard let task, !task.isEmpty else { throw .lacks("a task event", field: "uuid") }
            events.append(.task(TaskEvent(kind, task: TaskID(task), origin: origin, facts: facts)))
        case .worker(let kind): events.append(.worker(beat.event(kind, origin)))
        case .other: break
        }
    }
}
