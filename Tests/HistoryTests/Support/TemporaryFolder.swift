import Foundation

/// A folder that goes away with this value's owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "herbarium-history-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    // A leftover in the temporary folder harms nobody.
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
