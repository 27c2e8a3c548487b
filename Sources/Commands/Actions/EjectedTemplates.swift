import Glibc
import Site
import Templating

/// The built-in templates as they were copied into a folder, so that it can be told when they have changed since.
struct EjectedTemplates {
    /// Where it is kept in the folder.
    static let fileName = ".herbarium-ejected"

    private var hashes: [String: String] = [:]

    /// The templates of this version.
    static var current: EjectedTemplates {
        var ejected = EjectedTemplates()
        for source in BuiltInTemplates.all { ejected.hashes[source.name] = ContentHash(source.text).hexadecimal }
        return ejected
    }

    private init() {}

    /// Reads what stands in a folder's file: a hash and a name a line.
    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { hashes[String(parts[1])] = String(parts[0]) }
        }
    }

    /// What is to stand in the folder's file.
    var text: String {
        hashes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }.joined()
    }

    /// The templates that have changed since these were copied, or are no more.
    var outdated: [String] {
        let current = Self.current.hashes
        return hashes.filter { current[$0.key] != $0.value }.keys.sorted()
    }

    /// Copies the built-in templates into a folder that has none of them yet.
    static func eject(to folder: String) throws {
        for source in BuiltInTemplates.all where access("\(folder)/\(source.name)", F_OK) == 0 {
            throw CommandError.exists(path: "\(folder)/\(source.name)")
        }
        for source in BuiltInTemplates.all { try Publisher.write(source.text, to: "\(folder)/\(source.name)") }
        try Publisher.write(Array(current.text.utf8), to: "\(folder)/\(fileName)")
    }
}
