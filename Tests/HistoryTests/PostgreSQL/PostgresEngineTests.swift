import Celery
import Glibc
import Postgres
import TestSupport
import Testing

@testable import History

/// What is PostgreSQL's own: whose database it is, what goes with time, what breaks.
@Suite(.enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
struct PostgresEngineTests {
    @Test func leavesTheDatabaseOfAnotherProgramAsItIs() throws {
        let server = try PostgresServer.empty()
        try server.run("CREATE TABLE mine (id integer)")
        #expect(try server.refusal() == .foreignDatabase(path: server.name))
        #expect(try server.texts("SELECT nspname::text FROM pg_namespace WHERE nspname = 'herbarium'") == [])
        // Whoever makes the schema means it.
        try server.run("CREATE SCHEMA herbarium")
        #expect(try History.open(server, ClusterChoice.example).owner() == "\(HistoryIdentity.example)")
    }

    @Test func refusesASchemaOfThatNameThatIsNotOurs() throws {
        let server = try PostgresServer.empty()
        try server.run(
            "CREATE SCHEMA herbarium; CREATE TABLE herbarium.version (number bigint, application bigint)")
        #expect(failure { _ = try History.open(server, ClusterChoice.example) } == .foreignDatabase(path: server.name))
    }

    @Test func refusesTablesOfANewerVersion() throws {
        let server = try PostgresServer.empty()
        _ = try History.open(server, ClusterChoice.example)
        try server.run("UPDATE herbarium.version SET number = 99")
        #expect(try server.refusal() == .newer(path: server.name))
    }

    @Test func makesNothingWhereItOnlyReads() throws {
        let server = try PostgresServer.empty()
        #expect(failure { _ = try History.existing(server, ClusterChoice.example) } == .noTables(path: server.name))
        #expect(failure { _ = try History.clusters(in: server) } == .noTables(path: server.name))
        #expect(try server.texts("SELECT nspname::text FROM pg_namespace WHERE nspname = 'herbarium'") == [])
    }

    @Test func isMadeOnceThoughManyOpenItAtOnce() async throws {
        let server = try PostgresServer.empty()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    _ = try History.open(server, ClusterChoice(name: "c\(number % 2)", identity: nil))
                }
            }
            try await group.waitForAll()
        }
        #expect(try History.clusters(in: server).map(\.name) == ["c0", "c1"])
    }

    @Test func saysWhichRightsAreMissing() throws {
        let role = PostgresServer.newName()
        try Keeper.database.run("CREATE ROLE \(role) LOGIN")
        let server = try PostgresServer.empty(["user": role])
        guard case .notPermitted(server.name, _)? = failure({ _ = try History.open(server, ClusterChoice.example) })
        else {
            Issue.record("it may make a schema")
            return
        }
        let owned = PostgresServer(server.keywords.merging(["user": PostgresInstance.user]) { $1 }, name: server.name)
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        try History.open(owned, ClusterChoice.example).add(stream.events)
        // Reading takes no more than README says.
        try server.run(
            "GRANT USAGE ON SCHEMA herbarium TO \(role); GRANT SELECT ON ALL TABLES IN SCHEMA herbarium TO \(role)")
        let history = try History.existing(server, ClusterChoice.example)
        #expect(try history.snapshot().totals.counts[.succeeded] == 1)
        guard case .notPermitted? = failure({ try history.rehearse() }) else {
            Issue.record("it may write")
            return
        }
    }

    @Test func connectsAgainAndWritesWhatWaited() throws {
        let server = try PostgresServer.empty()
        let history = try History.open(server, ClusterChoice.example)
        var stream = EventStream()
        for number in 0..<40 { stream.attempt("t\(number)", at: Double(number)) }
        var writer = history.writer()
        var added = 0
        for start in stride(from: 0, to: stream.events.count, by: 30) {
            writer.add(Array(stream.events[start..<start + 30]))
            try server.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
            guard case .away(server.name, _)? = failure({ _ = try writer.commit() }) else {
                Issue.record("it wasn't noticed")
                return
            }
            #expect(writer.waitingEvents == 30)
            added += try writer.commit().added
        }
        #expect(added == 120)
        #expect(try history.snapshot().totals.counts[.succeeded] == 40)
    }

    @Test func leavesNoTransactionOpenWhereItsTurnNeverComes() throws {
        let server = try PostgresServer.empty()
        let history = try History.open(server, ClusterChoice.example)
        let turn = "SELECT pg_advisory_lock(\(PostgresSchema.application), 1)"
        let holder = try server.session()
        try holder.run(turn)
        let outcome = OnThread { failure { try history.add(EventStream.tasks(0..<1)) } }
        try server.awaitBlocked(1)
        try server.run(
            """
            SELECT pg_cancel_backend(pid) FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND datname = current_database()
            """)
        guard case .failed? = outcome.value else {
            Issue.record("it got its turn")
            return
        }
        try holder.run("SELECT pg_advisory_unlock_all()")
        #expect(try history.add(EventStream.tasks(0..<1)).added == 3)
    }

    @Test func waitsForAServerThatStartsLater() throws {
        let instance = try PostgresInstance()
        try instance.stop()
        let server = instance.server()
        guard case .away(server.name, _)? = failure({ _ = try History.open(server, .example) }) else {
            Issue.record("it is there")
            return
        }
        let history = try History.open(server, .example, waits: true)
        var writer = history.writer()
        for step in 1...2 {
            writer.add(EventStream.tasks(step..<step + 1))
            guard case .away(server.name, _)? = failure({ _ = try writer.commit() }) else {
                Issue.record("it is there")
                return
            }
            #expect(writer.waitingEvents == 3 * step)
        }
        try instance.start()
        #expect(try writer.commit().added == 6)
        #expect(try history.owner() == "\(HistoryIdentity.example)")
        // Only a server that is away is waited for.
        let absent = instance.server(["dbname": "absent"])
        #expect(failure { _ = try History.open(absent, .example, waits: true) } != nil)
    }

    @Test func looksForEachTaskByItsKeyWhateverTheServerCounted() throws {
        let server = try PostgresServer.empty()
        func open(_ name: String) throws -> History {
            try History.open(server, ClusterChoice(name: name, identity: nil))
        }
        try open("one").add(EventStream.tasks(0..<5_000))
        try server.run("ANALYZE herbarium.task")
        let counted = "SELECT tablename::text FROM pg_stats WHERE tablename LIKE 'task%' AND attname = "
        #expect(try server.texts(counted + "'key'").count > 2)
        #expect(try server.texts(counted + "'cluster'") == [])
        try open("two").add(EventStream.tasks(0..<5_000))
        let plan = try server.texts(
            """
            EXPLAIN SELECT q.n, r.* FROM unnest(ARRAY[1::bigint, 2]) WITH ORDINALITY AS q(p, n)
            CROSS JOIN LATERAL (SELECT record FROM herbarium.task WHERE cluster = 2 AND key = q.p OFFSET 0) AS r
            """)
        #expect(plan.contains { $0.contains("Index Scan using task_0_2959_pkey") }, "\(plan)")
    }

    @Test func dropsPartsOnceNoClusterKeepsAnythingInThem() throws {
        let server = try PostgresServer.empty()
        let day = 86_400.0
        let (one, two) = (
            try History.open(server, ClusterChoice(name: "one", identity: nil)),
            try History.open(server, ClusterChoice(name: "two", identity: nil))
        )
        func add(_ history: History, at seconds: Double) throws {
            var stream = EventStream()
            stream.attempt("t\(seconds)", at: seconds)
            var writer = history.writer(keeping: .init(tasks: 10 * day), at: 400 * day)
            writer.add(stream.events)
            _ = try writer.commit()
        }
        func parts() throws -> Int {
            try server.texts(
                """
                SELECT relname::text FROM pg_class
                WHERE relispartition AND relkind = 'r' AND relname LIKE 'task\\_0\\_%'
                """
            ).count
        }
        for days in stride(from: 0.0, through: 60, by: 1) { try add(one, at: days * day) }
        let grown = try parts()
        #expect(try one.info().tasks == 11 && grown <= 6)
        // Another cluster that has seen nothing newer than the first day keeps what there is.
        try add(two, at: 0)
        for days in stride(from: 61.0, through: 100, by: 1) { try add(one, at: days * day) }
        #expect(try two.info().tasks == 1 && one.info().tasks == 11)
        #expect(try parts() > grown)
        try add(two, at: 100 * day)
        try add(one, at: 101 * day)
        #expect(try one.info().tasks == 11 && two.info().tasks == 1)
    }

    @Test func takesAwayForGoodWhatAPruningIsTold() throws {
        let server = try PostgresServer.empty()
        let history = try History.open(server, ClusterChoice.example)
        var stream = EventStream()
        for number in 0..<100 { stream.attempt("t\(number)", at: Double(number) * 60) }
        try history.add(stream.events)
        let pruning = try history.prune(keeping: .init(tasks: 600))
        #expect(pruning.tasks > 80 && pruning.tasks < 100)
        #expect(try server.texts("SELECT count(*)::text FROM herbarium.task") == ["\(100 - pruning.tasks)"])
        #expect(try history.flaws().isEmpty)
    }
}
