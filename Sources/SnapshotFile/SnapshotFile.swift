package import Celery
package import Decoding

/// `data/snapshot.json`: a snapshot as a file, from the declarations of its members in `Declarations/`.
package enum SnapshotFile {
    /// What a task and a worker take where little is known of them: room that is made at once needn't be moved.
    private static let (usualBytesOfTask, usualBytesOfWorker) = (1_024, 700)

    /// About so many bytes of tasks are handed on at a time.
    private static let stretch = 1 << 17

    /// A snapshot's file: sorted keys, a line for each row.
    package static func bytes(of snapshot: Snapshot) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            snapshot.tasks.count * usualBytesOfTask + snapshot.workers.count * usualBytesOfWorker)
        write(snapshot) { bytes += $0 }
        return bytes
    }

    /// The same, handed on stretch by stretch, so that it is never held whole.
    package static func write(_ snapshot: Snapshot, to reader: (UnsafeBufferPointer<UInt8>) -> Void) {
        var rest = snapshot
        rest.tasks = []
        var file = RecordWriter(placeholder: "tasks")
        file.record(rest)
        file.json.endLine()
        let frame = file.json.bytes
        let place = frame.firstIndex(of: JSONWriter.placeholder) ?? frame.endIndex
        frame[..<place].withUnsafeBufferPointer(reader)
        var tasks = RecordWriter()
        tasks.rows(snapshot.tasks) { file in
            if file.json.bytes.count >= stretch { file.json.drain(reader) }
        }
        tasks.json.drain(reader)
        frame[place...].dropFirst().withUnsafeBufferPointer(reader)
    }

    /// Reads a file, its tasks in pieces side by side; keys that it doesn't know are passed over.
    ///
    /// Without its tasks, which take most of the time, nothing is looked at of those of a usual file.
    ///
    /// - Throws: what keeps the document from being a snapshot.
    package static func read(_ bytes: [UInt8], withTasks: Bool = true) async throws(DecodingFailure) -> Snapshot {
        guard !withTasks else { return try await read(bytes, pieceSize: SnapshotPieces.usualSize) }
        // What can't be taken apart is read whole, and says what is wrong.
        if let pieces = SnapshotPieces(bytes), let snapshot = try? whole(pieces.rest) { return snapshot }
        var snapshot = try whole(bytes)
        snapshot.tasks = []
        return snapshot
    }

    /// The same in pieces of another size.
    static func read(_ bytes: [UInt8], pieceSize: Int) async throws(DecodingFailure) -> Snapshot {
        if let pieces = SnapshotPieces(bytes, size: pieceSize), let tasks = await tasks(of: pieces, in: bytes),
            var snapshot = try? whole(pieces.rest), snapshot.tasks.isEmpty
        {
            snapshot.tasks = tasks
            return snapshot
        }
        return try whole(bytes)
    }

    private static func whole(_ bytes: [UInt8]) throws(DecodingFailure) -> Snapshot {
        var parser = JSONParser()
        return try parser.withParsed(bytes) { node throws(DecodingFailure) in
            try node.checkCounts()
            guard let schema = node["schema"]?.string, let name = schema.split(separator: "/").first,
                name == Snapshot.schema.split(separator: "/").first
            else { throw .notA("a snapshot") }
            guard schema == Snapshot.schema else { throw .schema(schema) }
            guard let snapshot = Snapshot.read(node, SharedTexts()) else { throw .notA("a snapshot") }
            return snapshot
        }
    }

    /// The tasks of all pieces; `nil` where one of them can't be read.
    private static func tasks(of pieces: SnapshotPieces, in bytes: [UInt8]) async -> [TaskRow]? {
        await withTaskGroup(of: [(Int, [TaskRow]?)].self) { group in
            for first in 0..<min(readers, pieces.tasks.count) {
                group.addTask {
                    // One parser for all of them: what it works in is many times a piece, and the system's to give.
                    var parser = JSONParser()
                    return stride(from: first, to: pieces.tasks.count, by: readers).map { number in
                        (number, tasks(SnapshotPieces.array(of: bytes[pieces.tasks[number]]), &parser))
                    }
                }
            }
            var parts = [[TaskRow]?](repeating: nil, count: pieces.tasks.count)
            for await read in group {
                for (number, tasks) in read { parts[number] = tasks }
            }
            var all: [TaskRow] = []
            all.reserveCapacity(parts.reduce(0) { $0 + ($1?.count ?? 0) })
            for number in parts.indices {
                guard let part = parts[number] else { return nil }
                all += part
                parts[number] = nil
            }
            return all
        }
    }

    /// So many read side by side.
    private static let readers = 4

    private static func tasks(_ bytes: [UInt8], _ parser: inout JSONParser) -> [TaskRow]? {
        // A piece that can't be read by itself: the whole document says what is wrong.
        try? parser.withParsed(bytes) { node throws(DecodingFailure) in
            try node.checkCounts()
            return [TaskRow].read(node, SharedTexts()) ?? []
        }
    }
}
