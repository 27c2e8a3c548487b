package import Celery

/// Why a history can't be read or written; it names the file.
package enum HistoryError: Error, Equatable, Phrased, CustomStringConvertible {
    /// What is at the path isn't one of ours.
    case notAHistory(path: String)
    /// A newer version of this program wrote it.
    case newer(path: String)
    /// It belongs to another broker.
    case otherBroker(path: String, owner: String, asked: String)
    /// It doesn't hold what it should.
    case damaged(path: String)
    /// There is no room on the disk.
    case full(path: String)
    /// It, or its folder, can't be written.
    case readOnly(path: String)
    /// Another process has held it for too long.
    case locked(path: String)
    /// Its folder is missing.
    case unreachable(path: String)
    /// There is a folder in its place.
    case isFolder(path: String)
    /// This user may not open it.
    case forbidden(path: String, reason: String)
    /// There is none, and none is to be made.
    case absent(path: String)
    /// A copy of it can't be made at this path.
    case copyFailed(path: String, reason: String)
    /// The server of the database can't be reached, or is on its way up, down or elsewhere.
    case away(path: String, reason: String)
    /// The server doesn't take the password.
    case passwordRefused(path: String)
    /// The server asks for a password, and none is known.
    case passwordMissing(path: String)
    /// The server's user may not do what it takes.
    case notPermitted(path: String, reason: String)
    /// The server is a copy of another, which takes no changes.
    case standby(path: String)
    /// The server's version is too old.
    case serverTooOld(path: String, version: Int)
    /// A PgBouncer stands before it that shares the server's connections statement by statement.
    case withoutTransactions(path: String)
    /// The database is another program's.
    case foreignDatabase(path: String)
    /// Nothing of ours is in the database, and nothing is to be made there.
    case noTables(path: String)
    /// There is no such cluster in the database.
    case noCluster(path: String, asked: String, names: [String])
    /// The database has several clusters, and none of them was named.
    case severalClusters(path: String, names: [String])
    /// Nothing tells which cluster it is.
    case unnamedCluster(path: String)
    /// The broker is that of a cluster with another name.
    case otherCluster(path: String, broker: String, cluster: String, asked: String)
    /// It is copied by other means.
    case copiedByServer(path: String)
    /// What else the file system, SQLite or a server refuses, in their words.
    case failed(path: String, reason: String)

    /// One line: what failed, on what, why, and what to do.
    package var description: String { phrase.text }

    /// The same, told in parts.
    package var phrase: Phrase {
        switch self {
        case .notAHistory(let path):
            "cannot use the history \(place: path): it is a file of another program; name another with --history"
        case .newer(let path):
            "cannot use the history \(place: path): a newer version of herbarium wrote it; update, or name another with --history"
        case .otherBroker(let path, let owner, let asked):
            "cannot use the history \(place: path) for \(quote: asked): it belongs to \(quote: owner); name another with --history"
        case .damaged(let path):
            "cannot use the history \(place: path): it is damaged; restore a copy, or move it away to begin a new one"
        case .full(let path): "cannot write the history \(place: path): the disk is full; what was kept before is safe"
        case .readOnly(let path):
            "cannot write the history \(place: path): the file or its folder is read-only; make it writable, name another with --history, or give --no-history"
        case .locked(let path): "cannot use the history \(place: path): another process holds it; try again later"
        case .unreachable(let path):
            "cannot open the history \(place: path): its folder is missing; make it, or name another with --history"
        case .isFolder(let path):
            "cannot open the history \(place: path): it is a folder; name a file in it with --history"
        case .forbidden(let path, let reason):
            "cannot open the history \(place: path): \(quote: reason); let this user write there, name another with --history, or give --no-history"
        case .absent(let path):
            "there is no history at \(place: path); name one with --history, or its broker"
        case .copyFailed(let path, let reason):
            "cannot write the copy \(place: path): \(quote: reason); name another file"
        case .away(let path, let reason):
            "cannot reach the history \(place: path): \(quote: reason); see that the server runs, and that its address is right"
        case .passwordRefused(let path):
            "cannot use the history \(place: path): the server refuses user or password; put the right one into PGPASSFILE"
        case .passwordMissing(let path):
            "cannot use the history \(place: path): the server asks for a password; give one by PGPASSFILE, or by a service"
        case .notPermitted(let path, let reason):
            "cannot use the history \(place: path): \(quote: reason); give the user the rights that README names"
        case .standby(let path):
            "cannot write the history \(place: path): the server is a standby, or read-only; name its primary, or add ?target_session_attrs=read-write"
        case .serverTooOld(let path, let version):
            "cannot use the history \(place: path): the server is PostgreSQL \(version), and it takes 12 or newer"
        case .withoutTransactions(let path):
            "cannot use the history \(place: path): the PgBouncer before it takes no transactions; set its pool_mode to transaction"
        case .foreignDatabase(let path):
            "cannot use the history \(place: path): it is a database of another program; make one for it, or a schema \(name: "herbarium") in it"
        case .noTables(let path):
            "there is no history at \(place: path) yet; run 'record', 'import' or 'report' with it first"
        case .noCluster(let path, let asked, let names):
            "there is no cluster \(name: asked) in the history \(place: path); it has \(quote: Self.list(names))"
        case .severalClusters(let path, let names):
            "the history \(place: path) has several clusters, \(quote: Self.list(names)); name one with --cluster, or its broker"
        case .unnamedCluster(let path):
            "nothing tells which cluster of the history \(place: path) is meant; name it with --cluster, or its broker"
        case .otherCluster(let path, let broker, let cluster, let asked):
            "cannot keep \(quote: broker) as the cluster \(name: asked) of the history \(place: path): there it is the cluster \(name: cluster)"
        case .copiedByServer(let path):
            "cannot copy the history \(place: path): copy the database as any other, by pg_dump --schema=herbarium"
        case .failed(let path, let reason):
            "cannot use the history \(place: path): \(quote: reason); name another with --history, or give --no-history"
        }
    }

    /// The first few names.
    private static func list(_ names: [String]) -> String {
        if names.isEmpty { return "none" }
        return names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }
}
