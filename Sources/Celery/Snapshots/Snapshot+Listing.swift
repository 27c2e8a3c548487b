extension Snapshot {
    /// The same that lists so many tasks at most: the newest, but failures are the last to go.
    package func listing(newest limit: Int) -> Snapshot {
        var snapshot = self
        snapshot.tasks = TaskRows.newest(limit, of: tasks)
        return snapshot
    }
}
