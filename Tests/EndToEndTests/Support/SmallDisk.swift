import Foundation
import Testing

/// A small disk for one test, in memory; it has to be taken away before its folder goes.
struct SmallDisk {
    /// Whether this process may mount anything.
    static let isPossible: Bool = {
        // What goes wrong here says no, which is the answer.
        guard getuid() == 0, let folder = try? TemporaryFolder(),
            let disk = try? SmallDisk(at: folder("probe"), kilobytes: 64)
        else { return false }
        disk.unmount()
        return true
    }()

    private let path: String

    /// Mounts an empty one.
    init(at path: String, kilobytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
        }
    }

    /// The path of what has this name on it.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Puts something in it, until there is only so much room.
    func fill(leaving kilobytes: Int = 0) throws {
        var status = statvfs()
        try #require(statvfs(path, &status) == 0)
        let free = Int(status.f_bavail) * Int(status.f_frsize) - kilobytes * 1024
        try Data(count: max(free, 0)).write(to: URL(filePath: path + "/ballast"))
    }

    /// Takes that out again.
    func empty() throws { try FileManager.default.removeItem(atPath: path + "/ballast") }

    /// Takes the disk away, at once for those who come later.
    func unmount() { umount2(path, Int32(MNT_DETACH)) }
}
