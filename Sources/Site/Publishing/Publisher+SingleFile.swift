import Glibc

extension Publisher {
    /// Puts one file where the user wants it, in one step: a reader sees the old content or the new.
    ///
    /// A new one is readable by whoever the user's mask lets, or with `isPrivate` by its owner alone; one that is there
    /// keeps its permissions. A file that holds these bytes already stays untouched, a link is followed, and what is no
    /// file at all, such as a pipe, is written to as it is.
    package static func write(_ bytes: [UInt8], to path: String, isPrivate: Bool = false) throws(PublishError) {
        let disk = Disk(output: path)
        var status = stat()
        let isThere = stat(path, &status) == 0
        switch isThere ? FileStatus(status).kind : .file {
        case .file: try replace(bytes, mode: isThere ? FileStatus(status).mode : nil, isPrivate: isPrivate, disk: disk)
        case .folder: throw .system(.write, file: path, output: path, code: EISDIR)
        case .link, .other: try pour(bytes, disk: disk)
        }
    }

    private static func replace(
        _ bytes: [UInt8], mode: mode_t?, isPrivate: Bool, disk: Disk
    ) throws(PublishError) {
        let place = try OutputPlace.resolving(disk, makesParents: false)
        if try disk.holds(place.path, bytes, shown: disk.output) { return }
        let lock = try PublishLock(place.lockPath, to: .write, disk: disk)
        for leftover in place.leftovers() { disk.removeTree(leftover) }
        let temporary = place.temporaryPath()
        do {
            try disk.write(bytes, to: temporary, mode: mode, isPrivate: isPrivate, shown: disk.output)
            try disk.flush(temporary, shown: disk.output)
            try disk.check(.write, disk.output) { Int(rename(temporary, place.path)) }
        } catch {
            disk.removeTree(temporary)
            throw error
        }
        try disk.flush(place.parent, shown: disk.output)
        lock.release()
    }

    /// Milliseconds between two looks at whether the run is to end.
    private static let patience: Int32 = 50

    /// Writes to a pipe or a device; nobody may ever read it, and then the run's end ends the waiting.
    private static func pour(_ bytes: [UInt8], disk: Disk) throws(PublishError) {
        let file = try openToPour(disk)
        defer { close(file) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count >= 0 {
                done += count
                continue
            }
            let code = errno
            guard code == EAGAIN || code == EINTR else {
                throw .system(.write, file: disk.output, output: disk.output, code: code)
            }
            var wait = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
            _ = poll(&wait, 1, patience)
            if Task.isCancelled { throw .interrupted }
        }
    }

    /// Opens it without waiting for whoever reads it, who may come later.
    private static func openToPour(_ disk: Disk) throws(PublishError) -> Int32 {
        while true {
            let file = open(disk.output, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
            if file >= 0 { return file }
            let code = errno
            var status = stat()
            let isPipe = stat(disk.output, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
            guard isPipe, code == ENXIO || code == EINTR else {
                return Int32(try disk.check(.write, disk.output) { Int(open(disk.output, O_WRONLY | O_CLOEXEC)) })
            }
            _ = poll(nil, 0, patience)
            if Task.isCancelled { throw .interrupted }
        }
    }
}
