import CSimdJSON

/// A snapshot's document taken apart at its tasks, so that these can be read in pieces, side by side: whole, what a
/// parser makes of a large document takes several times its room.
///
/// Where each piece and the rest are JSON, the whole document is.
struct SnapshotPieces {
    /// The document with no tasks in it.
    let rest: [UInt8]
    /// Elements of the list of tasks, with the commas between them.
    let tasks: [Range<Int>]

    /// So many bytes make a piece where nobody wants another size.
    static let usualSize = 4 << 20

    /// Finds the pieces, each of so many bytes with the rest of the task that the last of them is in; `nil` where there
    /// are none.
    init?(_ bytes: [UInt8], size: Int = usualSize) {
        let limit = bytes.count / size + 2
        var array = json_stretch()
        let pieces = [json_stretch](unsafeUninitializedCapacity: limit) { pieces, count in
            count = json_cut_array(bytes, bytes.count, "tasks", size, &array, pieces.baseAddress, limit)
        }
        guard !pieces.isEmpty else { return nil }
        rest = bytes[..<array.start] + Array("[]".utf8) + bytes[array.end...]
        tasks = pieces.map { $0.start..<$0.end }
    }

    /// Elements of a list as a document of their own.
    static func array(of elements: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(elements.count + 2)
        bytes.append(UInt8(ascii: "["))
        bytes += elements
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}
