import Brokers

/// Reads the lines of a file piece by piece, packed by gzip or not.
struct LineSource: ~Copyable {
    /// The path, for messages.
    let path: String
    /// How many bytes the file has; `nil` for what is no file.
    let size: Int?
    /// How many bytes of it were read.
    private(set) var position = 0
    private let input: InputDescriptor
    private var unpacker: GunzipStream?
    private var isFirst = true
    private var rest: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: pieceLength)

    private static let pieceLength = 1 << 17

    /// Opens a file; `-` is the standard input.
    init(path: String) throws(CommandError) {
        self.path = path
        input = try InputDescriptor(path: path)
        size = input.size
    }

    /// Replaces lines by some of those that follow, each ending with a line feed, but the last of the file; by none at the
    /// end.
    mutating func next(into lines: inout [UInt8]) throws(CommandError) {
        lines.removeAll(keepingCapacity: true)
        lines += rest
        rest.removeAll(keepingCapacity: true)
        while true {
            let begin = lines.count
            guard try append(to: &lines) else { return }
            guard let end = lines[begin...].lastIndex(of: UInt8(ascii: "\n")) else { continue }
            rest += lines[(end + 1)...]
            return lines.removeSubrange((end + 1)...)
        }
    }

    /// Appends what the next piece holds; `false` at the end.
    private mutating func append(to lines: inout [UInt8]) throws(CommandError) -> Bool {
        let count = try read()
        let piece = piece[..<count]
        do throws(Gunzip.Flaw) {
            if isFirst, piece.starts(with: [0x1F, 0x8B]) { unpacker = try GunzipStream() }
            isFirst = false
            if piece.isEmpty {
                try unpacker?.finish()
            } else if unpacker == nil {
                lines += piece
            } else {
                try unpacker?.inflate(Array(piece), into: &lines)
            }
        } catch {
            throw .unreadable(path: path, reason: error.description)
        }
        return !piece.isEmpty
    }

    /// Fills the piece; returns how much of it, 0 at the end.
    private mutating func read() throws(CommandError) -> Int {
        let count = try input.read(into: &piece)
        position += count
        return count
    }
}
