import Celery
package import Templating

/// The broker: its queues, what waits in them and what is in flight.
package struct BrokerPage: TemplateRecord {
    let frame: PageFrame
    let queues: [QueueEntry]
    let totals: QueueTotals
    let charts: [ChartEntry]
    let etaBacklog: String?
    let grouping: GroupingEntry?

    /// What templates may name.
    package static let fields: [Field<BrokerPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("queues", "the queues, by name", \.queues),
        .truth("has_queues", "whether any is known") { !$0.queues.isEmpty },
        .truth("has_details", "whether there is more to tell of any") { $0.queues.contains { $0.hasDetails } },
        .record("totals", "the sums over all queues", \.totals),
        .text(
            "eta_backlog", "how many tasks wait for their ETA, and how soon they are due, as a sentence", \.etaBacklog),
        .record("grouping", "what waits and runs, by an argument of the tasks", \.grouping),
        .list("charts", "the charts", \.charts),
    ]

    /// Shows the queues of a report; takes the charts drawn.
    package init(_ report: Report, files: SiteFiles, charts: [ChartEntry], limits: ReportLimits = .whole) {
        var omissions = Omissions()
        queues = omissions.first(limits.rows, of: report.queuesInOrder, "queue").map(report.queueEntry)
        frame = report.frame(page: "Broker", files: files, omissions: omissions)
        self.charts = charts
        totals = QueueTotals(report.snapshot.queues)
        grouping = report.grouping(most: limits.rows, basis: .messages) {
            $0.waiting + ($0.unacknowledged ?? 0) + $0.active > 0
        }
        etaBacklog = report.snapshot.etaBacklog.flatMap(Self.sentence)
    }

    /// `14 tasks wait for their ETA: 2 are overdue, 5 are due within 1 min, 7 later.`
    private static func sentence(_ rows: [BacklogRow]) -> String? {
        let told = rows.filter { $0.count > 0 }
        guard !told.isEmpty else { return nil }
        let parts = told.map { row in
            let count = Wording.count(row.count)
            guard let limit = row.dueWithin else { return "\(count) later" }
            let due = limit == 0 ? "overdue" : "due within \(Self.names[limit] ?? "\(limit) s")"
            return "\(count) \(row.count == 1 ? "is" : "are") \(due)"
        }
        let all = told.reduce(0) { $0 + $1.count }
        return "\(Wording.count(all, "task")) \(all == 1 ? "waits for its" : "wait for their") ETA: "
            + parts.joined(separator: ", ") + "."
    }

    private static let names = [60: "1 min", 600: "10 min", 3_600: "1 h", 86_400: "1 day"]
}

extension Report {
    /// The queues by name; of many, those that need attention first: without a consumer, growing, then the fullest.
    fileprivate var queuesInOrder: [QueueRow] {
        let queues = snapshot.queues
        guard queues.count > Self.manyRows else { return queues }
        func urgency(_ queue: QueueRow) -> (Int, Int, Int) {
            let waits = (queue.ready ?? 0) > 0
            return (
                waits && queue.consumers == 0 ? 1 : 0, waits && queue.trend == .growing ? 1 : 0, queue.messages ?? 0
            )
        }
        return queues.enumerated().map { (place: $0.offset, urgency: urgency($0.element)) }
            .sorted { $0.urgency != $1.urgency ? $0.urgency > $1.urgency : $0.place < $1.place }
            .map { queues[$0.place] }
    }
}
