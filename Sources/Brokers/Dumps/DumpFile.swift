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

    /// Refuses what had more memory where it was saved than is left here.
    func assertFits(in free: Int?) throws(DumpFlaw) {
        if let needed = header.memory, let free, needed > free { throw .noMemory(needed: needed, free: free) }
    }

    /// What the system says of its last error.
    private static var reason: String {
        let text = String(cString: strerror(errno))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

/// How much memory a further process may take.
enum FreeMemory {
    /// In bytes: what the kernel thinks it can give, or what a container leaves, whichever is less; `nil` where neither
    /// says.
    static var bytes: Int? {
        let machine = line("/proc/meminfo", beginning: "MemAvailable:").flatMap { Int($0.prefix { $0.isNumber }) }
        let limit = line("/sys/fs/cgroup/memory.max", beginning: "").flatMap { Int($0) }
        let used = line("/sys/fs/cgroup/memory.current", beginning: "").flatMap { Int($0) }
        let container = limit.flatMap { limit in used.map { max(0, limit - $0) } }
        return [machine.map { $0 << 10 }, container].compactMap(\.self).min()
    }

    /// What stands behind the first word of a line of a small file.
    private static func line(_ path: String, beginning: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &buffer, buffer.count)
        let lines = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { $0.hasPrefix(beginning) }) else { return nil }
        return String(line.dropFirst(beginning.count).drop { $0 == " " })
    }
}
