import Glibc
import Synchronization

/// A folder of our own, for the copy of a dump and the socket of the server that reads it; nobody else may look into
/// it.
///
/// It is locked for as long as it is used. One that isn't was left by a run that was killed, and the next one takes it
/// away: by a mark in it, since somebody may keep dumps in a folder that is called alike.
final class DumpFolder: Sendable {
    private static let prefix = "herbarium-dump-"
    private static let copyName = "dump.rdb", socketName = "redis.sock", logName = "redis.log"
    /// Says that a folder is ours.
    private static let markName = ".herbarium"
    /// What the name of a socket may be long, as `unix(7)` says, with the byte that ends it.
    private static let socketLimit = 108
    /// So often another process may be quicker to sweep a folder than we are to lock it.
    private static let attempts = 10

    /// Where it is.
    let path: String
    private let lock: Int32
    private let isRemoved = Mutex(false)

    /// The socket in it.
    var socket: String { "\(path)/\(Self.socketName)" }
    /// What the server says.
    var log: String { "\(path)/\(Self.logName)" }
    /// The name of the copy, as the server takes it.
    var copy: String { Self.copyName }

    /// Makes one in the folder for what is temporary, and takes away those that nobody uses.
    init(in parent: String) throws(DumpFlaw) {
        Self.sweep(parent)
        for _ in 0..<Self.attempts {
            var name = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
            guard name.count + Self.socketName.utf8.count < Self.socketLimit else {
                throw .noFolder(parent, reason: "its name is too long for that of a socket; name another by TMPDIR")
            }
            guard mkdtemp(&name) != nil else { throw Self.flaw(parent) }
            let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            switch Self.locked(path) {
            // Whoever sweeps at this very moment was quicker.
            case .taken: continue
            case .failed(let reason):
                rmdir(path)
                throw .noFolder(parent, reason: String(cString: strerror(reason)))
            case .held(let lock):
                (self.path, self.lock) = (path, lock)
                let mark = open("\(path)/\(Self.markName)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard mark >= 0 else {
                    let flaw = Self.flaw(parent)
                    remove()
                    throw flaw
                }
                close(mark)
                return
            }
        }
        throw .noFolder(parent, reason: "what is made there is taken away at once")
    }

    deinit {
        remove()
        close(lock)
    }

    /// Takes it away with all that is in it; a second time there is nothing to do.
    func remove() {
        let wasRemoved = isRemoved.withLock { isRemoved in
            defer { isRemoved = true }
            return isRemoved
        }
        if !wasRemoved { Self.remove(path) }
    }

    private static func flaw(_ parent: String) -> DumpFlaw {
        .noFolder(parent, reason: String(cString: strerror(errno)))
    }

    /// Takes away what runs that were killed have left.
    private static func sweep(_ parent: String) {
        for name in names(in: parent) where isOurs(name) {
            let path = "\(parent)/\(name)"
            var (status, mark) = (stat(), stat())
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
                lstat("\(path)/\(markName)", &mark) == 0 || names(in: path).isEmpty,
                case .held(let lock) = locked(path)
            else { continue }
            remove(path)
            close(lock)
        }
    }

    /// Whether `mkdtemp` may have made this name of ours.
    private static func isOurs(_ name: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        let rest = name.utf8.dropFirst(prefix.utf8.count)
        return rest.count == 6 && rest.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 32) }
    }

    /// What came of locking a folder.
    private enum Locking {
        /// It is open, and ours.
        case held(Int32)
        /// Another process has it, or it is gone.
        case taken
        /// It can't be told, for this reason of the system's.
        case failed(Int32)
    }

    private static func locked(_ path: String) -> Locking {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return errno == ENOENT ? .taken : .failed(errno) }
        var (held, named) = (stat(), stat())
        guard flock(folder, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(folder)
            return reason == EWOULDBLOCK ? .taken : .failed(reason)
        }
        guard fstat(folder, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino,
            held.st_dev == named.st_dev
        else {
            close(folder)
            return .taken
        }
        return .held(folder)
    }

    /// Takes away what a run of ours may have put there, the mark last, and the folder where nothing else is in it.
    private static func remove(_ path: String) {
        for name in [copyName, socketName, logName, markName] { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension DumpFolder {
    /// Copies a file here, a piece at a time, so that whoever cancels the task needn't wait for all of it.
    ///
    /// - Throws: what is wrong with the file or the room for it, as `BrokerError.dump`; `.cancelled`.
    func take(_ file: Int32, size: Int, from name: String) throws(BrokerError) {
        var room = statvfs()
        if statvfs(path, &room) == 0 {
            let free = Int(
                clamping: UInt64(room.f_bavail).multipliedReportingOverflow(by: UInt64(room.f_frsize)).partialValue)
            if size > free { throw .dump(name, .noRoom(needed: size, free: free, folder: path)) }
        }
        let target = open("\(path)/\(copy)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw .dump(name, .unreadable(String(cString: strerror(errno)))) }
        defer { close(target) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        var offset: off_t = 0
        while true {
            if Task.isCancelled { throw .cancelled }
            let count = pread(file, buffer.baseAddress, buffer.count, offset)
            guard count >= 0 else { throw .dump(name, .unreadable(String(cString: strerror(errno)))) }
            if count == 0 { return }
            offset += off_t(count)
            var written = 0
            while written < count {
                let part = write(target, buffer.baseAddress?.advanced(by: written), count - written)
                guard part > 0 else {
                    throw .dump(name, .noFolder(path, reason: String(cString: strerror(errno))))
                }
                written += part
            }
        }
    }
}
