import Celery
package import Templating

/// A queue: its row in the table, and what waits in it and is in flight.
package struct QueueEntry: TemplateRecord {
    let queue: QueueRow
    /// In which language its settings of ours are told.
    let notation: Notation
    let idleSince: Timestamp?
    let inFlight: [InFlightEntry]
    /// Who says that it takes messages from it.
    let takers: [TakerEntry]

    /// What templates may name.
    package static let fields: [Field<QueueEntry>] = [
        .code("name", "the queue's name") { Excerpt.cell($0.queue.name, limit: 200) },
        .text("anchor", "the id of its element") { Places.anchor(ofQueue: $0.queue.name) },
        .code("type", "what it is to its broker") { $0.queue.type.map { Excerpt.cell($0, limit: 40) } },
        .record("messages", "ready and unacknowledged ones together") {
            Figure(count: $0.queue.messages, at: $0.place(""))
        },
        .record("ready", "messages that wait") {
            Figure(count: $0.queue.ready, at: $0.place($0.hasWaiting ? "waiting-" : ""))
        },
        .record("unacked", "messages delivered and not acknowledged") {
            Figure(count: $0.queue.unacknowledged, at: $0.place($0.inFlight.isEmpty ? "" : "flight-"))
        },
        .record("consumers", "who takes messages from it") {
            Figure(count: $0.queue.consumers, at: $0.takers.isEmpty ? nil : $0.place("consumers-"))
        },
        .record("idle_since", "when it last changed; nothing where that isn't known", \.idleSince),
        .record("growth", "by how many messages a minute it grows or drains") { $0.growth },
        .record("oldest", "how old the oldest message is that waits", \.oldest),
        .record("wait_p50", "half of the attempts at its messages waited less") {
            Figure(seconds: $0.queue.wait?.percentiles.p50)
        },
        .record("wait_p95", "95 of a hundred waited less") { Figure(seconds: $0.queue.wait?.percentiles.p95) },
        .record("within_target", "the share that waited no longer than it may", \.withinTarget),
        .record("drains_in", "when it is empty if it goes on so", \.drainsIn),
        .record("arrivals", "messages that come to it, by the second") { Figure(rate: $0.queue.arrivals) },
        .record("departures", "messages that leave it, by the second") { Figure(rate: $0.queue.departures) },
        .list("priorities", "messages that wait, by priority") { $0.priorities },
        .truth("has_priorities", "whether there is more than one priority") { $0.queue.priorities.count > 1 },
        .list("waiting", "what waits by task type, in the sample") { $0.waiting },
        .truth("has_waiting", "whether anything of what waits is known", \.hasWaiting),
        .list("takers", "the workers that say that they take messages from it", \.takers),
        .truth("has_takers", "whether any does") { !$0.takers.isEmpty },
        .text("more_takers", "how many more consumers there are, that nobody names") { $0.moreTakers },
        .text("sample", "on how many messages that rests") { $0.sample },
        .list("in_flight", "what was delivered and not acknowledged, the oldest first", \.inFlight),
        .truth("has_in_flight", "whether any of that is known") { !$0.inFlight.isEmpty },
        .list("settings", "what it was declared with and what rules it, by name") { $0.settings },
        .truth("has_settings", "whether any of that is known") { !$0.settings.isEmpty },
        .text("more_in_flight", "how many more there are") { $0.moreInFlight },
        .truth("has_details", "whether there is more to tell than the table does") { $0.hasDetails },
    ]

    static let mostInFlight = 50
    /// So many of those that take messages are named.
    static let mostTakers = 50

    private var growth: Figure {
        guard let growth = queue.growth, growth.isFinite, growth.magnitude < 1e12 else { return Figure(count: nil) }
        let rounded = Int(growth.rounded())
        if rounded == 0 { return Figure(words: "steady", isZero: true, sort: "0") }
        let verb = rounded > 0 ? "grows" : "drains"
        var text = "\(verb) \(Wording.count(abs(rounded))) a minute"
        if let seconds = queue.growthSeconds, seconds < 50 { text += " (over \(Wording.duration(seconds)))" }
        return Figure(words: text, sort: "\(rounded)")
    }

    private var oldest: Figure {
        guard let oldest = queue.oldest else { return Figure(seconds: nil) }
        let text = Wording.duration(oldest.age)
        return Figure(words: oldest.isAtLeast ? "≥ \(text)" : text, sort: "\(oldest.age)")
    }

    private var drainsIn: Figure { Figure(seconds: queue.drainSeconds) }

    private var withinTarget: Figure {
        guard let wait = queue.wait, let share = wait.withinTarget else { return Figure(count: nil) }
        return Figure(share: share, of: 1)
    }

    /// `98 % of waits within 5 min`; `nil` without a target.
    private var target: NamedValue? {
        guard let wait = queue.wait, let share = wait.withinTarget, let target = wait.target else { return nil }
        return NamedValue("waits within \(Wording.duration(target))", Wording.share(share, of: 1))
    }

    /// Where the age of the oldest message is from.
    private var basis: NamedValue? {
        queue.oldest.map { oldest in
            switch oldest.basis {
            case .header: NamedValue("age of the oldest by", "a header of its message")
            case .event: NamedValue("age of the oldest by", "the event of its sending")
            case .reading: NamedValue("age of the oldest by", "the first reading that saw it")
            case .broker: NamedValue("age of the oldest by", "the broker")
            }
        }
    }

    /// The largest that it was in the span, where it is less now.
    private var peak: NamedValue? {
        guard let peak = queue.peak, peak.ready > queue.ready ?? 0 else { return nil }
        return NamedValue("most that waited in the span", Wording.count(peak.ready))
    }

    /// `2.1 a second in, 3.4 out`, as far as known.
    private var flow: [NamedValue] {
        [("came", queue.arrivals), ("left", queue.departures)].compactMap { name, rate in
            rate.flatMap { $0 > 0 ? $0 : nil }.map {
                NamedValue("\(name) in the last minute", "\(Wording.hundredths($0)) a second")
            }
        }
    }

    private var priorities: [CountedName] {
        queue.priorities.sorted { $0.key < $1.key }.map { CountedName(name: "\($0.key)", count: $0.value) }
    }

    /// What waits by task type, in the sample.
    var waiting: [CountedName] {
        (queue.waiting ?? []).map { CountedName(name: $0.name.map { Excerpt.cell($0, limit: 200) }, count: $0.count) }
    }

    private var hasWaiting: Bool { !(queue.waiting ?? []).isEmpty }

    /// A part of what is told of it besides its row; `nil` where nothing is.
    private func place(_ part: String) -> String? {
        hasDetails ? "broker.html#\(part)\(Places.anchor(ofQueue: queue.name))" : nil
    }

    private var moreTakers: String? {
        let more = (queue.consumers ?? 0) - takers.count
        return more > 0 ? Wording.count(more, "more consumer") : nil
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
            || !takers.isEmpty
    }

    /// What it was declared with, what rules it, what comes to it later, and how often it had to deliver again.
    private var settings: [NamedEntry] {
        let redelivered = queue.redelivered.flatMap { $0 > 0 ? NamedValue("redelivered", Wording.count($0)) : nil }
        let delayed = queue.delayed.flatMap {
            $0 > 0 ? NamedValue("tasks that wait for their ETA in the broker", Wording.count($0)) : nil
        }
        let told = flow + [peak, basis, target, delayed, redelivered].compactMap(\.self)
        let words = told.map { NamedValue(notation.words($0.name), notation.words($0.value)) }
        return (queue.settings + words).map { NamedEntry($0) }
    }
}

extension Report {
    /// A queue as pages tell it.
    func queueEntry(_ queue: QueueRow) -> QueueEntry {
        QueueEntry(
            queue: queue, notation: notation, idleSince: notation.timestamp(queue.idleSince),
            inFlight: (queue.inFlight ?? []).prefix(QueueEntry.mostInFlight).map(inFlightEntry),
            takers: (takers[queue.name.exact] ?? []).prefix(QueueEntry.mostTakers).map { name in
                TakerEntry(name: Excerpt.cell(name.description, limit: 200), href: places.worker(name))
            })
    }
}
