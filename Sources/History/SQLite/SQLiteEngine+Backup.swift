import GRDB
import Glibc

extension SQLiteEngine {
    func backUp(to copy: String) throws(HistoryError) {
        try refuse(copy)
        let temporary = Self.temporary(for: copy)
        unlink(temporary)
        let file = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .copyFailed(path: copy, reason: Self.reason(errno)) }
        close(file)
        do throws(HistoryError) {
            try write(to: temporary)
            guard rename(temporary, copy) == 0 else {
                throw HistoryError.copyFailed(path: copy, reason: Self.reason(errno))
            }
        } catch {
            Self.abandon(copy)
            throw error
        }
    }

    /// Takes away what there is of a copy that isn't finished.
    static func abandon(_ copy: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(temporary(for: copy) + ending) }
    }

    private static func temporary(for copy: String) -> String { copy + ".herbarium-copy" }

    private func write(to temporary: String) throws(HistoryError) {
        do {
            let target = try DatabaseQueue(path: temporary)
            // In one step: a copy that is made in several begins anew whenever somebody writes.
            try queue.backup(to: target, pagesPerStep: -1)
            try target.close()
        } catch {
            throw HistoryError(error, path: temporary)
        }
        let file = Glibc.open(temporary, O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        guard file >= 0, fsync(file) == 0 else { throw .copyFailed(path: temporary, reason: Self.reason(errno)) }
    }

    /// A copy must not go over the history itself, nor over what is none.
    private func refuse(_ copy: String) throws(HistoryError) {
        var (own, other) = (stat(), stat())
        guard stat(copy, &other) == 0 else { return }
        guard stat(place, &own) != 0 || own.st_ino != other.st_ino || own.st_dev != other.st_dev else {
            throw .copyFailed(path: copy, reason: "it is the history itself")
        }
        guard other.st_mode & S_IFMT == S_IFREG, other.st_size == 0 || Self.isOurs(copy) else {
            throw .copyFailed(path: copy, reason: "something else is there, which is not written over")
        }
    }

    /// Whether a file begins as our histories do: SQLite's file format has the application's number at byte 68.
    private static func isOurs(_ path: String) -> Bool {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var head = [UInt8](repeating: 0, count: 72)
        guard pread(file, &head, head.count, 0) == head.count else { return false }
        return head[68...].reduce(0) { $0 << 8 | Int($1) } == SQLiteSchema.applicationID
    }

    static func reason(_ code: Int32) -> String {
        let text = String(cString: strerror(code))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
