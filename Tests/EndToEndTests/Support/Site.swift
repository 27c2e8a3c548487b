import Foundation
import TestSupport

/// The files of a folder, to be compared.
struct Site {
    /// What a file is: what it holds, and which one on the disk it is.
    struct File: Equatable {
        let data: Data
        let inode: UInt64
        let modified: Date
    }

    /// The files by path.
    let files: [String: File]

    /// Reads a folder; one that isn't there has no files.
    init(_ path: String) throws {
        var files: [String: File] = [:]
        let enumerator = FileManager.default.enumerator(atPath: path)
        while let name = enumerator?.nextObject() as? String {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = File(
                data: try Data(contentsOf: URL(filePath: "\(path)/\(name)")),
                inode: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0,
                modified: attributes[.modificationDate] as? Date ?? .distantPast)
        }
        self.files = files
    }

    /// What each file holds.
    var contents: [String: Data] { files.mapValues(\.data) }

    /// The paths of the pages, without those of the sites that are kept, which are the same.
    var pages: [String] { files.keys.filter { $0.hasSuffix(".html") && !$0.hasPrefix("archive/") }.sorted() }

    /// The snapshot that it shows.
    func snapshot() throws -> SnapshotFile? {
        try files["data/snapshot.json"].map { try SnapshotFile.read($0.data) }
    }
}
