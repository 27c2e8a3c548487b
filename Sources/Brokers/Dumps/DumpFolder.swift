import Glibc

/// A folder of our own, for the copy of a dump and the socket of the server that reads it; nobody else may look into
/// it.
///
/// It is locked for as long as it is used. One that isn't was left by a run that was killed, and the next one takes it
/// away.
final class DumpFolder: Sendable {
    private static let prefix = "herbarium-dump-"
    private static let copyName = "dump.rdb"
    /// What the name of a socket may be long, as `unix(7)` says, with the byte that ends it.
    private static let socketLimit = 108

    /// Where it is.
    let path: String
    private let lock: Int32

    /// The socket in it.
    var socket: String { path + "/redis.sock" }
    /// What the server says.
    var log: String { path + "/redis.log" }
    /// The name of the copy, as the server takes it.
    var copy: String { Self.copyName }

    /// Makes one in the folder for what is temporary, and takes away those that nobody uses.
    init(in parent: String) throws(DumpFlaw) {
        Self.sweep(parent)
        while true {
            var name = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
            guard name.count - 1 + "/redis.sock".utf8.count < Self.socketLimit else {
                throw .noFolder(parent, reason: "its name is too long for that of a socket; name another by TMPDIR")
            }
            guard mkdtemp(&name) != nil else { throw .noFolder(parent, reason: String(cString: strerror(errno))) }
            let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            // Whoever sweeps at this very moment may have been quicker.
            guard let lock = Self.locked(path) else { continue }
            (self.path, self.lock) = (path, lock)
            return
        }
    }

    deinit { remove() }

    /// Takes it away with all that is in it; a second time there is nothing to do.
    func remove() {
        Self.remove(path)
    }

    /// Takes away what runs that were killed have left.
    private static func sweep(_ parent: String) {
        for name in names(in: parent) where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
                let lock = locked(path)
            else { continue }
            remove(path)
            close(lock)
        }
    }

    /// The folder, opened and locked; `nil` where another process has it, or where it is gone.
    private static func locked(_ path: String) -> Int32? {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return nil }
        var (held, named) = (stat(), stat())
        guard flock(folder, LOCK_EX | LOCK_NB) == 0, fstat(folder, &held) == 0, lstat(path, &named) == 0,
            held.st_ino == named.st_ino, held.st_dev == named.st_dev
        else {
            close(folder)
            return nil
        }
        return folder
    }

    private static func remove(_ path: String) {
        for name in names(in: path) { unlink("\(path)/\(name)") }
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
