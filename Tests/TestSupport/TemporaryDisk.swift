import Foundation

/// A mount for one test, in memory or of a folder on itself; it has to be taken away before its folder goes.
package struct TemporaryDisk: Sendable {
    /// Whether this process may mount anything.
    package static let isPossible: Bool = {
        // What goes wrong here says no, which is the answer.
        guard getuid() == 0, let folder = try? TemporaryFolder(),
            let disk = try? TemporaryDisk(at: folder("probe"), kilobytes: 64)
        else { return false }
        disk.unmount()
        return true
    }()

    private let path: String

    /// An empty disk of this size.
    package init(at path: String, kilobytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try TemporaryDisk.check(mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k"))
    }

    /// A folder mounted on itself: a mount point on the same file system.
    package init(binding path: String) throws {
        self.path = path
        try TemporaryDisk.check(mount(path, path, nil, UInt(MS_BIND), nil))
    }

    /// The path of what has this name on it.
    package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Lets nobody write to it any more.
    package func makeReadOnly() throws {
        try TemporaryDisk.check(mount(nil, path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil))
    }

    /// Puts something in it, until there is only so much room.
    package func fill(leaving kilobytes: Int = 0) throws {
        var status = statvfs()
        try TemporaryDisk.check(statvfs(path, &status))
        let free = Int(status.f_bavail) * Int(status.f_frsize) - kilobytes * 1024
        try Data(count: max(free, 0)).write(to: URL(filePath: self("ballast")))
    }

    /// Takes that out again.
    package func empty() throws { try FileManager.default.removeItem(atPath: self("ballast")) }

    /// Takes the disk away, at once for those who come later.
    package func unmount() { umount2(path, Int32(MNT_DETACH)) }

    private static func check(_ result: Int32) throws {
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM) }
    }
}
