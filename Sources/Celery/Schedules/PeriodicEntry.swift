/// An entry of the schedule by which tasks are sent again and again.
package struct PeriodicEntry: Sendable, Equatable {
    /// What the entry is called.
    package var name: String
    /// The task type that it sends.
    package var task: String
    /// The schedule as it was told.
    package var text: String
    /// The zone of its clock, such as `Europe/Berlin`; `nil` for that of the cluster.
    package var zone: String?
    /// When it was sent last, as its scheduler remembers; `nil` where that isn't told.
    package var last: Instant?
    /// The zone whose clocks showed `last`, as if that were UTC; `nil` where they didn't.
    package var lastZone: String?
    /// When it is to be sent next, likewise.
    package var next: Instant?
    /// When it was last read, where that wasn't now.
    package var read: Instant?

    /// Describes an entry.
    package init(name: String, task: String, text: String) { (self.name, self.task, self.text) = (name, task, text) }

    /// The schedule.
    package var schedule: PeriodicSchedule { PeriodicSchedule(text) }

    /// What makes it another entry when it changes: not when it was sent.
    var definition: [String?] { [name, task, text, zone] }
}
