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
    /// The folders in the output that are left alone, relative to it: others publish there.
    let neighbours: Set<String>

    /// Publishes to the folder `output`: a link is followed, what is missing is made.
    ///
    /// Only in place folders of others can be left alone, since they would have to change folders with the output.
    package init(output: String, mode: Mode = .exchange, neighbours: Set<String> = []) {
        disk = Disk(output: output)
        self.mode = mode
        self.neighbours = neighbours
    }

    /// Keeps other runs away from the output for as long as the claim lives; `nil` where not even the folder around it
    /// is there.
    ///
    /// Throws `.busy` when another run has it, and what keeps everybody from ever publishing there.
    package func claim() throws(PublishError) -> OutputClaim? {
        do {
            let place = try OutputPlace.resolving(disk, makesParents: false)
            if !isThere(place) { try disk.expectRoom(in: place.parent) }
            return OutputClaim(try lock(place), on: place)
        } catch .system(_, _, _, ENOENT) {
            try disk.expectRoom(at: disk.output)
            return nil
        }
    }

    /// Throws what keeps a file from ever being written at a path, so that it is known before anything is done for it.
    package static func expectRoom(for path: String) throws(PublishError) {
        let disk = Disk(output: path)
        var status = stat()
        if stat(path, &status) == 0 {
            guard FileStatus(status).kind != .folder else {
                throw .system(.write, file: path, output: path, code: EISDIR)
            }
            if FileStatus(status).kind != .file { return }
        }
        do {
            let place = try OutputPlace.resolving(disk, makesParents: false)
            try disk.expectRoom(in: place.parent)
        } catch .system(.create, _, _, let code) {
            throw .system(.write, file: path, output: path, code: code)
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
        var work = try begin(files, carrying: carrying, twins: twins, claim: claim)
        return try work.finish { draft throws(PublishError) in
            for file in files { draft.note(try draft.write(file), of: file.path) }
        }
    }

    /// The same with files that are made and written side by side; `beforeAll` is called before readers see any of
    /// them. Without `keepsAssets` none of the release before stays.
    @discardableResult
    package func publish(
        rendering files: [RenderedFile], carrying: [CarriedFile] = [], twins: [TwinFile] = [],
        keepsAssets: Bool = true, claim: OutputClaim? = nil, beforeAll: () -> Void = {}
    ) async throws(PublishError) -> Publication {
        var work = try begin(files, carrying: carrying, twins: twins, keepsAssets: keepsAssets, claim: claim)
        do throws(PublishError) {
            // What stands in the archive's newest folder may equal what stands outside of it, and is compared with
            // that.
            try await work.write(files.filter { Archive.original(of: $0.path) == nil })
            try await work.write(files.filter { Archive.original(of: $0.path) != nil })
            if Task.isCancelled { throw .interrupted }
        } catch {
            work.draft.discard()
            throw error
        }
        beforeAll()
        return try work.finish { _ in }
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

    /// What a file of the site that is at the output now holds; `nil` where there is no such file.
    package func publishedBytes(of path: String) throws(PublishError) -> [UInt8]? {
        do {
            let place = try OutputPlace.resolving(disk, makesParents: false)
            return try disk.read(place.path + "/" + path, shown: disk.output + "/" + path)
        } catch .system(_, _, _, ENOENT) {
            return nil
        }
    }

    func isThere(_ place: OutputPlace) -> Bool {
        disk.status(of: place.path) != nil
    }

    func site(at place: OutputPlace) throws(PublishError) -> PublishedSite {
        guard let status = disk.status(of: place.path) else { return PublishedSite(absentAt: place.path) }
        guard status.kind == .folder else { throw .notAFolder(disk.output) }
        return try PublishedSite(at: place.path, neighbours: neighbours, disk: disk)
    }

    /// A publication under way: nobody else has the output as long as it lives.
    private struct Work {
        var draft: any SiteDraft
        let claim: OutputClaim
        let leftovers: [String]

        /// Enough for the processors that most have; more would take room.
        private static let mostAtOnce = 4

        /// Makes and writes the files side by side, each stretch by stretch.
        mutating func write(_ files: [RenderedFile]) async throws(PublishError) {
            var failure: PublishError?
            let made = draft
            var fates: [(path: String, fate: FileFate)] = []
            await withTaskGroup(of: (Int, Result<FileFate, PublishError>).self) { group in
                var waiting = files.indices.makeIterator()
                func beginNext(_ group: inout TaskGroup<(Int, Result<FileFate, PublishError>)>) {
                    guard let index = waiting.next() else { return }
                    group.addTask {
                        do throws(PublishError) {
                            return (index, .success(try made.write(files[index])))
                        } catch {
                            return (index, .failure(error))
                        }
                    }
                }
                for _ in 0..<Self.mostAtOnce { beginNext(&group) }
                while let (index, result) = await group.next() {
                    switch result {
                    case .success(let fate):
                        fates.append((files[index].path, fate))
                        beginNext(&group)
                    case .failure(let error):
                        failure = failure ?? error
                        waiting = (0..<0).makeIterator()
                        group.cancelAll()
                    }
                }
            }
            if let failure { throw failure }
            for (path, fate) in fates { draft.note(fate, of: path) }
        }

        /// Does the rest and takes the site to the output; a failure leaves nothing behind.
        mutating func finish(
            _ rest: (inout any SiteDraft) throws(PublishError) -> Void
        ) throws(PublishError) -> Publication {
            do throws(PublishError) {
                try rest(&draft)
                var publication = try draft.commit()
                publication.leftovers += leftovers
                return publication
            } catch {
                draft.discard()
                throw error
            }
        }
    }

    private func begin(
        _ files: [RenderedFile], carrying: [CarriedFile], twins: [TwinFile], keepsAssets: Bool = true,
        claim: OutputClaim?
    ) throws(PublishError) -> Work {
        let place = try OutputPlace.resolving(disk, makesParents: true)
        // A link may lead elsewhere by now.
        let claim = if let claim, claim.place == place { claim } else { OutputClaim(try lock(place), on: place) }
        let leftovers = place.leftovers().filter { !disk.removeTree($0) }
        let site = try site(at: place)
        for file in files {
            if let folder = neighbours.first(where: { (file.path + "/").hasPrefix($0 + "/") }) {
                throw .conflict(file.path, folder)
            }
        }
        let tree = try SiteTree(
            files, carrying: carrying, twins: twins, after: site, keepsAssets: keepsAssets)
        var draft = try draft(of: tree, after: site, at: place)
        do throws(PublishError) {
            try draft.begin()
        } catch {
            draft.discard()
            throw error
        }
        return Work(draft: draft, claim: claim, leftovers: leftovers)
    }

    private func draft(
        of tree: SiteTree, after site: PublishedSite, at place: OutputPlace
    ) throws(PublishError) -> any SiteDraft {
        let isFirst = !isThere(place)
        if mode == .inPlace, !isFirst { return InPlaceUpdate(of: site, to: tree, disk: disk) }
        return ExchangeDraft(
            tree: tree, place: place, isFirst: isFirst,
            staged: try StagedTree(at: place.temporaryPath(), replacing: site, disk: disk))
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
