import Foundation

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
    /// Where it is.
    let path: String

    /// Makes one.
    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "herbarium-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of what has this name in it.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// The names in it, sorted.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    /// Makes an empty file, to be written to.
    func file(_ name: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: self(name)))
        return try FileHandle(forWritingTo: URL(filePath: self(name)))
    }

    /// What a file holds.
    func data(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: self(name))) }
}
