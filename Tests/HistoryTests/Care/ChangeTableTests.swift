import Celery
import TestSupport
import Testing

@testable import History

/// What captures told, from run to run.
struct ChangeTableTests {
    private let folder: TemporaryFolder
    private let start = Snapshot.hour().capturedAt

    init() throws { folder = try TemporaryFolder() }

    private func facts(at minutes: Double, queues: [String]) -> ClusterFacts {
        var hour = Snapshot.hour()
        hour.capturedAt = start + minutes * 60
        for name in queues { hour.add(queue: name, ready: 1) }
        return ClusterFacts(hour)
    }

    private var all: TimeSpan { TimeSpan(since: .distantPast, until: .distantFuture) }

    @Test(arguments: Keeper.all)
    func remembersFromRunToRunWhatCapturesTold(keeper: Keeper) throws {
        let names = ["mail", "\u{e9}", "e\u{301}", "", "a\u{0}b"]
        #expect(try keeper.history(in: folder).note(facts(at: 0, queues: names)).isEmpty)
        #expect(try keeper.history(in: folder).note(facts(at: 5, queues: names)).isEmpty)
        let told = try keeper.history(in: folder).note(facts(at: 10, queues: Array(names.dropFirst()) + ["pay"]))
        #expect(told.map(\.subject) == ["mail", "pay"] && told.map(\.after) == [nil, "there"])
        let history = try keeper.history(in: folder)
        #expect(try history.changes(in: all) == told)
        #expect(try history.changes(in: TimeSpan(since: start, until: start + 599)).isEmpty)
        #expect(try history.changes(in: TimeSpan(since: start + 600, until: start + 600)) == told)
        // The same capture again, as an import of a snapshot would be, tells nothing.
        #expect(try history.note(facts(at: 10, queues: [])).isEmpty)
        #expect(try history.changes(in: all) == told && history.flaws().isEmpty)
    }

    @Test(arguments: Keeper.all)
    func keepsEachMarkOnceAndForGood(keeper: Keeper) throws {
        let history = try keeper.history(in: folder)
        for _ in 0..<2 { try history.mark("deploy 1.4.2", at: start) }
        try history.mark("deploy 1.4.3", at: start)
        #expect(try history.changes(in: all).map(\.subject) == ["deploy 1.4.2", "deploy 1.4.3"])
        try history.write { db in
            for number in 0..<(ChangeTable.most + 10) {
                try ChangeTable(db).add(
                    ClusterChange(time: start + 1 + Double(number), kind: .queue, subject: "q", after: "there"))
            }
            try ChangeTable(db).purge(now: start + 100_000)
        }
        try history.read { db in
            let kept = try ChangeTable(db).changes(in: all, most: .max)
            #expect(kept.count == ChangeTable.most + 2 && kept.filter { $0.kind == .mark }.count == 2)
        }
        #expect(try history.changes(in: all).count == ClusterChange.most)
        #expect(try history.changes(in: all).last?.time == start + Double(ChangeTable.most + 10))
    }

    @Test(arguments: Keeper.all)
    func forgetsWhatNoCaptureTellsAnyMoreButNotSinceWhenItKnows(keeper: Keeper) throws {
        let history = try keeper.history(in: folder)
        try history.note(facts(at: 0, queues: ["mail"]))
        try history.write { try ChangeTable($0).purge(now: start + 91 * 86_400) }
        let known = try history.read { try ChangeTable($0).known() }
        #expect(known.entries.isEmpty && known.since[.queue] == start && known.noted == start)
    }
}
