/// Makes attempts of the marks that one worker left on one task, and of what happened to the worker meanwhile.
///
/// Both come in the order of the worker's clock. Marks go to attempts first in, first out. Attempts are only ever added
/// behind those that are there, so that what is known at an earlier time comes to the first of what is known later.
struct AttemptMatcher {
    private(set) var attempts = AttemptList()
    private let worker: WorkerName
    private let task: TaskID

    /// The attempts that a worker's marks make, cut by the turns of its life.
    static func attempts(
        of worker: WorkerName, at task: TaskID, marks: [Mark], turns: [Presence.Turn]
    ) -> [Attempt] {
        matcher(of: worker, at: task, marks: marks, turns: turns).attempts.all
    }

    /// The same, with what it took.
    static func matcher(
        of worker: WorkerName, at task: TaskID, marks: [Mark], turns: [Presence.Turn]
    ) -> AttemptMatcher {
        var matcher = AttemptMatcher(worker: worker, task: task)
        guard let first = marks.first else { return matcher }
        var remaining = turns[turns.firstIndex(notBefore: first.timestamp)...]
        for mark in marks {
            while let turn = remaining.first, turn.time <= mark.timestamp {
                matcher.pass(turn)
                remaining.removeFirst()
            }
            matcher.take(mark)
        }
        // Turns after the last word mean something only to what is open.
        for turn in remaining {
            guard matcher.attempts.first(.open) != nil else { break }
            matcher.pass(turn)
        }
        return matcher
    }

    init(worker: WorkerName, task: TaskID) {
        self.worker = worker
        self.task = task
    }

    mutating func take(_ mark: Mark) {
        switch mark.kind {
        case .sent: break
        case .received: receive(mark)
        case .started: start(mark)
        case .custom(let name): note(name, mark)
        case .dropped: drop(mark)
        case .held(let isBegun): find(mark, isBegun: isBegun)
        case .succeeded, .failed, .retried, .revoked, .rejected, .cancelled:
            if let ending = Attempt.Ending(mark.kind) { end(ending, mark) }
        }
    }

    mutating func pass(_ turn: Presence.Turn) {
        switch turn.kind {
        case .restart:
            attempts.each(.heldBegun) { $0.interruption = .restart(turn.time) }
            attempts.each(.heldUnbegun) { $0.interruption = .restart(turn.time) }
        case .reconnection, .goodbye: attempts.each(.heldUnbegun) { $0.interruption = .release(turn.time) }
        }
    }

    /// An inspection found the task in the worker's hands; where nothing was open, no event told of that attempt.
    private mutating func find(_ mark: Mark, isBegun: Bool) {
        if attempts.first(.current) != nil { return }
        append(mark) { if isBegun { $0.started = mark.timestamp } }
    }

    private mutating func receive(_ mark: Mark) {
        // Those that inspections found earlier were seen earlier.
        if let found = attempts.last(.foundWaiting), attempts[found].isFound(before: mark) {
            attempts[found].received = mark.timestamp
            return attempts[found].take(mark)
        }
        let task = task
        attempts.follow(by: mark.facts.message) { $0.succession(by: mark.shared, of: task, at: mark.timestamp) }
        append(mark) { $0.received = mark.timestamp }
    }

    private mutating func start(_ mark: Mark) {
        if let found = found(at: mark) { return attempts[found].take(mark) }
        if let index = retriedBefore(mark) {
            attempts[index].started = mark.timestamp
            return attempts[index].take(mark)
        }
        guard let index = waiting().map({ inTurn($0) }) ?? attempts.first(.released) else {
            if let early = beganBeforeItsTurn {
                hand(early, back: mark)
            } else {
                append(mark) { $0.started = mark.timestamp }
            }
            return
        }
        attempts[index].interruption = nil
        attempts[index].succession = nil
        attempts[index].dropped = nil
        attempts[index].started = mark.timestamp
        attempts[index].take(mark)
    }

    /// The attempt that began here, though its retry was received before: an execution sends its retry before its
    /// worker says that it has begun, and what waits for its ETA can't begin earlier.
    private mutating func retriedBefore(_ mark: Mark) -> Int? {
        guard let next = waiting(), let eta = attempts[next].told.eta, mark.timestamp < eta else { return nil }
        return attempts.last(.retriedUnbegun, before: next)
    }

    /// The last that an inspection found, and that began just then.
    private mutating func found(at mark: Mark) -> Int? {
        var next = attempts.last(.foundBegun)
        while let place = next {
            if attempts[place].isFound(at: mark) { return place }
            next = attempts.last(.foundBegun, before: place)
        }
        return nil
    }

    /// The last attempt, where it has the beginning of the one that it retries: that has none, and another beginning
    /// came.
    private var beganBeforeItsTurn: Int? {
        let last = attempts.count - 1
        guard last > 0, attempts[last].isOpen, attempts[last].started != nil,
            attempts[last].received != nil, attempts[last - 1].started == nil, attempts[last - 1].received != nil,
            attempts[last - 1].ending == .retried || attempts[last - 1].isRetried
        else { return nil }
        return last
    }

    private mutating func hand(_ index: Int, back mark: Mark) {
        attempts[index - 1].started = attempts[index].started
        attempts[index].started = mark.timestamp
        attempts[index].take(mark)
    }

    /// The attempt that is to be begun next: the one received first, except that of a message which the broker
    /// delivered again the last receipt counts.
    private mutating func waiting() -> Int? { attempts.first(.fresh) ?? attempts.last(.waiting) }

    /// The place of an attempt that is to be begun or ended, where it was taken for one that the broker took back,
    /// since the same message was received once more: the worker took up both, and so the first of them first.
    private mutating func inTurn(_ index: Int) -> Int {
        guard case .redelivery = attempts[index].succession else { return index }
        let later = (index + 1..<attempts.count).filter { place in
            attempts[place].received != nil && (attempts[place].started != nil || !attempts[place].isOpen)
        }
        let places = [index] + later
        let (fresh, receipts) = (attempts[index], places.map { attempts[$0].received })
        for (number, place) in places.enumerated() {
            attempts[place] = number + 1 < places.count ? attempts[places[number + 1]] : fresh
            attempts[place].received = receipts[number]
        }
        return places[places.count - 1]
    }

    private mutating func note(_ name: String, _ mark: Mark) {
        guard attempts.count > 0 else { return append(mark) { $0.customState = name } }
        let index = attempts.last(.begun) ?? attempts.count - 1
        if attempts[index].isOpen { attempts[index].customState = name }
        attempts[index].take(mark)
    }

    /// Something else than an event proves that the worker holds nothing of the task any more.
    private mutating func drop(_ mark: Mark) {
        attempts.each(.undropped) { $0.dropped = mark.timestamp }
    }

    private mutating func end(_ ending: Attempt.Ending, _ mark: Mark) {
        if ending == .retried, let retried = attempts.first(.retried) {
            return close(retried, ending, mark)
        }
        let last = attempts.last(.ended)
        if let last, ending.isEcho(mark, of: attempts[last]) { return echo(last, ending, mark) }
        if let running = running(ending, mark) { return close(running, ending, mark) }
        let waiting = waiting() ?? attempts.first(.released)
        if let last, ending.isSecond(mark, after: attempts[last], waiting: waiting.map { attempts[$0] }) {
            return attempts[last].take(second: mark)
        }
        if let waiting { return close(inTurn(waiting), ending, mark) }
        if let index = attempts.last(.over) { return close(index, ending, mark) }
        append(mark) {
            $0.ending = ending
            $0.finished = mark.timestamp
        }
    }

    /// The execution that an end belongs to: the one begun first, unless the time that it took tells another one.
    private mutating func running(_ ending: Attempt.Ending, _ mark: Mark) -> Int? {
        guard let first = attempts.first(.running) else { return nil }
        guard first < attempts.count - 1, let runtime = mark.shared.runtime else { return first }
        let began = mark.timestamp - runtime
        var (nearest, least) = (first, distance(first, began))
        var next = attempts.next(.running, from: first + 1)
        while let place = next {
            let distance = distance(place, began)
            if distance < least { (nearest, least) = (place, distance) }
            next = attempts.next(.running, from: place + 1)
        }
        return nearest
    }

    private func distance(_ index: Int, _ began: Instant) -> Double {
        abs((attempts[index].started ?? .distantPast).since(began))
    }

    private mutating func echo(_ index: Int, _ ending: Attempt.Ending, _ mark: Mark) {
        if ending == .revoked { attempts[index].ending = .revoked }
        attempts[index].take(second: mark)
    }

    private mutating func close(_ index: Int, _ ending: Attempt.Ending, _ mark: Mark) {
        attempts[index].interruption = nil
        attempts[index].succession = nil
        attempts[index].dropped = nil
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

extension [Presence.Turn] {
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
    /// Whether an inspection found it a little before the word of its receipt: a worker answers some time after it was
    /// asked.
    fileprivate func isFound(before receipt: Mark) -> Bool {
        isOpen && received == nil && started == nil && customState == nil
            && receipt.timestamp.since(lastSeen ?? .distantPast) < Self.answering
    }

    /// Whether an inspection found it, and when it was begun, before the word of that came.
    fileprivate func isFound(at beginning: Mark) -> Bool {
        guard isOpen, received == nil, let started else { return false }
        return abs(beginning.timestamp.since(started)) < 1
    }

    /// A worker that is asked answers within so many seconds.
    private static let answering = 10.0

    var isRunning: Bool { isOpen && started != nil && !isOver && !isRestarted }

    var isWaiting: Bool {
        guard isOpen, started == nil, interruption == nil, dropped == nil else { return false }
        return switch succession {
        case .redelivery, nil: true
        case .replacement, .retry: false
        }
    }

    var isRestarted: Bool {
        if case .restart = interruption { true } else { false }
    }

    var isReleased: Bool {
        if case .release = interruption { isOpen && started == nil } else { false }
    }

    var isRetried: Bool {
        if case .retry = succession { isOpen } else { false }
    }
}
