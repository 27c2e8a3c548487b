import Celery

/// A snapshot's document taken apart at its tasks, so that these can be read in pieces: whole, what a parser makes of a
/// large document takes several times its room.
///
/// It relies on how `Snapshot.json` breaks lines: within a text no line ends. What is written otherwise has no pieces.
struct SnapshotPieces {
    /// The document with no tasks in it.
    let rest: [UInt8]
    /// Lines of tasks, without the comma at the end of the last.
    let tasks: [Range<Int>]

    private static let opening = Array("\n],\"tasks\":[\n".utf8)
    private static let closing = Array("\n],\"totals\":".utf8)
    /// So many bytes make a piece, with the rest of the line that the last of them is in.
    private static let size = 4 << 20

    /// Finds the pieces; `nil` where there are none.
    init?(_ bytes: [UInt8]) {
        guard let opening = Self.first(Self.opening, in: bytes),
            let closing = Self.last(Self.closing, in: bytes), opening + Self.opening.count < closing
        else { return nil }
        let start = opening + Self.opening.count
        rest = Array(bytes[..<start]) + bytes[closing...]
        var (pieces, from): ([Range<Int>], Int) = ([], start)
        while from < closing {
            let wanted = min(from + Self.size, closing)
            let end = bytes[wanted..<closing].firstIndex(of: 0x0A) ?? closing
            // Each line but the last one ends in a comma.
            pieces.append(from..<(end == closing ? end : end - 1))
            from = end + 1
        }
        tasks = pieces
    }

    /// Lines of tasks as a document of their own.
    static func array(of lines: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.count + 2)
        bytes.append(UInt8(ascii: "["))
        bytes += lines
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    private static func first(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        var start = 0
        while let index = bytes[start...].firstIndex(of: wanted[0]) {
            if bytes[index...].starts(with: wanted) { return index }
            start = index + 1
        }
        return nil
    }

    private static func last(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        var end = bytes.count
        while let index = bytes[..<end].lastIndex(of: wanted[0]) {
            if bytes[index...].starts(with: wanted) { return index }
            end = index
        }
        return nil
    }
}
