import Celery

extension PeriodicEntry: Record {
    static var term: StaticString { "periodic_entry" }
    static var meaning: StaticString { "An entry of a worker's `beat_schedule`." }
    static var blank: Self { Self(name: "", task: "", text: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("name", &name, "What it is called.")
        members.member("schedule", &text, "The schedule, as the worker told it.")
        members.member("task", &task, "The task type that it sends.")
    }
}

extension WorkerStatus: WordValue {}

extension WorkerRow: Record {
    static var term: StaticString { "worker" }
    static var meaning: StaticString { "A worker: how it is, and what became of its attempts." }
    static var blank: Self { Self(name: WorkerName(""), status: .unknown, counts: Counts()) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("name", &name, "Its node name, such as `celery@host`.")
        members.required(
            "status", &status,
            "`online`: heard, or answered, just now. `stopping`: it said good-bye, and what it had begun has not ended yet. `offline`: it left, or was silent for long. `unknown`: silent for a while, or never heard."
        )
        members.counts(&counts)
        members.member(
            "unseen", &unseen,
            "How many executions its own counter shows that no event told of; null without a counter.")
        members.member(
            "unseen_margin", &unseenMargin,
            "By how many `unseen` may be wrong: the counter was read in the middle of what was counted together.")
        members.member(
            "executions", &executions, "How many executions its own counter shows in what was watched.")
        members.member(
            "slot_seconds", &slotSeconds,
            "Concurrency times the time in which it was online and watched; null where that isn't known, or the concurrency changed unseen.",
            unit: .seconds)
        members.member(
            "busy_seconds", &busySeconds,
            "Slot time that its attempts took within the watched parts of the span, whatever came of them: of one begun before or not ended, the part within. Exact while the history keeps the tasks; of older ones that ended in the span, from beginning to end. Null where its attempts can't be counted, or it was not kept.",
            unit: .seconds)
        members.derived("utilization", utilization, "`busy_seconds` as a share of `slot_seconds`.")
        members.member("load_average", &loadAverage, "Its host's load over 1, 5 and 15 minutes.")
        members.member(
            "last_heartbeat", &lastHeartbeat, "When it was last heard to say that it is there, by our clock.")
        members.member("lifetime_processed", &lifetimeProcessed, "Executions since it started, by its own counter.")
        members.member("concurrency", &concurrency, "How many attempts it executes side by side.")
        members.member("pid", &processID, "Its main process.")
        members.member("uptime", &uptime, "How long ago it started.", unit: .seconds)
        members.member("software", &software, "What it runs.")
        members.member("queues", &queues, "The queues that it consumes; null where it didn't say.")
        members.member("sends_events", &sendsEvents, "Whether it sends task events; null where nothing tells.")
        members.member("inspection", &inspection, "What it answered to remote control; null where it didn't.")
    }
}

extension Totals: Record {
    static var term: StaticString { "totals" }
    static var meaning: StaticString { "The sums over all workers." }
    static var blank: Self { Self(counts: Counts(), ofWorkers: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.counts(&counts)
        members.member("of_workers", &ofWorkers, "Over how many workers: those of which all counts are known.")
    }
}

extension MemberVisitor {
    /// The counts of attempts, as members of the record that they are about.
    mutating func counts(_ counts: inout Counts) {
        member("processed", &counts.processed, "All attempts alive in the span: the sum of the ten columns.")
        member("carried", &counts.carried, "Those of them that were received before the span.")
        member("scheduled", &counts.scheduled, "Those of `received` that wait for their ETA.")
        for outcome in Outcome.allCases { member(outcome.name, &counts[outcome], outcome.meaning) }
    }
}

extension Outcome {
    fileprivate var name: StaticString {
        switch self {
        case .active: "active"
        case .received: "received"
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .retried: "retried"
        case .revoked: "revoked"
        case .rejected: "rejected"
        case .returned: "returned"
        case .lost: "lost"
        case .unaccounted: "unaccounted"
        }
    }

    fileprivate var meaning: StaticString {
        switch self {
        case .active: "Attempts that are executing."
        case .received: "Attempts that are assigned to a worker and not begun."
        case .succeeded: "Attempts that ended in success."
        case .failed: "Attempts that ended in failure."
        case .retried: "Attempts that ended in a retry."
        case .revoked: "Attempts that were revoked."
        case .rejected: "Attempts that were rejected, with or without going back to the queue."
        case .returned: "Attempts that were never begun, and whose messages went back to the queue."
        case .lost: "Attempts that were begun by a worker that is gone."
        case .unaccounted: "Attempts whose end was not seen, and that no worker holds any more."
        }
    }
}

extension Software: Record {
    static var term: StaticString { "software" }
    static var meaning: StaticString { "What a worker runs." }
    static var blank: Self { Self(name: "", version: "", system: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("name", &name, "Its name, such as `py-celery`.")
        members.member("system", &system, "The operating system, such as `Linux`.")
        members.member("version", &version, "Its version.")
    }
}

extension WorkerInspection: Record {
    static var term: StaticString { "inspection" }
    static var meaning: StaticString { "What a worker answered to remote control; null is not asked, or not answered." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("active", &active, "What it executes.")
        members.member("alive", &isAlive, "Whether it answered anything at all.")
        members.rare("as_of", &asOf, "When it was told, where the answer is an earlier one.")
        members.member("broker", &broker, "Its connection to the broker, as it describes it.")
        members.member("concurrency", &concurrency, "How many attempts it executes side by side.")
        members.member("configuration", &configuration, "The harmless part of its configuration.")
        members.member("executions", &executions, "How many executions it began since it started, by task type.")
        members.member("other", &other, "What else its statistics say.")
        members.rare("periodic", &periodic, "What its `beat_schedule` has, where the snapshot has no list of its own.")
        members.member("pid", &processID, "Its main process.")
        members.member("pool", &pool, "Its pool, as it describes it.")
        members.member("prefetch_count", &prefetchCount, "How many messages it fetches ahead.")
        members.member("queues", &queues, "The queues that it takes messages from.")
        members.member("registered", &registered, "The task types that it knows, with their limits as it writes them.")
        members.member("reserved", &reserved, "What it has fetched and not begun.")
        members.member("revoked", &revoked, "The tasks that it will not execute.")
        members.member("scheduled", &scheduled, "What waits in it for its ETA.")
        members.member("system", &system, "Its use of the system, as `getrusage` reports it.")
        members.member("uptime", &uptime, "How long ago it started.", unit: .seconds)
        members.member(
            "visibility_timeout", &visibilityTimeout,
            "After how long the broker delivers an unacknowledged message again, where its configuration says so.",
            unit: .seconds)
    }
}

extension HeldTask: Record {
    static var term: StaticString { "held_task" }
    static var meaning: StaticString { "A task that a worker says it holds." }
    static var blank: Self { Self(task: TaskID("")) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("acknowledged", &isAcknowledged, "Whether its message is acknowledged.")
        members.member("args", &facts.args, "Its positional arguments.")
        members.member("eta", &facts.eta, "Not to be begun before.")
        members.member("kwargs", &facts.kwargs, "Its named arguments.")
        members.member("name", &facts.name, "Its type.")
        members.member("pid", &processID, "The process that executes it.")
        members.member("retries", &facts.retries, "How often it was retried before.")
        members.member("started", &started, "When it was begun, by the worker's clock.")
        members.required("uuid", &task, "Its identifier.")
    }
}

extension ConsumedQueue: Record {
    static var term: StaticString { "consumed_queue" }
    static var meaning: StaticString { "A queue as a worker that consumes it describes it." }
    static var blank: Self { Self(name: "") }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("attributes", &attributes, "Its exchange, routing key, flags and arguments.")
        members.required("name", &name, "Its name.")
    }
}
