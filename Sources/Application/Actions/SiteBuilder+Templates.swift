import Configuration
package import Site
import Templating

extension SiteBuilder {
    /// One for the built-in templates, and over them those in a user's folder, in a language.
    ///
    /// - Throws: what reading the folder throws, and one error for all mistakes, each of which is told before.
    package static func made(
        with folder: String?, in language: Language, console: Console
    ) throws -> SiteBuilder {
        let sources = try folder.map(TemplateFolder.init)?.sources()
        let built = sources.map { sources in
            Result { () throws(SiteError) in
                try SiteBuilder(templates: BuiltInTemplates.all + sources, language: language)
            }
        }
        let standard = language == .english ? SiteBuilder.builtIn : SiteBuilder.builtInChinese
        do {
            return try (built ?? standard).get()
        } catch {
            guard case .templates(let mistakes) = error else { throw CommandError.site(error.description) }
            for mistake in mistakes { console.fail(mistake) }
            throw CommandError.templates(count: mistakes.count, folder: folder ?? "")
        }
    }
}
