import Foundation

/// A folder for one test; goes with it.
final class TemporaryFolder: Sendable {
    /// Absolute, without links.
    let path: String

    /// Makes the folder.
    init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let url = base.appending(path: "herbarium-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The absolute path of something in the folder.
    func callAsFunction(_ name: String) -> String {
        path + "/" + name
    }

    /// Makes a file, and the folders around it.
    func write(_ text: String, to name: String) throws {
        let url = URL(filePath: self(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// What a file holds.
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: self(name), encoding: .utf8)
    }

    /// The files below a folder in it, relative to that, sorted; the manifest left out.
    func files(_ name: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: self(name)).filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: self(name + "/" + path), isDirectory: &isFolder)
            return !isFolder.boolValue && path != ".herbarium-manifest.json"
        }.sorted()
    }

    /// The names in a folder in it, sorted.
    func names(_ name: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted()
    }

    /// The system's number of a file, which stays as long as the file is the same.
    func number(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: self(name))
        return (attributes[.systemFileNumber] as? Int) ?? 0
    }

    /// When a file was written last.
    func modified(_ name: String) throws -> Date {
        let attributes = try FileManager.default.attributesOfItem(atPath: self(name))
        return (attributes[.modificationDate] as? Date) ?? .distantPast
    }

    /// The permissions of a file or a folder.
    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: self(name))
        return (attributes[.posixPermissions] as? Int) ?? 0
    }
}
