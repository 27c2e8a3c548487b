/// What about those who consume one queue needs attention: one that keeps what another one could begin, and those that
/// aren't alike.
struct ConsumerFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .prefetchedBehindLong: .workStandsStill,
        .consumersDiffer: .workRepeats,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment
    /// Those that are online and told now what they consume, by queue.
    private let consumers: [ExactText: [WorkerRow]]
    /// What each queue carries, as far as anything tells.
    private let types: [ExactText: Set<ExactText>]

    /// What a worker has fetched is held up by executions of so many seconds.
    private static let long = 60.0

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment) = (snapshot, assessment)
        var consumers: [ExactText: [WorkerRow]] = [:]
        for worker in snapshot.workers
        where worker.status == .online && worker.inspection.map({ $0.asOf == nil }) == true {
            for queue in Set((worker.queues ?? []).map(\.exact)) { consumers[queue, default: []].append(worker) }
        }
        self.consumers = consumers
        var types: [ExactText: Set<ExactText>] = [:]
        for task in snapshot.tasks {
            guard let queue = task.facts.queue?.exact, consumers[queue] != nil, let name = task.facts.name else {
                continue
            }
            types[queue, default: []].insert(name.exact)
        }
        for queue in snapshot.queues {
            for waiting in queue.waiting ?? [] {
                if let name = waiting.name { types[queue.name.exact, default: []].insert(name.exact) }
            }
        }
        self.types = types
    }

    var all: [Finding] { snapshot.workers.compactMap(behindLong) + unlike }

    /// Prefetched work that waits behind a task that has been running for a minute and more: a warning where another
    /// worker that takes from its queue could begin it.
    private func behindLong(_ worker: WorkerRow) -> Finding? {
        guard let answer = worker.inspection, let active = answer.active, let reserved = answer.reserved,
            !reserved.isEmpty, let concurrency = worker.concurrency, active.count >= concurrency,
            let latest = active.compactMap(\.started).max(), snapshot.capturedAt.since(latest) > Self.long
        else { return nil }
        return .prefetchedBehindLong(
            worker.name, reserved: reserved.count, active: active.count, seconds: snapshot.capturedAt.since(latest),
            free: free(beside: worker, for: reserved))
    }

    /// A worker with a free slot that consumes what another one has fetched messages of, and which of its queues that is,
    /// where that is certain; where nothing tells a message's queue, it has to consume all that they may be of.
    private func free(beside worker: WorkerRow, for reserved: [HeldTask]) -> (worker: WorkerName, queue: String?)? {
        let held = Set(reserved.map(\.task))
        let told = assessment.tasks.lazy.filter { held.contains($0.id) }.compactMap { task in
            task.facts.queue.map { (task.id, $0.exact) }
        }
        let queues = Dictionary(told) { first, _ in first }
        let own = (worker.queues ?? []).map(\.exact)
        var tried: Set<[ExactText]> = []
        for task in reserved {
            let sources = queues[task.task].map { [$0] } ?? own
            guard tried.insert(sources).inserted, !sources.isEmpty, !sources.contains(where: isTakenByOne) else {
                continue
            }
            let other = (consumers[sources[0]] ?? []).first { other in
                other.name != worker.name && other.hasFreeSlot
                    && sources.allSatisfy { source in other.queues?.contains { $0.exact == source } == true }
            }
            if let other { return (other.name, sources.count == 1 ? sources[0].text : nil) }
        }
        return nil
    }

    /// Whether only one of a queue's consumers is given messages, and the others wait for their turn.
    private func isTakenByOne(_ queue: ExactText) -> Bool {
        snapshot.queues.first { $0.name.exact == queue }?.hasSingleConsumer == true
    }

    /// Consumers of one queue that aren't alike: what one of them doesn't know fails there, by chance.
    private var unlike: [Finding] {
        var told: [[WorkerName]: (queue: ExactText, count: Int)] = [:]
        for (queue, workers) in consumers where workers.count > 1 {
            let names = workers.map(\.name).sorted()
            let former = told[names]
            told[names] = (min(queue, former?.queue ?? queue), (former?.count ?? 0) + 1)
        }
        return told.values.sorted { $0.queue < $1.queue }.flatMap { queue, count in
            let workers = (consumers[queue] ?? []).sorted { $0.name < $1.name }
            return [versions(of: workers, queue.text, queues: count), registered(workers, queue, queues: count)]
                .compactMap { $0 }
        }
    }

    private func versions(of workers: [WorkerRow], _ queue: String, queues: Int) -> Finding? {
        var versions: [ExactText: WorkerName] = [:]
        for worker in workers {
            if let software = worker.software {
                versions[software.version.exact] = versions[software.version.exact] ?? worker.name
            }
        }
        guard versions.count > 1 else { return nil }
        let sorted = versions.sorted { NaturalOrder.areInIncreasingOrder($0.key.text, $1.key.text) }
        return .consumersOfVersions(queue, sorted.map { ($0.key.text, $0.value) }, queues: queues)
    }

    /// Types that one consumer knows and another doesn't; certain harm where the queue is known to carry one of them.
    private func registered(_ workers: [WorkerRow], _ queue: ExactText, queues: Int) -> Finding? {
        let known = workers.compactMap { worker in
            worker.inspection?.registeredTypes.map { (worker.name, Set($0.map(\.exact))) }
        }
        guard known.count > 1 else { return nil }
        let all = known.reduce(into: Set<ExactText>()) { $0.formUnion($1.1) }
        var lacking: [(type: ExactText, worker: WorkerName)] = []
        for type in all.sorted() {
            if let worker = known.first(where: { !$0.1.contains(type) })?.0 { lacking.append((type, worker)) }
        }
        guard !lacking.isEmpty else { return nil }
        let carried = types[queue] ?? []
        let harmful = lacking.first { carried.contains($0.type) }
        guard let first = harmful ?? lacking.first, let other = known.first(where: { $0.1.contains(first.type) })?.0
        else { return nil }
        return .consumersOfTypes(
            queue.text, type: first.type.text, unknownTo: first.worker, knownTo: other, types: lacking.count,
            isCarried: harmful != nil, queues: queues)
    }
}

extension WorkerRow {
    /// Whether it said that it could begin something more than what it has.
    fileprivate var hasFreeSlot: Bool {
        guard let concurrency, let active = inspection?.active, let reserved = inspection?.reserved else {
            return false
        }
        return active.count + reserved.count < concurrency
    }
}

extension Finding.Code {
    /// A worker's prefetched tasks wait behind a long one.
    package static let prefetchedBehindLong = Self("prefetched_behind_long")
    /// Consumers of one queue run different versions, or don't know the same types.
    package static let consumersDiffer = Self("consumers_differ")
}

/// What is said of those who consume one queue.
extension Finding {
    /// What a worker has fetched waits behind what it has been executing for so many seconds, which another consumer of
    /// its queue, or of all its queues, would have room for.
    static func prefetchedBehindLong(
        _ worker: WorkerName, reserved: Int, active: Int, seconds: Double, free: (worker: WorkerName, queue: String?)?
    ) -> Finding {
        let place: Phrase = free?.queue.map { "takes from \(name: $0), too," } ?? "takes from the same queues,"
        let other: Phrase? = free.map { "; \(name: $0.worker), which " + place + " has a free slot" }
        var facts: [String: Finding.Fact] = [
            "reserved": .count(reserved), "active": .count(active), "seconds": .number(seconds),
        ]
        if let free { facts["free_worker"] = .text(free.worker.description) }
        return Finding(
            free == nil ? .note : .warning, .prefetchedBehindLong, subject: worker.description, facts: facts,
            message: "\(Phrase.count(reserved, "task")) fetched by \(name: worker) "
                + "\(reserved == 1 ? "waits" : "wait") behind \(active == 1 ? "one" : Phrase.grouped(active)) that "
                + "\(active == 1 ? "has" : "have") been running for at least \(Phrase.roughly(seconds))" + (other ?? "")
        )
    }

    /// Consumers of a queue, and of others that the same workers consume, run these versions, each with one of them.
    static func consumersOfVersions(
        _ queue: String, _ versions: [(version: String, worker: WorkerName)], queues: Int
    ) -> Finding {
        let (oldest, newest) = (versions[0], versions[versions.count - 1])
        return Finding(
            .note, .consumersDiffer, subject: queue,
            facts: ["versions": .count(versions.count), "queues": .count(queues)],
            message: "consumers of queue \(name: queue)" + others(queues)
                + " run \(Phrase.grouped(versions.count)) versions of Celery: \(name: oldest.worker) \(name: oldest.version), "
                + "\(name: newest.worker) \(name: newest.version)")
    }

    /// One consumer of a queue, and of others that the same workers consume, doesn't know a type that another one knows.
    static func consumersOfTypes(
        _ queue: String, type: String, unknownTo worker: WorkerName, knownTo other: WorkerName, types: Int,
        isCarried: Bool, queues: Int
    ) -> Finding {
        let rest: Phrase = types > 1 ? ", and \(Phrase.count(types - 1, "type")) more that not all of them know" : ""
        let harm: Phrase = isCarried ? "; the queue carries it, and what that worker gets of it fails" : ""
        return Finding(
            isCarried ? .warning : .note, .consumersDiffer, subject: queue,
            facts: ["types": .count(types), "type": .text(type), "queues": .count(queues)],
            message: "consumers of queue \(name: queue)" + others(queues)
                + " differ: \(name: worker) doesn't know \(name: type), which \(name: other) does" + rest + harm)
    }

    private static func others(_ queues: Int) -> Phrase {
        queues > 1 ? " and of \(Phrase.count(queues - 1, "other queue", "other queues"))" : ""
    }
}
