import Celery
import Report
import Site
import Synchronization
import TestSupport

/// The files of an index of several clusters made with the built-in templates, by path.
struct OverviewSite {
    let files: [String: RenderedFile]
    let board: OverviewBoard

    /// Digests of snapshots, each at a place of its own.
    static func digest(
        _ snapshot: Snapshot, at place: String, address: String? = nil, source: String? = nil
    ) -> ClusterDigest {
        ClusterDigest(
            place: place, source: source ?? place, address: address ?? "../\(place)/", snapshot, zone: .utc, log: nil)
    }

    init(
        _ digests: [ClusterDigest], title: String = "All shops", siteURL: String? = nil, isGuarded: Bool = false
    ) throws {
        board = OverviewBoard(
            digests, title: title, staleAfter: 3_600, now: SampleSnapshot.captured, zone: .utc, version: "0.1.0",
            siteURL: siteURL, isGuarded: isGuarded)
        let made = try SampleSite.builder.get().files(for: board)
        files = Dictionary(uniqueKeysWithValues: made.map { ($0.path, $0) })
    }

    func text(_ path: String) throws -> String {
        guard let bytes = files[path]?.bytes, !bytes.isEmpty else { throw SampleSite.NoSuchFile(path: path) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
