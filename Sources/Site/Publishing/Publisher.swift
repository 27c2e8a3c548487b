import Glibc

/// Brings finished files to where readers find them, all at once or, on failure, not at all.
package struct Publisher: Sendable {
    /// How a site takes the place of the one before.
    package enum Mode: Sendable {
        /// In one step: a reader, or a crash, sees the old site or the new one.
        case exchange
        /// File by file, for a folder that can't be exchanged, such as a mount point.
        case inPlace
    }

    let disk: Disk
    let mode: Mode

    /// Publishes to the folder `output`: a link is followed, what is missing is made.
    package init(output: String, mode: Mode = .exchange) {
        disk = Disk(output: output)
        self.mode = mode
    }

    /// Keeps other runs away from the output for as long as the claim lives; `nil` where not even the folder around it
    /// is there.
    ///
    /// Throws `.busy` when another run has it, and what keeps everybody from ever publishing there.
    package func claim() throws(PublishError) -> OutputClaim? {
        do {
            let place = try OutputPlace.resolving(disk, makesParents: false)
            return OutputClaim(try lock(place), on: place)
        } catch .system(_, _, _, ENOENT) {
            return nil
        }
    }

    /// Makes `files`, those of the site before that are carried, and those that stand there twice, the whole site.
    ///
    /// Without a `claim` on the output it takes one for itself.
    /// Throws before anything has changed at the output, unless a disk fails in the middle of an update in place.
    @discardableResult
    package func publish(
        _ files: [RenderedFile], carrying: [CarriedFile] = [], twins: [TwinFile] = [], claim: OutputClaim? = nil
    ) throws(PublishError) -> Publication {
        let place = try OutputPlace.resolving(disk, makesParents: true)
        // A link may lead elsewhere by now.
        let claim = try claim?.place == place ? claim : OutputClaim(lock(place), on: place)
        defer { withExtendedLifetime(claim) {} }
        let leftovers = place.leftovers().filter { !disk.removeTree($0) }
        let site = try site(at: place)
        let tree = try SiteTree(files, carrying: carrying, twins: twins, after: site)
        var publication =
            if mode == .inPlace, isThere(place) {
                try update(site, to: tree)
            } else {
                try replace(site, with: tree, at: place)
            }
        publication.leftovers += leftovers
        return publication
    }

    /// The paths of the site that is at the output now, sorted; empty when there is none.
    package func publishedFiles() throws(PublishError) -> [String] {
        do {
            let place = try OutputPlace.resolving(disk, makesParents: false)
            return try site(at: place).files.sorted()
        } catch .system(_, _, _, ENOENT) {
            return []
        }
    }

    func isThere(_ place: OutputPlace) -> Bool {
        disk.status(of: place.path) != nil
    }

    func site(at place: OutputPlace) throws(PublishError) -> PublishedSite {
        guard let status = disk.status(of: place.path) else { return PublishedSite(absentAt: place.path) }
        guard status.kind == .folder else { throw .notAFolder(disk.output) }
        return try PublishedSite(at: place.path, disk: disk)
    }

    private func update(_ site: PublishedSite, to tree: SiteTree) throws(PublishError) -> Publication {
        var update = InPlaceUpdate(of: site, to: tree, disk: disk)
        return try update.run()
    }

    private func replace(
        _ site: PublishedSite, with tree: SiteTree, at place: OutputPlace
    ) throws(PublishError) -> Publication {
        let isFirst = !isThere(place)
        var staged = try StagedTree(at: place.temporaryPath(), replacing: site, disk: disk)
        var publication: Publication
        do {
            if !isFirst { try staged.requireOneDevice(with: place.path) }
            publication = try staged.fill(with: tree)
            if isFirst {
                try staged.rename(to: place.path)
            } else {
                try staged.exchange(with: place.path)
            }
        } catch {
            disk.removeTree(staged.path)
            throw error
        }
        // From here on the new site is there, and nothing that goes wrong makes the run a failure.
        try? disk.flush(place.parent, shown: disk.output)
        if !isFirst, !disk.removeTree(staged.path) { publication.leftovers.append(staged.path) }
        return publication
    }
}

extension Publisher {
    /// The lock beside the output; an update in place does without writing there, and then has it inside.
    private func lock(_ place: OutputPlace) throws(PublishError) -> PublishLock {
        do {
            return try PublishLock(place.lockPath, to: isThere(place) ? .replace : .create, disk: disk)
        } catch .system(_, _, _, let code) where [EACCES, EPERM, EROFS].contains(code) && isThere(place) {
            guard mode == .exchange else {
                return try PublishLock(place.path + "/" + PublishedSite.lockName, to: .replace, disk: disk)
            }
            let reason = "nothing can be made beside it in '\(place.parent)': " + systemReason(code)
            throw .notExchangeable(disk.output, reason: reason)
        }
    }
}
