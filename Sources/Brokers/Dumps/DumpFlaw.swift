package import Celery

/// Why a dump of Redis can't be read.
package enum DumpFlaw: Error, Equatable, Sendable {
    /// No server is there to read it.
    case noServer
    /// The system doesn't hand it over: the reason in its words.
    case unreadable(String)
    /// It is a folder, a pipe or the like.
    case notAFile
    /// Nothing is in it.
    case empty
    /// It doesn't begin as a dump does.
    case notADump
    /// It is an append-only file, or the part of one that looks like a dump.
    case appendOnly
    /// It is of a version that the server doesn't know.
    case newer(version: Int, server: String)
    /// What it holds is not what a server wrote: the reader's reason.
    case damaged(String)
    /// The copy of it doesn't fit, in bytes.
    case noRoom(needed: Int, free: Int, folder: String)
    /// What it holds doesn't fit into memory, in bytes, beside a copy that is there as well.
    case noMemory(needed: Int, free: Int, copy: Int = 0)
    /// The folder for the copy can't be made, or its name is longer than that of a socket may be.
    case noFolder(String, reason: String)
    /// The server doesn't run: the reason in its words, or the system's.
    case serverFailed(String)
}

extension DumpFlaw: Phrased {
    /// As the end of a sentence: why, and what to do.
    package var phrase: Phrase {
        switch self {
        case .noServer:
            "a redis-server reads it, and none is in PATH; Debian's package 'redis-server' has one, which needs not run"
        case .unreadable(let reason): "\(quote: reason)"
        case .notAFile: "it is not a file"
        case .empty: "it is empty; the server that wrote it had no room, or was killed"
        case .notADump: "it is not a dump of Redis"
        case .appendOnly:
            "it is a part of an append-only file; give the dump, which BGSAVE writes and redis-cli --rdb fetches"
        case .newer(let version, let server):
            "its format is version \(version), which \(words: server) does not know; install a newer redis-server"
        case .damaged(let reason): "it is damaged: \(quote: reason)"
        case .noRoom(let needed, let free, let folder):
            "its copy takes \(words: Self.size(needed)), and \(place: folder) has \(words: Self.size(free)) left; "
                + "name a roomier folder by TMPDIR"
        case .noMemory(let needed, let free, let copy) where copy > 0:
            "it took \(words: Self.size(needed)) of memory where it was saved, its copy takes \(words: Self.size(copy)) "
                + "more, since it goes to a folder in memory, and \(words: Self.size(free)) are free here; name a folder "
                + "on a disk by TMPDIR"
        case .noMemory(let needed, let free, _):
            "it took \(words: Self.size(needed)) of memory where it was saved, and \(words: Self.size(free)) are "
                + "free here"
        case .noFolder(let folder, let reason): "no copy of it can be made in \(place: folder): \(quote: reason)"
        case .serverFailed(let reason): "redis-server does not read it: \(quote: reason)"
        }
    }

    /// `3.2 GB`, by powers of ten.
    private static func size(_ bytes: Int) -> String {
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        var (tenths, unit) = (max(0, bytes) / 100, 0)
        while tenths >= 10_000, unit < units.count - 1 { (tenths, unit) = (tenths / 1000, unit + 1) }
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
