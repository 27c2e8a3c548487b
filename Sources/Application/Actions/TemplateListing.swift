import Site
import Templating

/// What there is to override, in lines.
package struct TemplateListing {
    private let sources = BuiltInTemplates.all

    /// Lists what is built in.
    package init() {}

    /// A line for each template: its name, and what it makes.
    package var templates: String {
        let meanings = Dictionary(PageDeclaration.all.map { ($0.template, $0.meaning) }) { first, _ in first }
        let width = sources.map(\.name.count).max() ?? 0
        return sources.map { source in
            let meaning =
                meanings[source.name] ?? (BuiltInTemplates.isAsset(source.name) ? "an asset" : "a part of others")
            return source.name + String(repeating: " ", count: width - source.name.count + 2) + meaning + "\n"
        }.joined()
    }

    /// The same, and below each page every name that it may use, with its type and meaning.
    package var names: String {
        PageDeclaration.all.map { page in
            "\(page.template): \(page.meaning)\n" + page.record.outline().map(Self.line).joined()
        }.joined(separator: "\n")
    }

    private static func line(_ entry: RecordType.Outline) -> String {
        let indent = String(repeating: "  ", count: entry.path.count)
        return "\(indent)\(entry.declaration.name) (\(entry.declaration.type)): \(entry.declaration.meaning)\n"
    }
}
