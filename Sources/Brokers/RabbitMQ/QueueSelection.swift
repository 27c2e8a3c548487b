import Celery
import Decoding

/// The queues that tasks go through, chosen from all that a virtual host has.
struct QueueSelection {
    /// The queues as the management API describes them, those in which messages wait for their time left out.
    let queues: [ManagedQueue]
    /// What is in them, and of the others one sum for each set.
    let contents: [QueueContent]

    /// Chooses them: what workers consume, and what is neither theirs alone nor Celery's own.
    init(_ all: [ManagedQueue], consumed: Set<ExactText>, events: Set<ExactText>, internalQueues: InternalQueues) {
        let shown = all.filter { queue in
            if consumed.contains(queue.name.exact) { return true }
            return !queue.isExclusive && !events.contains(queue.name.exact)
                && !internalQueues.contains(queue: queue.name)
        }
        let delays = Dictionary(grouping: shown) { InternalQueues.delays(of: $0.name) }
        queues = delays[nil] ?? []
        let sums = delays.compactMap { name, levels in name.map { QueueContent(delays: levels, named: $0) } }
        // Where nothing waits for its time, that it could tells nothing.
        let told = sums.filter { $0.ready != 0 }.sorted { $0.name < $1.name }
        contents = queues.map(QueueContent.init) + told
    }
}

extension [Int: Int] {
    /// How many messages wait at each level; none where that isn't known of all.
    init(delays levels: [ManagedQueue]) {
        self.init()
        guard levels.allSatisfy({ $0.ready != nil }) else { return }
        for queue in levels {
            if let level = InternalQueues.level(of: queue.name), let ready = queue.ready, ready > 0 {
                self[level] = ready
            }
        }
    }
}

extension QueueContent {
    /// What the management API says of a queue.
    fileprivate init(_ queue: ManagedQueue) {
        self.init(
            name: queue.name, type: queue.type, ready: queue.ready, unacknowledged: queue.unacknowledged,
            consumers: queue.consumers, idleSince: queue.idleSince,
            priorities: queue.priorities.filter { $0.value > 0 || $0.key == 0 })
        redelivered = queue.redelivered
        (growth, readyGrowth) = (queue.growth, queue.readyGrowth)
        headSent = queue.headSent
        settings = [queue.policy.map { NamedValue("policy", $0) }].compactMap(\.self) + queue.rules + queue.arguments
        if let state = queue.state, !["running", "live"].contains(state) {
            settings.insert(NamedValue("state", state), at: 0)
        }
    }

    /// The tasks that wait for their ETA in RabbitMQ itself: a sum over the 28 levels that each of them goes down.
    fileprivate init(delays levels: [ManagedQueue], named name: String) {
        let ready = levels.map(\.ready)
        self.init(
            name: name, type: "delayed", ready: ready.contains(nil) ? nil : ready.reduce(0) { $0 + ($1 ?? 0) },
            unacknowledged: 0)
        role = .delay
        self.levels = .init(delays: levels)
    }
}
