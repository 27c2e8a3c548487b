/// What the heartbeats of one worker name tell: its processes, its restarts and how it is.
package struct Lifeline: Sendable, Equatable {
    /// One event of a worker, in the order of its own clock.
    package struct Beat: Sendable, Equatable {
        /// What it says.
        package let event: WorkerEvent
        var timestamp: Instant { event.origin.timestamp }
        var processID: Int? { event.origin.processID }
    }

    /// A point at which what a worker holds changes hands.
    struct Turn: Sendable, Equatable {
        enum Kind: Sendable { case restart, reconnection, goodbye }
        let kind: Kind
        let time: Instant
    }

    /// All that was heard, oldest first by the worker's clock.
    package private(set) var beats: [Beat] = []

    /// Puts an event in its place.
    ///
    /// - Returns: `false` where it stood there already.
    mutating func insert(_ event: WorkerEvent) -> Bool {
        var index = beats.endIndex
        while index > 0, event.origin.precedes(beats[index - 1].event.origin) { index -= 1 }
        var earlier = index
        while earlier > 0, beats[earlier - 1].timestamp == event.origin.timestamp {
            earlier -= 1
            let other = beats[earlier].event
            if other.kind == event.kind && other.origin.clock == event.origin.clock { return false }
        }
        beats.insert(Beat(event: event), at: index)
        return true
    }

    /// Whether two processes speak under this name: one goes on speaking after another has taken over.
    var hasTwins: Bool {
        var last: [Int: Instant] = [:]
        var first: [Int: Instant] = [:]
        for beat in beats {
            guard let process = beat.processID, beat.event.kind != .offline else { continue }
            last[process] = beat.timestamp
            first[process] = first[process] ?? beat.timestamp
        }
        return first.contains { process, began in
            last.contains { other, ended in
                other != process && (first[other] ?? ended) < began && ended.since(began) > 1
            }
        }
    }

    /// The turns of its life, oldest first; none where two processes speak at once, since nobody can tell them apart.
    var turns: [Turn] {
        guard !hasTwins else { return [] }
        var turns: [Turn] = []
        var process: Int?
        var processed: Int?
        for beat in beats {
            let isOther = process != nil && beat.processID != nil && beat.processID != process
            let isLower = (beat.event.processed ?? .max) < (processed ?? .min)
            switch beat.event.kind {
            case .online where process != nil || processed != nil:
                turns.append(Turn(kind: isOther || isLower ? .restart : .reconnection, time: beat.timestamp))
            case .offline: turns.append(Turn(kind: .goodbye, time: beat.timestamp))
            case .online, .heartbeat:
                if isOther { turns.append(Turn(kind: .restart, time: beat.timestamp)) }
            }
            process = beat.processID ?? process
            processed = beat.event.processed ?? (isOther ? nil : processed)
        }
        return turns
    }

    /// The newest beat that says it is there; `nil` after a good-bye.
    package var lastPresence: WorkerEvent? {
        beats.last?.event.kind == .offline ? nil : beats.last?.event
    }

    /// The newest value of something that not every beat carries.
    package func newest<Value>(_ value: (WorkerEvent) -> Value?) -> Value? {
        for beat in beats.reversed() {
            if let found = value(beat.event) { return found }
        }
        return nil
    }

    /// By how much its counter of executions grew between two beats of one process, and when these were.
    ///
    /// Restarts start the count anew; `nil` with fewer than two counted beats.
    func growth(until limit: Instant = .distantFuture) -> (executions: Int, span: TimeSpan)? {
        let counted = beats.filter { $0.event.processed != nil && $0.timestamp <= limit }
        guard let first = counted.first, let last = counted.last, counted.count > 1 else { return nil }
        var executions = 0
        for (earlier, later) in zip(counted, counted.dropFirst()) {
            let (before, after) = (earlier.event.processed ?? 0, later.event.processed ?? 0)
            executions += after >= before ? after - before : after
        }
        return (executions, TimeSpan(since: first.timestamp, until: last.timestamp))
    }
}

extension EventOrigin {
    fileprivate func precedes(_ other: EventOrigin) -> Bool {
        timestamp != other.timestamp ? timestamp < other.timestamp : clock < other.clock
    }
}
