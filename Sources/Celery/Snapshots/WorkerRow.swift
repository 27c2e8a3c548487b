/// A worker in a snapshot.
package struct WorkerRow: Sendable, Equatable {
    /// Its name.
    package var name: WorkerName
    /// How it is.
    package var status: WorkerStatus
    /// Its attempts.
    package var counts: Counts
    /// How many executions its own counter shows that no event told of; `nil` without a counter.
    package var unseen: Int?
    /// By how many `unseen` may be wrong, since the counter was read in the middle of what was counted together.
    package var unseenMargin: Int?
    /// How many executions its own counter shows in what was watched; `nil` without a counter.
    package var executions: Int?
    /// The host's load over 1, 5 and 15 minutes.
    package var loadAverage: [Double]?
    /// Concurrency times the seconds in which it was online and watched; `nil` where either isn't known.
    package var slotSeconds: Double?
    /// The seconds that its attempts took of that; `nil` where its attempts can't be counted.
    package var busySeconds: Double?
    /// When it was last heard to say that it is there, by our clock.
    package var lastHeartbeat: Instant?
    /// Executions since it started, by its own counter.
    package var lifetimeProcessed: Int?
    /// How many attempts it executes side by side.
    package var concurrency: Int?
    /// Its main process.
    package var processID: Int?
    /// Seconds since it started.
    package var uptime: Double?
    /// What it runs.
    package var software: Software?
    /// The queues that it consumes; `nil` where it didn't say.
    package var queues: [String]?
    /// Whether it sends task events; `nil` where nothing tells.
    package var sendsEvents: Bool?
    /// What it answered.
    package var inspection: WorkerInspection? {
        get { stored?.inspection }
        set { stored = newValue.map(StoredInspection.init) }
    }

    /// Apart from the row, since of many names that were ever heard most answered nothing.
    private var stored: StoredInspection?

    private final class StoredInspection: Sendable, Equatable {
        let inspection: WorkerInspection

        init(_ inspection: WorkerInspection) { self.inspection = inspection }

        static func == (lhs: StoredInspection, rhs: StoredInspection) -> Bool {
            lhs === rhs || lhs.inspection == rhs.inspection
        }
    }

    /// Describes a worker.
    package init(
        name: WorkerName, status: WorkerStatus, counts: Counts, unseen: Int? = nil, unseenMargin: Int? = nil,
        executions: Int? = nil, loadAverage: [Double]? = nil, lastHeartbeat: Instant? = nil,
        lifetimeProcessed: Int? = nil, concurrency: Int? = nil, processID: Int? = nil, uptime: Double? = nil,
        software: Software? = nil, queues: [String]? = nil, sendsEvents: Bool? = nil,
        inspection: WorkerInspection? = nil
    ) {
        self.name = name
        self.status = status
        self.counts = counts
        self.unseen = unseen
        self.unseenMargin = unseenMargin
        self.executions = executions
        self.loadAverage = loadAverage
        self.lastHeartbeat = lastHeartbeat
        self.lifetimeProcessed = lifetimeProcessed
        self.concurrency = concurrency
        self.processID = processID
        self.uptime = uptime
        self.software = software
        self.queues = queues
        self.sendsEvents = sendsEvents
        stored = inspection.map(StoredInspection.init)
    }
}

extension WorkerRow {
    /// The share of its slot time that attempts took; `nil` without slot time.
    package var utilization: Double? {
        guard let busySeconds, let slotSeconds, slotSeconds > 0 else { return nil }
        return busySeconds / slotSeconds
    }

    /// Whether one tells more than another, where there isn't room for all: those that are there come before those that
    /// are gone, and among these those with most attempts.
    package static func tellsMore(_ lhs: WorkerRow, than rhs: WorkerRow) -> Bool {
        let (left, right) = (lhs.status == .offline, rhs.status == .offline)
        if left != right { return right }
        let (more, less) = (lhs.counts.processed ?? 0, rhs.counts.processed ?? 0)
        return more != less ? more > less : lhs.name < rhs.name
    }
}
