import GRDB
import Glibc

/// What is kept of a cluster between runs: one SQLite file, which belongs to one broker.
///
/// Any number of processes may read it while one writes; several that write take turns.
package struct History: Sendable {
    /// Where it is.
    package let path: String
    let queue: DatabaseQueue

    /// Seconds to wait for another process.
    private static let patience = 30.0

    /// Opens a history, and makes it where there is none.
    ///
    /// It is to belong to `identity`; without one it may belong to any broker. A file that can't be used is left as it
    /// is.
    package static func open(_ path: String, identity: HistoryIdentity?) throws(HistoryError) -> History {
        let history = try History(path: path)
        try history.adopt(identity)
        return history
    }

    /// Opens a history that is there, whichever broker it belongs to, and leaves its tables in the version that they
    /// have.
    package static func existing(_ path: String) throws(HistoryError) -> History {
        guard access(path, F_OK) == 0 else { throw .absent(path: path) }
        let history = try History(path: path)
        try history.refuseOthers(Schema.migrator)
        return history
    }

    private init(path: String) throws(HistoryError) {
        self.path = path
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
        let (isOurs, isNewer) = try read { db in
            let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables =
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master WHERE name NOT IN (\(Schema.beginnings))")
                ?? 0
            let isOurs = mark == Schema.applicationID || tables == 0
            return (isOurs, try isOurs && migrator.hasBeenSuperseded(db))
        }
        guard isOurs else { throw .notAHistory(path: path) }
        guard !isNewer else { throw .newer(path: path) }
    }

    private func adopt(_ identity: HistoryIdentity?) throws(HistoryError) {
        try refuseOthers(Schema.migrator)
        try prepare()
        guard let identity else { return }
        let owner = try write { db in
            try db.execute(
                sql: "INSERT INTO fact (name, value) VALUES ('broker', ?) ON CONFLICT DO NOTHING",
                arguments: ["\(identity)"])
            return try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'broker'")
        }
        guard owner == "\(identity)" else {
            throw .otherBroker(path: path, owner: owner ?? "nobody", asked: "\(identity)")
        }
    }

    private func prepare() throws(HistoryError) {
        try MakingTurn.take(of: path, patience: Self.patience) { () throws(HistoryError) in
            try guarded {
                try queue.writeWithoutTransaction { db in
                    try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
                    try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
                }
                try Schema.migrator.migrate(queue)
            }
        }
    }

    /// Gets ready for more commits than there usually are: each page of the file is to be written once, and not with
    /// every 64 MB.
    package func expectMuch() throws(HistoryError) {
        try guarded { try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 65536") } }
    }

    /// Reads in one transaction.
    func read<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        try guarded { try queue.read(body) }
    }

    /// Writes in one transaction.
    func write<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        try guarded { try queue.write(body) }
    }

    func guarded<Value>(_ body: () throws -> Value) throws(HistoryError) -> Value {
        do {
            return try body()
        } catch {
            throw HistoryError(error, path: path)
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
            ? .failed(path: path, reason: "it can't be opened") : .forbidden(path: path, reason: History.reason(errno))
    }

    /// Whether there is no room for even a page more where the history is.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_bavail * status.f_frsize < 65_536
    }
}
