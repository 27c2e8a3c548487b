/// One message of Celery's event stream.
package enum Event: Sendable, Equatable {
    /// Something happened to a task.
    case task(TaskEvent)
    /// A worker says that it is there, or leaves.
    case worker(WorkerEvent)
}

/// Where and when an event was sent, and when we heard it.
package struct EventOrigin: Sendable, Equatable {
    /// The sender's host name: a worker's node name, or a client's such as `gen123@host`.
    package var sender: String
    /// The sender's time; `utcoffset` is not applied, since it is UTC as sent.
    package var timestamp: Instant
    /// The sender's Lamport clock, 0 where it sent none.
    package var clock: Int
    /// The sender's process id.
    package var processID: Int?
    /// When we received it, by our clock.
    package var heard: Instant

    /// Names an origin.
    package init(sender: String, timestamp: Instant, clock: Int = 0, processID: Int? = nil, heard: Instant? = nil) {
        self.sender = sender
        self.timestamp = timestamp
        self.clock = clock
        self.processID = processID
        self.heard = heard ?? timestamp
    }
}

/// A `task-*` event.
package struct TaskEvent: Sendable, Equatable {
    /// What happened; the words are Celery's.
    package enum Kind: Hashable, Sendable {
        case sent, received, started, succeeded, failed, retried, revoked, rejected, cancelled
        /// An application's own `task-<name>`.
        case custom(String)
    }

    /// What happened.
    package var kind: Kind
    /// The task it happened to.
    package var task: TaskID
    /// Who says so, and when.
    package var origin: EventOrigin
    /// What the event tells of the task.
    package var facts: TaskFacts

    /// Makes an event.
    package init(_ kind: Kind, task: TaskID, origin: EventOrigin, facts: TaskFacts = TaskFacts()) {
        self.kind = kind
        self.task = task
        self.origin = origin
        self.facts = facts
    }
}

/// A `worker-*` event.
package struct WorkerEvent: Sendable, Equatable {
    /// What the worker says.
    package enum Kind: Int, Sendable { case online, heartbeat, offline }

    /// What the worker says.
    package var kind: Kind
    /// Who says so, and when.
    package var origin: EventOrigin
    /// Seconds between heartbeats.
    package var interval: Double?
    /// Attempts that it executes; absent in heartbeats sent on demand.
    package var active: Int?
    /// Attempts that it began since it started.
    package var processed: Int?
    /// The host's load over 1, 5 and 15 minutes.
    package var loadAverage: [Double]?
    /// Name, version and system of its software.
    package var software: Software?

    /// Makes an event.
    package init(
        _ kind: Kind, origin: EventOrigin, interval: Double? = nil, active: Int? = nil, processed: Int? = nil,
        loadAverage: [Double]? = nil, software: Software? = nil
    ) {
        self.kind = kind
        self.origin = origin
        self.interval = interval
        self.active = active
        self.processed = processed
        self.loadAverage = loadAverage
        self.software = software
    }
}

/// What a worker runs: `py-celery 5.7.0 (Linux)`.
package struct Software: Hashable, Sendable {
    /// `sw_ident`, such as `py-celery`.
    package var name: String
    /// `sw_ver`.
    package var version: String
    /// `sw_sys`.
    package var system: String

    /// Names a software.
    package init(name: String, version: String, system: String) {
        self.name = name
        self.version = version
        self.system = system
    }
}
