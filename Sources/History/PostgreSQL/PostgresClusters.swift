import Celery
import Postgres

/// The clusters whose histories are in a database.
struct PostgresClusters {
    private let session: PostgresSession
    private let server: PostgresServer

    /// A name is no longer than an index takes.
    private static let longest = 1000

    init(_ session: PostgresSession, _ server: PostgresServer) { (self.session, self.server) = (session, server) }

    /// All of them.
    func all() throws -> [StoredCluster] {
        let answer = try session.ask("SELECT id, name, broker FROM herbarium.cluster", [])
        return (0..<answer.count).map { row in
            StoredCluster(
                number: answer.number(row, 0), name: answer.text(row, 1),
                broker: answer.isNull(row, 2) ? nil : answer.text(row, 2))
        }
    }

    /// The number of the one that is chosen, which is made where it isn't there and may be.
    ///
    /// Whose a cluster is, is only ever changed by one at a time, who looks again for that: else two recorders that
    /// begin at the same moment would both take the same one for theirs.
    func find(_ choice: ClusterChoice, makes: Bool) throws -> Int64 {
        let all = try all()
        if let found = try known(choice, in: all, mayAdopt: makes), !makes || !adopts(choice, found) {
            return found.number
        }
        guard makes else { throw absent(choice, in: all) }
        return try session.transaction(PostgresMaking.beginning) {
            let all = try self.all()
            guard let found = try known(choice, in: all, mayAdopt: true) else { return try add(choice, to: all) }
            if adopts(choice, found) { try adopt(choice, found) }
            return found.number
        }
    }

    /// Whether a cluster is there; that none is named makes it one that isn't.
    func isKnown(_ choice: ClusterChoice) throws -> Bool {
        guard choice.name != nil || choice.identity != nil else { return false }
        return try known(choice, in: all(), mayAdopt: false) != nil
    }

    private func known(_ choice: ClusterChoice, in all: [StoredCluster], mayAdopt: Bool) throws -> StoredCluster? {
        let broker = choice.identity.map { "\($0)" }
        let owned = broker.flatMap { broker in all.first { $0.broker == broker } }
        guard let name = choice.name else {
            if broker != nil { return owned }
            // What is only read has to be told apart from nothing else.
            if !mayAdopt, all.count == 1 { return all[0] }
            throw all.isEmpty
                ? HistoryError.unnamedCluster(path: server.name)
                : .severalClusters(path: server.name, names: all.map(\.name).sorted())
        }
        let found = all.first { $0.name.isSame(as: name) }
        guard let broker, found == nil || found?.broker != broker else { return found }
        if let owner = found?.broker {
            throw HistoryError.otherBroker(path: "\(server.name), \(name)", owner: owner, asked: broker)
        }
        if let owned, found == nil || mayAdopt {
            throw HistoryError.otherCluster(path: server.name, broker: broker, cluster: owned.name, asked: name)
        }
        return found
    }

    /// Whether a cluster that was only ever imported into gets its broker by this choice.
    private func adopts(_ choice: ClusterChoice, _ cluster: StoredCluster) -> Bool {
        choice.identity != nil && cluster.broker == nil
    }

    private func adopt(_ choice: ClusterChoice, _ cluster: StoredCluster) throws {
        _ = try session.ask(
            "UPDATE herbarium.cluster SET broker = $1 WHERE id = $2",
            [choice.identity.map { PostgresValue(Array("\($0)".utf8)) } ?? .null, PostgresValue(cluster.number)])
    }

    private func add(_ choice: ClusterChoice, to all: [StoredCluster]) throws -> Int64 {
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

    private func absent(_ choice: ClusterChoice, in all: [StoredCluster]) -> HistoryError {
        let asked = choice.name ?? choice.identity.map { "\($0)" } ?? ""
        return .noCluster(path: server.name, asked: asked, names: all.map(\.name).sorted())
    }
}
