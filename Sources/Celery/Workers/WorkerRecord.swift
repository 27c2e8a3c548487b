/// What events told of one worker.
package struct WorkerRecord: Sendable, Equatable {
    /// Its name.
    package let name: WorkerName
    /// Its heartbeats.
    package private(set) var lifeline = Lifeline()
    /// When we last heard a task event of Celery's own from it, by our clock; `nil` while none was seen.
    package private(set) var lastTaskEvent: Instant?
    /// The largest difference between its clock and ours that an event showed, in seconds; positive where it is ahead.
    package private(set) var clockSkew: Double = 0

    /// Knows nothing of a worker yet.
    package init(name: WorkerName) { self.name = name }

    /// Puts together what was stored.
    package init(name: WorkerName, lifeline: Lifeline, lastTaskEvent: Instant?, clockSkew: Double) {
        self.name = name
        self.lifeline = lifeline
        self.lastTaskEvent = lastTaskEvent
        self.clockSkew = clockSkew
    }

    /// Takes in what another record knows of the same worker.
    package mutating func merge(_ other: WorkerRecord) {
        lifeline.merge(other.lifeline)
        if let event = other.lastTaskEvent { lastTaskEvent = max(lastTaskEvent ?? event, event) }
        if abs(other.clockSkew) > abs(clockSkew) { clockSkew = other.clockSkew }
    }

    /// Takes in what the worker said of itself.
    ///
    /// - Returns: `false` where it was known.
    package mutating func insert(_ event: WorkerEvent) -> Bool {
        note(event.origin)
        return lifeline.insert(event)
    }

    /// Takes note of when the worker spoke of a task.
    package mutating func note(_ event: TaskEvent) {
        note(event.origin)
        // Those of an application go out even where the worker's own are switched off.
        if case .custom = event.kind { return }
        lastTaskEvent = max(lastTaskEvent ?? event.origin.heard, event.origin.heard)
    }

    /// Takes note of all that the worker said of a task.
    package mutating func note(_ marks: [Mark]) {
        for mark in marks {
            note(mark.timestamp, heard: mark.heard)
            if case .custom = mark.kind { continue }
            lastTaskEvent = max(lastTaskEvent ?? mark.heard, mark.heard)
        }
    }

    private mutating func note(_ origin: EventOrigin) { note(origin.timestamp, heard: origin.heard) }

    private mutating func note(_ timestamp: Instant, heard: Instant) {
        let skew = timestamp.since(heard)
        if abs(skew) > abs(clockSkew) { clockSkew = skew }
    }
}
