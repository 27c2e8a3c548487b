@testable import Celery

/// The matcher as it may be read: it looks at every attempt whenever it looks for one.
struct ScanningMatcher {
    private(set) var attempts: [Attempt] = []
    private let worker: WorkerName
    private let task: TaskID
    /// How many attempts at the beginning have ended, and are not looked at again: of a message that goes in circles
    /// there are thousands.
    private var ended = 0

    /// The attempts of which any may be open.
    private var live: ArraySlice<Attempt> { attempts[ended...] }

    /// The attempts that a worker's marks make, cut by the turns of its life.
    static func attempts(
        of worker: WorkerName, at task: TaskID, marks: [Mark], turns: [Presence.Turn]
    ) -> [Attempt] {
        var matcher = ScanningMatcher(worker: worker, task: task)
        guard let first = marks.first else { return [] }
        var remaining = turns[turns.place(notBefore: first.timestamp)...]
        for mark in marks {
            while let turn = remaining.first, turn.time <= mark.timestamp {
                matcher.pass(turn)
                remaining.removeFirst()
            }
            matcher.take(mark)
        }
        // Turns after the last word mean something only to what is open.
        for turn in remaining where matcher.live.contains(where: \.isOpen) { matcher.pass(turn) }
        return matcher.attempts
    }

    init(worker: WorkerName, task: TaskID) {
        self.worker = worker
        self.task = task
    }

    mutating func take(_ mark: Mark) {
        defer { while ended < attempts.count, !attempts[ended].isOpen { ended += 1 } }
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
        for index in live.indices where attempts[index].isOpen && attempts[index].interruption == nil {
            switch turn.kind {
            case .restart: attempts[index].interruption = .restart(turn.time)
            case .reconnection, .goodbye:
                if attempts[index].started == nil { attempts[index].interruption = .release(turn.time) }
            }
        }
    }

    /// An inspection found the task in the worker's hands; where nothing was open, no event told of that attempt.
    private mutating func find(_ mark: Mark, isBegun: Bool) {
        if live.contains(where: { $0.isOpen && !$0.isOver }) { return }
        append(mark) { if isBegun { $0.started = mark.timestamp } }
    }

    private mutating func receive(_ mark: Mark) {
        if let found = live.lastIndex(where: { $0.wasFound(before: mark) }) {
            attempts[found].received = mark.timestamp
            return attempts[found].take(mark)
        }
        for index in live.indices where attempts[index].isOpen && attempts[index].succession == nil {
            attempts[index].succession = attempts[index].succession(by: mark.shared, of: task, at: mark.timestamp)
        }
        append(mark) { $0.received = mark.timestamp }
    }

    private mutating func start(_ mark: Mark) {
        if let found = live.lastIndex(where: { $0.wasFound(at: mark) }) { return attempts[found].take(mark) }
        if let index = retriedBefore(mark) {
            attempts[index].started = mark.timestamp
            return attempts[index].take(mark)
        }
        guard let index = waiting.map({ inTurn($0) }) ?? live.firstIndex(where: { $0.isReleased }) else {
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
    private func retriedBefore(_ mark: Mark) -> Int? {
        guard let next = waiting, let eta = attempts[next].told.eta, mark.timestamp < eta else { return nil }
        return live[..<next].lastIndex { $0.isRetried && $0.started == nil }
    }

    /// The last attempt, where it has the beginning of the one that it retries: that has none, and another beginning
    /// came.
    private var beganBeforeItsTurn: Int? {
        guard let last = attempts.indices.last, last > 0, attempts[last].isOpen, attempts[last].started != nil,
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
    private var waiting: Int? {
        live.firstIndex { $0.isWaiting && $0.succession == nil } ?? live.lastIndex { $0.isWaiting }
    }

    /// The place of an attempt that is to be begun or ended, where it was taken for one that the broker took back,
    /// since the same message was received once more: the worker took up both, and so the first of them first.
    private mutating func inTurn(_ index: Int) -> Int {
        guard case .redelivery = attempts[index].succession else { return index }
        let later = attempts.indices.dropFirst(index + 1).filter { place in
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
        let index = live.lastIndex { $0.isOpen && $0.started != nil } ?? attempts.indices.last
        guard let index else { return append(mark) { $0.customState = name } }
        if attempts[index].isOpen { attempts[index].customState = name }
        attempts[index].take(mark)
    }

    /// Something else than an event proves that the worker holds nothing of the task any more.
    private mutating func drop(_ mark: Mark) {
        for index in live.indices where attempts[index].isOpen && attempts[index].dropped == nil {
            attempts[index].dropped = mark.timestamp
        }
    }

    private mutating func end(_ ending: Attempt.Ending, _ mark: Mark) {
        if ending == .retried, let retried = live.firstIndex(where: { $0.isRetried }) {
            return close(retried, ending, mark)
        }
        let last = attempts.lastIndex { !$0.isOpen }
        if let last, ending.isEcho(mark, of: attempts[last]) { return echo(last, ending, mark) }
        if let running = running(ending, mark) { return close(running, ending, mark) }
        let waiting = waiting ?? live.firstIndex { $0.isReleased }
        if let last, ending.isSecond(mark, after: attempts[last], waiting: waiting.map { attempts[$0] }) {
            return attempts[last].take(second: mark)
        }
        if let waiting { return close(inTurn(waiting), ending, mark) }
        if let index = live.lastIndex(where: { $0.isOver && !$0.isRestarted && !$0.isRetried }) {
            return close(index, ending, mark)
        }
        append(mark) {
            $0.ending = ending
            $0.finished = mark.timestamp
        }
    }

    /// The execution that an end belongs to: the one begun first, unless the time that it took tells another one.
    private func running(_ ending: Attempt.Ending, _ mark: Mark) -> Int? {
        guard let first = live.firstIndex(where: \.isRunning) else { return nil }
        guard first < attempts.count - 1, let runtime = mark.shared.runtime else { return first }
        let running = live.indices.filter { attempts[$0].isRunning }
        let began = mark.timestamp - runtime
        return running.min { distance($0, began) < distance($1, began) }
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
    fileprivate func place(notBefore time: Instant) -> Int {
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
    fileprivate func wasFound(before receipt: Mark) -> Bool {
        isOpen && received == nil && started == nil && customState == nil
            && receipt.timestamp.since(lastSeen ?? .distantPast) < 10
    }

    /// Whether an inspection found it, and when it was begun, before the word of that came.
    fileprivate func wasFound(at beginning: Mark) -> Bool {
        guard isOpen, received == nil, let started else { return false }
        return abs(beginning.timestamp.since(started)) < 1
    }
}
