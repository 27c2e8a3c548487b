import Configuration
import Glibc
import Site
import Templating

/// The built-in templates as they were copied into a folder, so that it can be told when they have changed since.
package struct EjectedTemplates {
    /// Where it is kept in the folder.
    static let fileName = ".herbarium-ejected"

    private var hashes: [String: String] = [:]

    /// The templates of this version.
    package static var current: EjectedTemplates {
        var ejected = EjectedTemplates()
        for source in BuiltInTemplates.all { ejected.hashes[source.name] = ContentHash(source.text).hexadecimal }
        return ejected
    }

    private init() {}

    /// Reads what stands in a folder's file: a hash and a name a line.
    package init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { hashes[String(parts[1])] = String(parts[0]) }
        }
    }

    /// What is to stand in the folder's file.
    package var text: String {
        hashes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }.joined()
    }

    /// The templates that have changed since these were copied, or are no more.
    var outdated: [String] {
        let current = Self.current.hashes
        return hashes.filter { current[$0.key] != $0.value }.keys.sorted()
    }

    /// Copies the built-in templates into a folder that has none of them yet.
    package static func eject(to folder: String) throws {
        let files = BuiltInTemplates.all.map { (path: "\(folder)/\($0.name)", text: $0.text) }
        for file in files where access(file.path, F_OK) == 0 { throw CommandError.exists(path: file.path) }
        for file in files {
            try makeFolders(above: file.path)
            try Publisher.write(file.text, to: file.path)
        }
        try Publisher.write(Array(current.text.utf8), to: "\(folder)/\(fileName)")
    }

    private static func makeFolders(above path: String) throws(CommandError) {
        for (index, character) in zip(path.indices, path) where character == "/" && index > path.startIndex {
            let folder = String(path[..<index])
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
                throw .unwritable(name: "'\(folder)'", reason: SystemError.message(errno))
            }
        }
    }
}
