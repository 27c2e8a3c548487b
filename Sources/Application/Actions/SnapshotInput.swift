import Brokers
package import Celery
package import Configuration
import Decoding
import Glibc
import Site
import SnapshotFile

/// A snapshot that a command is given: a file, plain or packed, or the folder of a site.
package struct SnapshotInput {
    /// The file; `-` is the standard input.
    package let path: String
    /// Whether its tasks are wanted, which are most of it.
    package var withTasks = true

    /// Names a file, the folder of a site, or `-`.
    package init(path: String, withTasks: Bool = true) {
        self.path = path
        self.withTasks = withTasks
    }

    private static let mostBytes = 4_000_000_000
    private static let pieceBytes = 1 << 20

    /// What a packed file holds, or the file itself.
    private func unpacked(_ bytes: [UInt8]) throws(CommandError) -> [UInt8] {
        guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
        do throws(Gunzip.Flaw) {
            var unpacker = try GunzipStream()
            var unpacked: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
                try unpacker.inflate(Array(bytes[start..<min(bytes.count, start + Self.pieceBytes)]), into: &unpacked)
                guard unpacked.count <= Self.mostBytes else { throw .tooLarge(limit: Self.mostBytes) }
            }
            try unpacker.finish()
            return unpacked
        } catch {
            throw .badSnapshot(path: path, reason: "\(error)")
        }
    }

    /// Of a folder, the snapshot in it.
    private var file: String {
        var status = stat()
        guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return path }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return ["data/snapshot.json", "data/snapshot.json.gz"].map { folder + $0 }.first { access($0, F_OK) == 0 }
            ?? folder + "data/snapshot.json"
    }

    /// - Throws: `.badSnapshot` for the folder of a site that is sealed.
    private func refuseSeal() throws(CommandError) {
        guard path != "-", UnsealedSite.isSealed(path) else { return }
        throw .badSnapshot(path: path, reason: "the site is sealed; 'herbarium unseal' opens it")
    }

    /// Reads the file, which is no longer held afterwards.
    package func snapshot() async throws(CommandError) -> Snapshot {
        try refuseSeal()
        let bytes = try unpacked(InputFile(path: file, limit: Self.mostBytes).bytes())
        do throws(DecodingFailure) {
            return try await SnapshotFile.read(bytes, withTasks: withTasks)
        } catch {
            throw .badSnapshot(path: path, reason: "\(error)")
        }
    }
}
