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
    package private(set) var beats: [Beat] = []
    private var formerTurns: [Turn] = []
    private var formerEnd = Instant.distantPast
    private var formerRests: [Instant] = []

    /// Knows nothing.
    package init() {}

    /// Knows all turns until `end`, oldest first, and no beat yet; later turns are to be told by beats.
    ///
    /// `rests` are times at which it executed nothing, oldest first, where the beats themselves aren't known.
    package init(turns: [Turn], until end: Instant, rests: [Instant] = []) {
        formerTurns = turns.filter { $0.time <= end }
        formerEnd = end
        formerRests = rests
    }

    /// Takes in what another one knows.
    mutating func merge(_ other: Lifeline) {
        if other.formerEnd > formerEnd { (formerTurns, formerEnd) = (other.formerTurns, other.formerEnd) }
        if !other.formerRests.isEmpty { formerRests = Array(Set(formerRests + other.formerRests)).sorted() }
        for beat in other.beats { _ = insert(beat.event) }
    }

    /// What was heard of it by a time, by our clock.
    func heard(by limit: Instant) -> Lifeline {
        var known = self
        known.beats = beats.filter { $0.event.origin.heard <= limit }
        known.formerTurns = formerTurns.filter { $0.time <= limit }
        return known
    }

    /// The times at which it said that it executes nothing, oldest first; none where two workers share the name.
    var rests: [Instant] {
        if hasTwins { return [] }
        let told = beats.filter { $0.event.active == 0 }.map(\.timestamp)
        return formerRests.isEmpty ? told : Array(Set(formerRests + told)).sorted()
    }

    /// Whether it ever said of itself that it is there: not asked to by `heartbeat`, which is answered even by a worker
    /// that was started without heartbeats.
    package var hasHeartbeat: Bool {
        beats.contains { beat in
            let event = beat.event
            let isAnswer = event.active == nil && event.processed == nil && event.loadAverage == nil
            return !(event.kind == .heartbeat && isAnswer && event.interval == 5)
        }
    }

    /// By how many seconds its clock is ahead of ours: what the beat that came quickest shows; `nil` without beats.
    var lead: Double? { beats.map { $0.timestamp.since($0.event.origin.heard) }.max() }

    /// Puts an event in its place.
    ///
    /// - Returns: `false` where it stood there already.
    package mutating func insert(_ event: WorkerEvent) -> Bool {
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

    /// Adds a beat that comes after all others.
    mutating func append(_ beat: Beat) { beats.append(beat) }

    /// Whether two processes speak under this name: one goes on speaking after another has taken over.
    var hasTwins: Bool { changes.contains(where: isShared) }

    /// Where a process speaks for the first time after another one.
    private var changes: [(index: Int, former: Int)] {
        var changes: [(index: Int, former: Int)] = []
        var process: Int?
        for (index, beat) in beats.enumerated() {
            if let process, let other = beat.processID, other != process { changes.append((index, process)) }
            process = beat.processID ?? process
        }
        return changes
    }

    /// Whether the former process is heard again soon after, or the new one was heard just before.
    private func isShared(index: Int, former: Int) -> Bool {
        let beat = beats[index]
        for later in beats[(index + 1)...] where later.event.kind != .offline {
            let silence = later.timestamp.since(beat.timestamp)
            if silence > Self.patience { break }
            if later.processID == former, silence > 1 { return true }
        }
        for earlier in beats[..<index].reversed() where earlier.event.kind != .offline {
            if beat.timestamp.since(earlier.timestamp) > Self.patience { break }
            if earlier.processID == beat.processID { return true }
        }
        return false
    }

    /// The turns of its life, oldest first; none where two processes speak at once, since nobody can tell them apart.
    package var turns: [Turn] {
        var turns = formerTurns
        var process: Int?
        var processed: Int?
        for (index, beat) in beats.enumerated() {
            let former = process.flatMap { beat.processID == nil || beat.processID == $0 ? nil : $0 }
            let isLower = (beat.event.processed ?? .max) < (processed ?? .min)
            let isTwin = former.map { isShared(index: index, former: $0) } ?? false
            switch beat.event.kind {
            case .online where process != nil || processed != nil:
                if isTwin { break }
                let kind: Turn.Kind = former != nil || isLower ? .restart : .reconnection
                turns.append(Turn(kind: kind, time: beat.timestamp))
            case .offline: turns.append(Turn(kind: .goodbye, time: beat.timestamp))
            case .online, .heartbeat:
                if former != nil, !isTwin { turns.append(Turn(kind: .restart, time: beat.timestamp)) }
            }
            process = beat.processID ?? process
            processed = beat.event.processed ?? (former != nil ? nil : processed)
        }
        return turns.enumerated().filter { $0.offset < formerTurns.count || $0.element.time > formerEnd }.map(\.element)
    }

    /// Whether the same process was heard after all that an earlier state of this knows, and did not say good-bye in it.
    func goesOn(after known: Lifeline) -> Bool {
        guard let last = known.beats.last, last.event.kind != .offline, beats.count > known.beats.count else {
            return false
        }
        let next = beats[(beats.lastIndex(of: last).map { $0 + 1 } ?? beats.endIndex)...].first
        guard let next else { return false }
        if turns.contains(where: { $0.time == next.timestamp && $0.kind == .restart }) { return false }
        return next.processID == nil || last.processID == nil || next.processID == last.processID
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
    func growth(in span: TimeSpan) -> (executions: Int, span: TimeSpan)? {
        let counted = beats.filter { $0.event.processed != nil && span.contains($0.timestamp) }
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
