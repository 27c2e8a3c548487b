/// The sums over all workers.
package struct Totals: Sendable, Equatable {
    /// The sums.
    package var counts: Counts
    /// Over how many workers: those of which all columns are known.
    package var ofWorkers: Int

    /// Sums.
    package init(counts: Counts, ofWorkers: Int) {
        self.counts = counts
        self.ofWorkers = ofWorkers
    }
}
