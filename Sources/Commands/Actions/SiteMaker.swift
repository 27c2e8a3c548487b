import Celery
import Logging
import Report
import Site
import Templating

/// Renders snapshots and publishes them, as a command's options say.
struct SiteMaker {
    private let builder: SiteBuilder
    private let publishing: PublishingOptions
    private let console: Console
    private let publisher: Publisher
    private let claim: OutputClaim?

    /// Compiles the templates and takes the output for this run alone, so that nothing is done in vain.
    init(_ publishing: PublishingOptions, console: Console) throws {
        self.publishing = publishing
        self.console = console
        let sources = try publishing.templates.map(TemplateFolder.init)?.sources() ?? []
        do {
            builder = try SiteBuilder(templates: BuiltInTemplates.all + sources)
        } catch {
            throw Self.refusal(error, folder: publishing.templates, console: console)
        }
        publisher = Publisher(output: publishing.output, mode: publishing.inPlace ? .inPlace : .exchange)
        claim = try publisher.claim()
        console.stage.leave { [weak claim] in claim?.abandon() }
        for path in [publishing.singleFile, publishing.markdown].compactMap(\.self) {
            try Publisher.expectRoom(for: path)
        }
    }

    /// Prints every mistake, and makes one error of them.
    private static func refusal(_ error: SiteError, folder: String?, console: Console) -> CommandError {
        guard case .templates(let mistakes) = error else { return .site(error.description) }
        for mistake in mistakes { console.fail(mistake) }
        return .templates(count: mistakes.count, folder: folder ?? "")
    }

    /// Renders and publishes.
    func publish(_ snapshot: Snapshot) async throws {
        // What is changed file by file is brought to its end.
        if publishing.inPlace {
            console.stage.name = "rendering the pages"
        } else {
            console.stage.beginBreakable("rendering the pages")
        }
        let zone = try Zone(named: snapshot.report.timeZone, around: snapshot.coverage.span)
        let archive = try Archive(
            keeping: publishing.archive, newest: snapshot.capturedAt.iso8601, published: publisher.publishedFiles())
        var options = SiteOptions(markdownLimit: publishing.markdownLimit, archive: archive)
        options.compressesData = publishing.compressData
        // Without an archive the newest site is all there is to lead to.
        options.address = publishing.siteURL.map { $0 + (archive.map { Archive.folder(of: $0.newest) } ?? "") }
        let files = try builder.files(for: snapshot, zone: zone, options: options)
        var (dated, twins): ([RenderedFile], [TwinFile]) = ([], [])
        if let archive, let limit = publishing.archiveTasks, limit < snapshot.tasks.count {
            dated = try archive.dated(builder.files(for: snapshot.listing(newest: limit), zone: zone, options: options))
        } else if let archive {
            twins = try archive.twins(of: files)
        }
        let (all, carried) = (files + dated, archive?.carried ?? [])
        let (publication, took) = try await console.telling("publishing \(all.count) files") { [twins] in
            try await publisher.publish(rendering: all, carrying: carried, twins: twins, claim: claim)
        }
        let unchanged = "\(publication.unchanged) of them unchanged"
        console.logger.info("published \(all.count) files to '\(publishing.output)', \(unchanged) (\(took))")
        try writeSingleFiles(of: files)
    }

    private func writeSingleFiles(of files: [RenderedFile]) throws(PublishError) {
        try write(publishing.singleFile, from: "report.html", of: files)
        try write(publishing.markdown, from: "report.md", of: files)
    }

    private func write(_ path: String?, from name: String, of files: [RenderedFile]) throws(PublishError) {
        guard let path, let file = files.first(where: { $0.path == name }) else { return }
        try Publisher.write(file.bytes, to: path)
    }
}

extension Zone {
    /// The zone of that name, with its changes a year around the span.
    init(named name: String, around span: TimeSpan) throws(CommandError) {
        let zone = try ZoneName(parsing: name)
        let year = 366.0 * 86_400
        let offsets = zone.offsets(during: TimeSpan(since: span.since - year, until: span.until + year))
        self.init(
            name: name,
            changes: offsets.map { Change(from: $0.from, seconds: $0.seconds, abbreviation: $0.abbreviation) })
    }
}
