import Glibc

extension Disk {
    /// Removes a file, or a folder with all that is in it, as far as it goes; says whether nothing of it is left.
    @discardableResult
    func removeTree(_ path: String) -> Bool {
        remove(path.utf8CString.map { $0 })
    }

    /// Removes the folders of `files` that are empty now, from the inside out.
    func removeEmptyFolders(of files: some Sequence<String>, below root: String) {
        let folders = Set(files.flatMap(folderPaths))
        for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
            // One that isn't empty stays, which is all that can go wrong here.
            _ = rmdir(root + "/" + folder)
        }
    }
}

/// By bytes, since a folder of somebody else's may hold names that are no UTF-8.
private func remove(_ path: [CChar]) -> Bool {
    if unlink(path) == 0 || errno == ENOENT { return true }
    guard errno == EISDIR || errno == EPERM else { return false }
    // A folder without permission to write would keep what is in it.
    _ = chmod(path, 0o700)
    var isEmpty = true
    for name in rawNames(in: path) ?? [] {
        isEmpty = remove(path.dropLast() + [CChar(47)] + name) && isEmpty
    }
    return isEmpty && rmdir(path) == 0
}

/// The folders that a relative path leads through, the outermost first.
func folderPaths(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
}
