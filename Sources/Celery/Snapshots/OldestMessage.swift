/// How old the oldest message is that waits in a queue.
package struct OldestMessage: Sendable, Equatable {
    /// What tells it.
    package enum Basis: String, CaseIterable, Sendable {
        /// A time that the producer's instrumentation put into the message.
        case header
        /// Its `task-sent`.
        case event
        /// The first reading in which it was seen.
        case reading
        /// The broker.
        case broker
    }

    /// Its age in seconds.
    package var age: Double
    /// What tells it.
    package var basis: Basis
    /// Whether it may be older.
    package var isAtLeast: Bool

    /// Gives an age.
    package init(age: Double, basis: Basis, isAtLeast: Bool) {
        self.age = age
        self.basis = basis
        self.isAtLeast = isAtLeast
    }
}

/// Finds the oldest messages, from what each source tells.
struct OldestMessages {
    private let reading: QueueReading
    private let state: ClusterState
    /// When what was sent and not received was sent, by queue, oldest first.
    private let pending: [ExactText: [Instant]]
    /// The first reading, without a break, in which the same message was the next to be taken, by queue.
    private let seen: [ExactText: Instant]

    /// Clocks of one network agree better than this, in seconds.
    private static let tolerance = 10.0

    init?(evidence: Evidence, assessment: Assessment, state: ClusterState) {
        guard let reading = evidence.queues.last else { return nil }
        (self.reading, self.state) = (reading, state)
        seen = Self.seen(reading, evidence.earlierQueues + evidence.queues.dropLast())
        var pending: [ExactText: [Instant]] = [:]
        for task in assessment.tasks {
            guard let record = state.tasks[task.id], let mark = Self.waiting(task, sent: record.sent),
                let queue = mark.facts.queue, mark.facts.eta.map({ $0 <= reading.time }) != false
            else { continue }
            pending[queue.exact, default: []].append(mark.timestamp)
        }
        self.pending = pending.mapValues { $0.sorted() }
    }

    /// The message of a task that waits in a queue: sent and not received, be it its retry's, or given back; `nil` where
    /// none does, or it isn't certain.
    private static func waiting(_ task: Assessment.JudgedTask, sent: [Mark]) -> Mark? {
        guard let last = task.attempts.last else { return sent.last }
        let received = task.attempts.map(\.attempt.told.retries)
        if last.outcome == .returned, let time = last.sent { return sent.last { $0.timestamp == time } }
        guard !received.contains(nil), let mark = sent.last else { return nil }
        return received.contains(mark.shared.retries ?? 0) ? nil : mark
    }

    /// Since when each queue has had the same message at its head: a reading that doesn't tell which that is breaks
    /// nothing, unless the queue was empty, or wasn't there.
    private static func seen(_ reading: QueueReading, _ earlier: [QueueReading]) -> [ExactText: Instant] {
        var heads: [ExactText: Int64] = [:]
        for content in reading.queues { heads[content.name.exact] = content.headDigest }
        var seen: [ExactText: Instant] = [:]
        for reading in earlier.reversed() where !heads.isEmpty {
            var going: [ExactText: Int64] = [:]
            for queue in reading.queues {
                guard let head = heads[queue.name.exact] else { continue }
                if let other = queue.headDigest {
                    guard other == head else { continue }
                    seen[queue.name.exact] = reading.time
                } else if queue.ready == 0 {
                    continue
                }
                going[queue.name.exact] = head
            }
            heads = going
        }
        return seen
    }

    /// That of a queue; `nil` where nothing waits, or nothing tells.
    func oldest(in content: QueueContent) -> OldestMessage? {
        guard let ready = content.ready, ready > 0, content.role == .tasks else { return nil }
        let told = [sampled(content, ready), broker(content), sent(content, ready)].compactMap { $0 }
        let seen = seen[content.name.exact].flatMap { age(since: $0, .reading, atLeast: true) }
        if let exact = told.first(where: { !$0.isAtLeast }), (seen?.age ?? 0) <= exact.age + 1 { return exact }
        return ([seen].compactMap { $0 } + told.filter(\.isAtLeast)).max { $0.age < $1.age }
    }

    private func age(since time: Instant, _ basis: OldestMessage.Basis, atLeast: Bool) -> OldestMessage? {
        let age = reading.time.since(time)
        guard age >= -Self.tolerance else { return nil }
        return OldestMessage(age: max(0, age), basis: basis, isAtLeast: atLeast)
    }

    /// The oldest of those that are read; the next to be taken is the oldest of its priority.
    private func sampled(_ content: QueueContent, _ ready: Int) -> OldestMessage? {
        guard let sample = content.sample, !sample.isEmpty else { return nil }
        let times = sample.map { message -> (time: Instant, basis: OldestMessage.Basis)? in
            if let enqueued = message.enqueued { return (enqueued, .header) }
            return sent(message, in: content.name).map { ($0, .event) }
        }
        guard let oldest = times.compactMap({ $0 }).min(by: { $0.time < $1.time }) else { return nil }
        let isWhole = sample.count >= ready || content.priorities.values.count { $0 > 0 } < 2
        return age(since: oldest.time, oldest.basis, atLeast: times[0] == nil || !isWhole)
    }

    /// When it was sent: a retry has the name of its original, and is another message.
    private func sent(_ message: WaitingMessage, in queue: String) -> Instant? {
        guard let task = message.task, let sent = state.tasks[task]?.sent else { return nil }
        let own = sent.filter { mark in
            guard mark.facts.queue.map({ $0.isSame(as: queue) }) ?? true else { return false }
            return message.facts.retries.map { $0 == mark.shared.retries ?? 0 } ?? true
        }
        // Where it doesn't say which of several it is, nothing tells.
        return message.facts.retries == nil && own.count > 1 ? nil : own.last?.timestamp
    }

    /// Of a broker that shows no messages: of those that were sent and not received so many as wait, the newest.
    private func sent(_ content: QueueContent, _ ready: Int) -> OldestMessage? {
        guard content.sample == nil, let pending = pending[content.name.exact], !pending.isEmpty else { return nil }
        return age(
            since: pending.suffix(ready)[pending.count - min(ready, pending.count)], .event,
            atLeast: pending.count < ready)
    }

    private func broker(_ content: QueueContent) -> OldestMessage? {
        content.headSent.flatMap { age(since: $0, .broker, atLeast: false) }
    }

}

extension QueueContent {
    /// Tells the message that is taken next from others; `nil` where it isn't known.
    package var headDigest: Int64? { sample?.first?.digest ?? storedHead }
}

extension WaitingMessage {
    /// Tells it from others, the retries of its task among them.
    fileprivate var digest: Int64? { task?.digest(retries: facts.retries ?? 0) }
}

extension TaskID {
    /// Tells the message of one of its retries from others.
    func digest(retries: Int) -> Int64 { retries == 0 ? digest : TaskID("\(self):\(retries)").digest }

    /// FNV-1a (Fowler, Noll, Vo) of the identifier.
    package var digest: Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int64(bitPattern: hash)
    }
}
