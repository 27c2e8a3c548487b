import Celery
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

    private func failure(_ body: () throws -> Void) -> HistoryError? {
        do {
            try body()
            return nil
        } catch { return error as? HistoryError }
    }

    private static let unnamed = ClusterChoice(name: nil, identity: .example)

    @Test func leavesTheDatabaseOfAnotherProgramAsItIs() throws {
        let server = try database()
        try Self.run("CREATE TABLE mine (id integer)", in: server)
        #expect(failure { _ = try History.open(server, Self.unnamed) } == .foreignDatabase(path: server.name))
        #expect(failure { _ = try History.existing(server, Self.unnamed) } == .foreignDatabase(path: server.name))
        #expect(try Self.texts("SELECT nspname::text FROM pg_namespace WHERE nspname = 'herbarium'", in: server) == [])
        // Whoever makes the schema means it.
        try Self.run("CREATE SCHEMA herbarium", in: server)
        #expect(try History.open(server, Self.unnamed).owner() == "\(HistoryIdentity.example)")
    }

    @Test func refusesASchemaOfThatNameThatIsNotOurs() throws {
        let server = try database()
        try Self.run(
            "CREATE SCHEMA herbarium; CREATE TABLE herbarium.version (number bigint, application bigint)", in: server)
        #expect(failure { _ = try History.open(server, Self.unnamed) } == .foreignDatabase(path: server.name))
    }

    @Test func refusesTablesOfANewerVersion() throws {
        let server = try database()
        _ = try History.open(server, Self.unnamed)
        try Self.run("UPDATE herbarium.version SET number = 99", in: server)
        #expect(failure { _ = try History.open(server, Self.unnamed) } == .newer(path: server.name))
        #expect(failure { _ = try History.existing(server, Self.unnamed) } == .newer(path: server.name))
    }

    @Test func makesNothingWhereItOnlyReads() throws {
        let server = try database()
        #expect(failure { _ = try History.existing(server, Self.unnamed) } == .noTables(path: server.name))
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
        #expect(try History.clusters(in: server) == ["c0", "c1"])
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
        #expect(try mail.owner() == "\(other)" && History.clusters(in: server) == ["\(other)", "shop"])
        // By its broker alone, by its name alone, and by both.
        for choice in [
            Self.unnamed, ClusterChoice(name: "shop", identity: nil), ClusterChoice(name: "shop", identity: .example),
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
        guard case .notPermitted(server.name, _)? = failure({ _ = try History.open(server, Self.unnamed) }) else {
            Issue.record("it may make a schema")
            return
        }
        let owned = PostgresServer(server.keywords.merging(["user": PostgresInstance.user]) { $1 }, name: server.name)
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        try History.open(owned, Self.unnamed).add(stream.events)
        // Reading takes no more than README says.
        try Self.run(
            "GRANT USAGE ON SCHEMA herbarium TO \(role); GRANT SELECT ON ALL TABLES IN SCHEMA herbarium TO \(role)",
            in: server)
        let history = try History.existing(server, Self.unnamed)
        #expect(try history.snapshot().totals.counts[.succeeded] == 1)
        guard case .notPermitted? = failure({ try history.rehearse() }) else {
            Issue.record("it may write")
            return
        }
    }

    @Test func connectsAgainAndWritesWhatWaited() throws {
        let server = try database()
        let history = try History.open(server, Self.unnamed)
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
        let history = try History.open(server, Self.unnamed)
        var stream = EventStream()
        for number in 0..<100 { stream.attempt("t\(number)", at: Double(number) * 60) }
        try history.add(stream.events)
        let pruning = try history.prune(keeping: .init(tasks: 600))
        #expect(pruning.tasks > 80 && pruning.tasks < 100)
        #expect(try Self.texts("SELECT count(*)::text FROM herbarium.task", in: server) == ["\(100 - pruning.tasks)"])
        #expect(try history.flaws().isEmpty)
    }
}
