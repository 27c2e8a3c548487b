import Celery
package import Templating

/// A task that is executing, and who says so.
package struct RunningEntry: TemplateRecord {
    let held: HeldTaskEntry
    let worker: String
    let workerHref: String?

    /// What templates may name.
    package static let fields: [Field<RunningEntry>] = [
        .record("held", "the task as the worker holds it", \.held),
        .code("worker", "the worker", \.worker),
        .text("worker_href", "the path of its page, below the site's root", \.workerHref),
    ]
}

extension Report {
    /// What was executing when the workers were asked, the oldest first.
    var running: [RunningEntry] {
        snapshot.workers.flatMap { worker in
            (worker.inspection?.active ?? []).filter { $0.started != nil }.map { (worker.name, $0) }
        }
        .sorted { ($0.1.started ?? .distantFuture, $0.1.task) < ($1.1.started ?? .distantFuture, $1.1.task) }
        .map { name, held in
            RunningEntry(
                held: heldTaskEntry(held), worker: Excerpt.cell(name.description, limit: 200),
                workerHref: places.worker(name))
        }
    }
}
