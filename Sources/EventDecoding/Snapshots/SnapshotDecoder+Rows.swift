import Celery

extension SnapshotDecoder {
    static func worker(_ node: JSONNode) -> WorkerRow? {
        guard let name = node["name"]?.string, let status = node["status"]?.string.flatMap(WorkerStatus.init) else {
            return nil
        }
        return WorkerRow(
            name: WorkerName(name), status: status, counts: Counts(node), unseen: node["unseen"]?.int,
            unseenMargin: node["unseen_margin"]?.int,
            executions: node["executions"]?.int, loadAverage: node["load_average"].optionalList(\.double),
            lastHeartbeat: node["last_heartbeat"]?.isoTime, lifetimeProcessed: node["lifetime_processed"]?.int,
            concurrency: node["concurrency"]?.int, processID: node["pid"]?.int, uptime: node["uptime"]?.double,
            software: software(node["software"]), queues: node["queues"].optionalList(\.string),
            sendsEvents: node["sends_events"]?.bool, inspection: node["inspection"].flatMap(inspection))
    }

    private static func software(_ node: JSONNode?) -> Software? {
        guard let node, let name = node["name"]?.string else { return nil }
        return Software(name: name, version: node["version"]?.string ?? "", system: node["system"]?.string ?? "")
    }

    private static func inspection(_ node: JSONNode) -> WorkerInspection? {
        guard node.fields != nil else { return nil }
        var answer = WorkerInspection()
        answer.isAlive = node["alive"]?.bool ?? false
        answer.active = node["active"].optionalList(held)
        answer.reserved = node["reserved"].optionalList(held)
        answer.scheduled = node["scheduled"].optionalList(held)
        answer.revoked = node["revoked"].optionalList { $0.string.map(TaskID.init) }
        answer.queues = node["queues"].optionalList { queue in
            queue["name"]?.string.map { ConsumedQueue(name: $0, attributes: queue["attributes"].list(named)) }
        }
        answer.registered = node["registered"].optionalList(\.string)
        answer.executions = node["executions"]?.fields == nil ? nil : node["executions"].dictionary(\.int)
        answer.processID = node["pid"]?.int
        answer.uptime = node["uptime"]?.double
        answer.concurrency = node["concurrency"]?.int
        answer.prefetchCount = node["prefetch_count"]?.int
        answer.pool = node["pool"].list(named)
        answer.broker = node["broker"].list(named)
        answer.system = node["system"].list(named)
        answer.other = node["other"].list(named)
        answer.configuration = node["configuration"].list(named)
        answer.visibilityTimeout = node["visibility_timeout"]?.double
        answer.asOf = node["as_of"]?.isoTime
        return answer
    }

    private static func named(_ node: JSONNode) -> NamedValue? {
        let parts = node.list(\.string)
        return parts.count == 2 ? NamedValue(parts[0], parts[1]) : nil
    }

    private static func held(_ node: JSONNode) -> HeldTask? {
        guard let id = node["uuid"]?.string else { return nil }
        var facts = TaskFacts()
        facts.args = node["args"]?.string
        facts.eta = node["eta"]?.isoTime
        facts.kwargs = node["kwargs"]?.string
        facts.name = node["name"]?.string
        facts.retries = node["retries"]?.int
        return HeldTask(
            task: TaskID(id), facts: facts, started: node["started"]?.isoTime, processID: node["pid"]?.int,
            isAcknowledged: node["acknowledged"]?.bool)
    }

    static func taskType(_ node: JSONNode) -> TaskTypeRow? {
        TaskTypeRow(
            name: node["name"]?.string, counts: Counts(node), runtime: percentiles(node["runtime"]),
            wait: percentiles(node["wait"]), totalRuntime: node["total_runtime"]?.double ?? 0)
    }

    private static func percentiles(_ node: JSONNode?) -> Percentiles? {
        guard let node, let count = node["count"]?.int, let p50 = node["p50"]?.double, let p95 = node["p95"]?.double,
            let p99 = node["p99"]?.double, let max = node["max"]?.double
        else { return nil }
        return Percentiles(count: count, p50: p50, p95: p95, p99: p99, max: max)
    }

    static func failureGroup(_ node: JSONNode) -> FailureGroup? {
        FailureGroup(
            name: node["name"]?.string, exceptionType: node["exception_type"]?.string ?? "",
            fingerprint: node["fingerprint"]?.string ?? "", count: node["count"]?.int ?? 0,
            fromResults: node["from_results"]?.int ?? 0, first: node["first"]?.isoTime, last: node["last"]?.isoTime,
            workers: node["workers"].list { $0.string.map(WorkerName.init) },
            example: TaskID(node["example"]?.string ?? ""), exception: node["exception"]?.string,
            traceback: node["traceback"]?.string)
    }

    static func histogram(_ node: JSONNode) -> HistogramRow? {
        HistogramRow(
            name: node["name"]?.string, measure: node["measure"]?.string ?? "",
            buckets: node["buckets"].list { bucket in
                guard var elements = bucket.elements, let upper = elements.next()?.double,
                    let count = elements.next()?.int
                else { return nil }
                return HistogramRow.Bucket(upper: upper, count: count)
            })
    }

    static func queue(_ node: JSONNode) -> QueueRow? {
        guard let name = node["name"]?.string else { return nil }
        let priorities = node["priorities"].dictionary(\.int).compactMap { key, count in Int(key).map { ($0, count) } }
        var row = QueueRow(
            name: name, type: node["type"]?.string, ready: node["ready"]?.int, unacknowledged: node["unacked"]?.int,
            consumers: node["consumers"]?.int, idleSince: node["idle_since"]?.isoTime,
            priorities: Dictionary(priorities, uniquingKeysWith: +),
            waiting: node["waiting"].optionalList { waiting in
                waiting["count"]?.int.map { QueueRow.Waiting(name: waiting["name"]?.string, count: $0) }
            },
            sampled: node["sampled"]?.int, inFlight: node["in_flight"].optionalList(inFlight),
            growth: node["growth"]?.double, redelivered: node["redelivered"]?.int,
            settings: node["settings"].list(named))
        row.delayed = node["delayed"]?.int
        return row
    }

    private static func inFlight(_ node: JSONNode) -> QueueRow.InFlight? {
        var message = QueueRow.InFlight(
            task: node["task"]?.string.map(TaskID.init), name: node["name"]?.string,
            delivered: node["delivered"]?.isoTime, worker: node["worker"]?.string.map(WorkerName.init),
            redelivery: node["redelivery"]?.isoTime)
        message.isUnclaimed = node["unclaimed"]?.bool ?? false
        return message
    }
}
