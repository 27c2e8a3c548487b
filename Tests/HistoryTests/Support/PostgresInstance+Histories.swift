import Celery
import Postgres
import TestSupport
import Testing

@testable import History

extension PostgresInstance {
    /// A database of it, as libpq is told of it.
    func server(_ keywords: [String: String] = [:]) -> PostgresServer {
        let told = ["host": folder, "port": "\(port)", "user": Self.user, "dbname": "postgres"].merging(keywords) { $1 }
        return PostgresServer(told, name: "postgresql://test/\(told["dbname"] ?? "")")
    }

    /// Does something as the one who may everything.
    func run(_ statements: String..., database: String = "postgres") throws {
        let session = try session(database)
        for statement in statements { try session.run(statement) }
    }

    /// A number that a question gives.
    func number(_ sql: String, database: String = "postgres") throws -> Int64 {
        try session(database).ask(sql, []).number(0, 0)
    }

    private func session(_ database: String) throws -> PostgresSession {
        let session = try PostgresSession(server(["dbname": database]).keywords, until: .now + .seconds(60))
        session.limit(until: .now + .seconds(600), heedingCancellation: false)
        return session
    }
}

extension PostgresServer {
    /// The same, told something else of it.
    func told(_ keywords: [String: String]) -> PostgresServer {
        PostgresServer(self.keywords.merging(keywords) { $1 }, name: name)
    }

    /// What keeps everyone from it alike: who writes, who reads, who lists clusters, and who only examines it.
    func refusal(
        to choice: ClusterChoice = .example, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> HistoryError {
        let tries: [() throws -> Void] = [
            { _ = try History.open(self, choice) }, { _ = try History.existing(self, choice) },
            { _ = try History.clusters(in: self) }, { _ = try History.examine(self, choice) },
        ]
        let refusals = tries.map(failure)
        #expect(Set(refusals.map { $0.map { "\($0)" } }).count == 1, "\(refusals)", sourceLocation: sourceLocation)
        return try #require(refusals[0], sourceLocation: sourceLocation)
    }
}

extension ClusterChoice {
    /// By the broker of the tests.
    static let example = ClusterChoice(name: nil, identity: .example)
}

/// What a history throws; `nil` where it does as it is told.
func failure(_ body: () throws -> Void) -> HistoryError? {
    do {
        try body()
        return nil
    } catch { return error as? HistoryError }
}

extension EventStream {
    /// Events of so many tasks, a second apart.
    static func tasks(_ numbers: Range<Int>) -> [Event] {
        var stream = EventStream()
        for number in numbers { stream.attempt("t\(number)", at: Double(number)) }
        return stream.events
    }
}
