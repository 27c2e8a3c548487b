import Glibc

extension Publisher {
    /// Puts one file where the user wants it, in one step: a reader sees the old content or the new.
    ///
    /// A new one is readable by whoever the user's mask lets, or with `isPrivate` by its owner alone; one that is there keeps its
    /// permissions. A file that holds these bytes already stays untouched, a link is followed, and what is no file at all, such as a pipe, is
    /// written to as it is.
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

    private static func pour(_ bytes: [UInt8], disk: Disk) throws(PublishError) {
        let file = Int32(try disk.check(.write, disk.output) { Int(open(disk.output, O_WRONLY | O_CLOEXEC)) })
        defer { close(file) }
        try disk.append(bytes, to: file, shown: disk.output)
    }
}
