package import Celery
package import Decoding

/// `data/snapshot.json`: a snapshot as a file, from the declarations of its members in `Declarations/`.
package enum SnapshotFile {
    /// What a task and a worker take where little is known of them: room that is made at once needn't be moved.
    private static let (usualBytesOfTask, usualBytesOfWorker) = (1_024, 700)

    /// A snapshot's file: sorted keys, a line for each row.
    package static func bytes(of snapshot: Snapshot) -> [UInt8] {
        var file = RecordWriter(
            capacity: snapshot.tasks.count * usualBytesOfTask + snapshot.workers.count * usualBytesOfWorker)
        file.record(snapshot)
        file.json.endLine()
        return file.json.bytes
    }

    /// Reads a file, its tasks in pieces side by side; keys that it doesn't know are passed over.
    ///
    /// - Throws: what keeps the document from being a snapshot.
    package static func read(_ bytes: [UInt8]) async throws(DecodingFailure) -> Snapshot {
        try await read(bytes, pieceSize: SnapshotPieces.usualSize)
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
        await withTaskGroup(of: (Int, [TaskRow]?).self) { group in
            for (number, range) in pieces.tasks.enumerated() {
                group.addTask { (number, tasks(SnapshotPieces.array(of: bytes[range]))) }
            }
            var parts = [[TaskRow]?](repeating: nil, count: pieces.tasks.count)
            for await (number, tasks) in group { parts[number] = tasks }
            var all: [TaskRow] = []
            all.reserveCapacity(parts.reduce(0) { $0 + ($1?.count ?? 0) })
            for part in parts {
                guard let part else { return nil }
                all += part
            }
            return all
        }
    }

    private static func tasks(_ bytes: [UInt8]) -> [TaskRow]? {
        var parser = JSONParser()
        // A piece that can't be read by itself: the whole document says what is wrong.
        return try? parser.withParsed(bytes) { node throws(DecodingFailure) in
            try node.checkCounts()
            return [TaskRow].read(node, SharedTexts()) ?? []
        }
    }
}
