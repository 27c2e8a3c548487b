import Celery
import Glibc

/// A dump as a file, opened, of which the beginning has been read.
final class DumpFile {
    let descriptor: Int32
    /// In bytes.
    let size: Int
    let header: DumpHeader
    /// When the server saved it: as it says itself, else when the file was written.
    let saved: Instant

    /// Opens a file, and refuses what can't be a dump.
    init(path: String) throws(DumpFlaw) {
        // A pipe that nobody writes to would be waited for otherwise.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(Self.reason) }
        do throws(DumpFlaw) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw .unreadable(Self.reason) }
            guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
            size = Int(status.st_size)
            var buffer = [UInt8](repeating: 0, count: DumpHeader.length)
            let count = pread(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw .unreadable(Self.reason) }
            header = try DumpHeader(buffer[..<count])
            let written = Double(status.st_mtim.tv_sec)
            saved = header.saved ?? Instant(seconds: written) ?? .distantPast
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Refuses what had more memory where it was saved than is left here beside a copy that stays in memory, too.
    func assertFits(in free: Int?, besideItsCopy isCopyInMemory: Bool = false) throws(DumpFlaw) {
        guard let free else { return }
        let copy = isCopyInMemory ? size : 0
        let (needed, isHuge) = (header.memory ?? 0).addingReportingOverflow(copy)
        if isHuge || needed > free { throw .noMemory(needed: header.memory ?? 0, free: free, copy: copy) }
    }

    /// What the system says of its last error.
    private static var reason: String {
        let text = String(cString: strerror(errno))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
