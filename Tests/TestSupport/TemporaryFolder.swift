package import Foundation

/// A folder that is gone when the test is.
package final class TemporaryFolder: Sendable {
    /// Where it is: absolute, without links.
    package let path: String

    /// Makes one.
    package init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let url = base.appending(path: "herbarium-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    // A leftover in the temporary folder harms nobody.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The absolute path of what has this name in it.
    package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, and the folders around it; returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    /// Writes a file of any bytes, and the folders around it; returns its path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = URL(filePath: self(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return self(name)
    }

    /// Makes an empty file, to be written to.
    package func file(_ name: String) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(filePath: try write("", to: name)))
    }

    /// What a file holds.
    package func data(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: self(name))) }

    /// The same as text.
    package func text(_ name: String) throws -> String { try String(contentsOfFile: self(name), encoding: .utf8) }

    /// The files below a folder in it, relative to that, sorted; the manifest of a site left out.
    package func files(_ name: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: self(name)).filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: self(name + "/" + path), isDirectory: &isFolder)
            return !isFolder.boolValue && path != ".herbarium-manifest.json"
        }.sorted()
    }

    /// The names in a folder in it, sorted.
    package func names(_ name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted()
    }

    /// The system's number of a file, which stays as long as the file is the same.
    package func number(_ name: String) throws -> Int { (try attribute(.systemFileNumber, of: name) as? Int) ?? 0 }

    /// When a file was written last.
    package func modified(_ name: String) throws -> Date {
        (try attribute(.modificationDate, of: name) as? Date) ?? .distantPast
    }

    /// The permissions of a file or a folder.
    package func mode(_ name: String) throws -> Int { (try attribute(.posixPermissions, of: name) as? Int) ?? 0 }

    private func attribute(_ key: FileAttributeKey, of name: String) throws -> Any? {
        try FileManager.default.attributesOfItem(atPath: self(name))[key]
    }
}
