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
