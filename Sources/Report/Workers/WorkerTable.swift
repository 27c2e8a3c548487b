import Celery
package import Templating

/// The workers, those long gone in one row, and the row of sums.
package struct WorkerTable: TemplateRecord {
    let rows: [WorkerEntry]
    let gone: WorkerEntry?
    let totals: CountRow
    let sum: SumBar
    let workersText: String
    let onlineText: String

    /// What templates may name.
    package static let fields: [Field<WorkerTable>] = [
        .list("rows", "the workers, by name", \.rows),
        .truth("has_rows", "whether any worker is known") { !$0.rows.isEmpty || $0.gone != nil },
        .record("gone", "all workers that have been offline for long, in one row", \.gone),
        .record("totals", "the sums over all workers", \.totals),
        .record("sum", "the sum that closes", \.sum),
        .text("workers_text", "how many workers there are", \.workersText),
        .text("online_text", "how many of them are online", \.onlineText),
    ]

    init(_ report: Report) {
        rows = report.workers
        gone = report.gone
        totals = CountRow(report.snapshot.totals.counts)
        sum = SumBar(report.snapshot.totals, workers: report.snapshot.workers.count)
        workersText = report.workersText
        onlineText = report.onlineText
    }
}
