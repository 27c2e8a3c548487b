import History
import TestSupport

/// What keeps the histories that a test tries: each engine on this machine.
enum Keeper: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// Those that are there.
    static let all = allCases.filter { $0 == .sqlite || PostgresInstance.isThere }

    /// Seeds for each: a server takes ten times as long, and is given the first.
    static func each(_ seeds: Range<UInt64>) -> [(seed: UInt64, keeper: Keeper)] {
        all.flatMap { keeper in
            (keeper == .sqlite ? seeds : seeds.prefix(1)).map { (seed: $0, keeper: keeper) }
        }
    }

    /// One server for all tests, which have a cluster each.
    private static let server = Result { try PostgresInstance() }

    /// The database of all tests.
    static var database: PostgresServer {
        get throws {
            let keywords = [
                "host": try server.get().folder, "user": PostgresInstance.user, "dbname": "postgres",
            ]
            return PostgresServer(keywords, name: "postgresql://test/")
        }
    }

    /// A history of its own for a name in a folder.
    func history(
        in folder: TemporaryFolder, named name: String = "h.sqlite", identity: HistoryIdentity? = .example
    ) throws -> History {
        switch self {
        case .sqlite: try History.open(folder(name), identity: identity)
        case .postgres:
            // Others have clusters of that broker, too.
            try History.open(Self.database, ClusterChoice(name: folder(name), identity: nil))
        }
    }
}
