import Celery
package import Templating

/// The broker: its queues, what waits in them and what is in flight.
package struct BrokerPage: TemplateRecord {
    let frame: PageFrame
    let queues: [QueueEntry]
    let totals: QueueTotals
    let plates: [Plate]

    /// What templates may name.
    package static let fields: [Field<BrokerPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("queues", "the queues, by name", \.queues),
        .truth("has_queues", "whether any is known") { !$0.queues.isEmpty },
        .truth("has_details", "whether there is more to tell of any") { $0.queues.contains { $0.hasDetails } },
        .record("totals", "the sums over all queues", \.totals),
        .list("plates", "the charts", \.plates),
    ]

    /// Shows the queues of a report; takes the plates drawn.
    package init(_ report: Report, files: SiteFiles, plates: [Plate], limits: ReportLimits = .whole) {
        var omissions = Omissions()
        queues = omissions.first(limits.rows, of: report.snapshot.queues, "queue").map(report.queueEntry)
        frame = report.frame(page: "Broker", files: files, omissions: omissions)
        self.plates = plates
        totals = QueueTotals(report.snapshot.queues)
    }
}
