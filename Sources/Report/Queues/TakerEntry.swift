import Celery
package import Templating

/// A worker that says that it takes messages from a queue.
package struct TakerEntry: TemplateRecord {
    let name: String
    let href: String?

    /// What templates may name.
    package static let fields: [Field<TakerEntry>] = [
        .code("name", "the worker", \.name),
        .text("href", "the path of its page, below the site's root", \.href),
    ]

    /// The workers that are alive, by the queues that they say they take messages from.
    static func all(in snapshot: Snapshot) -> [ExactText: [WorkerName]] {
        var takers: [ExactText: [WorkerName]] = [:]
        for worker in snapshot.workers where worker.status != .offline {
            for queue in Set(worker.queues ?? []) { takers[queue.exact, default: []].append(worker.name) }
        }
        return takers
    }
}
