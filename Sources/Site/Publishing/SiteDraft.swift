/// A site on its way to the output: what is rendered is handed over file by file, and shows only once all is there.
protocol SiteDraft {
    /// Makes everything ready for the first file.
    mutating func begin() throws(PublishError)
    /// Takes a rendered file of the tree.
    mutating func put(_ bytes: [UInt8], at path: String) throws(PublishError)
    /// Adds the rest of the tree, and brings the site to the output.
    mutating func commit() throws(PublishError) -> Publication
    /// Leaves nothing behind of a draft that failed.
    func discard()
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
        try staged.prepare()
    }

    mutating func put(_ bytes: [UInt8], at path: String) throws(PublishError) { try staged.put(bytes, at: path) }

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
