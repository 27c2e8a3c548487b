/// A periodic task in a snapshot.
package struct PeriodicRow: Sendable, Equatable {
    /// What the entry is called.
    package var name: String
    /// The task type that it sends.
    package var task: String
    /// The schedule as it was told; `nil` of an entry that only its tasks tell of.
    package var schedule: String?
    /// Who told of the entry.
    package var source: Source?
    /// When the entry was last read, where that wasn't at the capture.
    package var asOf: Instant?
    /// When it was last sent, or received where nobody told of the sending; `nil` where that wasn't seen.
    package var last: Instant?
    /// When it is due next; `nil` where that isn't known.
    package var next: Instant?
    /// How often it was due within what was watched; `nil` where that isn't known.
    package var expected: Int?
    /// How often its task was seen to be sent or received within it.
    package var seen: Int?
    /// How often it was due and wasn't seen.
    package var missed: Int?
    /// How often it was begun while an earlier one was still executing.
    package var overlapping: Int?

    /// Who tells of entries.
    package enum Source: String, Sendable, CaseIterable {
        /// `beat_schedule` of a worker's configuration.
        case configuration = "conf"
        /// The tables of django-celery-beat.
        case django
        /// The keys of RedBeat.
        case redBeat = "redbeat"
        /// The header `periodic_task_name` of tasks.
        case header
    }

    /// Describes a periodic task.
    package init(name: String, task: String, schedule: String?) {
        (self.name, self.task, self.schedule) = (name, task, schedule)
    }
}
