import Report
import Templating

extension SiteBuilder {
    /// Seals the files of a site, and those of its own folder in the archive: `dated` where that folder keeps other
    /// ones, else the same.
    package func sealed(
        _ files: [RenderedFile], dated: [RenderedFile] = [], archive: Archive?, by seal: SiteSeal
    ) throws(PublishError) -> SealedSite {
        let gate = try gate()
        let own = files.filter { Archive.original(of: $0.path) == nil }
        let site = try seal.sealed(own, gate: gate, below: "")
        guard let archive else { return SealedSite(files: site, twins: []) }
        let folder = Archive.folder(of: archive.newest)
        // The list of sites is the one page that differs there.
        let lists = files.filter { $0.path == Archive.listPath(in: archive.newest) }
        if dated.isEmpty {
            let list = seal.path(of: Archive.listPath)
            var twins: [TwinFile] = []
            for file in site where file.path != list {
                twins.append(try TwinFile(of: file.path, at: folder + file.path))
            }
            var sealedLists: [RenderedFile] = []
            for file in lists {
                sealedLists.append(try seal.sealed(RenderedFile(file, at: Archive.listPath), below: folder))
            }
            return SealedSite(files: site + sealedLists, twins: twins)
        }
        var inner: [RenderedFile] = []
        for file in dated + lists {
            guard let original = Archive.original(of: file.path) else { continue }
            inner.append(try RenderedFile(file, at: original))
        }
        return SealedSite(files: try site + seal.sealed(inner, gate: gate, below: folder), twins: [])
    }

    private func gate() throws(PublishError) -> SealedGateFiles {
        let page = templates.parts.gate.render(
            SealedGate(stylesheet: assets.gateStyle.file.path, script: assets.gateScript.file.path))
        return SealedGateFiles(files: [
            try RenderedFile(path: SiteSeal.gatePath, bytes: page), assets.gateStyle.file, assets.gateScript.file,
        ])
    }
}
