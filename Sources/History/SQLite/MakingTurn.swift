import Glibc

/// The turn of one process to make or migrate a history; others wait until it is through.
///
/// An `flock` of the history's folder: SQLite's own locks go where the file itself is closed once more, and guard each
/// migration apart. Where a folder can't be locked, SQLite refuses whoever comes second.
enum MakingTurn {
    /// Does something once nobody else does it, or after waiting so many seconds for that.
    static func take<Failure>(of path: String, patience: Double, _ body: () throws(Failure) -> Void) throws(Failure) {
        let end = path.lastIndex(of: "/")
        let name = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if folder >= 0 { close(folder) } }
        var waited = 0.0
        while folder >= 0, flock(folder, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK, waited < patience {
            usleep(10_000)
            waited += 0.01
        }
        try body()
    }
}
