import Glibc

extension OutputPlace {
    /// Finds an output, following links, also one to what isn't there yet.
    ///
    /// With `makesParents`, the folders around it are made where they are missing.
    static func resolving(_ disk: Disk, makesParents: Bool) throws(PublishError) -> OutputPlace {
        var path = disk.output
        // As many links as Linux itself follows.
        for _ in 0..<40 {
            if let real = path.realPath { return try OutputPlace(canonical: real, disk: disk) }
            guard errno == ENOENT, !path.isEmpty else {
                throw .system(.read, file: disk.output, output: disk.output, code: errno)
            }
            path = withoutFinalSlashes(path)
            guard disk.status(of: path)?.kind == .link else {
                let (parent, name) = split(path)
                if makesParents { try makeFolders(parent, disk: disk) }
                guard let realParent = parent.realPath, name != ".", name != ".." else {
                    throw .system(.create, file: disk.output, output: disk.output, code: errno)
                }
                return OutputPlace(parent: realParent, name: name)
            }
            let target = disk.target(of: path)
            path = target.hasPrefix("/") ? target : split(path).parent + "/" + target
        }
        throw .system(.read, file: disk.output, output: disk.output, code: ELOOP)
    }

    private init(canonical path: String, disk: Disk) throws(PublishError) {
        guard path != "/" else { throw .rootFolder(disk.output) }
        let (parent, name) = OutputPlace.split(path)
        self.init(parent: parent, name: name)
    }

    private static func makeFolders(_ path: String, disk: Disk) throws(PublishError) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        let parent = split(path).parent
        guard errno == ENOENT, parent != path else {
            throw .system(.create, file: path, output: disk.output, code: errno)
        }
        try makeFolders(parent, disk: disk)
        try disk.check(.create, path) { Int(mkdir(path, 0o777)) }
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        let path = withoutFinalSlashes(path)
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let parent = withoutFinalSlashes(String(path[..<slash]))
        return (parent.isEmpty ? "/" : parent, String(path[path.index(after: slash)...]))
    }

    private static func withoutFinalSlashes(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
