import Foundation

/// A mount for one test; it has to be taken away before its folder goes.
struct TemporaryDisk {
    /// Whether this process may mount anything.
    static let isPossible: Bool = {
        // What goes wrong here says no, which is the answer.
        guard getuid() == 0, let folder = try? TemporaryFolder(),
            let disk = try? TemporaryDisk(at: folder("a"), kilobytes: 64)
        else { return false }
        disk.unmount()
        return true
    }()

    private let path: String

    /// An empty disk of this size.
    init(at path: String, kilobytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try TemporaryDisk.check(mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k"))
    }

    /// A folder mounted on itself: a mount point on the same file system.
    init(binding path: String) throws {
        self.path = path
        try TemporaryDisk.check(mount(path, path, nil, UInt(MS_BIND), nil))
    }

    /// Lets nobody write to it any more.
    func makeReadOnly() throws {
        try TemporaryDisk.check(mount(nil, path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil))
    }

    /// Takes the disk away, at once for those who come later.
    func unmount() {
        umount2(path, Int32(MNT_DETACH))
    }

    private static func check(_ result: Int32) throws {
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM) }
    }
}
