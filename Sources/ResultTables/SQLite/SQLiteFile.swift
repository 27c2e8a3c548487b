import Brokers
import Glibc

/// A file of SQLite, and how it is opened so that nothing is written, neither to it nor beside it.
///
/// While a worker has a database with a write-ahead log open, two files lie beside it, which whoever reads uses. Where
/// they are gone a reader would make them: then the file is whole without, and is read as one that nobody changes,
/// which is looked at again afterwards. Without such a log SQLite's locks do, which leave nothing.
/// (https://www.sqlite.org/wal.html, "Read-Only Databases"; https://www.sqlite.org/uri.html)
struct SQLiteFile {
    /// What SQLite is to open: an address of its own.
    let location: String
    private let path: String
    /// What the file was before it was read; `nil` where locks see to it.
    private let stamp: Stamp?

    /// Looks at a file.
    ///
    /// - Throws: `TableFlaw` where it can't be one of SQLite's, or not be read.
    init(_ path: String) throws(TableFlaw) {
        self.path = path
        guard let before = try Stamp(path) else { throw .absent }
        let keepsLog = try Self.keepsLog(path)
        let (log, index) = (try Stamp(Self.log(path)), try Stamp("\(path)-shm"))
        let isWhole = keepsLog && (log?.size ?? 0) == 0
        stamp = isWhole ? before : nil
        // The index of a log isn't made where the writer of the log left none.
        let mode = isWhole ? "immutable=1" : keepsLog && index == nil ? "readonly_shm=1" : "mode=ro"
        location = "file:\(Self.escaped(path))?\(mode)"
    }

    /// Whether it was written while nothing kept anybody from that.
    var hasChanged: Bool {
        guard let stamp else { return false }
        // What can't be looked at any more has changed.
        return (try? Stamp(path)) != stamp || ((try? Stamp(Self.log(path)))??.size ?? 0) > 0
    }

    private static func log(_ path: String) -> String { "\(path)-wal" }

    /// Whether the head of the file says that it has a write-ahead log (https://www.sqlite.org/fileformat.html).
    private static func keepsLog(_ path: String) throws(TableFlaw) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .forbidden(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 20)
        guard read(descriptor, &head, head.count) == head.count else { return false }
        return head[18] == 2 || head[19] == 2
    }

    /// A path as an address of SQLite's may hold it.
    private static func escaped(_ path: String) -> String {
        var escaped: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"): escaped += "%25".utf8
            case UInt8(ascii: "?"): escaped += "%3f".utf8
            case UInt8(ascii: "#"): escaped += "%23".utf8
            default: escaped.append(byte)
            }
        }
        let isDoubled = path.hasPrefix("//")
        // What two slashes follow would be a host.
        return (isDoubled ? "//" : "") + String(decoding: escaped, as: UTF8.self)
    }
}

/// What tells whether a file was written meanwhile.
private struct Stamp: Equatable {
    let file: UInt
    let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Looks at a file; `nil` where there is none.
    init?(_ path: String) throws(TableFlaw) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw .forbidden(String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        file = UInt(status.st_ino)
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
