/// One receipt of one task by one worker: the unit of counting.
package struct Attempt: Sendable, Equatable {
    /// How an attempt ended.
    package enum Ending: Sendable { case succeeded, failed, retried, revoked, rejected, cancelled }

    /// What ended an attempt without a word of its own.
    package enum Interruption: Sendable, Equatable {
        /// The worker came up anew.
        case restart(Instant)
        /// The worker left, or lost its connection, before the attempt had begun: the message goes back.
        case release(Instant)
    }

    /// A later receipt of the task that proves the attempt over, and when that was.
    package enum Succession: Sendable, Equatable {
        /// Another task took over its identifier (`replace()`), so that it will report no end.
        case replacement(Instant)
        /// Its retry: it ended by asking for that.
        case retry(Instant)
        /// The same message once more: the broker took back what had not begun.
        case redelivery(Instant)

        /// When the later receipt came.
        package var time: Instant {
            switch self {
            case .replacement(let time), .retry(let time), .redelivery(let time): time
            }
        }
    }

    /// The worker that received it.
    package var worker: WorkerName
    /// When it was received, by the worker's clock.
    package var received: Instant?
    /// When it was begun.
    package var started: Instant?
    /// When it ended.
    package var finished: Instant?
    /// How it ended; `nil` while no end is known.
    package var ending: Ending?
    /// What happened to its worker before it ended.
    package var interruption: Interruption?
    /// The later receipt that proves it over, though it told of no end.
    package var succession: Succession?
    /// When evidence other than events proved that its worker holds it no longer.
    package var dropped: Instant?
    /// The state an application gave itself by an event of its own, such as `PROGRESS`.
    package var customState: String?
    /// What its events told.
    package var facts: TaskFacts {
        get { told.facts }
        set { told = ToldFacts(newValue) }
    }
    private(set) var told = ToldFacts()
    /// The last that its worker said of it, by the worker's clock.
    package var lastSeen: Instant?
    /// The last that we heard of it, by our clock.
    package var lastHeard: Instant?
    /// Whether its worker held it: it said so in answer to an inspection, or spoke of it later.
    package var isHeld = false

    init(worker: WorkerName) { self.worker = worker }

    /// Whether it was begun; an end that only an execution can have proves it too.
    package var isBegun: Bool {
        started != nil || ending == .succeeded || ending == .retried
    }

    /// When it was begun, as far as anything tells: an end that only an execution has proves it too, and so does a
    /// later receipt that only its execution can have led to.
    package var begun: Instant? {
        if let started { return started }
        let began = finished.map { $0 - (told.runtime ?? 0) }
        switch ending {
        case .succeeded, .retried: return began
        case .failed: return facts.exception?.hasPrefix("NotRegistered(") == true ? nil : began
        case .revoked: return facts.terminated == true ? began : nil
        case .rejected, .cancelled: return nil
        case nil: break
        }
        return switch succession {
        case .replacement(let time), .retry(let time): time
        case .redelivery, nil: nil
        }
    }

    /// From its beginning to its end; `nil` while either isn't known, and where clocks put one before the other.
    var busy: TimeSpan? {
        guard let begun, let finished, finished >= begun else { return nil }
        return TimeSpan(since: begun, until: finished)
    }

    /// Its column as far as events alone decide it; `nil` while it is open, and where the worker cancelled it: of that
    /// none tells whether the message goes back.
    package var toldOutcome: Outcome? {
        guard let ending, ending != .cancelled || started == nil else { return nil }
        return Outcome(ending, isBegun: started != nil)
    }

    /// When it handed its task over to another, which ended it.
    var replaced: Instant? {
        if case .replacement(let time) = succession { time } else { nil }
    }

    /// Whether no end is known.
    package var isOpen: Bool { ending == nil }

    /// Whether it is open, and the task's own events prove that it is over nevertheless.
    package var isOver: Bool { isOpen && (succession != nil || dropped != nil) }

    /// When it became known: the earliest of its times.
    package var since: Instant? { received ?? started ?? finished ?? lastSeen ?? lastHeard }

    mutating func take(_ mark: Mark) {
        told.merge(mark.shared)
        lastSeen = max(lastSeen ?? mark.timestamp, mark.timestamp)
        lastHeard = max(lastHeard ?? mark.heard, mark.heard)
    }
}

extension Attempt.Ending {
    /// The ending that an event tells of; `nil` for one that ends nothing.
    init?(_ kind: TaskEvent.Kind) {
        switch kind {
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .retried: self = .retried
        case .revoked: self = .revoked
        case .rejected: self = .rejected
        case .cancelled: self = .cancelled
        case .sent, .received, .started, .dropped, .held, .custom: return nil
        }
    }
}
