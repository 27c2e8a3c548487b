import CPosix
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
            return try disk.expectRoom(at: disk.output)
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
}

extension Disk {
    /// Looks whether the nearest folder that is there, above a place where not even the folder around it is, lets us
    /// make one in it.
    func expectRoom(at path: String) throws(PublishError) {
        var folder = path
        while status(of: folder) == nil {
            guard let slash = folder.lastIndex(of: "/") else {
                folder = "."
                break
            }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        try expectRoom(in: folder)
    }

    /// Looks whether a folder lets us make something in it.
    func expectRoom(in folder: String) throws(PublishError) {
        guard access(folder, W_OK | X_OK) == 0 else {
            throw .system(.create, file: output, output: output, code: errno)
        }
        if shim_is_of_kernel(folder) != 0 { throw .system(.create, file: output, output: output, code: EPERM) }
    }
}
