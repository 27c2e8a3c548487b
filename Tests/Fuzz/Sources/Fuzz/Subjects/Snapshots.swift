import Celery

@testable import EventDecoding

/// Snapshot files.
enum Snapshots {
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        do {
            let snapshot = try SnapshotDecoder.decode(Array(bytes))
            let json = snapshot.json
            let again = try SnapshotDecoder.decode(json)
            precondition(again.json == json, "it reads otherwise than it was written")
        } catch {
            precondition(!"\(error)".isEmpty && !"\(error)".contains("\n"))
        }
    }
}
