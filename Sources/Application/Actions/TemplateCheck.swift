package import Configuration
import Site
import Templating

/// A check of a folder of templates, laid over the built-in ones, without data.
package struct TemplateCheck {
    package let folder: String
    package let console: Console

    /// Checks the templates of a folder.
    package init(folder: String, console: Console) {
        self.folder = folder
        self.console = console
    }

    /// Prints every mistake, and names the copies that have fallen behind.
    ///
    /// - Throws: `CommandError.templates` where there are mistakes.
    package func run() async throws(CommandError) {
        let files = TemplateFolder(folder)
        let sources = try files.sources()
        let mistakes = SiteBuilder.mistakes(in: BuiltInTemplates.all + sources)
        for mistake in mistakes { console.fail(mistake) }
        let copied = Set(sources.map(\.name))
        for name in try files.ejected()?.outdated ?? [] where copied.contains(name) {
            await console.diagnostics.add(
                .warning("\(folder)/\(name): the built-in template has changed since this copy was made"))
        }
        for name in SiteBuilder.unprotected(in: BuiltInTemplates.all + sources) {
            await console.diagnostics.add(
                .warning(
                    "\(folder)/\(name): the page has no Content-Security-Policy, so nothing keeps a browser from what might "
                        + "come alive in it; copy the one of the built-in layout.html"))
        }
        if !mistakes.isEmpty { throw .templates(count: mistakes.count, folder: folder) }
    }
}

extension TemplateFolder {
    /// What was copied into this folder; `nil` where nothing was.
    fileprivate func ejected() throws(CommandError) -> EjectedTemplates? {
        try text(of: EjectedTemplates.fileName).map(EjectedTemplates.init)
    }
}
