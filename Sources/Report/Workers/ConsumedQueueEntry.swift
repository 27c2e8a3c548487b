import Celery
package import Templating

/// A queue as a worker that consumes it describes it.
package struct ConsumedQueueEntry: TemplateRecord {
    let queue: ConsumedQueue
    let href: String?

    /// What templates may name.
    package static let fields: [Field<ConsumedQueueEntry>] = [
        .code("name", "the queue's name") { Excerpt.cell($0.queue.name, limit: 200) },
        .text("href", "where the broker's view of it is, below the site's root", \.href),
        .list("attributes", "its exchange, routing key, flags and arguments") { entry in
            entry.queue.attributes.map { NamedEntry($0) }
        },
    ]
}
