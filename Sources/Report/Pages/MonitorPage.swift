import Celery
package import Templating

/// The charts over time, and the task types.
package struct MonitorPage: TemplateRecord {
    let frame: PageFrame
    let plates: [Plate]
    let typePlates: [Plate]
    let types: [TaskTypeEntry]

    /// What templates may name.
    package static let fields: [Field<MonitorPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("plates", "the charts", \.plates),
        .list("type_plates", "the charts of the task types that took most time", \.typePlates),
        .truth("has_type_plates", "whether there are any") { !$0.typePlates.isEmpty },
        .list("types", "the task types, by name", \.types),
        .truth("has_types", "whether any is known") { !$0.types.isEmpty },
    ]

    /// Takes the plates drawn.
    package init(
        _ report: Report, files: SiteFiles, plates: [Plate], typePlates: [Plate], limits: ReportLimits = .whole
    ) {
        var omissions = Omissions()
        let isDrawn = limits.rows > 0 || plates.isEmpty
        self.plates = isDrawn ? plates : []
        self.typePlates = isDrawn ? typePlates : []
        if !isDrawn { omissions.note("All charts are left out; they are files of their own.") }
        types = report.entries(omissions.first(limits.rows, of: report.snapshot.taskTypes, "task type"))
        frame = report.frame(page: "Monitor", files: files, omissions: omissions)
    }
}
