import Foundation

/// A small disk, mounted for one test; it has to be taken away before its folder goes.
struct SmallDisk: Sendable {
    /// Where it is.
    let path: String

    /// Whether this process may mount anything.
    static var isPossible: Bool { getuid() == 0 }

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

    /// Leaves no room on it.
    func fill() throws {
        try Data().write(to: URL(filePath: self("filler")))
        let filler = try FileHandle(forWritingTo: URL(filePath: self("filler")))
        for size in [1 << 16, 1 << 12] {
            // It ends when nothing more fits.
            while (try? filler.write(contentsOf: Data(count: size))) != nil {}
        }
        try filler.close()
    }

    /// Makes room again.
    func clear() throws { try FileManager.default.removeItem(atPath: self("filler")) }

    /// Takes it away, at once for those who come later.
    func unmount() { umount2(path, Int32(MNT_DETACH)) }
}
