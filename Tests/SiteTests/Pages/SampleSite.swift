import Celery
import Report
import Site

/// The files of a site made with the built-in templates, by path.
struct SampleSite {
    private let files: [String: [UInt8]]

    init(_ snapshot: Snapshot, options: SiteOptions = SiteOptions()) async throws {
        let builder = try SiteBuilder(templates: BuiltInTemplates.all)
        let files = try builder.files(for: snapshot, zone: .utc, options: options)
        self.files = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
    }

    /// The site of a small cluster, made once for all tests that only read it.
    static var standard: SampleSite {
        get async throws { try await made.value }
    }

    private static let made = Task { try await SampleSite(SampleSnapshot(taskCount: 8).snapshot) }

    /// All paths, sorted.
    var paths: [String] { files.keys.sorted() }

    /// The file at a path.
    func bytes(_ path: String) throws -> [UInt8] {
        guard let bytes = files[path] else { throw NoSuchFile(path: path) }
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
