/// What the heartbeats of one worker name tell: its processes, its restarts and how it is.
package struct Presence: Sendable, Equatable {
    /// One event of a worker, in the order of its own clock.
    package struct Heartbeat: Sendable, Equatable {
        /// What it says.
        package let event: WorkerEvent
        var timestamp: Instant { event.origin.timestamp }
        var processID: Int? { event.origin.processID }
    }

    /// A point at which what a worker holds changes hands.
    package struct Turn: Sendable, Hashable {
        /// What happened.
        package enum Kind: Sendable { case restart, reconnection, goodbye }

        /// What happened.
        package let kind: Kind
        /// When, by the worker's clock.
        package let time: Instant

        /// Dates a turn.
        package init(kind: Kind, time: Instant) {
            self.kind = kind
            self.time = time
        }
    }

    /// A process that is heard again so many seconds after another one took its name shares it.
    private static let patience = 120.0

    /// All that was heard, oldest first by the worker's clock.
    package private(set) var heartbeats: [Heartbeat] = []
    private var formerTurns: [Turn] = []
    private var formerEnd = Instant.distantPast
    private var formerRests: [Instant] = []
    private var laterTurns: [Turn] = []

    /// Knows nothing.
    package init() {}

    /// Knows all turns until `end`, oldest first, and no heartbeat yet; later turns are to be told by heartbeats.
    ///
    /// `rests` are times at which it executed nothing, oldest first, where the heartbeats themselves aren't known.
    package init(turns: [Turn], until end: Instant, rests: [Instant] = []) {
        formerTurns = turns.filter { $0.time <= end }
        formerEnd = end
        formerRests = rests
    }

    /// Takes over the turns that came after all heartbeats that are known, oldest first.
    package mutating func foresee(_ turns: [Turn]) {
        guard let last = heartbeats.last?.timestamp else { return }
        laterTurns = turns.filter { $0.time > last && $0.time > formerEnd }
    }

    /// Takes in what another one knows.
    mutating func merge(_ other: Presence) {
        if other.formerEnd > formerEnd { (formerTurns, formerEnd) = (other.formerTurns, other.formerEnd) }
        if !other.laterTurns.isEmpty { laterTurns = other.laterTurns }
        if !other.formerRests.isEmpty { formerRests = Array(Set(formerRests + other.formerRests)).sorted() }
        for heartbeat in other.heartbeats { _ = insert(heartbeat.event) }
    }

    /// What was heard of it by a time, by our clock.
    func heard(by limit: Instant) -> Presence {
        var known = self
        known.heartbeats = heartbeats.filter { $0.event.origin.heard <= limit }
        known.formerTurns = formerTurns.filter { $0.time <= limit }
        known.laterTurns = []
        return known
    }

    /// The times at which it said that it executes nothing, oldest first; none where two workers share the name.
    var rests: [Instant] {
        if hasTwins { return [] }
        let told = heartbeats.filter { $0.event.active == 0 }.map(\.timestamp)
        return formerRests.isEmpty ? told : Array(Set(formerRests + told)).sorted()
    }

    /// Whether it ever said of itself that it is there: not asked to by `heartbeat`, which is answered even by a worker
    /// that was started without heartbeats.
    package var hasHeartbeat: Bool {
        heartbeats.contains { heartbeat in
            let event = heartbeat.event
            let isAnswer = event.active == nil && event.processed == nil && event.loadAverage == nil
            return !(event.kind == .heartbeat && isAnswer && event.interval == 5)
        }
    }

    /// By how many seconds its clock is ahead of ours: what the heartbeat that came quickest shows; `nil` without
    /// heartbeats.
    var lead: Double? { heartbeats.map { $0.timestamp.since($0.event.origin.heard) }.max() }

    /// Puts an event in its place.
    ///
    /// - Returns: `false` where it stood there already.
    package mutating func insert(_ event: WorkerEvent) -> Bool {
        var index = heartbeats.endIndex
        while index > 0, event.origin.precedes(heartbeats[index - 1].event.origin) { index -= 1 }
        var earlier = index
        while earlier > 0, heartbeats[earlier - 1].timestamp == event.origin.timestamp {
            earlier -= 1
            let other = heartbeats[earlier].event
            if other.kind == event.kind && other.origin.clock == event.origin.clock { return false }
        }
        heartbeats.insert(Heartbeat(event: event), at: index)
        return true
    }

    /// Adds a heartbeat that comes after all others.
    mutating func append(_ heartbeat: Heartbeat) { heartbeats.append(heartbeat) }

    /// Whether two processes speak under this name: one goes on speaking after another has taken over.
    var hasTwins: Bool { changes.contains(where: isShared) }

    /// Where a process speaks for the first time after another one.
    private var changes: [(index: Int, former: Int)] {
        var changes: [(index: Int, former: Int)] = []
        var process: Int?
        for (index, heartbeat) in heartbeats.enumerated() {
            if let process, let other = heartbeat.processID, other != process { changes.append((index, process)) }
            process = heartbeat.processID ?? process
        }
        return changes
    }

    /// Whether the former process is heard again soon after, or the new one was heard just before.
    private func isShared(index: Int, former: Int) -> Bool {
        let heartbeat = heartbeats[index]
        for later in heartbeats[(index + 1)...] where later.event.kind != .offline {
            let silence = later.timestamp.since(heartbeat.timestamp)
            if silence > Self.patience { break }
            if later.processID == former, silence > 1 { return true }
        }
        for earlier in heartbeats[..<index].reversed() where earlier.event.kind != .offline {
            if heartbeat.timestamp.since(earlier.timestamp) > Self.patience { break }
            if earlier.processID == heartbeat.processID { return true }
        }
        return false
    }

    /// The turns of its life, oldest first; none where two processes speak at once, since nobody can tell them apart.
    package var turns: [Turn] {
        var turns = formerTurns
        var process: Int?
        var processed: Int?
        for (index, heartbeat) in heartbeats.enumerated() {
            let former = process.flatMap { heartbeat.processID == nil || heartbeat.processID == $0 ? nil : $0 }
            let isLower = (heartbeat.event.processed ?? .max) < (processed ?? .min)
            let isTwin = former.map { isShared(index: index, former: $0) } ?? false
            switch heartbeat.event.kind {
            case .online where process != nil || processed != nil:
                if isTwin { break }
                let kind: Turn.Kind = former != nil || isLower ? .restart : .reconnection
                turns.append(Turn(kind: kind, time: heartbeat.timestamp))
            case .offline: turns.append(Turn(kind: .goodbye, time: heartbeat.timestamp))
            case .online, .heartbeat:
                if former != nil, !isTwin { turns.append(Turn(kind: .restart, time: heartbeat.timestamp)) }
            }
            process = heartbeat.processID ?? process
            processed = heartbeat.event.processed ?? (former != nil ? nil : processed)
        }
        let own = turns.enumerated().filter { $0.offset < formerTurns.count || $0.element.time > formerEnd }
        return own.map(\.element) + laterTurns
    }

    /// Whether the same process was heard after all that an earlier state of this knows, and did not say good-bye in
    /// it.
    func goesOn(after known: Presence) -> Bool {
        guard let last = known.heartbeats.last, last.event.kind != .offline, heartbeats.count > known.heartbeats.count
        else {
            return false
        }
        let next = heartbeats[(heartbeats.lastIndex(of: last).map { $0 + 1 } ?? heartbeats.endIndex)...].first
        guard let next else { return false }
        if turns.contains(where: { $0.time == next.timestamp && $0.kind == .restart }) { return false }
        return next.processID == nil || last.processID == nil || next.processID == last.processID
    }

    /// The newest heartbeat that says it is there; `nil` after a good-bye.
    package var lastPresence: WorkerEvent? {
        heartbeats.last?.event.kind == .offline ? nil : heartbeats.last?.event
    }

    /// The newest value of something that not every heartbeat carries.
    package func newest<Value>(_ value: (WorkerEvent) -> Value?) -> Value? {
        for heartbeat in heartbeats.reversed() {
            if let found = value(heartbeat.event) { return found }
        }
        return nil
    }

    /// By how much its counter of executions grew between two heartbeats of one process, and when these were.
    ///
    /// Restarts start the count anew; `nil` with fewer than two counted heartbeats.
    func growth(in span: TimeSpan) -> (executions: Int, span: TimeSpan)? {
        let counted = heartbeats.filter { $0.event.processed != nil && span.contains($0.timestamp) }
        guard let first = counted.first, let last = counted.last, counted.count > 1 else { return nil }
        var executions = 0
        for (earlier, later) in zip(counted, counted.dropFirst()) {
            let (before, after) = (earlier.event.processed ?? 0, later.event.processed ?? 0)
            let isSame = earlier.processID == nil || later.processID == nil || earlier.processID == later.processID
            executions += isSame && after >= before ? after - before : after
        }
        return (executions, TimeSpan(since: first.timestamp, until: last.timestamp))
    }
}

extension EventOrigin {
    fileprivate func precedes(_ other: EventOrigin) -> Bool {
        timestamp != other.timestamp ? timestamp < other.timestamp : clock < other.clock
    }
}
