import Celery
package import Templating

/// How many messages of one task type wait in one queue, for a list of several queues.
package struct WaitingEntry: TemplateRecord {
    let queue: String
    let waiting: CountedName
    let sample: String?

    /// What templates may name.
    package static let fields: [Field<WaitingEntry>] = [
        .code("queue", "the queue's name", \.queue),
        .code("name", "the task type; nothing for messages that are none of Celery's", \.waiting.name),
        .record("count", "how many messages") { Figure(count: $0.waiting.count) },
        .text("sample", "on how many messages that rests", \.sample),
    ]
}

extension Report {
    /// Of each queue the types that most messages wait of.
    func waiting(_ entries: [QueueEntry], most: Int) -> [WaitingEntry] {
        entries.flatMap { entry in
            entry.waiting.prefix(most).map {
                WaitingEntry(queue: Excerpt.cell(entry.queue.name, limit: 200), waiting: $0, sample: entry.sample)
            }
        }
    }
}
