import Glibc
package import Sealing

/// A folder with a sealed site, which some of its users open.
package struct UnsealedSite: Sendable {
    /// The files, those of the sites in its archive that open among them, as they were before they were sealed.
    package let files: [RenderedFile]
    /// The folders of the archive that none of the users opens, sorted.
    package let closed: [String]

    /// Whether a folder holds a sealed site.
    package static func isSealed(_ folder: String) -> Bool {
        access(folder + "/" + SiteSeal.keyPath, F_OK) == 0
    }

    /// Opens the site, and looks at every byte of it.
    ///
    /// - Throws: `.notSealed`, `.sealNotOpened` where no user's password opens it, `.seal` where anything isn't as it
    ///   was sealed.
    package init(at folder: String, for users: [SealUser]) throws(PublishError) {
        let disk = Disk(output: folder)
        guard Self.isSealed(folder) else { throw .notSealed(folder) }
        guard let site = try Folder(root: folder, path: "", for: users, disk: disk) else {
            throw .sealNotOpened(folder)
        }
        var (files, closed) = (try site.files(), [String]())
        let archive = folder + "/archive"
        let names = disk.status(of: archive)?.kind == .folder ? try disk.names(in: archive, shown: archive) : []
        for name in names where Self.isSealed(archive + "/" + name) {
            let path = "archive/" + name + "/"
            if let site = try Folder(root: folder, path: path, for: users, disk: disk) {
                files += try site.files()
            } else {
                closed.append("archive/" + name)
            }
        }
        self.files = files
        self.closed = closed
    }

    /// One file of a sealed site, and of nothing else; `nil` where there is none, or none of the users opens the site.
    static func bytes(of path: String, at folder: String, for users: [SealUser]) throws(PublishError) -> [UInt8]? {
        guard isSealed(folder) else { return nil }
        guard let site = try Folder(root: folder, path: "", for: users, disk: Disk(output: folder)) else { return nil }
        return site.index.files.contains(path) ? try site.bytes(of: path) : nil
    }

    /// One site, at the root or in the archive.
    private struct Folder {
        let root: String
        let path: String
        let key: SiteKey
        let index: SealedIndex
        let disk: Disk

        /// `nil` where no user opens it.
        init?(root: String, path: String, for users: [SealUser], disk: Disk) throws(PublishError) {
            (self.root, self.path, self.disk) = (root, path, disk)
            let keyPath = path + SiteSeal.keyPath
            let bytes = try disk.read(root + "/" + keyPath, shown: keyPath)
            do throws(SealError) {
                guard let key = try KeyFile(parsing: bytes, path: keyPath).key(for: users, path: keyPath) else {
                    return nil
                }
                self.key = key
            } catch {
                throw .seal(error)
            }
            let index = try Self.read(SealedIndex.path, root: root, below: path, by: key, disk: disk)
            do throws(SealError) {
                self.index = try SealedIndex(parsing: index)
            } catch {
                throw .seal(error)
            }
        }

        /// A file, opened.
        func bytes(of path: String) throws(PublishError) -> [UInt8] {
            try Self.read(path, root: root, below: self.path, by: key, disk: disk)
        }

        private static func file(_ path: String, below folder: String, by key: SiteKey) -> String {
            folder + SiteSeal.folder + key.name(of: path) + ".js"
        }

        private static func read(
            _ path: String, root: String, below folder: String, by key: SiteKey, disk: Disk
        ) throws(PublishError) -> [UInt8] {
            var plain: [UInt8] = []
            try open(path, root: root, below: folder, by: key, disk: disk) { plain += $0 }
            return plain
        }

        private static func open(
            _ path: String, root: String, below folder: String, by key: SiteKey, disk: Disk,
            to reader: RenderedFile.Reader
        ) throws(PublishError) {
            let name = file(path, below: folder, by: key)
            let bytes = try disk.read(root + "/" + name, shown: folder + path)
            var failure: SealError?
            bytes.withUnsafeBufferPointer { bytes in
                do throws(SealError) {
                    try SealedFile.open(bytes, path: path, by: key, to: reader)
                } catch {
                    failure = error
                }
            }
            if case .changed = failure { throw .seal(.changed(folder + path)) }
            if let failure { throw .seal(failure) }
        }

        /// All files, each of which was looked at, and is again when it is written.
        func files() throws(PublishError) -> [RenderedFile] {
            for (path, digest) in index.open.sorted(by: { $0.key < $1.key }) {
                let bytes = try disk.read(root + "/" + self.path + path, shown: self.path + path)
                guard SealedIndex.digest(bytes) == digest else { throw .seal(.changed(self.path + path)) }
            }
            var files: [RenderedFile] = []
            for path in index.files {
                let (root, folder, key, disk) = (root, self.path, key, disk)
                if SiteSeal.staysOpen(path) {
                    let bytes = try disk.read(root + "/" + folder + path, shown: folder + path)
                    guard let digest = index.open[path], SealedIndex.digest(bytes) == digest else {
                        throw .seal(.changed(folder + path))
                    }
                    files.append(try RenderedFile(path: folder + path, bytes: bytes))
                    continue
                }
                try Self.open(path, root: root, below: folder, by: key, disk: disk) { _ in }
                files.append(
                    try RenderedFile(path: folder + path) { (reader: RenderedFile.Reader) throws(PublishError) in
                        try Self.open(path, root: root, below: folder, by: key, disk: disk, to: reader)
                    })
            }
            return files
        }
    }
}
