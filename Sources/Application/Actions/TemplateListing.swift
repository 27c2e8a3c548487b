package import Configuration
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
            let meaning = meanings[source.name] ?? Self.meaning(of: source.name)
            return source.name + String(repeating: " ", count: width - source.name.count + 2) + meaning + "\n"
        }.joined()
    }

    /// What a file is that no page is made of alone.
    private static func meaning(of name: String) -> String {
        if BuiltInTemplates.isAsset(name) { return "an asset" }
        guard BuiltInTemplates.isCatalogue(name) else { return "a part of others" }
        return name.hasSuffix(".css") ? "how a language looks" : "what a language says"
    }

    /// The same, and below each page every name that it may use, with its type and meaning.
    package var names: String {
        PageDeclaration.all.map(Self.names).joined(separator: "\n")
    }

    /// Of the names, those of one template; or those that hold some text, below the pages that may use them.
    ///
    /// - Throws: `CommandError.usage` where there is none.
    package func names(matching text: String) throws(CommandError) -> String {
        if let page = PageDeclaration.all.first(where: { $0.template == text }) { return Self.names(of: page) }
        let found = PageDeclaration.all.compactMap { page -> String? in
            let lines = page.record.outline().filter { Self.name(of: $0).contains(text) }.map { entry in
                "  \(Self.name(of: entry)) (\(entry.declaration.type)): \(entry.declaration.meaning)\n"
            }
            return lines.isEmpty ? nil : "\(page.template): \(page.meaning)\n" + lines.joined()
        }
        guard found.isEmpty else { return found.joined(separator: "\n") }
        let nearest = Suggestion(for: text, among: PageDeclaration.all.map(\.template))
        throw .usage("no template and no name '\(text)'\(nearest)", command: "templates list")
    }

    private static func names(of page: PageDeclaration) -> String {
        "\(page.template): \(page.meaning)\n" + page.record.outline().map(line).joined()
    }

    /// With the names of the records that it is in, as a template writes it.
    private static func name(of entry: RecordType.Outline) -> String {
        (entry.path + [entry.declaration.name]).joined(separator: ".")
    }

    private static func line(_ entry: RecordType.Outline) -> String {
        let indent = String(repeating: "  ", count: entry.path.count)
        return "\(indent)\(entry.declaration.name) (\(entry.declaration.type)): \(entry.declaration.meaning)\n"
    }
}
