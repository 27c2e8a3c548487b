import Glibc
import Templating

/// A folder of a user's templates.
struct TemplateFolder {
    /// Endings that templates have; assets may have any.
    private static let endings = [".html", ".md", ".svg", ".csv", ".txt"]
    /// Deeper than this no folder of templates goes; links may go in circles.
    private static let depthLimit = 8

    private let path: String

    init(_ path: String) { self.path = path }

    /// All templates in it and below it, by their path from here; dot files and `README.md` are none.
    func sources() throws(CommandError) -> [TemplateSource] {
        try files("", depth: 0).sorted().filter(Self.isTemplate).map { name throws(CommandError) in
            TemplateSource(name: name, text: try InputFile(path: "\(path)/\(name)").bytes())
        }
    }

    /// The text of a file in it; `nil` where there is none.
    func text(of name: String) throws(CommandError) -> String? {
        guard access("\(path)/\(name)", F_OK) == 0 else { return nil }
        return try InputFile(path: "\(path)/\(name)").text()
    }

    private static func isTemplate(_ name: String) -> Bool {
        name.hasPrefix("assets/") || (name != "README.md" && endings.contains { name.hasSuffix($0) })
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
            guard stat("\(path)/\(relative)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT != S_IFDIR {
                found.append(relative)
            } else if depth < Self.depthLimit {
                found += try files(relative, depth: depth + 1)
            }
        }
        return found
    }
}
