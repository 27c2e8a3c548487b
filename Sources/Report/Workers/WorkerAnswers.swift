import Celery
package import Templating

/// What a worker answered to an inspection.
package struct WorkerAnswers: TemplateRecord {
    let inspection: WorkerInspection
    let active: HeldList
    let reserved: HeldList
    let scheduled: HeldList
    let queues: [ConsumedQueueEntry]

    /// How many names a list shows at most.
    private let most: Int
    private let notation: Notation

    /// More names no list shows, however much room there is.
    static let mostNames = 1_000

    /// What templates may name.
    package static let fields: [Field<WorkerAnswers>] = [
        .record("active", "what it executes", \.active),
        .record("reserved", "what it has fetched and not begun", \.reserved),
        .record("scheduled", "what waits in it for its ETA", \.scheduled),
        .codes("revoked", "the identifiers that it will not execute") { answers in
            (answers.inspection.revoked ?? []).prefix(answers.most).map { Excerpt.cell($0.description) }
        },
        .record("revoked_count", "how many those are") { Figure(count: $0.inspection.revoked?.count) },
        .list("queues", "the queues that it takes messages from", \.queues),
        .codes("registered", "the task types that it knows, with their limits") { answers in
            (answers.inspection.registered ?? []).prefix(answers.most).map { Excerpt.cell($0, limit: 300) }
        },
        .record("registered_count", "how many those are") { Figure(count: $0.inspection.registered?.count) },
        .list("executions", "executions since it started, by task type") { $0.executions },
        .record("prefetch", "how many messages it fetches ahead") { Figure(count: $0.inspection.prefetchCount) },
        .list("pool", "its pool") { $0.inspection.pool.map(PoolFacts.entry) },
        .list("broker", "its connection to the broker") { $0.inspection.broker.map(PoolFacts.entry) },
        .list("system", "its use of the system") { answers in
            answers.inspection.system.map { SystemUsage.entry($0, in: answers.notation) }
        },
        .list("other", "what else its statistics say") { $0.inspection.other.prefix($0.most).map(PoolFacts.entry) },
        .list("configuration", "the harmless part of its configuration") {
            $0.inspection.configuration.prefix($0.most).map { NamedEntry($0) }
        },
    ]

    init(_ inspection: WorkerInspection, in report: Report, most limit: Int) {
        (self.inspection, notation) = (inspection, report.notation)
        most = min(limit, Self.mostNames)
        active = HeldList(inspection.active, in: report, most: limit)
        reserved = HeldList(inspection.reserved, in: report, most: limit)
        scheduled = HeldList(inspection.scheduled, in: report, most: limit)
        queues = (inspection.queues ?? []).prefix(limit).map { queue in
            let isListed = report.places.isListed(queue: queue.name)
            return ConsumedQueueEntry(
                queue: queue, href: isListed ? "broker.html#\(Places.anchor(ofQueue: queue.name))" : nil)
        }
    }

    private var executions: [CountedName] {
        (inspection.executions ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
            .map { CountedName(name: Excerpt.cell($0.key, limit: 200), count: $0.value) }
    }
}
