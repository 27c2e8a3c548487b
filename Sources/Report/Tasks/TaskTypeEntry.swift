import Celery
package import Templating

/// A task type: its counts, how often it fails, and how long it takes.
package struct TaskTypeEntry: TemplateRecord {
    let type: TaskTypeRow
    /// The slot time of all types, in seconds; `nil` where not all of it was kept.
    let allBusy: Double?
    let sparkline: SparklineDrawing?

    /// What templates may name.
    package static let fields: [Field<TaskTypeEntry>] = [
        .code("name", "the type; nothing where no event told it") { $0.type.name.map { Excerpt.cell($0, limit: 200) } },
        .text("href", "a search for its tasks, below the site's root") { entry in
            entry.type.name.map { TaskSearch([.type($0)]).href }
        },
        .record("counts", "its attempts, by column") { entry in
            CountRow(entry.type.counts, of: entry.type.name.map { .type($0) })
        },
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
        .record("share", "its share of the slot time of all types, whatever came of it", \.share),
        .record("busy", "its slot time", \.busy),
        .record("busy_succeeded", "slot time of attempts that succeeded") { $0.busy(.succeeded) },
        .record("busy_failed", "slot time of attempts that failed") { $0.busy(.failed) },
        .record("busy_retried", "slot time of attempts that ended in a retry") { $0.busy(.retried) },
        .record("busy_other", "slot time of attempts that ended otherwise, or have not ended") { $0.busy(.other) },
        .record("wasted", "the share of its slot time that ended in no success", \.wasted),
    ]

    private var share: Figure {
        guard let busy = type.busy, let allBusy else { return Figure(count: nil) }
        return Figure(share: busy.seconds, of: allBusy)
    }

    private var busy: Figure { Figure(seconds: type.busy?.seconds) }

    private func busy(_ kind: BusyTime.Kind) -> Figure { Figure(seconds: type.busy?[kind]) }

    private var wasted: Figure {
        guard let busy = type.busy else { return Figure(count: nil) }
        return Figure(share: busy.seconds - busy[.succeeded], of: busy.seconds)
    }

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
        let busy = snapshot.taskTypes.compactMap { $0.busy?.seconds }
        let all = busy.count == snapshot.taskTypes.count ? busy.reduce(0, +) : nil
        return types.map { type in
            TaskTypeEntry(type: type, allBusy: all, sparkline: sparkline(ofType: type.name))
        }
    }
}
