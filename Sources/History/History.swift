/// What is kept of a cluster between runs, which belongs to one broker: in a file of SQLite's, or in PostgreSQL.
package struct History: Sendable {
    let engine: any HistoryEngine

    /// Where it is.
    package var path: String { engine.place }

    /// Opens the history in a file, and makes it where there is none.
    ///
    /// It is to belong to `identity`; without one it may belong to any broker. A file that can't be used is left as it
    /// is.
    package static func open(_ path: String, identity: HistoryIdentity?) throws(HistoryError) -> History {
        History(engine: try SQLiteEngine.open(path, identity: identity))
    }

    /// Opens a history that is there, whichever broker it belongs to, and leaves its tables in the version that they
    /// have.
    package static func existing(_ path: String) throws(HistoryError) -> History {
        History(engine: try SQLiteEngine.existing(path))
    }

    /// Opens the history of a cluster in a database, and makes it, and the tables, where there are none.
    ///
    /// With `waits`, a server that is away is no error yet: what is asked of the history fails until it is there.
    package static func open(
        _ server: PostgresServer, _ cluster: ClusterChoice, waits: Bool = false
    ) throws(HistoryError) -> History {
        History(engine: try PostgresEngine.open(server, cluster, waits: waits))
    }

    /// Opens the history of a cluster that is in a database already.
    package static func existing(_ server: PostgresServer, _ cluster: ClusterChoice) throws(HistoryError) -> History {
        History(engine: try PostgresEngine.existing(server, cluster))
    }

    /// All clusters in a database, by name.
    package static func clusters(in server: PostgresServer) throws(HistoryError) -> [StoredCluster] {
        try PostgresEngine.clusters(server)
    }

    /// Gets ready for more commits than there usually are.
    package func expectMuch() throws(HistoryError) { try engine.expectMuch() }

    /// Tries to write, and takes it back.
    package func rehearse() throws(HistoryError) { try engine.rehearse() }

    /// The broker that it belongs to, without credentials; `nil` where none is named yet.
    package func owner() throws(HistoryError) -> String? { try engine.owner() }

    /// Copies it, as it is at one moment, while others write to it.
    ///
    /// The copy is its owner's alone, and takes its place in one step; another copy is replaced, a file of any other
    /// kind is refused.
    package func backUp(to copy: String) throws(HistoryError) { try engine.backUp(to: copy) }

    /// Takes away what there is of a copy that isn't finished.
    package static func abandon(_ copy: String) { SQLiteEngine.abandon(copy) }

    /// Reads in one transaction.
    func read<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value {
        try engine.read(body)
    }

    /// Writes in one transaction.
    func write<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value {
        try engine.write(body)
    }
}
