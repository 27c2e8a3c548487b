/// A task type in a snapshot.
package struct TaskTypeRow: Sendable, Equatable {
    /// Its name; `nil` for attempts of which no event told one.
    package var name: String?
    /// Its attempts.
    package var counts: Counts
    /// How long executions took, in seconds.
    package var runtime: Percentiles?
    /// How long attempts waited to be begun, in seconds.
    package var wait: Percentiles?
    /// All executions together, in seconds.
    package var totalRuntime: Double
    /// Slot time within what was watched, by what came of it; `nil` where it was not kept.
    package var busy: BusyTime?

    /// Describes a task type.
    package init(
        name: String? = nil, counts: Counts, runtime: Percentiles? = nil, wait: Percentiles? = nil,
        totalRuntime: Double, busy: BusyTime? = nil
    ) {
        self.name = name
        self.counts = counts
        self.runtime = runtime
        self.wait = wait
        self.totalRuntime = totalRuntime
        self.busy = busy
    }
}
