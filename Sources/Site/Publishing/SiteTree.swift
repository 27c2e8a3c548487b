/// What a site's folder is to hold, as a value: each place with its content, new or from the site before.
struct SiteTree: Equatable {
    /// What stands in one place; what is rendered is handed over while the tree is being built.
    enum Content: Equatable {
        case rendered
        /// The file of the site before that is at this path.
        case carried(from: String)
        /// The file of this site that is at this path.
        case twin(of: String)
    }

    /// By path; the manifest is not among them.
    let places: [String: Content]
    /// Lists `places`.
    let manifest: Manifest

    /// Plans the next site.
    ///
    /// Assets of the site before that this one doesn't have are kept, since pages that a reader has open ask for them;
    /// those that were kept already go, and all where `keepsAssets` is false. Throws `.conflict` when two files want the same place.
    init(
        _ files: [RenderedFile], carrying: [CarriedFile], twins: [TwinFile] = [], after site: PublishedSite,
        keepsAssets: Bool = true
    ) throws(PublishError) {
        var places: [String: Content] = [:]
        for file in files {
            guard places.updateValue(.rendered, forKey: file.path) == nil else {
                throw .conflict(file.path, file.path)
            }
        }
        for file in carrying {
            guard places.updateValue(.carried(from: file.source), forKey: file.path) == nil else {
                throw .conflict(file.path, file.path)
            }
        }
        for file in twins {
            guard places.updateValue(.twin(of: file.source), forKey: file.path) == nil else {
                throw .conflict(file.path, file.path)
            }
        }
        var folders: Set<String> = [Manifest.name]
        for path in places.keys.sorted() {
            folders.formUnion(folderPaths(of: path))
        }
        if let path = folders.sorted().first(where: { places[$0] != nil }) { throw .conflict(path, path + "/…") }

        let kept = (keepsAssets ? site.passingAssets : []).filter { path in
            places[path] == nil && !folders.contains(path) && folderPaths(of: path).allSatisfy { places[$0] == nil }
        }
        for path in kept { places[path] = .carried(from: path) }
        self.places = places
        manifest = Manifest(files: Set(places.keys), kept: kept)
    }

    /// All places, in an order in which a reader of a half-published site misses the least.
    ///
    /// What pages refer to comes before the pages, the first page after these, and what stands there twice at the end.
    var publishingOrder: [(path: String, content: Content)] {
        places.map { (path: $0.key, content: $0.value) }.sorted {
            (SiteTree.rank($0), $0.path) < (SiteTree.rank($1), $1.path)
        }
    }

    private static func rank(_ place: (path: String, content: Content)) -> Int {
        let path = place.path
        if case .twin = place.content { return 5 }
        if path.hasPrefix("assets/") { return 0 }
        if path.hasPrefix("archive/") { return 1 }
        if path == "index.html" { return 4 }
        return path.hasSuffix(".html") || path.hasSuffix(".md") ? 3 : 2
    }
}
