import Celery
package import Templating

/// The workers, those long gone in one row, and the row of sums.
package struct WorkerTable: TemplateRecord {
    let rows: [WorkerEntry]
    let gone: WorkerEntry?
    let others: WorkerEntry?
    let totals: CountRow
    let sum: SumBar
    let workersText: String
    let onlineText: String

    /// What templates may name.
    package static let fields: [Field<WorkerTable>] = [
        .list("rows", "the workers, by name", \.rows),
        .truth("has_rows", "whether any worker is known") { !$0.rows.isEmpty || $0.gone != nil || $0.others != nil },
        .record("gone", "all workers that have been offline for long, in one row", \.gone),
        .record("others", "all workers that there is no room for, in one row", \.others),
        .record("totals", "the sums over all workers", \.totals),
        .record("sum", "the sum that closes", \.sum),
        .text("workers_text", "how many workers there are", \.workersText),
        .text("online_text", "how many of them are online", \.onlineText),
    ]

    /// Shows so many workers at most.
    init(_ report: Report, rows limit: Int, omissions: inout Omissions) {
        let (shown, others) = report.presentWorkers(most: limit)
        omissions.leave(others.count, of: shown.count + others.count, "worker")
        rows = shown.map(report.workerEntry)
        self.others = report.folded(others, as: "other worker", mark: nil)
        gone = report.gone
        totals = CountRow(report.snapshot.totals.counts, of: .all)
        sum = SumBar(report.snapshot.totals, workers: report.snapshot.workers.count)
        workersText = report.workersText
        onlineText = report.onlineText
    }
}
