import Glibc

extension Publisher {
    /// Tries everything that publishing needs, short of changing the output; what it makes beside it is gone again.
    ///
    /// Throws what publishing would throw.
    package func rehearse() throws(PublishError) {
        let place: OutputPlace
        do {
            place = try OutputPlace.resolving(disk, makesParents: false)
        } catch .system(_, _, _, ENOENT) {
            return try rehearseMakingFolders()
        }
        let claim = try claim()
        defer { withExtendedLifetime(claim) {} }
        let site = try site(at: place)
        guard mode == .exchange || !isThere(place) else {
            let probe = place.path + "/" + PublishedSite.stagingName
            disk.removeTree(probe)
            defer { disk.removeTree(probe) }
            return try disk.makeFolder(probe, shown: disk.output)
        }
        let staged = try StagedTree(at: place.temporaryPath(), replacing: site, disk: disk)
        defer { disk.removeTree(staged.path) }
        if isThere(place) { try staged.requireOneDevice(with: place.path) }
    }

    /// Not even the folder around the output is there: the nearest that is has to let us make one in it.
    private func rehearseMakingFolders() throws(PublishError) {
        var folder = disk.output
        while disk.status(of: folder) == nil {
            guard let slash = folder.lastIndex(of: "/") else {
                folder = "."
                break
            }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw .system(.create, file: disk.output, output: disk.output, code: errno)
        }
    }
}
