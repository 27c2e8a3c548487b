import Celery
package import Report
import SnapshotFile
import Templating

extension SiteBuilder {
    /// The most bytes of the index; names that are too many for it are found by the search alone.
    private static let indexLimit = 1_000_000

    /// All files of the index of several clusters, each to be made when it is wanted.
    package func files(for board: OverviewBoard) throws(SiteError) -> [RenderedFile] {
        let (parts, files) = (templates.parts, assets.files(pages: [], snapshot: Overview.path))
        do throws(PublishError) {
            var made = [
                try RenderedFile(path: "index.html") { Self.index(of: board, files: files, parts: parts) },
                try RenderedFile(path: "index.md") {
                    parts.overview.markdown.render(OverviewPage(board, files: files))
                },
                try RenderedFile(path: Overview.path) { board.overview.file },
                try RenderedFile(path: NamesScript.path) { NamesScript.bytes(of: board) },
                try RenderedFile(path: "feed.atom") { parts.feed.render(FeedPage(board)) },
            ]
            for (digest, name) in zip(board.digests, board.names) {
                guard let card = digest.card else { continue }
                made.append(try RenderedFile(path: "cards/\(name).svg") { parts.card.render(card) })
            }
            return made + assets.publishedWithOverview
        } catch {
            throw .path(error)
        }
    }

    private static func index(of board: OverviewBoard, files: SiteFiles, parts: PartTemplates) -> [UInt8] {
        ReportLimits.longest(rows: board.longestList, fits: { $0.count <= indexLimit }) { limits in
            parts.overview.html.render(OverviewPage(board, files: files, limits: limits))
        }
    }
}
