import Brokers
import Configuration

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
    /// Whether the rest of a line is passed over, of which too much came already.
    private var isSkipping = false
    private var rest: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: pieceLength)
    /// Why nothing is read any more, though the file goes on, or ought to; `nil` as long as nothing is wrong.
    private(set) var flaw: String?
    /// How many lines were longer than `longestLine`, and are left out.
    private(set) var longLines = 0

    private static let pieceLength = 1 << 17
    /// Of packed text less is taken at a time, since it becomes up to a thousand times as much.
    private static let packedLength = 1 << 14
    /// No line of events is longer; what parses one takes several times its room.
    static let longestLine = 16 << 20

    /// Opens a file; `-` is the standard input.
    init(path: String) throws(CommandError) {
        self.path = path
        input = try InputDescriptor(path: path)
        size = input.size
    }

    /// Replaces lines by some of those that follow, each ending with a line feed, but the last of the file; by none at
    /// the end.
    mutating func next(into lines: inout [UInt8]) throws(CommandError) {
        lines.removeAll(keepingCapacity: true)
        lines += rest
        rest.removeAll(keepingCapacity: true)
        while true {
            let begin = lines.count
            guard try append(to: &lines) else {
                // What a flaw cut is no line.
                if flaw != nil { lines.removeSubrange(((lines.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)...) }
                return
            }
            if isSkipping { skip(in: &lines, from: begin) }
            guard let end = lines[begin...].lastIndex(of: UInt8(ascii: "\n")) else {
                if lines.count > Self.longestLine {
                    lines.removeAll()
                    beginSkipping()
                }
                continue
            }
            rest += lines[(end + 1)...]
            lines.removeSubrange((end + 1)...)
            if rest.count > Self.longestLine {
                rest.removeAll()
                beginSkipping()
            }
            if lines.count > Self.longestLine { dropLongLines(of: &lines) }
            return
        }
    }

    /// Takes lines out that are too long and came whole, as packed ones may; their line feeds stay.
    private mutating func dropLongLines(of lines: inout [UInt8]) {
        var kept: [UInt8] = []
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            if line.count > Self.longestLine { longLines += 1 } else { kept += line }
            kept.append(UInt8(ascii: "\n"))
        }
        lines = kept
    }

    private mutating func beginSkipping() {
        isSkipping = true
        longLines += 1
    }

    /// Takes out what is left of a line that is too long; its line feed stays, so that lines are counted rightly.
    private mutating func skip(in lines: inout [UInt8], from begin: Int) {
        let end = lines[begin...].firstIndex(of: UInt8(ascii: "\n"))
        lines.removeSubrange(begin..<(end ?? lines.count))
        if end != nil { isSkipping = false }
    }

    /// Appends what the next piece holds; `false` at the end.
    private mutating func append(to lines: inout [UInt8]) throws(CommandError) -> Bool {
        guard flaw == nil else { return false }
        let count = try read()
        let piece = piece[..<count]
        do throws(Gunzip.Flaw) {
            if isFirst {
                isFirst = false
                flaw = Encoding(piece)?.description
                if flaw != nil { return false }
                if piece.starts(with: [0x1F, 0x8B]) { unpacker = try GunzipStream() }
            }
            if piece.isEmpty {
                try unpacker?.finish()
            } else if unpacker == nil {
                lines += piece
            } else {
                try unpacker?.inflate(Array(piece), into: &lines)
            }
        } catch {
            // What came before the flaw is as good as it was.
            flaw = error.description
        }
        return !piece.isEmpty
    }

    /// Fills the piece; returns how much of it, 0 at the end.
    private mutating func read() throws(CommandError) -> Int {
        let count = try input.read(into: &piece, most: unpacker == nil ? Self.pieceLength : Self.packedLength)
        position += count
        return count
    }
}

/// What a file is that isn't one of events, by how it begins.
private enum Encoding: String {
    case bzip2, xz, zstd, zip, lz4, compress, tar
    case utf16 = "UTF-16"
    case utf32 = "UTF-32"

    init?(_ head: ArraySlice<UInt8>) {
        let packed: [(Encoding, [UInt8])] = [
            (.bzip2, Array("BZh".utf8)), (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A]), (.zstd, [0x28, 0xB5, 0x2F, 0xFD]),
            (.zip, Array("PK\u{3}\u{4}".utf8)), (.lz4, [0x04, 0x22, 0x4D, 0x18]), (.compress, [0x1F, 0x9D]),
            (.utf32, [0xFF, 0xFE, 0, 0]), (.utf32, [0, 0, 0xFE, 0xFF]), (.utf16, [0xFF, 0xFE]), (.utf16, [0xFE, 0xFF]),
        ]
        if let found = packed.first(where: { head.starts(with: $0.1) }) {
            self = found.0
        } else {
            let zeros = head.prefix(4).map { $0 == 0 }
            let isTar = head.count > 262 && head[(head.startIndex + 257)...].starts(with: "ustar".utf8)
            // Without a mark, the zeros beside the two characters that JSON begins with tell.
            if isTar {
                self = .tar
            } else if zeros == [true, false, true, false] || zeros == [false, true, false, true] {
                self = .utf16
            } else if zeros == [true, true, true, false] || zeros == [false, true, true, true] {
                self = .utf32
            } else {
                return nil
            }
        }
    }

    var description: String {
        switch self {
        case .utf16, .utf32: "\(rawValue); write it in UTF-8 (iconv -f \(rawValue) -t UTF-8)"
        case .tar: "a tar archive; import the files in it"
        default: "packed by \(rawValue); unpack it, or pack it by gzip"
        }
    }
}
