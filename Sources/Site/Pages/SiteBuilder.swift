package import Celery
package import Report
package import Templating

/// Turns a snapshot into the files of a site: the same bytes for the same snapshot, templates and options.
package struct SiteBuilder: Sendable {
    let templates: PageTemplates
    let assets: SiteAssets
    /// The pages that the templates add.
    private let ownPages: [PageDeclaration]

    /// Compiles the templates; of two with one name the last counts, so that a user's come after the built-in ones.
    ///
    /// - Throws: every mistake in any of them, at once.
    package init(templates sources: [TemplateSource]) throws(SiteError) {
        let mistakes = Self.mistakes(in: sources)
        guard mistakes.isEmpty else { throw .templates(mistakes) }
        do {
            let own = PageDeclaration.own(in: sources)
            (templates, ownPages) = (try PageTemplates(Self.library(sources), own: own), own)
        } catch {
            throw .templates(error.diagnostics)
        }
        assets = try SiteAssets(sources)
    }

    /// One for the built-in templates alone, compiled once.
    package static let builtIn = Result { () throws(SiteError) in try SiteBuilder(templates: BuiltInTemplates.all) }

    /// All files of a site, each to be made when it is wanted.
    package func files(
        for snapshot: Snapshot, zone: Zone, options: SiteOptions = SiteOptions()
    ) throws(SiteError) -> [RenderedFile] {
        let composition = composition(of: snapshot, zone: zone, options: options)
        do throws(PublishError) {
            var files: [RenderedFile] = []
            for job in composition.jobs { files.append(try RenderedFile(path: job.path, writing: job.write)) }
            return files + assets.published
        } catch {
            throw .path(error)
        }
    }

    /// The report for a ticket, in the flavour of the system that it goes to.
    package func ticket(
        _ flavour: TicketFlavour, for snapshot: Snapshot, zone: Zone, options: SiteOptions = SiteOptions()
    ) -> [UInt8] {
        composition(of: snapshot, zone: zone, options: options).ticket.text(flavour, limit: options.markdownLimit)
    }

    private func composition(of snapshot: Snapshot, zone: Zone, options: SiteOptions) -> SiteComposition {
        SiteComposition(
            report: Report(snapshot, zone: zone, room: TaskBytes.room), templates: templates,
            files: assets.files(
                pages: PageDeclaration.navigation(options, own: ownPages), snapshot: options.snapshotPath),
            options: options, style: assets.style)
    }

    /// Every mistake in any of the templates, also in those that no page uses, in the order of their places.
    package static func mistakes(in sources: [TemplateSource]) -> [Diagnostic] {
        let library = library(sources)
        let own = PageDeclaration.own(in: sources)
        let checked = (PageDeclaration.all + own).flatMap { $0.check(library) }
        return Set(library.diagnostics + checked + own.compactMap(\.collision)).sorted()
    }

    /// The pages that carry no policy.
    package static func unprotected(in sources: [TemplateSource]) -> [String] {
        let library = library(sources)
        let pages = PageDeclaration.all + PageDeclaration.own(in: sources)
        return pages.filter { $0.lacksPolicy(library) }.map(\.template)
    }

    private static func library(_ sources: [TemplateSource]) -> TemplateLibrary {
        TemplateLibrary(
            sources.filter { !BuiltInTemplates.isAsset($0.name) }, assets: SiteAssets.addresses(of: sources))
    }
}
