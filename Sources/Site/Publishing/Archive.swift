/// The sites that are kept whole beside the newest, itself among them: each in a folder of its own, named by the time
/// of its capture.
package struct Archive: Sendable, Equatable {
    /// Where the list of them is.
    package static let listPath = "archive.html"
    private static let folder = "archive/"

    /// The times of capture as they stand in the folders' names, newest first.
    package let captures: [String]
    /// The time of the newest site's capture.
    package let newest: String
    /// The files of the earlier sites.
    package let carried: [CarriedFile]
    /// Those of `captures` whose sites are sealed already.
    let sealed: Set<String>

    /// Plans to keep `limit` sites, of which the newest was captured at `newest`; `published` are the paths of all
    /// files that are there now. `nil` for a limit of 0.
    package init?(keeping limit: Int, newest: String, published: [String]) throws(PublishError) {
        guard limit > 0 else { return nil }
        let earlier = Set(published.compactMap(Self.capture)).subtracting([newest])
        let kept = earlier.sorted(by: >).prefix(limit - 1)
        captures = (kept + [newest]).sorted(by: >)
        self.newest = newest
        let paths = Set(published)
        sealed = Set(kept.filter { paths.contains(Self.folder(of: $0) + SiteSeal.keyPath) })
        var carried: [CarriedFile] = []
        for path in published {
            guard let capture = Self.capture(path), kept.contains(capture), path != Self.listPath(in: capture) else {
                continue
            }
            carried.append(try CarriedFile(from: path, to: path))
        }
        self.carried = carried
    }

    /// The captures whose lists of sites are made anew: nothing open is put beside what is sealed.
    var listed: [String] { captures.filter { !sealed.contains($0) } }

    /// The captures of the earlier sites that anybody can read.
    package var open: [String] { captures.filter { $0 != newest && !sealed.contains($0) } }

    /// Throws `.openArchive` where any of the earlier sites isn't sealed; `output` is told.
    package func requireSealed(at output: String) throws(PublishError) {
        if !open.isEmpty { throw .openArchive(output, count: open.count) }
    }

    /// The folder of a site, with a slash at its end.
    package static func folder(of capture: String) -> String { folder + capture + "/" }

    /// Where the pages of a kept site find the list: in its own folder, since each site's links are its own.
    package static func listPath(in capture: String) -> String { folder(of: capture) + listPath }

    /// What the newest site's own folder holds besides the list: its files once more.
    package func twins(of files: [RenderedFile]) throws(PublishError) -> [TwinFile] {
        var twins: [TwinFile] = []
        for file in files where Self.isOfOneSite(file) {
            twins.append(try TwinFile(of: file.path, at: Self.folder(of: newest) + file.path))
        }
        return twins
    }

    /// The same where that folder keeps less than the newest site: other files, in that folder.
    package func dated(_ files: [RenderedFile]) throws(PublishError) -> [RenderedFile] {
        var dated: [RenderedFile] = []
        for file in files where Self.isOfOneSite(file) {
            dated.append(try RenderedFile(file, at: Self.folder(of: newest) + file.path))
        }
        return dated
    }

    /// The path of a site's file outside of the archive, of one in it.
    static func original(of path: String) -> String? {
        guard path.hasPrefix(folder), let slash = path.dropFirst(folder.count).firstIndex(of: "/") else { return nil }
        return String(path[path.index(after: slash)...])
    }

    private static func isOfOneSite(_ file: RenderedFile) -> Bool {
        file.path != listPath && !file.path.hasPrefix(folder)
    }

    private static func capture(_ path: String) -> String? {
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == "archive" ? String(parts[1]) : nil
    }
}
