import Celery
package import Templating

/// A task that a worker says it holds.
package struct HeldTaskEntry: TemplateRecord {
    let held: HeldTask
    let href: String?
    let started: Timestamp?
    let elapsed: Figure
    let eta: Timestamp?

    /// What templates may name.
    package static let fields: [Field<HeldTaskEntry>] = [
        .code("name", "the task's type") { $0.held.facts.name.map { Excerpt.cell($0) } },
        .code("uuid", "its identifier") { Excerpt.cell($0.held.task.description) },
        .text("href", "where the task is told about, below the site's root", \.href),
        .code("args", "positional arguments") { $0.held.facts.args.map { Excerpt.cell($0, limit: 200) } },
        .code("kwargs", "named arguments") { $0.held.facts.kwargs.map { Excerpt.cell($0, limit: 200) } },
        .record("started", "when it was begun, by the worker's clock", \.started),
        .record("elapsed", "how long it has been executing", \.elapsed),
        .record("eta", "not to be begun before", \.eta),
        .text("process", "the process that executes it") { $0.held.processID.map { "\($0)" } },
        .text("acknowledged", "yes or no: whether its message is acknowledged") {
            $0.held.isAcknowledged.map { $0 ? "yes" : "no" }
        },
    ]
}

extension Report {
    func heldTaskEntry(_ held: HeldTask) -> HeldTaskEntry {
        HeldTaskEntry(
            held: held, href: places.task(held.task), started: notation.timestamp(held.started),
            elapsed: Figure(seconds: held.started.map { max(0, snapshot.capturedAt.since($0)) }),
            eta: notation.timestamp(held.facts.eta))
    }
}
