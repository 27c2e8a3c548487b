package import Sealing

/// What a site is sealed with: a key of its own, and who may open it.
package struct SiteSeal: Sendable {
    /// Where sealed files lie in a site's folder.
    static let folder = "sealed/"
    /// Where the key lies, in a box for each user.
    static let keyPath = "sealed/key.js"
    /// The page that asks for a password.
    static let gatePath = "index.html"

    private let key = SiteKey()
    private let users: [SealUser]
    private let rounds: Int

    /// Makes a key by chance; fewer rounds than usual are for tests alone.
    package init(for users: [SealUser], rounds: Int = KeyFile.rounds) {
        precondition(!users.isEmpty, "a site that nobody opens needs no seal")
        self.users = users
        self.rounds = rounds
    }

    /// Whether a file stays as it is: a browser runs no script that it hasn't loaded itself.
    static func staysOpen(_ path: String) -> Bool { path.hasPrefix("assets/") && path.hasSuffix(".js") }

    /// Where a file lies that is sealed.
    func path(of path: String) -> String { Self.folder + key.name(of: path) + ".js" }

    /// A file, sealed; each time that it is made it has other bytes.
    func sealed(_ file: RenderedFile, below folder: String = "") throws(PublishError) -> RenderedFile {
        try sealed(path: file.path, below: folder) { reader throws(PublishError) in try file.write(to: reader) }
    }

    private func sealed(
        path: String, below folder: String,
        _ content: @escaping @Sendable (RenderedFile.Reader) throws(PublishError) -> Void
    ) throws(PublishError) -> RenderedFile {
        let key = key
        return try RenderedFile(path: folder + self.path(of: path)) { reader throws(PublishError) in
            var failure: PublishError?
            SealedFile.seal(
                path: path, by: key,
                { piece in do throws(PublishError) { try content(piece) } catch { failure = error } }, to: reader)
            // What was handed on is no file then, and whoever writes it takes it away.
            if let failure { throw failure }
        }
    }

    /// A file of the sealed site that is in a folder now; `nil` where there is none, or none of the users opens it.
    package func earlier(_ path: String, at folder: String) -> [UInt8]? {
        // What can't be read begins anew, and whatever is wrong with it goes with the site that is replaced.
        try? UnsealedSite.bytes(of: path, at: folder, for: users)
    }

    /// A whole site, sealed, in a folder: the page that asks, the keys, and every file under a name that tells nothing.
    func sealed(_ files: [RenderedFile], gate: SealedGateFiles, below folder: String) throws(PublishError)
        -> [RenderedFile]
    {
        let (users, rounds, key) = (users, rounds, key)
        // The slowest comes first, since others are made meanwhile.
        var sealed = [
            try RenderedFile(path: folder + Self.keyPath) { KeyFile(key, for: users, rounds: rounds).bytes }
        ]
        var open: [String: [UInt8]] = [:]
        for file in files where Self.staysOpen(file.path) { open[file.path] = file.bytes }
        for file in gate.files { open[file.path] = file.bytes }
        for (path, bytes) in open { sealed.append(try RenderedFile(path: folder + path, bytes: bytes)) }
        let index = SealedIndex(files: files.map(\.path), open: open)
        sealed.append(
            try self.sealed(path: SealedIndex.path, below: folder) { reader throws(PublishError) in
                index.bytes.withUnsafeBufferPointer(reader)
            })
        for file in files where !Self.staysOpen(file.path) { sealed.append(try self.sealed(file, below: folder)) }
        return sealed
    }
}

/// What of a sealed site isn't sealed: the page that asks for a password, its style and its script.
struct SealedGateFiles: Sendable {
    let files: [RenderedFile]
}

/// A site that is sealed, with what stands in its own folder of the archive.
package struct SealedSite: Sendable {
    /// The files to be published.
    package let files: [RenderedFile]
    /// Those that stand in the archive once more.
    package let twins: [TwinFile]
}
