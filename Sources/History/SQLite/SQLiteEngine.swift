import GRDB
import Glibc

/// Keeps a history in one file of SQLite's, which belongs to one broker.
///
/// Any number of processes may read it while one writes; several that write take turns.
struct SQLiteEngine: HistoryEngine {
    /// Its path.
    let place: String
    let queue: DatabaseQueue

    /// Seconds to wait for another process.
    private static let patience = 30.0

    /// Opens a history, and makes it where there is none.
    ///
    /// It is to belong to `identity`; without one it may belong to any broker. A file that can't be used is left as it
    /// is.
    static func open(_ path: String, identity: HistoryIdentity?) throws(HistoryError) -> SQLiteEngine {
        let engine = try SQLiteEngine(path: path)
        try engine.adopt(identity)
        return engine
    }

    /// Opens a history that is there, whichever broker it belongs to, and leaves its tables in the version that they
    /// have.
    static func existing(_ path: String) throws(HistoryError) -> SQLiteEngine {
        guard access(path, F_OK) == 0 else { throw .absent(path: path) }
        let engine = try SQLiteEngine(path: path)
        try engine.refuseOthers(SQLiteSchema.migrator)
        return engine
    }

    private init(path: String) throws(HistoryError) {
        place = path
        Self.makePrivately(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// Makes the file where there is none, readable by its owner alone: it holds arguments and results. What SQLite
    /// makes beside it has the same permissions. What keeps it from being made, SQLite will say.
    private static func makePrivately(_ path: String) {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Refuses the files of other programs, and those of a newer version of this one.
    private func refuseOthers(_ migrator: DatabaseMigrator) throws(HistoryError) {
        let (isOurs, isNewer) = try guarded {
            try queue.read { db in
                let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
                let others = "SELECT COUNT(*) FROM sqlite_master WHERE name NOT IN (\(SQLiteSchema.beginnings))"
                let tables = try Int.fetchOne(db, sql: others) ?? 0
                let isOurs = mark == SQLiteSchema.applicationID || tables == 0
                return (isOurs, try isOurs && migrator.hasBeenSuperseded(db))
            }
        }
        guard isOurs else { throw .notAHistory(path: place) }
        guard !isNewer else { throw .newer(path: place) }
    }

    private func adopt(_ identity: HistoryIdentity?) throws(HistoryError) {
        try refuseOthers(SQLiteSchema.migrator)
        try prepare()
        guard let identity else { return }
        let owner = try write { db in
            try Prepared(db, "INSERT INTO fact (name, value) VALUES ('broker', ?) ON CONFLICT DO NOTHING").run(
                .text("\(identity)"))
            return try db.text(Self.broker)
        }
        guard owner == "\(identity)" else {
            throw .otherBroker(path: place, owner: owner ?? "nobody", asked: "\(identity)")
        }
    }

    private func prepare() throws(HistoryError) {
        try MakingTurn.take(of: place, patience: Self.patience) { () throws(HistoryError) in
            try guarded {
                try queue.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
                    try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
                }
                try SQLiteSchema.migrator.migrate(queue)
            }
        }
    }

    func makeRoom(for batch: HistoryBatch, keeping: HistoryWriter.Keeping) {}

    /// Each page of the file is to be written once, and not with every 64 MB.
    func expectMuch() throws(HistoryError) {
        try guarded { try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 65536") } }
    }

    func read<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value {
        try guarded { try queue.read { try body(SQLiteDatabase(connection: $0)) } }
    }

    func write<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value {
        try guarded { try queue.write { try body(SQLiteDatabase(connection: $0)) } }
    }

    func rehearse() throws(HistoryError) {
        try guarded {
            try queue.inTransaction(.immediate) { db in
                try db.execute(sql: "INSERT INTO fact (name, value) VALUES ('rehearsal', '') ON CONFLICT DO NOTHING")
                return .rollback
            }
        }
    }

    private static let broker = "SELECT value FROM fact WHERE name = 'broker'"

    func owner() throws(HistoryError) -> String? { try read { db in try db.text(Self.broker) } }

    func extent() throws(HistoryError) -> (version: Int, size: Int, free: Int?) {
        let (version, free) = try guarded {
            try queue.read { db in
                let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
                let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
                return (try SQLiteSchema.migrator.appliedIdentifiers(db).count, page * free)
            }
        }
        let size = [place, place + "-wal"].reduce(0) { sum, file in
            var status = stat()
            return stat(file, &status) == 0 ? sum + Int(status.st_size) : sum
        }
        return (version, size, free)
    }

    /// More flaws aren't told one by one.
    private static let mostFlaws = 20

    func flaws() throws(HistoryError) -> [String] {
        try guarded {
            do {
                let found = try queue.read { db in
                    try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.mostFlaws))")
                }
                return found == ["ok"] ? [] : found
            } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
                return ["SQLite can't read it: \(error)"]
            }
        }
    }

    /// The file is made shorter where a quarter of it and more is free, and nobody else holds it.
    func shrink() throws(HistoryError) -> Bool {
        let (pages, free) = try guarded {
            try queue.read { db in
                (
                    try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
                    try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
                )
            }
        }
        guard free * 4 >= pages, free > 0 else { return false }
        // Whoever writes just now, or a full disk, keeps it from that, which does no harm.
        return (try? guarded { try queue.vacuum() }) != nil
            && (try? guarded { try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) } }) != nil
    }

    func guarded<Value>(_ body: () throws -> Value) throws(HistoryError) -> Value {
        do {
            return try body()
        } catch {
            throw HistoryError(error, path: place)
        }
    }
}

extension HistoryError {
    /// What an error of GRDB's, or of our own codes, means.
    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self = error is StoredFlaw ? .damaged(path: path) : .failed(path: path, reason: "\(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notAHistory(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path)
        case .SQLITE_FULL: self = .full(path: path)
        // What SQLite maps into memory can't be made longer then.
        case .SQLITE_IOERR where Self.isFull(path): self = .full(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_CANTOPEN: self = Self.unopened(path)
        default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// Why a file can't be opened: SQLite doesn't say.
    private static func unopened(_ path: String) -> HistoryError {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return .isFolder(path: path) }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard access(folder, F_OK) == 0 else { return .unreachable(path: path) }
        let place = access(path, F_OK) == 0 ? path : folder
        return access(place, R_OK | W_OK) == 0
            ? .failed(path: path, reason: "it can't be opened")
            : .forbidden(path: path, reason: SQLiteEngine.reason(errno))
    }

    /// Whether there is no room for even a page more where the history is.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_bavail * status.f_frsize < 65_536
    }
}
