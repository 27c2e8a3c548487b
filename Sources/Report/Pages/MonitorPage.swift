import Celery
package import Templating

/// The charts over time, and the task types.
package struct MonitorPage: TemplateRecord {
    let frame: PageFrame
    let charts: [ChartEntry]
    let typeCharts: [ChartEntry]
    let emptyCharts: [ChartEntry]
    let types: [TaskTypeEntry]
    let slotTypes: [TaskTypeEntry]
    let workers: [WorkerEntry]
    let grouping: GroupingEntry?
    let queues: [QueueEntry]
    let week: WeekMap?

    /// What templates may name.
    package static let fields: [Field<MonitorPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("charts", "the charts", \.charts),
        .list("type_charts", "the charts of the task types that took most time", \.typeCharts),
        .truth("has_type_charts", "whether there are any") { !$0.typeCharts.isEmpty },
        .list("empty_charts", "the charts that have nothing to draw", \.emptyCharts),
        .truth("has_empty_charts", "whether there are any") { !$0.emptyCharts.isEmpty },
        .list("types", "the task types, by name", \.types),
        .truth("has_types", "whether any is known") { !$0.types.isEmpty },
        .list("slot_types", "the task types that took most slot time, the heaviest first", \.slotTypes),
        .truth("has_slot_types", "whether any slot time is known") { !$0.slotTypes.isEmpty },
        .list("queues", "the queues of whose waits something is known, those of the longest first", \.queues),
        .truth("has_queues", "whether there are any") { !$0.queues.isEmpty },
        .record("grouping", "attempts by an argument of the tasks", \.grouping),
        .list("workers", "the workers whose busy time is known, the busiest first", \.workers),
        .truth("has_workers", "whether there are any") { !$0.workers.isEmpty },
        .record("week", "the week by hour, where a history remembers one", \.week),
    ]

    /// So many rows tell where slot time goes.
    private static let mostSlots = 20

    /// Takes the charts drawn.
    package init(
        _ report: Report, files: SiteFiles, charts: [ChartEntry], typeCharts: [ChartEntry],
        limits: ReportLimits = .whole
    ) {
        var omissions = Omissions()
        let isDrawn = limits.rows > 0 || charts.isEmpty
        self.charts = isDrawn ? charts.filter { $0.drawing.emptiness == nil } : []
        self.typeCharts = isDrawn ? typeCharts.filter { $0.drawing.emptiness == nil } : []
        emptyCharts = isDrawn ? (charts + typeCharts).filter { $0.drawing.emptiness != nil } : []
        if !isDrawn { omissions.note("All charts are left out; they are files of their own.") }
        types = report.entries(omissions.first(limits.rows, of: report.typesInOrder, "task type"))
        slotTypes = report.heaviestTypes(most: min(Self.mostSlots, limits.rows))
        workers = report.busiestWorkers(most: min(Self.mostSlots, limits.rows)).map(report.workerEntry)
        queues = report.waitedFor(most: min(Self.mostSlots, limits.rows)).map(report.queueEntry)
        grouping = report.grouping(most: limits.rows, basis: .attempts) { $0.processed > 0 }
        week = limits.rows > 0 ? WeekMap(report) : nil
        frame = report.frame(page: "Monitor", files: files, omissions: omissions)
    }
}

extension Report {
    /// The task types that took most slot time, the heaviest first.
    fileprivate func heaviestTypes(most limit: Int) -> [TaskTypeEntry] {
        let told = snapshot.taskTypes.filter { ($0.busy?.total ?? 0) > 0 }
        return entries(told.sorted { ($0.busy?.total ?? 0) > ($1.busy?.total ?? 0) }.prefix(limit))
    }

    /// The queues of which it is known how long messages wait, those first in which one has waited longest.
    fileprivate func waitedFor(most limit: Int) -> [QueueRow] {
        let told = snapshot.queues.filter { $0.oldest != nil || $0.wait != nil }
        let age = { (queue: QueueRow) in (queue.oldest?.age ?? -1, queue.wait?.percentiles.p95 ?? -1) }
        return Array(told.sorted { (age($1).0, age($1).1, $0.name) < (age($0).0, age($0).1, $1.name) }.prefix(limit))
    }

    /// The workers whose busy time is known, those first that had least free, then those that did most.
    fileprivate func busiestWorkers(most limit: Int) -> [WorkerRow] {
        let told = snapshot.workers.filter { $0.busySeconds != nil }
        return Array(
            told.sorted { one, other in
                (other.utilization ?? -1, other.busySeconds ?? 0, one.name)
                    < (one.utilization ?? -1, one.busySeconds ?? 0, other.name)
            }.prefix(limit))
    }
}

extension Report {
    /// The task types by name; of many, those that failed most first, then those that had most to do.
    fileprivate var typesInOrder: [TaskTypeRow] {
        let types = snapshot.taskTypes
        guard types.count > Self.manyRows else { return types }
        func urgency(_ type: TaskTypeRow) -> (Int, Int) { (type.counts[.failed] ?? 0, type.counts.processed ?? 0) }
        return types.enumerated().map { (place: $0.offset, urgency: urgency($0.element)) }
            .sorted { $0.urgency != $1.urgency ? $0.urgency > $1.urgency : $0.place < $1.place }
            .map { types[$0.place] }
    }
}
