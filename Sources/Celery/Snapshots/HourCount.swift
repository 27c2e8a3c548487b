/// What ended in one hour, as a history remembers it long after its tasks are gone.
package struct HourCount: Sendable, Equatable {
    /// When the hour began.
    package var time: Instant
    /// How many attempts succeeded in it, and failed.
    package var succeeded: Int
    package var failed: Int
    /// For how many of its seconds somebody listened.
    package var watched: Double

    /// Counts an hour.
    package init(time: Instant, succeeded: Int, failed: Int, watched: Double) {
        (self.time, self.succeeded, self.failed, self.watched) = (time, succeeded, failed, watched)
    }

    /// So many seconds of hours are told in a snapshot: the same hour of the four weeks before is among them.
    package static let reach = 35 * 86_400.0
}
