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
