import Celery
import Postgres
import Synchronization

/// Keeps the history of one cluster in a PostgreSQL database, beside those of others.
///
/// Who writes into one cluster's takes turns, by an advisory lock of the transaction; those who write into different
/// ones don't meet. A connection that broke is made anew when it is needed next.
final class PostgresEngine: HistoryEngine {
    /// The address of the server, without a password.
    var place: String { server.name }
    let server: PostgresServer
    private let choice: ClusterChoice
    private let held: Mutex<Held>
    /// The parts of tables that are there, as far as is known, and up to when old ones were dropped.
    let known = Mutex(KnownParts())

    struct KnownParts {
        var names: Set<String>?
        var swept = Instant.distantPast
    }

    /// What is there of a connection.
    private struct Held {
        var session: PostgresSession?
        /// The number of the cluster; `nil` where the server was never reached.
        var cluster: Int64?
    }

    /// Seconds to wait for another who writes into the same cluster's, and for an answer.
    private static let patience = 30
    private static let longest = Duration.seconds(600)

    /// Opens the history of a cluster, and makes it, and the tables, where there are none.
    ///
    /// With `waits`, a server that is away is no error yet: what is asked of the history fails until it is there.
    static func open(
        _ server: PostgresServer, _ choice: ClusterChoice, waits: Bool = false
    ) throws(HistoryError) -> PostgresEngine {
        let engine = PostgresEngine(server, choice, Held())
        do throws(HistoryError) {
            try engine.withSession { _, _ in }
        } catch {
            guard waits, case .away = error else { throw error }
        }
        return engine
    }

    /// Opens the history of a cluster that is there, and writes nothing.
    static func existing(_ server: PostgresServer, _ choice: ClusterChoice) throws(HistoryError) -> PostgresEngine {
        try guarded(server) {
            let session = try connect(server)
            try PostgresMaking(session, server).requireTables()
            let cluster = try PostgresClusters(session, server).find(choice, makes: false)
            return PostgresEngine(server, choice, Held(session: session, cluster: cluster))
        }
    }

    /// The names of all clusters in a database, in their order.
    static func clusters(_ server: PostgresServer) throws(HistoryError) -> [StoredCluster] {
        try guarded(server) {
            let session = try connect(server)
            try PostgresMaking(session, server).requireTables()
            return try PostgresClusters(session, server).all().sorted { $0.name < $1.name }
        }
    }

    private init(_ server: PostgresServer, _ choice: ClusterChoice, _ held: Held) {
        (self.server, self.choice) = (server, choice)
        self.held = Mutex(held)
    }

    static func connect(_ server: PostgresServer) throws -> PostgresSession {
        let session = try PostgresSession(server.keywords, until: .now + PostgresServer.patience)
        session.limit(until: .now + longest, heedingCancellation: false)
        let version = session.version / 10_000
        guard version >= 12 else { throw HistoryError.serverTooOld(path: server.name, version: version) }
        return session
    }

    func read<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", takesTurn: false, body)
    }

    func write<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value {
        try transaction("BEGIN ISOLATION LEVEL READ COMMITTED", takesTurn: true, body)
    }

    func rehearse() throws(HistoryError) {
        _ = try transaction("BEGIN ISOLATION LEVEL READ COMMITTED", takesTurn: true, ending: "ROLLBACK") { db in
            try Prepared(db, "INSERT INTO fact (cluster, name, value) VALUES (\(db.dialect.value)?, ?)").run(
                .text("rehearsal"), .text(""))
        }
    }

    /// Does something in one transaction, all of it or nothing; where it takes its turn, as the only one who writes into
    /// this cluster's history.
    private func transaction<Value: Sendable>(
        _ beginning: String, takesTurn: Bool, ending: String = "COMMIT",
        _ body: (any HistoryDatabase) throws -> Value
    ) throws(HistoryError) -> Value {
        try withSession { session, cluster in
            // A thousand sets of values are looked up by an index each: to read all that is there would take longer.
            let plans = "SET LOCAL enable_seqscan = off; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off"
            // The time to wait has to be known before the turn is waited for.
            let settings = "SET LOCAL lock_timeout = '\(Self.patience)s'; \(plans)"
            let path = "SET LOCAL search_path = \(PostgresSchema.name)"
            let turn = takesTurn ? "; SELECT pg_advisory_xact_lock(\(PostgresSchema.application), \(cluster))" : ""
            return try session.transaction("\(beginning); \(path); \(settings)\(turn)", ending: ending) {
                try body(PostgresDatabase(session: session, dialect: try dialect(session, cluster)))
            }
        }
    }

    /// Lends the connection, which is made anew where it broke, and the cluster's number.
    func withSession<Value: Sendable>(_ body: (PostgresSession, Int64) throws -> Value) throws(HistoryError) -> Value {
        try held.withLock { held throws(HistoryError) in
            try Self.guarded(server) {
                let session = try held.session ?? Self.connect(server)
                held.session = nil
                session.limit(until: .now + Self.longest, heedingCancellation: false)
                do {
                    let cluster = try held.cluster ?? found(session)
                    held.cluster = cluster
                    let value = try body(session, cluster)
                    held.session = session
                    return value
                } catch {
                    // Another server of this address may be the primary by now.
                    let isOver = (error as? PostgresFailure).map { !$0.leavesConnection || $0.isOfStandby } ?? false
                    if !isOver { held.session = session }
                    throw error
                }
            }
        }
    }

    private func found(_ session: PostgresSession) throws -> Int64 {
        try PostgresMaking(session, server).prepare()
        return try PostgresClusters(session, server).find(choice, makes: true)
    }

    private func dialect(_ session: PostgresSession, _ cluster: Int64) throws -> Dialect {
        let answer = try session.ask(
            "SELECT value FROM fact WHERE cluster = $1 AND name = 'hidden'", [PostgresValue(cluster)])
        let hidden = answer.count == 0 ? nil : HiddenTasks(answer.text(0, 0))
        return .postgres(
            cluster: cluster, tasksSince: hidden?.tasks ?? .min, failuresSince: hidden?.failures ?? .min)
    }

    func expectMuch() {}

    func owner() throws(HistoryError) -> String? {
        try withSession { session, cluster in
            let answer = try session.ask(
                "SELECT broker FROM herbarium.cluster WHERE id = $1", [PostgresValue(cluster)])
            return answer.count == 0 || answer.isNull(0, 0) ? nil : answer.text(0, 0)
        }
    }

    /// The bytes are those of all clusters together; how many of them hold nothing the server doesn't tell.
    func extent() throws(HistoryError) -> (version: Int, size: Int, free: Int?) {
        let (version, size) = try withSession { session, _ in
            let size = try session.ask(
                """
                SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::text FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'herbarium' AND c.relkind = 'r'
                """, [])
            let version = try session.ask("SELECT number::text FROM herbarium.version", [])
            return (Int(version.text(0, 0)) ?? 0, Int(size.text(0, 0)) ?? 0)
        }
        return (version, size, nil)
    }

    func flaws() -> [String] { [] }

    func backUp(to copy: String) throws(HistoryError) { throw .copiedByServer(path: place) }

    /// Takes away what isn't kept any more; else that goes with the parts of the tables that it is in.
    func shrink() throws(HistoryError) -> Bool {
        let gone = try write { db in
            try HistoryFacts(db).hidden.map { hidden in
                try Prepared(
                    db,
                    "DELETE FROM task WHERE \(db.dialect.own)(failed = 0 AND last < ? OR failed = 1 AND last < ?)"
                ).run(.integer(hidden.tasks), .integer(hidden.failures))
            } ?? 0
        }
        return gone > 0
    }

    static func guarded<Value>(_ server: PostgresServer, _ body: () throws -> Value) throws(HistoryError) -> Value {
        do {
            return try body()
        } catch let error as HistoryError {
            throw error
        } catch let error as PostgresFailure {
            throw HistoryError(error, path: server.name)
        } catch {
            throw error is StoredFlaw ? .damaged(path: server.name) : .failed(path: server.name, reason: "\(error)")
        }
    }
}

/// From when on tasks are kept, in microseconds since 1970: what is older is passed over, until the part of the table
/// that it is in is dropped.
struct HiddenTasks: Sendable {
    let tasks: Int64
    let failures: Int64

    init(tasks: Int64, failures: Int64) { (self.tasks, self.failures) = (tasks, failures) }

    /// Reads what `text` wrote.
    init?(_ text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 2 else { return nil }
        (tasks, failures) = (numbers[0], numbers[1])
    }

    var text: String { "\(tasks) \(failures)" }
}

extension PostgresAnswer {
    /// A text; empty for none.
    func text(_ row: Int, _ column: Int) -> String {
        withBytes(row: row, column: column) { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    }

    /// Whether there is no value.
    func isNull(_ row: Int, _ column: Int) -> Bool { withBytes(row: row, column: column) { $0 == nil } }

    /// A number, or a truth as 1 or 0; `nil` for none.
    func optionalNumber(_ row: Int, _ column: Int) -> Int64? {
        withBytes(row: row, column: column) { bytes in
            guard let bytes, let top = bytes.first else { return nil }
            return bytes.reduce(top < 128 ? 0 : -1) { $0 << 8 | Int64($1) }
        }
    }

    /// The same; 0 for none.
    func number(_ row: Int, _ column: Int) -> Int64 { optionalNumber(row, column) ?? 0 }
}
