import Foundation

/// A folder that is gone when the benchmark is.
final class TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID().uuidString)")

    /// Makes one.
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of what has this name in it.
    func callAsFunction(_ name: String) -> String { url.appending(path: name).path }
}
