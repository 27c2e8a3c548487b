import Celery

/// What was read of an event so far: its type comes late among its fields.
struct EventDraft: ~Copyable {
    private var type: UnsafeBufferPointer<UInt8>?
    private var sender: String?
    private var task: String?
    private var timestamp: Instant?
    private var heard: Instant?
    private var clock: Int?
    private var processID: Int?
    private var facts = TaskFacts()
    private var heartbeat = WorkerFields()

    /// Reads one field; a value of another type than the field's is as good as none.
    mutating func take(_ field: EventField, _ value: JSONNode, _ pool: inout StringPool) {
        switch field {
        case .type: type = value.utf8
        case .hostname: sender = pool.string(value)
        case .timestamp: timestamp = value.epoch
        case .clock: clock = value.int
        case .pid: processID = value.count
        case .uuid: task = pool.string(value)
        case .localReceived: heard = value.epoch
        case .freq, .active, .processed, .loadavg, .softwareName, .softwareVersion, .softwareSystem:
            heartbeat.take(field, value, &pool)
        default: facts.take(field, value, &pool)
        }
    }

    /// Makes an event of what was read; nothing of a type that is neither a task's nor one of the known of a worker's.
    consuming func append(heard arrival: Instant?, to events: inout [Event]) throws(DecodingFailure) {
        guard let type else { throw .lacks("an event", field: "type") }
        let kind = EventType(type)
        if case .other = kind { return }
        guard let sender else { throw .lacks("an event", field: "hostname") }
        guard let timestamp else { throw .lacks("an event", field: "timestamp") }
        let origin = EventOrigin(
            sender: sender, timestamp: timestamp, clock: clock ?? 0, processID: processID,
            heard: heard ?? arrival ?? timestamp)
        switch kind {
        case .task(let kind):
            guard let task, !task.isEmpty else { throw .lacks("a task event", field: "uuid") }
            if kind == .failed, facts.name == nil { facts.name = facts.exception.flatMap(ExceptionText.unregistered) }
            events.append(.task(TaskEvent(kind, task: TaskID(task), origin: origin, facts: facts)))
        case .worker(let kind): events.append(.worker(heartbeat.event(kind, origin)))
        case .other: break
        }
    }
}

extension TaskFacts {
    /// Reads one field that tells of a task; one that doesn't is passed over.
    fileprivate mutating func take(_ field: EventField, _ value: JSONNode, _ pool: inout StringPool) {
        switch field {
        case .name: name = pool.string(value)
        case .args: args = value.string
        case .kwargs: kwargs = value.string
        case .rootID: root = pool.string(value).map { TaskID($0) }
        case .parentID: parent = pool.string(value).map { TaskID($0) }
        case .retries: retries = value.count
        case .eta: eta = value.isoTime
        case .expires: expires = value.isoTime
        case .queue: queue = pool.string(value)
        case .result: result = value.string
        case .runtime: runtime = value.measure
        case .exception: exception = value.string
        case .traceback: traceback = value.string
        case .terminated: terminated = value.bool
        case .expired: expired = value.bool
        case .requeue: requeued = value.bool
        case .periodic: periodic = value.string
        case .type, .hostname, .timestamp, .clock, .pid, .uuid, .localReceived, .freq, .active, .processed, .loadavg,
            .softwareName, .softwareVersion, .softwareSystem:
            break
        }
    }
}
