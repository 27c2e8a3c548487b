/// What a publication has done.
package struct Publication: Equatable, Sendable {
    /// Files that are new or have other bytes than before.
    package internal(set) var written = 0
    /// Files that are as they were, their time of modification too.
    package internal(set) var unchanged = 0
    /// Files of the site before that are gone.
    package internal(set) var removed = 0
    /// Folders of former runs, or the one just replaced, that could not be removed; no harm to the site.
    package internal(set) var leftovers: [String] = []
}
