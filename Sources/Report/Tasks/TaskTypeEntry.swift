import Celery
package import Templating

/// A task type: its counts, how often it fails, and how long it takes.
package struct TaskTypeEntry: TemplateRecord {
    let type: TaskTypeRow
    /// All executions of all types, in seconds.
    let allRuntime: Double
    let sparkline: SparklineDrawing?

    /// What templates may name.
    package static let fields: [Field<TaskTypeEntry>] = [
        .code("name", "the type; nothing where no event told it") { $0.type.name.map { Excerpt.cell($0, limit: 200) } },
        .text("href", "a search for its tasks, below the site's root") { entry in
            entry.type.name.map { TaskSearch([("name", $0)]).href }
        },
        .record("counts", "its attempts, by column") { CountRow($0.type.counts) },
        .record("failure_rate", "the failed of those that succeeded or failed") { $0.failureRate },
        .record("runtime_p50", "half of the executions took less") { Figure(seconds: $0.type.runtime?.p50) },
        .record("runtime_p95", "95 of a hundred took less") { Figure(seconds: $0.type.runtime?.p95) },
        .record("runtime_p99", "99 of a hundred took less") { Figure(seconds: $0.type.runtime?.p99) },
        .record("runtime_max", "the longest execution") { Figure(seconds: $0.type.runtime?.max) },
        .record("wait_p50", "half of the attempts waited less") { Figure(seconds: $0.type.wait?.p50) },
        .record("wait_p95", "95 of a hundred waited less") { Figure(seconds: $0.type.wait?.p95) },
        .record("wait_p99", "99 of a hundred waited less") { Figure(seconds: $0.type.wait?.p99) },
        .record("wait_max", "the longest wait") { Figure(seconds: $0.type.wait?.max) },
        .record("sparkline", "its ended attempts over time", \.sparkline),
        .record("share", "its share of all time spent executing") {
            Figure(share: $0.type.totalRuntime, of: $0.allRuntime)
        },
    ]

    private var failureRate: Figure {
        guard let failed = type.counts[.failed], let succeeded = type.counts[.succeeded] else {
            return Figure(count: nil)
        }
        return Figure(share: failed, of: failed + succeeded)
    }
}

extension Report {
    /// Some of the task types as pages tell them.
    func entries(_ types: ArraySlice<TaskTypeRow>) -> [TaskTypeEntry] {
        let all = snapshot.taskTypes.reduce(0) { $0 + $1.totalRuntime }
        return types.map { type in
            TaskTypeEntry(type: type, allRuntime: all, sparkline: sparkline(ofType: type.name))
        }
    }
}
