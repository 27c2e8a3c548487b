/// A site on its way to the output: what is rendered is handed over file by file, and shows only once all is there.
protocol SiteDraft: Sendable {
    /// Makes everything ready for the files.
    mutating func begin() throws(PublishError)
    /// Makes a rendered file of the tree and puts it where it waits; several may be made side by side.
    func write(_ file: RenderedFile) throws(PublishError) -> FileFate
    /// Takes note of what became of a file.
    mutating func note(_ fate: FileFate, of path: String)
    /// Adds the rest of the tree, and brings the site to the output.
    mutating func commit() throws(PublishError) -> Publication
    /// Leaves nothing behind of a draft that failed.
    func discard()
}

/// What became of a file that was made.
enum FileFate: Sendable {
    /// It is new, or has other bytes than before.
    case written
    /// It is as it was, and has been taken from the site before.
    case linked
    /// It is as it was, and stays where it is.
    case untouched
}

/// A draft that takes the output's place as a whole.
struct ExchangeDraft: SiteDraft {
    let tree: SiteTree
    let place: OutputPlace
    /// Whether there is nothing yet to change places with.
    let isFirst: Bool
    var staged: StagedTree

    mutating func begin() throws(PublishError) {
        if !isFirst { try staged.requireOneDevice(with: place.path) }
        try staged.prepare(for: tree)
    }

    func write(_ file: RenderedFile) throws(PublishError) -> FileFate { try staged.write(file) }

    mutating func note(_ fate: FileFate, of path: String) { staged.note(fate) }

    mutating func commit() throws(PublishError) -> Publication {
        var publication = try staged.complete(tree)
        if isFirst {
            try staged.rename(to: place.path)
        } else {
            try staged.exchange(with: place.path)
        }
        // From here on the new site is there, and nothing that goes wrong makes the run a failure.
        try? staged.disk.flush(place.parent, shown: staged.disk.output)
        if !isFirst, !staged.disk.removeTree(staged.path) { publication.leftovers.append(staged.path) }
        return publication
    }

    func discard() { staged.disk.removeTree(staged.path) }
}
