package import Celery

/// What a result backend holds of tasks.
package struct ResultReport: Sendable, Equatable {
    /// The results, the one that ended last first.
    package var results: [StoredResult] = []
    /// How many results were seen, those that were not fetched included.
    package var seen = 0
    /// Whether there are more than that, which nobody counted.
    package var isMore = false
    /// How many were passed over, since they are too large.
    package var oversized = 0
    /// How many couldn't be read.
    package var unreadable = 0
    /// Why the first of those couldn't be read, or why it isn't known that these are the newest.
    package var reason: String?
    /// How many results have other prefixes than the one that was named, by prefix.
    package var strangers: [String: Int] = [:]
    /// How many keys, of results or of something else, a dump held that have expired since it was saved.
    package var expired = 0
    /// The schedule that lies beside the results; `nil` where none does.
    package var schedule: ScheduleReading?
    /// Why a schedule that lies beside them can't be read.
    package var scheduleRefusal: String?
    /// Whether the time ran out before everything was looked at.
    package var isPartial = false

    /// Holds nothing.
    package init() {}
}
