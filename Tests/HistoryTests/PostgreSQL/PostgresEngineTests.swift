import Celery
import Glibc
import Postgres
import TestSupport
import Testing

@testable import History

/// What is PostgreSQL's own: whose database it is, which cluster is meant, what goes with time, what breaks.
@Suite(.enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
struct PostgresEngineTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// An empty database; whoever is to use it is told by `keywords`.
    private func database(_ keywords: [String: String] = [:]) throws -> PostgresServer {
        let name = "d" + folder.path.filter(\.isHexDigit).suffix(30).lowercased()
        try Self.run("CREATE DATABASE \(name)")
        var told = try Keeper.database.keywords.merging(keywords) { $1 }
        told["dbname"] = name
        return PostgresServer(told, name: "postgresql://test/\(name)")
    }

    private static func run(_ sql: String, in server: PostgresServer? = nil) throws {
        try session(server ?? Keeper.database).run(sql)
    }

    private static func session(_ server: PostgresServer) throws -> PostgresSession {
        var told = server.keywords
        told["user"] = PostgresInstance.user
        let session = try PostgresSession(told, until: .now + .seconds(60))
        session.limit(until: .now + .seconds(600), heedingCancellation: false)
        return session
    }

    private static func texts(_ sql: String, in server: PostgresServer) throws -> [String] {
        let answer = try session(server).ask(sql, [])
        return (0..<answer.count).map { answer.text($0, 0) }
    }

    @Test func leavesTheDatabaseOfAnotherProgramAsItIs() throws {
        let server = try database()
        try Self.run("CREATE TABLE mine (id integer)", in: server)
        #expect(try server.refusal() == .foreignDatabase(path: server.name))
        #expect(try Self.texts("SELECT nspname::text FROM pg_namespace WHERE nspname = 'herbarium'", in: server) == [])
        // Whoever makes the schema means it.
        try Self.run("CREATE SCHEMA herbarium", in: server)
        #expect(try History.open(server, ClusterChoice.example).owner() == "\(HistoryIdentity.example)")
    }

    @Test func refusesASchemaOfThatNameThatIsNotOurs() throws {
        let server = try database()
        try Self.run(
            "CREATE SCHEMA herbarium; CREATE TABLE herbarium.version (number bigint, application bigint)", in: server)
        #expect(failure { _ = try History.open(server, ClusterChoice.example) } == .foreignDatabase(path: server.name))
    }

    @Test func refusesTablesOfANewerVersion() throws {
        let server = try database()
        _ = try History.open(server, ClusterChoice.example)
        try Self.run("UPDATE herbarium.version SET number = 99", in: server)
        #expect(try server.refusal() == .newer(path: server.name))
    }

    @Test func makesNothingWhereItOnlyReads() throws {
        let server = try database()
        #expect(failure { _ = try History.existing(server, ClusterChoice.example) } == .noTables(path: server.name))
        #expect(failure { _ = try History.clusters(in: server) } == .noTables(path: server.name))
        #expect(try Self.texts("SELECT nspname::text FROM pg_namespace WHERE nspname = 'herbarium'", in: server) == [])
    }

    @Test func isMadeOnceThoughManyOpenItAtOnce() async throws {
        let server = try database()
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

    @Test func tellsClustersApart() throws {
        let server = try database()
        let other = HistoryIdentity(transport: "amqp", place: "b:5672", virtualHost: "/")
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: nil, identity: nil)) }
                == .unnamedCluster(path: server.name))
        let shop = try History.open(server, ClusterChoice(name: "shop", identity: .example))
        let mail = try History.open(server, ClusterChoice(name: nil, identity: other))
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        try shop.add(stream.events)
        #expect(try shop.info().tasks == 1 && mail.info().tasks == 0)
        // What of the database is free, and whose it is, nobody tells.
        #expect(try shop.info().free == nil && shop.info().size == mail.info().size)
        #expect(try mail.owner() == "\(other)" && History.clusters(in: server).map(\.name) == ["\(other)", "shop"])
        // By its broker alone, by its name alone, and by both.
        for choice in [
            ClusterChoice.example, ClusterChoice(name: "shop", identity: nil),
            ClusterChoice(name: "shop", identity: .example),
        ] {
            #expect(try History.open(server, choice).info().tasks == 1)
            #expect(try History.existing(server, choice).info().tasks == 1)
        }
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: "shop", identity: other)) }
                == .otherBroker(
                    path: "\(server.name), shop", owner: "\(HistoryIdentity.example)", asked: "\(other)"))
        #expect(
            failure { _ = try History.open(server, ClusterChoice(name: "new", identity: .example)) }
                == .otherCluster(
                    path: server.name, broker: "\(HistoryIdentity.example)", cluster: "shop", asked: "new"))
        #expect(
            failure { _ = try History.existing(server, ClusterChoice(name: nil, identity: nil)) }
                == .severalClusters(path: server.name, names: ["\(other)", "shop"]))
        #expect(
            failure { _ = try History.existing(server, ClusterChoice(name: "shp", identity: nil)) }
                == .noCluster(path: server.name, asked: "shp", names: ["\(other)", "shop"]))
    }

    @Test func saysWhichRightsAreMissing() throws {
        let role = "r" + folder.path.filter(\.isHexDigit).suffix(30).lowercased()
        try Self.run("CREATE ROLE \(role) LOGIN")
        let server = try database(["user": role])
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
        try Self.run(
            "GRANT USAGE ON SCHEMA herbarium TO \(role); GRANT SELECT ON ALL TABLES IN SCHEMA herbarium TO \(role)",
            in: server)
        let history = try History.existing(server, ClusterChoice.example)
        #expect(try history.snapshot().totals.counts[.succeeded] == 1)
        guard case .notPermitted? = failure({ try history.rehearse() }) else {
            Issue.record("it may write")
            return
        }
    }

    @Test func connectsAgainAndWritesWhatWaited() throws {
        let server = try database()
        let history = try History.open(server, ClusterChoice.example)
        var stream = EventStream()
        for number in 0..<40 { stream.attempt("t\(number)", at: Double(number)) }
        var writer = history.writer()
        var added = 0
        for start in stride(from: 0, to: stream.events.count, by: 30) {
            writer.add(Array(stream.events[start..<start + 30]))
            try Self.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """,
                in: server)
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

    /// Returns once so many wait for a lock in a database, which they don't for long: it mustn't wait for its own turn
    /// among tests.
    private static func blocked(_ count: Int, in server: PostgresServer) throws {
        let session = try session(server)
        let waiting = """
            SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
            """
        let end = ContinuousClock.now + .seconds(25)
        while try session.ask(waiting, []).number(0, 0) != count {
            try #require(ContinuousClock.now < end, "nobody waits")
            usleep(20_000)
        }
    }

    /// Does both at once: neither gets to write whose a cluster is before both have looked, or one waits for the other.
    private static func atOnce(
        _ bodies: [@Sendable () throws -> Void], in server: PostgresServer
    ) throws -> [HistoryError?] {
        let holder = try session(server)
        try holder.run("BEGIN; SELECT * FROM herbarium.cluster FOR UPDATE")
        let outcomes = bodies.map { body in OnThread { failure(body) } }
        try blocked(bodies.count, in: server)
        try holder.run("COMMIT")
        return outcomes.map(\.value)
    }

    @Test func givesAClusterToOneBrokerThoughTwoTakeItAtOnce() throws {
        let server = try database()
        _ = try History.open(server, ClusterChoice(name: "shop", identity: nil))
        let brokers = ["one", "two"].map { HistoryIdentity(transport: "redis", place: $0, virtualHost: "0") }
        let outcomes = try Self.atOnce(
            brokers.map { broker in { _ = try History.open(server, ClusterChoice(name: "shop", identity: broker)) } },
            in: server)
        let owner = try #require(try History.existing(server, ClusterChoice(name: "shop", identity: nil)).owner())
        let other = try #require(brokers.first { "\($0)" != owner })
        #expect(
            outcomes.compactMap(\.self) == [
                .otherBroker(path: "\(server.name), shop", owner: owner, asked: "\(other)")
            ])
    }

    @Test func letsABrokerTakeOneClusterThoughItTakesTwoAtOnce() throws {
        let server = try database()
        for name in ["a", "b"] { _ = try History.open(server, ClusterChoice(name: name, identity: nil)) }
        let outcomes = try Self.atOnce(
            ["a", "b"].map { name in { _ = try History.open(server, ClusterChoice(name: name, identity: .example)) } },
            in: server)
        let named = try Self.texts(
            "SELECT convert_from(name, 'UTF8') FROM herbarium.cluster WHERE broker IS NOT NULL", in: server)
        let owner = try #require(named.first)
        #expect(
            named.count == 1
                && outcomes.compactMap(\.self) == [
                    .otherCluster(
                        path: server.name, broker: "\(HistoryIdentity.example)", cluster: owner,
                        asked: owner == "a" ? "b" : "a")
                ])
    }

    @Test func leavesNoTransactionOpenWhereItsTurnNeverComes() throws {
        let server = try database()
        let history = try History.open(server, ClusterChoice.example)
        let turn = "SELECT pg_advisory_lock(\(PostgresSchema.application), 1)"
        let holder = try Self.session(server)
        try holder.run(turn)
        let outcome = OnThread { failure { try history.add(EventStream.tasks(0..<1)) } }
        try Self.blocked(1, in: server)
        try Self.run(
            """
            SELECT pg_cancel_backend(pid) FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND datname = current_database()
            """, in: server)
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
        let server = try database()
        func open(_ name: String) throws -> History {
            try History.open(server, ClusterChoice(name: name, identity: nil))
        }
        try open("one").add(EventStream.tasks(0..<5_000))
        try Self.run("ANALYZE herbarium.task", in: server)
        let counted = "SELECT tablename::text FROM pg_stats WHERE tablename LIKE 'task%' AND attname = "
        #expect(try Self.texts(counted + "'key'", in: server).count > 2)
        #expect(try Self.texts(counted + "'cluster'", in: server) == [])
        try open("two").add(EventStream.tasks(0..<5_000))
        let plan = try Self.texts(
            """
            EXPLAIN SELECT q.n, r.* FROM unnest(ARRAY[1::bigint, 2]) WITH ORDINALITY AS q(p, n)
            CROSS JOIN LATERAL (SELECT record FROM herbarium.task WHERE cluster = 2 AND key = q.p OFFSET 0) AS r
            """, in: server)
        #expect(plan.contains { $0.contains("Index Scan using task_0_2959_pkey") }, "\(plan)")
    }

    @Test func dropsPartsOnceNoClusterKeepsAnythingInThem() throws {
        let server = try database()
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
            try Self.texts(
                """
                SELECT relname::text FROM pg_class
                WHERE relispartition AND relkind = 'r' AND relname LIKE 'task\\_0\\_%'
                """,
                in: server
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
        let server = try database()
        let history = try History.open(server, ClusterChoice.example)
        var stream = EventStream()
        for number in 0..<100 { stream.attempt("t\(number)", at: Double(number) * 60) }
        try history.add(stream.events)
        let pruning = try history.prune(keeping: .init(tasks: 600))
        #expect(pruning.tasks > 80 && pruning.tasks < 100)
        #expect(try Self.texts("SELECT count(*)::text FROM herbarium.task", in: server) == ["\(100 - pruning.tasks)"])
        #expect(try history.flaws().isEmpty)
    }
}
