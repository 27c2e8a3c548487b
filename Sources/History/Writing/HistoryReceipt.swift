/// What became of what was handed to a history.
package struct HistoryReceipt: Sendable, Equatable {
    /// Events of tasks that were not known.
    package var added = 0
    /// Events of tasks that were known.
    package var repeated = 0
    /// Events of tasks that are older than what is kept.
    package var refused = 0
    /// Events that were lost, since the history did not keep up.
    package var lost = 0

    /// Counts nothing.
    package init() {}

    /// Adds another one.
    package mutating func add(_ other: HistoryReceipt) {
        added += other.added
        repeated += other.repeated
        refused += other.refused
        lost += other.lost
    }
}
