import CPosix
import Glibc

/// The next site while it is being built beside the output; it either takes the output's place as a whole or
/// disappears.
struct StagedTree {
    /// The folder it is built in, or, after the exchange, the one with the site before.
    let path: String
    /// How it reaches the file system.
    let disk: Disk
    private let site: PublishedSite
    private var folders: Set<String> = [""]
    /// The permissions of new files.
    private var mode: mode_t = 0o644
    private var publication = Publication()

    /// Makes an empty folder.
    init(at path: String, replacing site: PublishedSite, disk: Disk) throws(PublishError) {
        self.path = path
        self.site = site
        self.disk = disk
        try disk.check(.create, disk.output) { Int(mkdir(path, 0o777)) }
    }

    /// Takes over owner, permissions, access control lists and label of the folder that this one will replace; what is
    /// made in it then inherits from them, and not from the folder above.
    private func adoptPermissions() throws(PublishError) {
        guard let old = disk.status(of: site.root), let new = disk.status(of: path) else { return }
        if old.owner != new.owner || old.group != new.group {
            // Only root may give a folder to others; the site is readable all the same.
            _ = chown(path, old.owner, old.group)
        }
        try adoptAttributes(of: site.root, for: path, shown: disk.output)
        if disk.status(of: path)?.mode != old.mode {
            try disk.check(.create, disk.output) { Int(chmod(path, old.mode)) }
        }
    }

    /// Gives a folder the access control lists of another (acl(5)), and where one may, its label for SELinux.
    private func adoptAttributes(of old: String, for new: String, shown: String) throws(PublishError) {
        for name in ["system.posix_acl_access", "system.posix_acl_default"] {
            try disk.check(.create, shown) { Int(shim_copy_attribute(old, new, name)) }
        }
        // A label that may not be given is the policy's own decision.
        _ = shim_copy_attribute(old, new, "security.selinux")
    }

    /// Makes the folder ready for the files of a tree.
    mutating func prepare(for tree: SiteTree) throws(PublishError) {
        try adoptPermissions()
        mode = try freshMode()
        for (path, content) in tree.places where content == .rendered { try makeFolders(of: path) }
    }

    /// Puts a rendered file in its place.
    func write(_ file: RenderedFile) throws(PublishError) -> FileFate {
        let (old, new) = (site.root + "/" + file.path, path + "/" + file.path)
        let original = Archive.original(of: file.path).map { path + "/" + $0 }
        let formers = [old] + [original].compactMap(\.self)
        var writing = FileWriting(to: new, comparing: formers, disk: disk, shown: file.path)
        try file.write(to: { writing.put($0) })
        if Task.isCancelled { throw .interrupted }
        guard let same = try writing.finish() else { return .written }
        try disk.link(same, to: new, mode: same == old ? mode : nil, shown: file.path)
        return same == old ? .linked : .written
    }

    /// Counts a file.
    mutating func note(_ fate: FileFate) { count(fate != .written) }

    /// Adds all that isn't rendered: links, manifest, and what the folder before holds of others.
    mutating func complete(_ tree: SiteTree) throws(PublishError) -> Publication {
        for (path, content) in tree.publishingOrder {
            if Task.isCancelled { throw .interrupted }
            switch content {
            case .rendered: break
            case .carried(let source): count(try carry(source, to: path))
            case .twin(let source): count(try addTwin(of: source, at: path))
            }
        }
        try place(tree.manifest.encoded(), at: Manifest.name)
        for guest in site.guests where tree.places[guest] == nil { try carry(guest) }
        try disk.flushAll(around: path, shown: disk.output)
        publication.removed = site.files.filter { tree.places[$0] == nil }.count
        return publication
    }

    private mutating func count(_ isFromBefore: Bool) {
        if isFromBefore { publication.unchanged += 1 } else { publication.written += 1 }
    }

    private func place(_ bytes: [UInt8], at file: String) throws(PublishError) {
        let (old, new) = (site.root + "/" + file, path + "/" + file)
        if try disk.holds(old, bytes, shown: file) {
            try disk.link(old, to: new, mode: mode, shown: file)
        } else {
            try disk.write(bytes, to: new, shown: file)
        }
    }

    /// Each of these puts one file in its place, and says whether it is one from before.
    private mutating func carry(_ source: String, to file: String) throws(PublishError) -> Bool {
        try makeFolders(of: file)
        try disk.link(site.root + "/" + source, to: path + "/" + file, mode: mode, shown: source)
        return true
    }

    private mutating func addTwin(of source: String, at file: String) throws(PublishError) -> Bool {
        try makeFolders(of: file)
        try disk.link(path + "/" + source, to: path + "/" + file, shown: file)
        return disk.status(of: site.root + "/" + file) != nil
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
        try adoptAttributes(of: old, for: new, shown: guest)
        for name in try disk.names(in: old, shown: guest) { try carry(guest + "/" + name) }
        if disk.status(of: new)?.mode != status.mode {
            try disk.check(.create, guest) { Int(chmod(new, status.mode)) }
        }
    }
}
