import Celery

/// Reads the tasks of a snapshot, which are most of it: one pass over the fields of each.
struct TaskRowDecoder {
    private var pool = StringPool()

    /// Reads one.
    mutating func row(_ node: JSONNode) -> TaskRow? {
        guard let fields = node.fields else { return nil }
        var row = TaskRow(id: TaskID(""), state: "", facts: TaskFacts(), source: .events, attempts: [])
        for (key, value) in fields where !value.isNull {
            switch key {
            case "attempts": row.attempts = value.list { attempt($0) }
            case "finished": row.finished = value.isoTime
            case "prefetch_wait": row.prefetchWait = value.double
            case "received": row.received = value.isoTime
            case "redelivery": row.redelivery = value.isoTime
            case "sent": row.sent = value.isoTime
            case "source": row.source = value.string.flatMap(TaskRow.Source.init) ?? .events
            case "started": row.started = value.isoTime
            case "state": row.state = value.string ?? ""
            case "unacknowledged": row.isUnacknowledged = value.bool
            case "uuid": row.id = TaskID(pool.string(value) ?? "")
            case "wait": row.wait = value.double
            case "worker": row.worker = pool.string(value).map(WorkerName.init)
            default: read(key, value, into: &row.facts)
            }
        }
        return row
    }

    private mutating func read(_ key: JSONKey, _ value: JSONNode, into facts: inout TaskFacts) {
        switch key {
        case "args": facts.args = value.string
        case "eta": facts.eta = value.isoTime
        case "exception": facts.exception = value.string
        case "expired": facts.expired = value.bool
        case "expires": facts.expires = value.isoTime
        case "kwargs": facts.kwargs = value.string
        case "name": facts.name = pool.string(value)
        case "parent": facts.parent = pool.string(value).map(TaskID.init)
        case "queue": facts.queue = pool.string(value)
        case "requeued": facts.requeued = value.bool
        case "result": facts.result = value.string
        case "retries": facts.retries = value.int
        case "root": facts.root = pool.string(value).map(TaskID.init)
        case "runtime": facts.runtime = value.double
        case "terminated": facts.terminated = value.bool
        case "traceback": facts.traceback = value.string
        default: break
        }
    }

    private mutating func attempt(_ node: JSONNode) -> AttemptRow? {
        guard let worker = node["worker"].flatMap({ pool.string($0) }),
            let outcome = node["outcome"]?.string.flatMap(Outcome.init)
        else { return nil }
        return AttemptRow(
            worker: WorkerName(worker), outcome: outcome, sent: node["sent"]?.isoTime,
            received: node["received"]?.isoTime, started: node["started"]?.isoTime,
            finished: node["finished"]?.isoTime, runtime: node["runtime"]?.double, retries: node["retries"]?.int,
            exception: node["exception"]?.string)
    }
}
