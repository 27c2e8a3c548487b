package import Celery
package import Report
package import Templating

/// Turns a snapshot into the files of a site: the same bytes for the same snapshot, templates and options.
package struct SiteBuilder: Sendable {
    let templates: PageTemplates
    let assets: SiteAssets

    /// Compiles the templates; of two with one name the last counts, so that a user's come after the built-in ones.
    ///
    /// - Throws: every mistake in any of them, at once.
    package init(templates sources: [TemplateSource]) throws(SiteError) {
        let mistakes = Self.mistakes(in: sources)
        guard mistakes.isEmpty else { throw .templates(mistakes) }
        do {
            templates = try PageTemplates(Self.library(sources))
        } catch {
            throw .templates(error.diagnostics)
        }
        assets = try SiteAssets(sources)
    }

    /// All files of a site.
    package func files(
        for snapshot: Snapshot, zone: Zone, options: SiteOptions = SiteOptions()
    ) async throws(SiteError) -> [RenderedFile] {
        let report = Report(snapshot, zone: zone)
        let composition = SiteComposition(
            report: report, templates: templates,
            files: assets.files(archive: options.archive.map { _ in Archive.listPath }), options: options,
            style: assets.style)
        let pages = await Self.render(composition.jobs)
        do {
            return try pages.map { try RenderedFile(path: $0.path, bytes: $0.bytes) } + assets.published
        } catch let error as PublishError {
            throw .path(error)
        } catch {
            preconditionFailure("only paths can be wrong")
        }
    }

    /// Every mistake in any of the templates, also in those that no page uses, in the order of their places.
    package static func mistakes(in sources: [TemplateSource]) -> [Diagnostic] {
        let library = library(sources)
        return Set(library.diagnostics + PageDeclaration.all.flatMap { $0.check(library) }).sorted()
    }

    private static func library(_ sources: [TemplateSource]) -> TemplateLibrary {
        TemplateLibrary(sources.filter { !BuiltInTemplates.isAsset($0.name) })
    }

    /// Renders all pages side by side; the order is that of the jobs.
    private static func render(_ jobs: [SiteComposition.Job]) async -> [(path: String, bytes: [UInt8])] {
        await withTaskGroup(of: (Int, [UInt8]).self) { group in
            for (index, job) in jobs.enumerated() {
                group.addTask { (index, job.render()) }
            }
            var rendered = [[UInt8]](repeating: [], count: jobs.count)
            for await (index, bytes) in group { rendered[index] = bytes }
            return zip(jobs, rendered).map { ($0.path, $1) }
        }
    }
}
