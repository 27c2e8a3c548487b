import Brokers
import Glibc

/// Reads the lines of a file piece by piece, packed by gzip or not.
struct LineSource: ~Copyable {
    /// The path, for messages.
    let path: String
    /// How many bytes the file has; `nil` for what is no file.
    let size: Int?
    /// How many bytes of it were read.
    private(set) var position = 0
    private let descriptor: Int32
    private var unpacker: GunzipStream?
    private var isFirst = true
    private var rest: [UInt8] = []

    private static let pieceLength = 1 << 17

    /// Opens a file; `-` is the standard input.
    init(path: String) throws(CommandError) {
        self.path = path
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: SystemError.message(errno)) }
        var status = stat()
        size =
            fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            ? Int(status.st_size) : nil
    }

    deinit { close(descriptor) }

    /// Reads some lines more, each ending with a line feed, but the last of the file; empty at the end.
    mutating func next() throws(CommandError) -> [UInt8] {
        var lines = rest
        rest = []
        while true {
            let begin = lines.count
            guard try append(to: &lines) else { return lines }
            guard let end = lines[begin...].lastIndex(of: UInt8(ascii: "\n")) else { continue }
            rest = Array(lines[(end + 1)...])
            lines.removeSubrange((end + 1)...)
            return lines
        }
    }

    /// Appends what the next piece holds; `false` at the end.
    private mutating func append(to lines: inout [UInt8]) throws(CommandError) -> Bool {
        let piece = try read()
        do throws(Gunzip.Flaw) {
            if isFirst, piece.starts(with: [0x1F, 0x8B]) { unpacker = try GunzipStream() }
            isFirst = false
            if piece.isEmpty {
                try unpacker?.finish()
            } else if unpacker == nil {
                lines += piece
            } else {
                try unpacker?.inflate(piece, into: &lines)
            }
        } catch {
            throw .unreadable(path: path, reason: error.description)
        }
        return !piece.isEmpty
    }

    private mutating func read() throws(CommandError) -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { buffer, count in
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                failure = got < 0 ? errno : 0
                count = max(got, 0)
            }
            if failure == 0 {
                position += piece.count
                return piece
            }
            guard failure == EINTR else {
                throw .unreadable(path: path, reason: SystemError.message(failure))
            }
        }
    }
}
