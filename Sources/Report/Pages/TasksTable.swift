import Celery
package import Templating

/// All listed tasks, for `data/tasks.csv`.
package struct TasksTable: TemplateRecord {
    let report: Report

    /// What templates may name.
    package static let fields: [Field<TasksTable>] = [
        .list("tasks", "the tasks, newest first") { table in
            table.report.snapshot.tasks.map { TaskRecordRow(task: $0) }
        }
    ]

    /// Lists the tasks of a report.
    package init(_ report: Report) { self.report = report }
}
