import CPosix
import Glibc

extension Disk {
    /// Makes a new file, which may not be on the disk yet; an existing one is an error, never written to.
    ///
    /// Its permissions are `mode`, or what the user's mask leaves of 0666, or with `isPrivate` its owner's alone until
    /// `mode` says otherwise; its time is `modified`, or now.
    func write(
        _ bytes: [UInt8], to path: String, mode: mode_t? = nil, isPrivate: Bool = false, modified: timespec? = nil,
        shown: String
    ) throws(PublishError) {
        let file = try makeFile(path, isPrivate: isPrivate, shown: shown)
        defer { close(file) }
        try bytes.withUnsafeBufferPointer { bytes throws(PublishError) in
            try append(bytes, to: file, shown: shown)
        }
        if let mode { try check(.write, shown) { Int(fchmod(file, mode)) } }
        if let modified { try check(.write, shown) { Int(futimens(file, [modified, modified])) } }
    }

    /// Makes a new file, and opens it to be written to.
    func makeFile(_ path: String, isPrivate: Bool = false, shown: String) throws(PublishError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        return Int32(try check(.write, shown) { Int(open(path, flags, isPrivate ? 0o600 : 0o666)) })
    }

    /// Writes all bytes to an open file.
    func append(_ bytes: UnsafeBufferPointer<UInt8>, to file: Int32, shown: String) throws(PublishError) {
        var done = 0
        while done < bytes.count {
            done += try check(.write, shown) {
                Glibc.write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
        }
    }

    /// Gives a file another name; where the file system or its rules have no such links, copies it with its time.
    ///
    /// Where the permissions have to be `mode` and aren't, it takes a copy as well.
    func link(_ source: String, to path: String, mode: mode_t? = nil, shown: String) throws(PublishError) {
        guard let status = status(of: source) else {
            throw .system(.link, file: shown, output: output, code: ENOENT)
        }
        if mode == nil || mode == status.mode {
            if Glibc.link(source, path) == 0 { return }
            let code = errno
            guard Self.linkRefusals.contains(code), status.kind != .other else {
                throw .system(.link, file: shown, output: output, code: code)
            }
        }
        if status.kind == .link {
            try check(.link, shown) { symlink(target(of: source), path) == 0 ? 0 : -1 }
        } else {
            let bytes = try read(source, shown: shown)
            try write(bytes, to: path, mode: mode ?? status.mode, modified: status.modified, shown: shown)
        }
    }

    /// Others' files (EPERM, EACCES), no links at all (EOPNOTSUPP, and of FUSE ENOSYS, EINVAL, ENOTTY), too many
    /// (EMLINK), another file system below (EXDEV).
    static let linkRefusals: Set = [EPERM, EACCES, EOPNOTSUPP, ENOSYS, EINVAL, ENOTTY, EMLINK, EXDEV]

    /// Makes a folder; one that is there already is fine.
    func makeFolder(_ path: String, shown: String) throws(PublishError) {
        guard mkdir(path, 0o777) != 0 else { return }
        let code = errno
        guard code == EEXIST, status(of: path)?.kind == .folder else {
            throw .system(.create, file: shown, output: output, code: code)
        }
    }

    /// Sees a file, or the names in a folder, onto the disk.
    func flush(_ path: String, shown: String) throws(PublishError) {
        let file = Int32(try check(.write, shown) { Int(open(path, O_RDONLY | O_CLOEXEC)) })
        defer { close(file) }
        // EINVAL: a file system that has nothing to flush for a folder.
        if fsync(file) != 0, errno != EINVAL { throw .system(.write, file: shown, output: output, code: errno) }
    }

    /// Sees everything that was written to the file system of a folder onto its disk.
    ///
    /// For a site it is several times faster than a flush of each file, though it waits for what others have written
    /// there too.
    func flushAll(around folder: String, shown: String) throws(PublishError) {
        let file = Int32(try check(.write, shown) { Int(open(folder, O_RDONLY | O_CLOEXEC)) })
        defer { close(file) }
        try check(.write, shown) { Int(shim_sync_file_system(file)) }
    }

    /// Where a symbolic link leads to, as it is written there; empty when it is none.
    func target(of link: String) -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
