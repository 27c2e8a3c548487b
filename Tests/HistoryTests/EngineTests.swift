import Celery
import TestSupport
import Testing

@testable import History

/// What holds of every engine, and of one as of the other.
struct EngineTests {
    private static let watched = [TimeSpan(since: EventStream.epoch, until: EventStream.at(4 * 3600))]

    /// Each in an order and in pieces of its own, and each event twice.
    @Test(.enabled(if: Keeper.all.count > 1, "there is no PostgreSQL"), arguments: 0..<2 as Range<UInt64>)
    func tellsTheSameAsAFile(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let events = Array(EventStream.wild(seed: seed, events: 120).joined())
        var random = SeededGenerator(seed: seed)
        let told = try Keeper.all.map { keeper in
            let history = try keeper.history(in: folder)
            for _ in 0..<2 {
                try history.add(
                    events.shuffled(using: &random), batch: .random(in: 20...200, using: &random),
                    watched: Self.watched)
            }
            let spans = [(0.0, 14_400.0), (3601.5, 7199), (9000, 10_000)]
            return (try history.contents(), try spans.map { try history.snapshot(since: $0.0, until: $0.1) })
        }
        #expect(told[0].0 == told[1].0)
        #expect(told[0].1 == told[1].1)
    }

    @Test(arguments: Keeper.all)
    func keepsTextsOfAnyKindAndLength(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        let names = [
            "\0", "a\0b", "'); DROP TABLE task; --", "?1 $1", "é", "e\u{301}", String(repeating: "n", count: 9_000),
        ]
        var stream = EventStream()
        for (number, name) in names.enumerated() {
            stream.task(.received, "t\(number) \(name)", on: "w\(name)@a", at: Double(number)) { $0.name = name }
        }
        try history.add(stream.events)
        let kept = try history.contents().tasks.values
        #expect(Set(kept.map(\.id.description)) == Set(names.enumerated().map { "t\($0) \($1)" }))
        #expect(Set(kept.flatMap(\.marksByWorker).map(\.worker)) == Set(names.map { WorkerName("w\($0)@a") }))
        for name in names { try history.mark(name, at: EventStream.at(1)) }
        let marks = try history.changes(in: TimeSpan(since: .distantPast, until: .distantFuture))
        #expect(marks.count == names.count)
    }

    @Test(arguments: Keeper.all)
    func findsTasksOfOneKey(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        try history.add(stream.events)
        _ = try history.write { db in
            try Prepared(db, "UPDATE task SET key = ? \(db.dialect.all)").run(
                .integer(TaskKey.first(of: TaskID("t2"))))
        }
        var other = EventStream()
        other.attempt("t2", at: 2)
        #expect(try history.add(other.events).added == 3)
        #expect(try history.add(other.events).repeated == 3)
        #expect(try history.contents().tasks.count == 2)
        let found = try history.read { db in
            try TaskTable(db).find([TaskID("t2"), TaskID("none")], words: WordList(db)).map(\.record.id)
        }
        #expect(found == [TaskID("t2")])
    }

    @Test(arguments: Keeper.all)
    func takesBackAllOfWhatFails(keeper: Keeper) throws {
        struct Failure: Error {}
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        func fail(_ db: any HistoryDatabase) throws -> Bool {
            try WatchedTable(db).add(Self.watched[0], tolerance: 0)
            throw Failure()
        }
        #expect(throws: HistoryError.self) { try history.write(fail) }
        #expect(try history.contents().watched.isEmpty)
        try history.rehearse()
        #expect(try history.secret() == history.secret())
    }

    @Test(arguments: Keeper.all)
    func countsOnceWhatTwoWritersHeard(keeper: Keeper) async throws {
        let folder = try TemporaryFolder()
        let events = Array(EventStream.wild(seed: 6, events: 100).joined())
        let histories = [try keeper.history(in: folder), try keeper.history(in: folder)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, history) in histories.enumerated() {
                group.addTask { try history.add(events, batch: 13 + number) }
            }
            try await group.waitForAll()
        }
        let alone = try keeper.history(in: folder, named: "alone.sqlite")
        try alone.add(events)
        #expect(try histories[0].contents() == alone.contents())
    }
}
