/// Makes attempts of the marks that one worker left on one task, and of what happened to the worker meanwhile.
///
/// Both come in the order of the worker's clock. Marks go to attempts first in, first out.
struct AttemptMatcher {
    private(set) var attempts: [Attempt] = []
    private let worker: WorkerName

    /// The attempts that a worker's marks make, cut by the turns of its life.
    static func attempts(of worker: WorkerName, marks: [Mark], turns: [Lifeline.Turn]) -> [Attempt] {
        var matcher = AttemptMatcher(worker: worker)
        guard let first = marks.first else { return [] }
        var remaining = turns[turns.firstIndex(notBefore: first.timestamp)...]
        for mark in marks {
            while let turn = remaining.first, turn.time <= mark.timestamp {
                matcher.pass(turn)
                remaining.removeFirst()
            }
            matcher.take(mark)
        }
        // Turns after the last word mean something only to what is open.
        for turn in remaining where matcher.attempts.contains(where: \.isOpen) { matcher.pass(turn) }
        return matcher.attempts
    }

    init(worker: WorkerName) { self.worker = worker }

    mutating func take(_ mark: Mark) {
        switch mark.kind {
        case .sent: break
        case .received: receive(mark)
        case .started: start(mark)
        case .custom(let name): note(name, mark)
        case .succeeded, .failed, .retried, .revoked, .rejected, .cancelled:
            if let ending = Attempt.Ending(mark.kind) { end(ending, mark) }
        }
    }

    mutating func pass(_ turn: Lifeline.Turn) {
        for index in attempts.indices where attempts[index].isOpen && attempts[index].interruption == nil {
            switch turn.kind {
            case .restart: attempts[index].interruption = .restart(turn.time)
            case .reconnection, .goodbye:
                if attempts[index].started == nil { attempts[index].interruption = .release(turn.time) }
            }
        }
    }

    private mutating func receive(_ mark: Mark) {
        if let name = mark.shared.name {
            for index in attempts.indices where isReplaced(attempts[index], by: name) {
                attempts[index].isReplaced = true
            }
        }
        append(mark) { $0.received = mark.timestamp }
    }

    private func isReplaced(_ attempt: Attempt, by name: String) -> Bool {
        guard attempt.isOpen, attempt.started != nil, let former = attempt.told.name else { return false }
        return former != name
    }

    private mutating func start(_ mark: Mark) {
        let index =
            attempts.firstIndex { $0.isOpen && $0.started == nil && $0.interruption == nil }
            ?? attempts.firstIndex { $0.isOpen && $0.started == nil && $0.isReleased }
        guard let index else { return append(mark) { $0.started = mark.timestamp } }
        attempts[index].interruption = nil
        attempts[index].started = mark.timestamp
        attempts[index].take(mark)
    }

    private mutating func note(_ name: String, _ mark: Mark) {
        let index = attempts.lastIndex { $0.isOpen && $0.started != nil } ?? attempts.indices.last
        guard let index else { return append(mark) { $0.customState = name } }
        if attempts[index].isOpen { attempts[index].customState = name }
        attempts[index].take(mark)
    }

    private mutating func end(_ ending: Attempt.Ending, _ mark: Mark) {
        if let running = attempts.firstIndex(where: { $0.isRunning }) { return close(running, ending, mark) }
        let waiting = attempts.firstIndex { $0.isOpen && $0.started == nil && !$0.isRestarted }
        if let last = attempts.lastIndex(where: { !$0.isOpen }),
            ending.isSecond(after: attempts[last], waiting: waiting.map { attempts[$0] })
        {
            return attempts[last].take(second: mark)
        }
        if let waiting { return close(waiting, ending, mark) }
        append(mark) {
            $0.ending = ending
            $0.finished = mark.timestamp
        }
    }

    private mutating func close(_ index: Int, _ ending: Attempt.Ending, _ mark: Mark) {
        attempts[index].interruption = nil
        attempts[index].ending = ending
        attempts[index].finished = mark.timestamp
        attempts[index].take(mark)
    }

    private mutating func append(_ mark: Mark, _ set: (inout Attempt) -> Void) {
        var attempt = Attempt(worker: worker)
        set(&attempt)
        attempt.take(mark)
        attempts.append(attempt)
    }
}

extension [Lifeline.Turn] {
    /// The first turn at that time or later; what came before can't have touched what began then.
    fileprivate func firstIndex(notBefore time: Instant) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Attempt {
    fileprivate var isRunning: Bool { isOpen && started != nil && !isReplaced && !isRestarted }

    fileprivate var isRestarted: Bool {
        if case .restart = interruption { true } else { false }
    }

    fileprivate var isReleased: Bool {
        if case .release = interruption { true } else { false }
    }

    /// A second end of the same attempt adds what it knows and changes nothing.
    fileprivate mutating func take(second mark: Mark) {
        facts.fill(mark.facts)
        lastHeard = max(lastHeard ?? mark.heard, mark.heard)
    }
}

extension Attempt.Ending {
    /// Whether this end is another word on the attempt that ended last: Celery sends a hard time limit's `failed`
    /// twice, and `failed` with `rejected`.
    ///
    /// `waiting` is an attempt that was received and not begun; what can end without having begun goes to it.
    fileprivate func isSecond(after last: Attempt, waiting: Attempt?) -> Bool {
        guard self != .succeeded, self != .retried, last.ending != .retried else { return false }
        guard let waiting else { return true }
        switch self {
        case .failed: return last.ending != .succeeded
        case .revoked, .rejected, .cancelled:
            return (waiting.received ?? .distantPast) < (last.finished ?? .distantPast)
        case .succeeded, .retried: return false
        }
    }
}
