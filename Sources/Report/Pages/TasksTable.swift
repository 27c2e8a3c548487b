import Celery
package import Templating

/// All listed tasks, for `data/tasks.csv`.
package struct TasksTable: TemplateRecord {
    let report: Report

    /// What templates may name.
    package static let fields: [Field<TasksTable>] = [
        .list("tasks", "the tasks, newest first") { table in
            let tasks = table.report.snapshot.tasks
            return tasks.indices.map { TaskRecordRow(tasks: tasks, index: $0) }
        }
    ]

    /// Lists the tasks of a report.
    package init(_ report: Report) { self.report = report }
}
