import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import History

private let named = Atomic(0)

extension PostgresServer {
    /// A name that nothing has yet, for a database or a role.
    static func newName() -> String { "made\(named.add(1, ordering: .relaxed).newValue)" }

    /// An empty database; whoever is to use it is told by `keywords`.
    static func empty(_ keywords: [String: String] = [:]) throws -> PostgresServer {
        let name = newName()
        try Keeper.database.run("CREATE DATABASE \(name)")
        var told = try Keeper.database.keywords.merging(keywords) { $1 }
        told["dbname"] = name
        return PostgresServer(told, name: "postgresql://test/\(name)")
    }

    /// Does something there as the one who may everything.
    func run(_ sql: String) throws { try session().run(sql) }

    /// The texts in the first column of an answer.
    func texts(_ sql: String) throws -> [String] {
        let answer = try session().ask(sql, [])
        return (0..<answer.count).map { answer.text($0, 0) }
    }

    /// A session of the one who may everything.
    func session() throws -> PostgresSession {
        var told = keywords
        told["user"] = PostgresInstance.user
        let session = try PostgresSession(told, until: .now + .seconds(60))
        session.limit(until: .now + .seconds(600), heedingCancellation: false)
        return session
    }

    /// Returns once so many wait for a lock there, which they don't for long: it mustn't wait for its own turn among
    /// tests.
    func awaitBlocked(_ count: Int) throws {
        let session = try session()
        let waiting = """
            SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
            """
        let end = ContinuousClock.now + .seconds(25)
        while try session.ask(waiting, []).number(0, 0) != count {
            try #require(ContinuousClock.now < end, "nobody waits")
            usleep(20_000)
        }
    }
}
