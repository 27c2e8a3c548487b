import Glibc

/// The next site while it is being built beside the output; it either takes the output's place as a whole or disappears.
struct StagedTree {
    /// The folder it is built in, or, after the exchange, the one with the site before.
    let path: String
    /// How it reaches the file system.
    let disk: Disk
    private let site: PublishedSite
    private var folders: Set<String> = [""]

    /// Makes an empty folder.
    init(at path: String, replacing site: PublishedSite, disk: Disk) throws(PublishError) {
        self.path = path
        self.site = site
        self.disk = disk
        try disk.check(.create, disk.output) { Int(mkdir(path, 0o777)) }
    }

    /// Takes over owner and permissions of the folder that this one will replace; what is made in it then may inherit from them.
    private func adoptPermissions() throws(PublishError) {
        guard let old = disk.status(of: site.root), let new = disk.status(of: path) else { return }
        if old.owner != new.owner || old.group != new.group {
            // Only root may give a folder to others; the site is readable all the same.
            _ = chown(path, old.owner, old.group)
        }
        if old.mode != new.mode { try disk.check(.create, disk.output) { Int(chmod(path, old.mode)) } }
    }

    /// Fills the folder: files, manifest, and what the folder before holds of others.
    mutating func fill(with tree: SiteTree) throws(PublishError) -> Publication {
        var publication = Publication()
        try adoptPermissions()
        let mode = try freshMode()
        for (path, content) in tree.publishingOrder {
            if try place(content, at: path, mode: mode) {
                publication.unchanged += 1
            } else {
                publication.written += 1
            }
        }
        _ = try place(.bytes(tree.manifest.encoded()), at: Manifest.name, mode: mode)
        for guest in site.guests where tree.places[guest] == nil { try carry(guest) }
        try disk.flushAll(around: path, shown: disk.output)
        publication.removed = site.files.filter { tree.places[$0] == nil }.count
        return publication
    }

    /// Puts one file in its place; says whether it is one from before.
    private mutating func place(
        _ content: SiteTree.Content, at file: String, mode: mode_t
    ) throws(PublishError) -> Bool {
        try makeFolders(of: file)
        let new = path + "/" + file
        switch content {
        case .carried(let source):
            try disk.link(site.root + "/" + source, to: new, mode: mode, shown: source)
            return true
        case .twin(let source):
            try disk.link(path + "/" + source, to: new, shown: file)
            return disk.status(of: site.root + "/" + file) != nil
        case .bytes(let bytes):
            let old = site.root + "/" + file
            guard try disk.holds(old, bytes, shown: file) else {
                try disk.write(bytes, to: new, shown: file)
                return false
            }
            try disk.link(old, to: new, mode: mode, shown: file)
            return true
        }
    }

    private mutating func makeFolders(of file: String) throws(PublishError) {
        for folder in folderPaths(of: file) where folders.insert(folder).inserted {
            try disk.makeFolder(path + "/" + folder, shown: folder)
        }
    }

    /// The permissions that the user's mask gives to a new file, known only by making one.
    private func freshMode() throws(PublishError) -> mode_t {
        let probe = path + "/" + reservedPrefix + "probe"
        try disk.write([], to: probe, shown: disk.output)
        defer { unlink(probe) }
        return disk.status(of: probe)?.mode ?? 0o644
    }

    /// Links what isn't ours into the new folder, a folder with all that is in it.
    private mutating func carry(_ guest: String) throws(PublishError) {
        try makeFolders(of: guest)
        let old = site.root + "/" + guest
        let new = path + "/" + guest
        guard let status = disk.status(of: old) else { return }
        guard status.kind == .folder else { return try disk.link(old, to: new, shown: guest) }
        try disk.makeFolder(new, shown: guest)
        for name in try disk.names(in: old, shown: guest) { try carry(guest + "/" + name) }
        if disk.status(of: new)?.mode != status.mode {
            try disk.check(.create, guest) { Int(chmod(new, status.mode)) }
        }
    }
}
