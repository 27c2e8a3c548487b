import Foundation
import Templating

/// The project's own templates, read from where they are written.
enum BuiltIn {
    /// All that are rendered, parsed.
    static func library() throws -> TemplateLibrary {
        let folder = URL(filePath: #filePath).appending(path: "../../../../../Templates").standardizedFileURL
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let names = paths.sorted().filter { !$0.hasPrefix("assets") && $0.contains(".") && $0 != "README.md" }
        return TemplateLibrary(
            try names.map { name in
                TemplateSource(name: name, text: Array(try Data(contentsOf: folder.appending(path: name))))
            })
    }
}
