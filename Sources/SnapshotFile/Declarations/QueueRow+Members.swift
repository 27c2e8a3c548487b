import Celery

extension QueueRow: Record {
    static var term: StaticString { "queue" }
    static var meaning: StaticString { "A queue of the broker." }
    static var blank: Self { Self(name: "", priorities: [:], waiting: nil) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("name", &name, "Its name.")
        members.member("type", &type, "What it is to its broker, such as `quorum`.")
        members.derived("messages", messages, "All of its messages: `ready` and `unacked`.")
        members.member("ready", &ready, "Messages that wait.")
        members.member("unacked", &unacknowledged, "Messages delivered and not acknowledged.")
        members.member("delayed", &delayed, "Messages that the broker itself holds back until their ETA.")
        members.member(
            "consumers", &consumers, "Who takes messages from it; null where that isn't known of every worker.")
        members.member("idle_since", &idleSince, "When it last changed, as far as anything tells.")
        members.member("priorities", &readyByPriority, "Messages that wait, by priority.")
        members.member(
            "waiting", &waiting, "What waits by task type, in the sample; null where the broker shows no messages.")
        members.member("sampled", &sampled, "How many messages the sample has.")
        members.member(
            "in_flight", &inFlight,
            "What was delivered and not acknowledged, the oldest first; null where only the total is known.")
        members.member(
            "growth", &growth, "How fast it grew over the last minute of readings; negative where it drains.",
            unit: .perMinute)
        members.member(
            "growth_seconds", &growthSeconds,
            "Over how long that is told: the last minute of readings, or all of them.",
            unit: .seconds)
        members.member(
            "trend", &trend,
            "`growing`, `draining` or `steady` over that time: by more than two messages and a twentieth of all; null where that isn't known."
        )
        members.member("peak", &peak, "The largest that readings of the span tell of it.")
        members.member(
            "wait", &wait,
            "How long attempts waited from sending, or ETA, to beginning, by the queue that they were sent to; null where no sending was told.",
            unit: .seconds)
        members.member("oldest", &oldest, "How old the oldest message is that waits; null where nothing tells.")
        members.member(
            "arrivals", &arrivals,
            "Messages a second that came to it over the last minute of events or readings; null where nothing tells.")
        members.member(
            "departures", &departures,
            "Messages a second that workers received from it over the last minute of events; null where not all of its consumers tell."
        )
        members.member(
            "drain_seconds", &drainSeconds, "`ready` over how fast it drained; null where it doesn't drain.",
            unit: .seconds)
        members.member(
            "redelivered", &redelivered, "How many messages were delivered again since the broker began to count.")
        members.member("settings", &settings, "What it was declared with, and the policies that rule it.")
    }

    /// The same as `priorities`, by the names that a file has.
    private var readyByPriority: [String: Int] {
        get { Dictionary(uniqueKeysWithValues: priorities.map { (String($0.key), $0.value) }) }
        set {
            let known = newValue.compactMap { name, count in Int(name).map { ($0, count) } }
            priorities = Dictionary(known, uniquingKeysWith: +)
        }
    }
}

extension QueueRow.Waiting: Record {
    static var term: StaticString { "waiting" }
    static var meaning: StaticString { "How many messages of one task type wait." }
    static var blank: Self { Self(name: nil, count: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("count", &count, "How many.")
        members.member("name", &name, "The task type; null for messages that are none of Celery's.")
    }
}

extension QueueRow.InFlight: Record {
    static var term: StaticString { "in_flight" }
    static var meaning: StaticString { "A message delivered and not acknowledged." }
    static var blank: Self { Self() }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.member("delivered", &delivered, "When it was delivered.")
        members.member("name", &name, "The type of its task.")
        members.member("redelivery", &redelivery, "When the broker will deliver it again if nobody acknowledges it.")
        members.member("task", &task, "The task that it asks for.")
        members.member(
            "unclaimed", &isUnclaimed, "Whether no live worker holds it, as all of them said after it was delivered.")
        members.member("worker", &worker, "The worker that says it holds it; null where none does.")
    }
}

extension BacklogRow: Record {
    static var term: StaticString { "eta_backlog" }
    static var meaning: StaticString { "How many tasks that wait for their ETA are due within a time, and not before." }
    static var blank: Self { Self(dueWithin: nil, count: 0) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("count", &count, "How many.")
        members.member("due_within", &dueWithin, "The time; 0 for overdue, null for later.", unit: .seconds)
    }
}

extension QueueRow.Trend: WordValue {}

extension OldestMessage.Basis: WordValue {}

extension QueueRow.Peak: Record {
    static var term: StaticString { "peak" }
    static var meaning: StaticString { "The largest size of a queue." }
    static var blank: Self { Self(ready: 0, time: .distantPast) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("ready", &ready, "How many messages waited.")
        members.required("time", &time, "When it was first read to be so large.")
    }
}

extension OldestMessage: Record {
    static var term: StaticString { "oldest" }
    static var meaning: StaticString { "How old the oldest message of a queue is." }
    static var blank: Self { Self(age: 0, basis: .reading, isAtLeast: true) }

    mutating func visit(_ members: inout some MemberVisitor) {
        members.required("age", &age, "Its age, in seconds.")
        members.required("at_least", &isAtLeast, "Whether it may be older.")
        members.required(
            "basis", &basis,
            "`header`: a time that its producer's instrumentation wrote into it. `event`: its `task-sent`. `reading`: the first reading in which it was the next to be taken. `broker`: what the broker tells."
        )
    }
}

extension QueueWait: Record {
    static var term: StaticString { "queue_wait" }
    static var meaning: StaticString { "How long attempts at the messages of a queue waited, by nearest rank." }
    static var blank: Self { Self(.blank) }

    mutating func visit(_ members: inout some MemberVisitor) {
        percentiles.visit(&members)
        members.member("target", &target, "How long a message may wait, as `--wait-target` says.", unit: .seconds)
        members.member(
            "within_target", &withinTarget,
            "The share that waited no longer, exact to one percent of the target; null without one.")
    }
}
