/// How many tasks wait for an ETA that comes within a time.
package struct BacklogRow: Sendable, Equatable {
    /// Within how many seconds, and not within the next shorter time; 0 for those whose ETA has passed, `nil` for later
    /// ones.
    package var dueWithin: Int?
    /// How many.
    package var count: Int

    /// The times that are told apart.
    package static let limits: [Int?] = [0, 60, 600, 3_600, 86_400, nil]

    /// Counts tasks.
    package init(dueWithin: Int?, count: Int) {
        self.dueWithin = dueWithin
        self.count = count
    }
}
