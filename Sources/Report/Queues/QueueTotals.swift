import Celery
package import Templating

/// The sums over all queues; a sum is unknown where a summand is.
package struct QueueTotals: TemplateRecord {
    let queues: [QueueRow]

    /// What templates may name.
    package static let fields: [Field<QueueTotals>] = [
        .text("queues_text", "how many queues there are") { Wording.count($0.queues.count, "queue") },
        .record("messages", "all messages") { $0.sum(\.messages) },
        .record("unacked", "all that were delivered and not acknowledged") { $0.sum(\.unacknowledged) },
        .record("ready", "all that wait") { $0.sum(\.ready) },
    ]

    init(_ queues: [QueueRow]) { self.queues = queues }

    private func sum(_ count: (QueueRow) -> Int?) -> Figure {
        let known = queues.compactMap(count)
        return Figure(count: known.count == queues.count ? known.reduce(0, +) : nil)
    }
}
