/// What events told of one worker.
package struct WorkerRecord: Sendable, Equatable {
    /// Its name.
    package let name: WorkerName
    /// Its heartbeats.
    package private(set) var presence = Presence()
    /// When we last heard a task event of Celery's own from it, by our clock; `nil` while none was seen.
    package private(set) var lastTaskEvent: Instant?
    /// By how many seconds its clock is ahead of ours, as the event showed that came quickest; negative where it is
    /// behind, `nil` while none can show it.
    package private(set) var clockSkew: Double?

    /// Knows nothing of a worker yet.
    package init(name: WorkerName) { self.name = name }

    /// Puts together what was stored.
    package init(name: WorkerName, presence: Presence, lastTaskEvent: Instant?, clockSkew: Double?) {
        self.name = name
        self.presence = presence
        self.lastTaskEvent = lastTaskEvent
        self.clockSkew = clockSkew
    }

    /// Takes in what another record knows of the same worker.
    package mutating func merge(_ other: WorkerRecord) {
        presence.merge(other.presence)
        if let event = other.lastTaskEvent { lastTaskEvent = max(lastTaskEvent ?? event, event) }
        if let skew = other.clockSkew { clockSkew = max(clockSkew ?? skew, skew) }
    }

    /// By how many seconds its clock is ahead of ours where that is more than what is usual between hosts; else 0.
    package var clockLead: Double {
        guard let lead = presence.lead ?? clockSkew, abs(lead) > Self.tolerableSkew else { return 0 }
        return lead
    }

    /// Clocks of one network agree better than this, in seconds; messages travel faster, too.
    static let tolerableSkew = 10.0

    /// What was heard of it by a time, by our clock; `nil` where that is nothing.
    func heard(by limit: Instant) -> WorkerRecord? {
        var known = self
        known.presence = presence.heard(by: limit)
        guard known.presence.heartbeats.isEmpty, known.presence.turns.isEmpty else { return known }
        return lastTaskEvent.map { $0 <= limit } == true ? known : nil
    }

    /// Takes in what the worker said of itself.
    ///
    /// - Returns: `false` where it was known.
    package mutating func insert(_ event: WorkerEvent) -> Bool {
        note(event.origin.timestamp, heard: event.origin.heard, isPrompt: true)
        return presence.insert(event)
    }

    /// Takes note of when the worker spoke of a task.
    package mutating func note(_ event: TaskEvent) {
        note(event.kind, event.origin.timestamp, heard: event.origin.heard)
    }

    /// Takes note of all that the worker said of a task.
    package mutating func note(_ marks: [Mark]) {
        for mark in marks { note(mark.kind, mark.timestamp, heard: mark.heard) }
    }

    private mutating func note(_ kind: TaskEvent.Kind, _ timestamp: Instant, heard: Instant) {
        switch kind {
        case .dropped, .held: return
        // Those of an application go out even where the worker's own are switched off.
        case .custom: note(timestamp, heard: heard, isPrompt: false)
        // A solo worker tells of them when it has ended what it executes.
        case .received, .started:
            note(timestamp, heard: heard, isPrompt: false)
            lastTaskEvent = max(lastTaskEvent ?? heard, heard)
        case .sent, .succeeded, .failed, .retried, .revoked, .rejected, .cancelled:
            note(timestamp, heard: heard, isPrompt: true)
            lastTaskEvent = max(lastTaskEvent ?? heard, heard)
        }
    }

    /// An event that comes late shows no more than that the clock isn't ahead of it.
    private mutating func note(_ timestamp: Instant, heard: Instant, isPrompt: Bool) {
        let skew = timestamp.since(heard)
        guard isPrompt || skew > 0 else { return }
        clockSkew = max(clockSkew ?? skew, skew)
    }
}
