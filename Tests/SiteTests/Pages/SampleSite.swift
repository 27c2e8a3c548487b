import Celery
import Report
import Site
import Synchronization

/// The files of a site made with the built-in templates, by path; each is made when a test first looks at it.
final class SampleSite: Sendable {
    private let files: [String: RenderedFile]
    private let made = Mutex<[String: [UInt8]]>([:])

    init(_ snapshot: Snapshot, zone: Zone = .utc, options: SiteOptions = SiteOptions()) async throws {
        let files = try Self.builder.get().files(for: snapshot, zone: zone, options: options)
        self.files = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
    }

    /// The built-in templates, compiled once for all sites.
    static let builder = Result { try SiteBuilder.builtIn.get() }

    /// The site of a small cluster, made once for all tests that only read it.
    static var standard: SampleSite {
        get async throws { try await shared.value }
    }

    private static let shared = Task { try await SampleSite(SampleSnapshot(taskCount: 8).snapshot) }

    /// All paths, sorted.
    var paths: [String] { files.keys.sorted() }

    /// The file at a path.
    func bytes(_ path: String) throws -> [UInt8] {
        if let bytes = made.withLock({ $0[path] }) { return bytes }
        guard let bytes = files[path]?.bytes else { throw NoSuchFile(path: path) }
        made.withLock { $0[path] = bytes }
        return bytes
    }

    /// The same as text.
    func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// The pages in HTML.
    var pages: [String] { paths.filter { $0.hasSuffix(".html") } }

    /// A test asked for what isn't there.
    struct NoSuchFile: Error {
        let path: String
    }
}
