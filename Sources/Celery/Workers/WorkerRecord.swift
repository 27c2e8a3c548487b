/// What events told of one worker.
package struct WorkerRecord: Sendable, Equatable {
    /// Its name.
    package let name: WorkerName
    /// Its heartbeats.
    package private(set) var lifeline = Lifeline()
    /// When we last heard a task event of its, by our clock; `nil` while none was seen.
    package private(set) var lastTaskEvent: Instant?
    /// The largest difference between its clock and ours that an event showed, in seconds; positive where it is ahead.
    package private(set) var clockSkew: Double = 0

    init(name: WorkerName) { self.name = name }

    mutating func insert(_ event: WorkerEvent) -> Bool {
        note(event.origin)
        return lifeline.insert(event)
    }

    mutating func note(_ event: TaskEvent) {
        lastTaskEvent = max(lastTaskEvent ?? event.origin.heard, event.origin.heard)
        note(event.origin)
    }

    private mutating func note(_ origin: EventOrigin) {
        let skew = origin.timestamp.since(origin.heard)
        if abs(skew) > abs(clockSkew) { clockSkew = skew }
    }
}
