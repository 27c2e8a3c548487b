import Celery
package import Templating

/// A queue: its row in the table, and what waits in it and is in flight.
package struct QueueEntry: TemplateRecord {
    let queue: QueueRow
    let idleSince: Timestamp?
    let inFlight: [InFlightEntry]

    /// What templates may name.
    package static let fields: [Field<QueueEntry>] = [
        .code("name", "the queue's name") { Excerpt.cell($0.queue.name, limit: 200) },
        .text("anchor", "the id of its element") { Places.anchor(ofQueue: $0.queue.name) },
        .code("type", "what it is to its broker") { $0.queue.type.map { Excerpt.cell($0, limit: 40) } },
        .record("messages", "ready and unacknowledged ones together") { Figure(count: $0.queue.messages) },
        .record("ready", "messages that wait") { Figure(count: $0.queue.ready) },
        .record("unacked", "messages delivered and not acknowledged") { Figure(count: $0.queue.unacknowledged) },
        .record("consumers", "who takes messages from it") { Figure(count: $0.queue.consumers) },
        .record("idle_since", "when it last changed; nothing where that isn't known", \.idleSince),
        .record("growth", "by how many messages a minute it grows or drains") { $0.growth },
        .list("priorities", "messages that wait, by priority") { $0.priorities },
        .truth("has_priorities", "whether there is more than one priority") { $0.queue.priorities.count > 1 },
        .list("waiting", "what waits by task type, in the sample") { $0.waiting },
        .truth("has_waiting", "whether anything of what waits is known") { !$0.waiting.isEmpty },
        .text("sample", "on how many messages that rests") { $0.sample },
        .list("in_flight", "what was delivered and not acknowledged, the oldest first", \.inFlight),
        .truth("has_in_flight", "whether any of that is known") { !$0.inFlight.isEmpty },
        .list("settings", "what it was declared with and what rules it, by name") { $0.settings },
        .truth("has_settings", "whether any of that is known") { !$0.settings.isEmpty },
        .text("more_in_flight", "how many more there are") { $0.moreInFlight },
        .truth("has_details", "whether there is more to tell than the table does") { $0.hasDetails },
    ]

    static let mostInFlight = 50

    private var growth: Figure {
        guard let growth = queue.growth, growth.isFinite, growth.magnitude < 1e12 else { return Figure(count: nil) }
        let rounded = Int(growth.rounded())
        if rounded == 0 { return Figure(words: "steady", isZero: true, sort: "0") }
        let verb = rounded > 0 ? "grows" : "drains"
        return Figure(words: "\(verb) \(Wording.count(abs(rounded))) a minute", sort: "\(rounded)")
    }

    private var priorities: [CountedName] {
        queue.priorities.sorted { $0.key < $1.key }.map { CountedName(name: "\($0.key)", count: $0.value) }
    }

    /// What waits by task type, in the sample.
    var waiting: [CountedName] {
        (queue.waiting ?? []).map { CountedName(name: $0.name.map { Excerpt.cell($0, limit: 200) }, count: $0.count) }
    }

    /// On how many messages that rests.
    var sample: String? {
        guard let sampled = queue.sampled, let ready = queue.ready else { return nil }
        return sampled >= ready ? "All that waits" : "A sample of \(Wording.count(sampled)) of \(Wording.count(ready))"
    }

    private var moreInFlight: String? {
        let more = (queue.inFlight?.count ?? 0) - inFlight.count
        return more > 0 ? Wording.count(more, "more message") : nil
    }

    /// Whether there is more to tell than the table does.
    var hasDetails: Bool {
        !waiting.isEmpty || !inFlight.isEmpty || queue.priorities.count > 1 || !settings.isEmpty
    }

    /// What it was declared with, what rules it, what comes to it later, and how often it had to deliver again.
    private var settings: [NamedEntry] {
        let redelivered = queue.redelivered.flatMap { $0 > 0 ? NamedValue("redelivered", Wording.count($0)) : nil }
        let delayed = queue.delayed.flatMap {
            $0 > 0 ? NamedValue("tasks that wait for their ETA in the broker", Wording.count($0)) : nil
        }
        return (queue.settings + [delayed, redelivered].compactMap(\.self)).map { NamedEntry($0) }
    }
}

extension Report {
    /// A queue as pages tell it.
    func queueEntry(_ queue: QueueRow) -> QueueEntry {
        QueueEntry(
            queue: queue, idleSince: notation.timestamp(queue.idleSince),
            inFlight: (queue.inFlight ?? []).prefix(QueueEntry.mostInFlight).map(inFlightEntry))
    }
}
