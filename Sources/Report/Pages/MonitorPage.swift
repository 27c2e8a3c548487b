import Celery
package import Templating

/// The charts over time, and the task types.
package struct MonitorPage: TemplateRecord {
    let frame: PageFrame
    let charts: [ChartEntry]
    let typeCharts: [ChartEntry]
    let types: [TaskTypeEntry]

    /// What templates may name.
    package static let fields: [Field<MonitorPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("charts", "the charts", \.charts),
        .list("type_charts", "the charts of the task types that took most time", \.typeCharts),
        .truth("has_type_charts", "whether there are any") { !$0.typeCharts.isEmpty },
        .list("types", "the task types, by name", \.types),
        .truth("has_types", "whether any is known") { !$0.types.isEmpty },
    ]

    /// Takes the charts drawn.
    package init(
        _ report: Report, files: SiteFiles, charts: [ChartEntry], typeCharts: [ChartEntry],
        limits: ReportLimits = .whole
    ) {
        var omissions = Omissions()
        let isDrawn = limits.rows > 0 || charts.isEmpty
        self.charts = isDrawn ? charts : []
        self.typeCharts = isDrawn ? typeCharts : []
        if !isDrawn { omissions.note("All charts are left out; they are files of their own.") }
        types = report.entries(omissions.first(limits.rows, of: report.snapshot.taskTypes, "task type"))
        frame = report.frame(page: "Monitor", files: files, omissions: omissions)
    }
}
