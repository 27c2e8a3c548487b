/// What is in an output's folder before a run.
struct PublishedSite {
    /// Absolute, links resolved.
    let root: String
    /// `nil` where nothing of ours has been published.
    let manifest: Manifest?
    /// The paths of our files that are there.
    let files: Set<String>
    /// Paths of what is carried over untouched, folders not looked into: dot files, and `CNAME` at the root.
    let guests: [String]

    /// Where an update in place prepares the new files, in the site's folder.
    static let stagingName = reservedPrefix + "staging"
    /// The lock of an update in place that may not write beside the site's folder.
    static let lockName = reservedPrefix + "lock"
    /// What the publisher has put at the root for itself, and puts there anew when it needs it.
    static let ownNames: Set<String> = [Manifest.name, stagingName, lockName]

    /// A folder that doesn't exist.
    init(absentAt root: String) {
        self.root = root
        manifest = nil
        files = []
        guests = []
    }

    /// Looks through an existing folder but for its `neighbours`; throws `.foreignFiles` when it holds what is neither
    /// ours nor carried over.
    init(at root: String, neighbours: Set<String> = [], disk: Disk) throws(PublishError) {
        self.root = root
        manifest = try PublishedSite.manifest(at: root, disk: disk)
        var walk = Walk(root: root, ours: Set(manifest?.files ?? []), neighbours: neighbours, disk: disk)
        try walk.enter("")
        guard walk.foreign.isEmpty else {
            throw .foreignFiles(
                folder: disk.output, names: Array(walk.foreign.prefix(Walk.limit)),
                areMore: walk.foreign.count > Walk.limit)
        }
        files = walk.files
        guests = walk.guests
    }

    /// The assets that the next site keeps if it doesn't have them itself: those that weren't kept before.
    var passingAssets: Set<String> {
        let kept = Set(manifest?.kept ?? [])
        return files.filter { $0.hasPrefix("assets/") && !kept.contains($0) }
    }

    private static func manifest(at root: String, disk: Disk) throws(PublishError) -> Manifest? {
        let path = root + "/" + Manifest.name
        let shown = disk.output + "/" + Manifest.name
        guard disk.status(of: path) != nil else { return nil }
        return try Manifest(parsing: disk.read(path, shown: shown), path: shown)
    }
}

/// A walk through a folder that ends as soon as enough is known to refuse it.
private struct Walk {
    /// How many foreign files an error names.
    static let limit = 3

    let root: String
    let ours: Set<String>
    let neighbours: Set<String>
    let disk: Disk
    var files: Set<String> = []
    var guests: [String] = []
    var foreign: [String] = []

    init(root: String, ours: Set<String>, neighbours: Set<String>, disk: Disk) {
        self.root = root
        self.ours = ours
        self.neighbours = neighbours
        self.disk = disk
    }

    mutating func enter(_ folder: String) throws(PublishError) {
        for name in try disk.names(in: root + "/" + folder, shown: folder.isEmpty ? disk.output : folder) {
            let path = folder.isEmpty ? name : folder + "/" + name
            if folder.isEmpty, PublishedSite.ownNames.contains(name) { continue }
            if neighbours.contains(path) { continue }
            let kind = disk.status(of: root + "/" + path)?.kind
            if kind == .file, ours.contains(path) {
                files.insert(path)
            } else if name.hasPrefix(".") || folder.isEmpty && (name == "CNAME" || name == "lost+found") {
                guests.append(path)
            } else if kind == .folder {
                try enter(path)
            } else if kind != nil {
                foreign.append(path)
            }
            guard foreign.count <= Walk.limit else { return }
        }
    }
}
