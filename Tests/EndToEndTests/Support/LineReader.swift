import Foundation
import TestSupport

/// Reads lines as they come, on a thread of its own.
actor LineReader {
    private let handle: FileHandle
    private var rest = Data()

    /// Whoever writes has ended.
    struct Ended: Error {}

    /// Reads from a pipe.
    init(_ handle: FileHandle) { self.handle = handle }

    /// The next line, without its end.
    func next() async throws -> Data {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = rest[..<end]
                rest = Data(rest[rest.index(after: end)...])
                return Data(line)
            }
            let data = await more()
            guard !data.isEmpty else { throw Ended() }
            rest += data
        }
    }

    private func more() async -> Data {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [handle] in continuation.resume(returning: handle.availableData) }
        }
    }
}
