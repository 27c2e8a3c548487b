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
    /// Whether its worker said in answer to an inspection that it holds it.
    package var isHeld = false
    /// Whether another task took over its identifier (`replace()`), so that it will report no end.
    package var isReplaced = false

    init(worker: WorkerName) { self.worker = worker }

    /// Whether it was begun; an end that only an execution can have proves it too.
    package var isBegun: Bool {
        started != nil || ending == .succeeded || ending == .retried
    }

    /// Whether no end is known.
    package var isOpen: Bool { ending == nil }

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
        case .sent, .received, .started, .custom: return nil
        }
    }
}
