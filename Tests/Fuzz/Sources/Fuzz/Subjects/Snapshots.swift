import Celery
import Dispatch

@testable import EventDecoding

/// Snapshot files.
enum Snapshots {
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        let file = Array(bytes)
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            await check(file)
            isDone.signal()
        }
        isDone.wait()
    }

    /// What is written of a snapshot reads as that snapshot.
    private static func check(_ file: [UInt8]) async {
        do {
            let json = try await SnapshotDecoder.decode(file).json
            let again = try await SnapshotDecoder.decode(json)
            precondition(again.json == json, "it reads otherwise than it was written")
        } catch {
            precondition(!"\(error)".isEmpty && !"\(error)".contains("\n"))
        }
    }
}
