import Configuration
import Glibc
import Site
import Templating

/// A folder of a user's templates.
struct TemplateFolder {
    /// Deeper than this no folder of templates goes; links may go in circles.
    private static let depthLimit = 8

    private let path: String

    init(_ path: String) { self.path = path }

    /// All templates in it and below it, by their path from here; dot files and `README.md` are none.
    ///
    /// - Throws: what can't be read, and what isn't the folder's own: a link that leads out of it would publish a file
    ///   of somebody else's, and what isn't a regular file may never end.
    func sources() throws(CommandError) -> [TemplateSource] {
        try files("", depth: 0).sorted().filter(Self.isTemplate).map { name throws(CommandError) in
            TemplateSource(name: name, text: try own(name).bytes())
        }
    }

    /// The text of a file in it; `nil` where there is none.
    func text(of name: String) throws(CommandError) -> String? {
        try file(name).map { file throws(CommandError) in try file.text() }
    }

    /// A file in it; `nil` where there is none.
    func file(_ name: String) throws(CommandError) -> InputFile? {
        guard access("\(path)/\(name)", F_OK) == 0 else { return nil }
        return try own(name)
    }

    /// A file in it that somebody named, which may be a pipe as well.
    func named(_ name: String) throws(CommandError) -> InputFile {
        var status = stat()
        guard stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return InputFile(path: "\(path)/\(name)")
        }
        return try own(name)
    }

    /// A regular file that is in the folder, wherever a link to it is.
    private func own(_ name: String) throws(CommandError) -> InputFile {
        let place = "\(path)/\(name)"
        var status = stat()
        guard stat(place, &status) == 0 else { throw .unreadable(path: place, reason: SystemError.message(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: place, reason: "not a regular file") }
        return InputFile(path: try inside(place))
    }

    /// Where a path leads to, which has to be in the folder.
    private func inside(_ place: String) throws(CommandError) -> String {
        guard let folder = path.realPath, let target = place.realPath else {
            throw .unreadable(path: place, reason: SystemError.message(errno))
        }
        guard target.hasPrefix(folder == "/" ? folder : folder + "/") else {
            throw .unreadable(
                path: place, reason: "a link that leads out of the folder of templates; copy what it leads to")
        }
        return target
    }

    /// Whether it is told by its ending, or is an asset, which may have any.
    private static func isTemplate(_ name: String) -> Bool {
        if name.hasPrefix("assets/") { return true }
        return name != "README.md" && OutputKind.allCases.contains { $0.endings.contains { name.hasSuffix($0) } }
    }

    private func files(_ folder: String, depth: Int) throws(CommandError) -> [String] {
        let place = folder.isEmpty ? path : "\(path)/\(folder)"
        guard let stream = opendir(place) else {
            throw .unreadable(path: place, reason: SystemError.message(errno))
        }
        defer { closedir(stream) }
        var found: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let relative = folder.isEmpty ? name : "\(folder)/\(name)"
            var status = stat()
            // What a link leads to that is broken, or no folder, is told of where it is to be read.
            if stat("\(path)/\(relative)", &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
                found.append(relative)
            } else if depth < Self.depthLimit {
                _ = try inside("\(path)/\(relative)")
                found += try files(relative, depth: depth + 1)
            }
        }
        return found
    }
}
