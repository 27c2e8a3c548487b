import Celery

/// The workers of a snapshot in the order in which pages have room for them: found once, since a page that has to fit
/// asks many times.
struct Fleet: Sendable {
    /// The places of those that are not long gone: those that tell most come first.
    let ranked: [Int]
    /// The places of those that are.
    let gone: [Int]
    /// The places of those that have pages, in the order of the snapshot.
    let withPages: [Int]
    /// How many are online.
    let online: Int

    /// Of so many workers that are offline there are pages; of those that are there, of all.
    private static let mostOffline = 1_000

    init(_ snapshot: Snapshot) {
        let workers = snapshot.workers
        gone = workers.indices.filter { snapshot.isGone(workers[$0]) }
        let isGone = Set(gone)
        let ranked = workers.indices.filter { !isGone.contains($0) }.sorted {
            WorkerRow.tellsMore(workers[$0], than: workers[$1])
        }
        let there = ranked.prefix { workers[$0].status != .offline }
        withPages = (there + ranked.dropFirst(there.count).prefix(Self.mostOffline)).sorted()
        self.ranked = ranked
        online = workers.count { $0.status == .online }
    }

    /// How many offline workers there are rows for, but no pages.
    var withoutPages: Int { ranked.count - withPages.count }
}
