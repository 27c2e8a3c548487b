/// Several clusters at one time, the worst first.
///
/// Written as `data/overview.json`.
package struct Overview: Sendable, Equatable {
    /// The version of the format, in `schema`.
    package static let schema = "herbarium.overview/1"

    /// What it is called.
    package var title: String
    /// The time of the newest snapshot, which is that of the index: it has no clock of its own. `nil` where none can be
    /// read.
    package private(set) var asOf: Instant?
    /// The time of the oldest one.
    package private(set) var oldest: Instant?
    /// A snapshot that is so many seconds older than the newest is stale.
    package var staleAfter: Double
    /// The clusters.
    package private(set) var clusters: [ClusterRow]

    /// Ranks clusters.
    ///
    /// A snapshot that is ahead of our clock, `now`, makes none of the others stale: a clock is wrong, and it may be
    /// that of its host.
    package init(_ clusters: [ClusterRow], title: String, staleAfter: Double, now: Instant) {
        (self.title, self.staleAfter) = (title, staleAfter)
        let times = clusters.compactMap(\.capturedAt)
        let newest = times.filter { $0 <= now + Self.tolerance }.max() ?? times.min()
        (asOf, oldest) = (newest, times.min())
        self.clusters = clusters.map { row in
            var row = row
            row.isStale = newest.flatMap { newest in row.capturedAt.map { newest.since($0) > staleAfter } } ?? false
            return row
        }.sorted(by: ClusterRow.precedes)
    }

    /// By so many seconds clocks of hosts that keep time differ.
    private static let tolerance = 60.0

    /// How many clusters stand so.
    package func count(_ standing: ClusterRow.Standing) -> Int { clusters.count { $0.standing == standing } }
}
