import Celery
import TestSupport
import Testing

@testable import History

/// Copies of a server, which take no changes until they are made the primary.
@Suite(.enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
struct PostgresStandbyTests {
    @Test func readsFromAStandbyAndHoldsWhatIsToBeWritten() throws {
        let primary = try PostgresInstance()
        let written = try History.open(primary.server(), .example)
        try written.add(EventStream.tasks(0..<20))
        let copy = try PostgresInstance(standbyOf: primary)
        let server = copy.server()
        #expect(try History.clusters(in: server).map(\.name) == ["\(HistoryIdentity.example)"])
        #expect(try History.existing(server, .example).snapshot() == written.snapshot())
        for choice in [ClusterChoice.example, ClusterChoice(name: "new", identity: nil)] {
            #expect(failure { _ = try History.examine(server, choice) } == .standby(path: server.name))
        }
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: "new", identity: nil)) }
                == .standby(path: server.name))
        let history = try History.open(server, .example)
        var writer = history.writer()
        writer.add(EventStream.tasks(20..<40))
        #expect(failure { _ = try writer.commit() } == .standby(path: server.name))
        #expect(failure { try history.rehearse() } == .standby(path: server.name))
        #expect(writer.waitingEvents == 60)
        // A week later, so that new parts are to be made.
        writer.add([EventStream.tasks(700_000..<700_001)].flatMap { $0 })
        #expect(failure { _ = try writer.commit() } == .standby(path: server.name))
        #expect(try copy.number("SELECT pg_promote()::int::bigint") == 1)
        #expect(try writer.commit().added == 63)
        #expect(try history.info().tasks == 41 && written.info().tasks == 20)
        #expect(try copy.number("SELECT count(*) FROM herbarium.task_0_rest") == 0)
    }

    @Test func goesToWhicheverServerTakesChanges() throws {
        let primary = try PostgresInstance()
        let written = try History.open(primary.server(), .example)
        try written.add(EventStream.tasks(0..<20))
        let copy = try PostgresInstance(standbyOf: primary)
        let both = copy.server(["host": "\(copy.folder),\(primary.folder)", "target_session_attrs": "read-write"])
        var writer = try History.open(both, .example).writer()
        writer.add(EventStream.tasks(20..<40))
        #expect(try writer.commit().added == 60)
        #expect(try written.info().tasks == 40)
    }
}
