import Celery
package import Templating

/// A message that was delivered and not acknowledged.
package struct InFlightEntry: TemplateRecord {
    let message: QueueRow.InFlight
    let href: String?
    let workerHref: String?
    let delivered: Timestamp?
    let redelivery: Timestamp?
    let age: Figure

    /// What templates may name.
    package static let fields: [Field<InFlightEntry>] = [
        .code("uuid", "the task that it asks for") { $0.message.task.map { Excerpt.cell($0.description) } },
        .text("href", "where that task is told about, below the site's root", \.href),
        .code("name", "the task's type") { $0.message.name.map { Excerpt.cell($0) } },
        .record("delivered", "when it was delivered", \.delivered),
        .record("age", "how long ago that was", \.age),
        .code("worker", "who says that it holds it") { $0.message.worker.map { Excerpt.cell($0.description) } },
        .truth("unclaimed", "whether no live worker holds it, as all of them said", \.message.isUnclaimed),
        .text("worker_href", "the path of that worker's page, below the site's root", \.workerHref),
        .record("redelivery", "from when on it will be delivered again if nobody acknowledges it", \.redelivery),
    ]
}

extension Report {
    func inFlightEntry(_ message: QueueRow.InFlight) -> InFlightEntry {
        InFlightEntry(
            message: message, href: places.task(message.task), workerHref: places.worker(message.worker),
            delivered: notation.timestamp(message.delivered), redelivery: notation.timestamp(message.redelivery),
            age: Figure(seconds: message.delivered.map { max(0, snapshot.capturedAt.since($0)) }))
    }
}
