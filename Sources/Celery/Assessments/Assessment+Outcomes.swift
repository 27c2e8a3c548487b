extension Assessment {
    /// Finds the column of every attempt.
    mutating func judge() {
        let unacknowledged = evidence.unacknowledged.map { Set($0.compactMap(\.task)) }
        let stored = evidence.results.filter { ($0.finished ?? .distantPast) <= rules.horizon }
        let results = Dictionary(stored.map { ($0.task, $0) }, uniquingKeysWith: { first, _ in first })
        let busy = Set(tasks.lazy.flatMap(\.attempts).map(\.attempt.worker))
        let lives = workers.filter { busy.contains($0.key) }.mapValues { Life($0.presence) }
        for index in tasks.indices {
            let id = tasks[index].id
            let last = tasks[index].attempts.indices.last
            for position in tasks[index].attempts.indices {
                var attempt = tasks[index].attempts[position].attempt
                let isLast = position == last
                var verdict = verdict(
                    on: attempt, isLast: isLast, in: lives[attempt.worker],
                    isUnacknowledged: unacknowledged?.contains(id))
                if isLast, !verdict.outcome.isPending, attempt.isOpen, let result = results[id],
                    let proven = attempt.close(by: result)
                {
                    verdict = Verdict(proven, settled: attempt.finished)
                }
                tasks[index].attempts[position].attempt = attempt
                tasks[index].attempts[position].outcome = verdict.outcome
                tasks[index].attempts[position].settled = verdict.outcome.isPending ? nil : verdict.settled
                tasks[index].attempts[position].isAbandoned = verdict.isAbandoned
            }
            separateTwins(index)
            if let result = results[id] { tasks[index].facts.fill(result.descriptiveFacts) }
        }
        boundLosses(lives)
    }

    /// What the heartbeats of a worker tell about what it holds.
    struct Life {
        let rests: [Instant]
        let turns: [Presence.Turn]
        let heartbeats: [Presence.Heartbeat]

        init(_ presence: Presence) {
            rests = presence.rests
            turns = presence.turns
            heartbeats = presence.heartbeats
        }

        /// The first time after another that it said that it executes nothing; a little later than that, since what it
        /// counts and when it says so are not one moment.
        func rest(after time: Instant) -> Instant? {
            let limit = time + 0.25
            var (low, high) = (0, rests.count)
            while low < high {
                let middle = (low + high) / 2
                if rests[middle] < limit { low = middle + 1 } else { high = middle }
            }
            return low < rests.count ? rests[low] : nil
        }
    }

    private struct Verdict {
        let outcome: Outcome
        /// When it was over.
        let settled: Instant?
        /// Whether the worker and the broker said that they hold it no longer.
        var isAbandoned = false

        init(_ outcome: Outcome, settled: Instant? = nil, isAbandoned: Bool = false) {
            self.outcome = outcome
            self.settled = settled
            self.isAbandoned = isAbandoned
        }
    }

    private func verdict(
        on attempt: Attempt, isLast: Bool, in life: Life?, isUnacknowledged: Bool?
    ) -> Verdict {
        if let ending = attempt.ending {
            let isGone = attempt.toldOutcome == nil && isLast && isUnacknowledged != true && wasShutDown(attempt, life)
            let outcome = isGone ? .lost : Outcome(ending, isBegun: attempt.started != nil)
            return Verdict(outcome, settled: attempt.finished)
        }
        let isBegun = attempt.started != nil
        if attempt.isHeld { return Verdict(isBegun ? .active : .received) }
        if let over = over(attempt) { return over }
        if isBegun, let started = attempt.started, let rest = life?.rest(after: started), rest < attempt.death {
            return Verdict(.unaccounted, settled: rest)
        }
        switch attempt.interruption {
        case .release(let time): return Verdict(.returned, settled: time)
        case .restart(let time):
            if let heard = attempt.lastHeard, isLostToGap(heard, before: time) {
                return Verdict(.unaccounted, settled: time)
            }
            return Verdict(isBegun ? .lost : .returned, settled: time)
        case nil: break
        }
        if let heard = attempt.lastHeard, rules.isGap(after: heard) {
            return Verdict(.unaccounted, settled: attempt.lastSeen)
        }
        switch statuses[attempt.worker] ?? .unknown {
        case .offline:
            let seen = attempt.lastSeen
            let settled = life?.heartbeats.last.map { max($0.timestamp, seen ?? $0.timestamp) } ?? seen
            return Verdict(isBegun ? .lost : .returned, settled: settled)
        case .stopping: return Verdict(isBegun ? .active : .returned, settled: attempt.lastSeen)
        case .online, .unknown: break
        }
        guard isAbandoned(attempt, isUnacknowledged: isUnacknowledged) else {
            return Verdict(isBegun ? .active : .received)
        }
        return Verdict(.unaccounted, settled: attempt.lastSeen, isAbandoned: true)
    }

    /// What the task's own events prove of an attempt without an end.
    private func over(_ attempt: Attempt) -> Verdict? {
        switch attempt.succession {
        case .redelivery(let time): Verdict(.returned, settled: time)
        case .replacement(let time), .retry(let time): Verdict(.unaccounted, settled: time)
        case nil: attempt.dropped.map { Verdict(.unaccounted, settled: $0) }
        }
    }

    /// Whether its worker cancelled an execution as it shut down, so that an early acknowledged message is gone; what
    /// is cancelled as a connection is lost goes back.
    private func wasShutDown(_ attempt: Attempt, _ life: Life?) -> Bool {
        guard !isAcknowledgedLate(by: attempt.worker), let time = attempt.finished, let turns = life?.turns else {
            return false
        }
        let later = turns.filter { $0.time >= time - 1 }
        if let next = later.first(where: { $0.kind != .goodbye }) { return next.kind == .restart }
        let former = turns.last { $0.time < time - 1 }
        return !later.isEmpty || former?.kind == .goodbye || statuses[attempt.worker] == .offline
    }

    /// Whether a worker said that it acknowledges tasks when they have ended, unless one says otherwise.
    func isAcknowledgedLate(by worker: WorkerName) -> Bool {
        let told = evidence.inspection?.workers[worker]?.configuration ?? evidence.earlierTraits[worker]?.configuration
        return told?.contains { $0.name == "task_acks_late" && $0.value.lowercased() == "true" } == true
    }

    private func isLostToGap(_ heard: Instant, before time: Instant) -> Bool {
        var rules = rules
        rules.watched = rules.watched.map { TimeSpan(since: $0.since, until: min($0.until, max($0.since, time))) }
            .filter { $0.since <= time }
        return rules.isGap(after: heard)
    }

    /// Whether its worker said in a complete inspection that it doesn't hold it, and the broker says the same.
    ///
    /// Where the broker can't say which messages it waits for, the worker is believed of what it executes: it tells of
    /// all of that, though not of what it holds back by a rate limit.
    private func isAbandoned(_ attempt: Attempt, isUnacknowledged: Bool?) -> Bool {
        let isDropped = isUnacknowledged.map(!) ?? (!evidence.brokerNamesMessages && attempt.started != nil)
        guard isDropped, let inspection = evidence.inspection,
            inspection.workers[attempt.worker]?.isComplete == true
        else { return false }
        return (attempt.lastHeard ?? .distantPast) < inspection.asked
    }

    /// Sees to it that no two open attempts of one message are executed at a time: where both were begun, the broker
    /// took the message from the first worker, which is gone, or goes on with what is no longer its own.
    private mutating func separateTwins(_ index: Int) {
        let active = tasks[index].attempts.indices.filter {
            tasks[index].attempts[$0].outcome == .active && !tasks[index].attempts[$0].attempt.isHeld
        }
        guard active.count > 1 else { return }
        var received: [MessageKey: Instant] = [:]
        for position in active.reversed() {
            let attempt = tasks[index].attempts[position].attempt
            let message = attempt.facts.message
            defer { if let time = attempt.received { received[message] = time } }
            guard let again = received[message] else { continue }
            let isAlive = statuses[attempt.worker] == .online
            tasks[index].attempts[position].outcome = isAlive ? .unaccounted : .lost
            tasks[index].attempts[position].settled = again
        }
    }

    /// Of what a worker had begun when it went, only so many are lost as it said that it executed; what began last is.
    private mutating func boundLosses(_ lives: [WorkerName: Life]) {
        var lost: [Death: [Place]] = [:]
        for index in tasks.indices {
            for position in tasks[index].attempts.indices where tasks[index].attempts[position].outcome == .lost {
                let attempt = tasks[index].attempts[position].attempt
                guard attempt.isOpen, let started = attempt.started else { continue }
                lost[Death(worker: attempt.worker, time: attempt.death), default: []].append(
                    Place(task: index, position: position, started: started))
            }
        }
        for (death, places) in lost {
            let told = lives[death.worker]?.heartbeats.last { $0.timestamp < death.time && $0.event.active != nil }
            guard let told, let active = told.event.active else { continue }
            let before = places.filter { $0.started < told.timestamp }.sorted { $0.started > $1.started }
            for place in before.dropFirst(active) {
                tasks[place.task].attempts[place.position].outcome = .unaccounted
            }
        }
    }

    private struct Death: Hashable {
        let worker: WorkerName
        let time: Instant
    }

    private struct Place {
        let task: Int
        let position: Int
        let started: Instant
    }
}

extension Attempt {
    /// Until when its process lived, as far as that is known.
    fileprivate var death: Instant {
        if case .restart(let time) = interruption { time } else { .distantFuture }
    }
}
