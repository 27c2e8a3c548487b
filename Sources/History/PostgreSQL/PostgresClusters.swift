import Celery
import Postgres

/// The clusters whose histories are in a database.
struct PostgresClusters {
    /// One of them.
    struct Cluster {
        let number: Int64
        let name: String
        let broker: String?
    }

    private let session: PostgresSession
    private let server: PostgresServer

    /// A name is no longer than an index takes.
    private static let longest = 1000

    init(_ session: PostgresSession, _ server: PostgresServer) { (self.session, self.server) = (session, server) }

    /// All of them.
    func all() throws -> [Cluster] {
        let answer = try session.ask("SELECT id, name, broker FROM herbarium.cluster", [])
        return (0..<answer.count).map { row in
            Cluster(
                number: answer.number(row, 0), name: answer.text(row, 1),
                broker: answer.isNull(row, 2) ? nil : answer.text(row, 2))
        }
    }

    /// The number of the one that is chosen, which is made where it isn't there and may be.
    func find(_ choice: ClusterChoice, makes: Bool) throws -> Int64 {
        if let found = try known(choice, in: all(), adopts: makes) { return found }
        guard makes else { throw absent(choice, in: try all()) }
        try session.run(
            "BEGIN; SET LOCAL lock_timeout = '30s'; SELECT pg_advisory_xact_lock(\(PostgresSchema.application), 0)")
        do {
            let all = try all()
            let number = try known(choice, in: all, adopts: true) ?? add(choice, to: all)
            try session.run("COMMIT")
            return number
        } catch {
            if (error as? PostgresFailure)?.leavesConnection ?? true { try session.run("ROLLBACK") }
            throw error
        }
    }

    /// Whether a cluster is there; that none is named makes it one that isn't.
    func isKnown(_ choice: ClusterChoice) throws -> Bool {
        guard choice.name != nil || choice.identity != nil else { return false }
        return try known(choice, in: all(), adopts: false) != nil
    }

    private func known(_ choice: ClusterChoice, in all: [Cluster], adopts: Bool) throws -> Int64? {
        let broker = choice.identity.map { "\($0)" }
        if let name = choice.name {
            guard let found = all.first(where: { $0.name.isSame(as: name) }) else {
                if let broker, let other = all.first(where: { $0.broker == broker }) {
                    throw HistoryError.otherCluster(path: server.name, broker: broker, cluster: other.name, asked: name)
                }
                return nil
            }
            guard let broker, broker != found.broker else { return found.number }
            if let owner = found.broker {
                throw HistoryError.otherBroker(path: "\(server.name), \(name)", owner: owner, asked: broker)
            }
            if adopts {
                if let other = all.first(where: { $0.broker == broker }) {
                    throw HistoryError.otherCluster(path: server.name, broker: broker, cluster: other.name, asked: name)
                }
                _ = try session.ask(
                    "UPDATE herbarium.cluster SET broker = $1 WHERE id = $2",
                    [PostgresValue(Array(broker.utf8)), PostgresValue(found.number)])
            }
            return found.number
        }
        if let broker { return all.first { $0.broker == broker }?.number }
        // What is only read has to be told apart from nothing else.
        if !adopts, all.count == 1 { return all[0].number }
        throw all.isEmpty
            ? HistoryError.unnamedCluster(path: server.name)
            : .severalClusters(path: server.name, names: all.map(\.name).sorted())
    }

    private func add(_ choice: ClusterChoice, to all: [Cluster]) throws -> Int64 {
        let broker = choice.identity.map { "\($0)" }
        let name = choice.name ?? broker ?? ""
        guard name.utf8.count <= Self.longest, (broker ?? "").utf8.count <= Self.longest else {
            throw HistoryError.failed(
                path: server.name, reason: "the name of a cluster has at most \(Self.longest) bytes")
        }
        let number = (all.map(\.number).max() ?? 0) + 1
        _ = try session.ask(
            "INSERT INTO herbarium.cluster (id, name, broker) VALUES ($1, $2, $3)",
            [
                PostgresValue(number), PostgresValue(Array(name.utf8)),
                broker.map { PostgresValue(Array($0.utf8)) } ?? .null,
            ])
        return number
    }

    private func absent(_ choice: ClusterChoice, in all: [Cluster]) -> HistoryError {
        let asked = choice.name ?? choice.identity.map { "\($0)" } ?? ""
        return .noCluster(path: server.name, asked: asked, names: all.map(\.name).sorted())
    }
}
