import Celery

extension Report {
    /// The two numbers that tell first whether there is enough room: how busy the slots were, and how long the message
    /// has waited that waits longest; `nil` where neither is known.
    var pressure: Sentence? {
        let parts = [utilization, longestWait].compactMap { $0 }
        guard let first = parts.first else { return nil }
        return Sentence(parts.dropFirst().reduce(first) { $0 + " " + $1 }, in: notation)
    }

    /// `slots were busy for 61 % of the time, most on 'w3' (98 %).`
    private var utilization: Phrase? {
        let told = snapshot.workers.compactMap { worker -> (name: WorkerName, busy: Double, slots: Double)? in
            guard let busy = worker.busySeconds, let slots = worker.slotSeconds, slots > 0 else { return nil }
            return (worker.name, busy, slots)
        }
        guard !told.isEmpty else { return nil }
        let share = Wording.share(told.reduce(0) { $0 + $1.busy }, of: told.reduce(0) { $0 + $1.slots })
        let here = told.count < snapshot.workers.count ? " of \(Wording.count(told.count, "worker"))" : ""
        var phrase: Phrase = "slots\(words: here) were busy for \(words: share) of the time"
        let busiest = told.max { ($0.busy / $0.slots, $1.name) < ($1.busy / $1.slots, $0.name) }
        if told.count > 1, let busiest, busiest.busy > 0 {
            phrase += ", most on \(name: busiest.name) (\(words: Wording.share(busiest.busy, of: busiest.slots)))"
        }
        return phrase + "."
    }

    /// `The oldest message has waited for 2 min in 'mail'.`
    private var longestWait: Phrase? {
        let told = snapshot.queues.compactMap { queue in queue.oldest.map { (queue: queue.name, oldest: $0) } }
        guard let longest = told.max(by: { ($0.oldest.age, $1.queue) < ($1.oldest.age, $0.queue) }) else { return nil }
        let least = longest.oldest.isAtLeast ? "at least " : ""
        let age = Wording.duration(longest.oldest.age)
        return "The oldest message has waited for \(words: least + age) in \(name: longest.queue)."
    }
}
