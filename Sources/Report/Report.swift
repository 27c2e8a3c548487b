package import Celery

/// A snapshot as people read it: what the pages have in common, and where everything stands.
package struct Report: Sendable {
    /// What is shown.
    package let snapshot: Snapshot
    /// The zone of every time.
    package let zone: Zone
    /// How times are written.
    let notation: Notation
    /// Which tasks stand on which page.
    package let taskPages: TaskPaging
    /// Where the workers' pages are.
    let places: Places
    /// The states of the tasks, and how many are in each.
    let taskStates: [StateCount]
    /// Who sent whom.
    let families: TaskFamilies
    /// What pages ask of all tasks.
    let digest: TaskDigest

    /// Lays a report out; nothing is asked but what is in `snapshot`.
    package init(_ snapshot: Snapshot, zone: Zone) {
        self.snapshot = snapshot
        self.zone = zone
        notation = Notation(zone: zone, captured: snapshot.capturedAt)
        families = TaskFamilies(snapshot.tasks)
        digest = TaskDigest(snapshot.tasks)
        taskPages = TaskPaging(snapshot.tasks, families: families)
        places = Places(snapshot: snapshot, taskPages: taskPages)
        taskStates = StateCount.all(of: snapshot.tasks)
    }
}
