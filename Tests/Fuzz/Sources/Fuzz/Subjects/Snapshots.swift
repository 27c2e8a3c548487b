import Celery
import Dispatch

@testable import SnapshotFile

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
            let written = SnapshotFile.bytes(of: try await SnapshotFile.read(file))
            let again = SnapshotFile.bytes(of: try await SnapshotFile.read(written))
            precondition(again == written, "it reads otherwise than it was written")
        } catch {
            precondition(!"\(error)".isEmpty && !"\(error)".contains("\n"))
        }
    }
}
