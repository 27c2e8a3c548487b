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
    /// What else the file system or SQLite refuses, in their words.
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
        case .failed(let path, let reason):
            "cannot use the history \(place: path): \(quote: reason); name another with --history, or give --no-history"
        }
    }
}
