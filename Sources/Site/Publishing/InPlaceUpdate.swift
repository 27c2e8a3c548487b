import Glibc

/// Turns a site into the next one file by file, where its folder can't be exchanged.
///
/// Everything new is first written into a folder of its own in the output, so that a full disk is met before anything
/// has changed; each file then takes its place in one step. A run that dies on the way leaves a manifest that lists the
/// files of both sites.
struct InPlaceUpdate: SiteDraft {
    private let site: PublishedSite
    private let tree: SiteTree
    private let disk: Disk
    private let staging: String
    /// What is ready in the staging folder; a file's place there is its number.
    private var numbers: [String: Int] = [:]
    /// The numbers of rendered files, ready or not.
    private var reserved: [String: Int] = [:]
    /// The permissions of new files.
    private var mode: mode_t?

    /// Plans the change of an existing folder.
    init(of site: PublishedSite, to tree: SiteTree, disk: Disk) {
        self.site = site
        self.tree = tree
        self.disk = disk
        staging = site.root + "/" + PublishedSite.stagingName
    }

    mutating func begin() throws(PublishError) {
        disk.removeTree(staging)
        try disk.check(.create, disk.output) { Int(mkdir(staging, 0o777)) }
        let probe = staging + "/probe"
        try disk.write([], to: probe, shown: disk.output)
        mode = disk.status(of: probe)?.mode
        for (path, content) in tree.publishingOrder where content == .rendered { reserved[path] = reserved.count }
    }

    func write(_ file: RenderedFile) throws(PublishError) -> FileFate {
        guard let number = reserved[file.path] else { return .untouched }
        let (old, new) = (site.root + "/" + file.path, "\(staging)/\(number)")
        var writing = FileWriting(to: new, comparing: [old], disk: disk, shown: file.path)
        try file.write(to: { writing.put($0) })
        if Task.isCancelled { throw .interrupted }
        guard try writing.finish() != nil else { return .written }
        if disk.status(of: old)?.mode == mode { return .untouched }
        try disk.link(old, to: new, mode: mode, shown: file.path)
        return .linked
    }

    mutating func note(_ fate: FileFate, of path: String) {
        if fate != .untouched { numbers[path] = reserved[path] }
    }

    mutating func commit() throws(PublishError) -> Publication {
        defer { discard() }
        var next = reserved.count
        for (path, content) in tree.publishingOrder where try link(content, for: path, as: next) {
            numbers[path] = next
            next += 1
        }
        let both = Set(site.manifest?.files ?? []).union(tree.places.keys)
        try write(Manifest(files: both, kept: Set(tree.manifest.kept)), as: "both")
        try write(tree.manifest, as: "manifest")
        try disk.flushAll(around: staging, shown: disk.output)
        let gone = site.files.filter { tree.places[$0] == nil }
        let manifest = site.root + "/" + Manifest.name
        let isListed = try disk.holds(manifest, tree.manifest.encoded(), shown: Manifest.name)
        if !numbers.isEmpty || !gone.isEmpty || !isListed { try replaceFiles(removing: gone) }
        return Publication(
            written: numbers.count, unchanged: tree.places.count - numbers.count, removed: gone.count)
    }

    func discard() { disk.removeTree(staging) }

    /// Says whether there was anything to stage.
    private func link(
        _ content: SiteTree.Content, for path: String, as number: Int
    ) throws(PublishError) -> Bool {
        let new = "\(staging)/\(number)"
        switch content {
        case .rendered: return false
        case .carried(from: path) where site.files.contains(path): return false
        case .carried(let source):
            try disk.link(site.root + "/" + source, to: new, mode: mode, shown: source)
        case .twin(let source):
            let isStaged = numbers[source] != nil
            // What it is the twin of stays as it is, and so does it.
            guard isStaged || !site.files.contains(path) else { return false }
            let other = numbers[source].map { "\(staging)/\($0)" } ?? site.root + "/" + source
            try disk.link(other, to: new, mode: mode, shown: path)
        }
        return true
    }

    private func replaceFiles(removing gone: Set<String>) throws(PublishError) {
        try move("both", to: Manifest.name)
        let inTheWay = filesInTheWay(among: gone)
        try remove(inTheWay)
        for (path, _) in tree.publishingOrder {
            guard let number = numbers[path] else { continue }
            for folder in folderPaths(of: path) { try disk.makeFolder(site.root + "/" + folder, shown: folder) }
            try move(String(number), to: path)
        }
        try remove(gone.subtracting(inTheWay))
        try move("manifest", to: Manifest.name)
        try disk.flushAll(around: site.root, shown: disk.output)
    }

    /// Old files that stand where the new site has a folder, or in a folder where it has a file.
    private func filesInTheWay(among gone: Set<String>) -> Set<String> {
        let new = Set(tree.places.keys)
        let newFolders = Set(new.flatMap(folderPaths))
        return gone.filter { path in newFolders.contains(path) || folderPaths(of: path).contains { new.contains($0) } }
    }

    private func remove(_ files: Set<String>) throws(PublishError) {
        for file in files.sorted() { try disk.check(.remove, file) { Int(unlink(site.root + "/" + file)) } }
        disk.removeEmptyFolders(of: files, below: site.root)
    }

    private func write(_ manifest: Manifest, as name: String) throws(PublishError) {
        try disk.write(manifest.encoded(), to: staging + "/" + name, shown: Manifest.name)
    }

    private func move(_ name: String, to path: String) throws(PublishError) {
        try disk.check(.write, path) { Int(rename(staging + "/" + name, site.root + "/" + path)) }
    }
}
