import CPosix
package import Celery
package import Configuration
import Logging
package import Report
import Rules
import Site
import SnapshotFile
import Templating

/// Renders snapshots and publishes them, as a command's options say.
package struct SiteMaker {
    private let builder: SiteBuilder
    private let publishing: PublishingOptions
    private let console: Console
    private let publisher: Publisher
    private let claim: OutputClaim?
    /// `nil` where anybody may read the site.
    private let seal: SiteSeal?

    /// Compiles the templates and takes the output for this run alone, so that nothing is done in vain.
    ///
    /// Throws `CommandError.baselineWithoutHistory` for a baseline by time where no history `remembers`.
    package init(_ publishing: PublishingOptions, console: Console, remembers: Bool = false) throws {
        if case .ago(let span) = publishing.baseline, !remembers { throw CommandError.baselineWithoutHistory(span) }
        // One variable that a schedule lost mustn't open what was sealed.
        if publishing.seal == nil, UnsealedSite.isSealed(publishing.output) {
            throw CommandError.plainOverSealed(publishing.output)
        }
        self.publishing = publishing
        self.console = console
        seal = try publishing.seal.map { SiteSeal(for: try SealFile(path: $0).users()) }
        builder = try SiteBuilder.made(with: publishing.templates, in: publishing.language, console: console)
        publisher = Publisher(output: publishing.output, mode: publishing.inPlace ? .inPlace : .exchange)
        if publisher.holdsOverview { throw CommandError.siteOverOverview(publishing.output) }
        claim = try publisher.claim()
        console.stage.leave { [weak claim] in claim?.abandon() }
        for path in [publishing.singleFile, publishing.markdown, publishing.metrics].compactMap(\.self) {
            try Publisher.expectRoom(for: path)
        }
    }

    /// Renders and publishes; `earlier` makes what a baseline by time is.
    package func publish(_ snapshot: Snapshot, besides earlier: ((Span) throws -> Snapshot)? = nil) async throws {
        // What is changed file by file is brought to its end.
        if publishing.inPlace {
            console.stage.name = "rendering the pages"
        } else {
            console.stage.beginBreakable("rendering the pages")
        }
        // What judging needed, of many workers more than the pages do, isn't needed any more.
        shim_give_back_memory()
        let zone = try Zone(named: snapshot.report.timeZone, around: snapshot.coverage.span)
        let archive = try Archive(
            keeping: publishing.archive, newest: snapshot.capturedAt.iso8601, published: publisher.publishedFiles())
        if seal != nil { try archive?.requireSealed(at: publishing.output) }
        if snapshot.redactions.isPublic, let archive { try await requirePublic(archive) }
        var options = SiteOptions(markdownLimit: publishing.markdownLimit, archive: archive)
        switch publishing.baseline {
        case .file(let path): options.baseline = try await SnapshotInput(path: path, withTasks: false).snapshot()
        case .ago(let span): options.baseline = try earlier?(span)
        case nil: break
        }
        options.compressesData = publishing.compressData
        options.siteURL = publishing.siteURL
        options.incidents = try earlierIncidents().flatMap(IncidentLog.init(file:))
        // Without an archive the newest site is all there is to lead to.
        options.address = publishing.siteURL.map { $0 + (archive.map { Archive.folder(of: $0.newest) } ?? "") }
        let files = try builder.files(for: snapshot, zone: zone, options: options)
        var (dated, twins): ([RenderedFile], [TwinFile]) = ([], [])
        if let archive, let limit = publishing.archiveTasks, limit < snapshot.tasks.count {
            dated = try archive.dated(builder.files(for: snapshot.listing(newest: limit), zone: zone, options: options))
        } else if let archive {
            twins = try archive.twins(of: files)
        }
        var all = files + dated
        if let seal {
            let site = try builder.sealed(files, dated: dated, archive: archive, by: seal)
            (all, twins) = (site.files, site.twins)
        }
        let carried = archive?.carried ?? []
        let stage = console.stage
        let what = publishing.inPlace ? "some of the files at" : "the site at"
        let (publication, took) = try await console.telling("publishing \(all.count) files") { [all, twins] in
            try await publisher.publish(
                rendering: all, carrying: carried, twins: twins, keepsAssets: seal == nil, claim: claim,
                beforeAll: { stage.published = "\(what) '\(publishing.output)' may be new already" })
        }
        let unchanged = "\(publication.unchanged) of them unchanged"
        console.logger.info("published \(all.count) files to '\(publishing.output)', \(unchanged) (\(took))")
        // Links of what is sealed lead through the page that opens it.
        var written = files
        if seal != nil, let address = options.address {
            options.address = address + "index.html#"
            written = try builder.files(for: snapshot, zone: zone, options: options)
        }
        let flavour = publishing.ticket
        let ticket = publishing.markdown.flatMap { [options] _ in
            flavour == .github ? nil : builder.ticket(flavour, for: snapshot, zone: zone, options: options)
        }
        try writeSingleFiles(of: written, ticket: ticket, snapshot)
    }

    /// Throws `.privateArchive` where a dated site that strangers could read isn't for them.
    private func requirePublic(_ archive: Archive) async throws {
        var count = 0
        for capture in archive.open {
            let folder = publishing.output + "/" + Archive.folder(of: capture)
            // What doesn't tell for whom it is, isn't for strangers.
            let kept = try? await SnapshotInput(path: folder, withTasks: false).snapshot()
            if kept?.redactions.isPublic != true { count += 1 }
        }
        if count > 0 { throw CommandError.privateArchive(publishing.output, count: count) }
    }

    /// The log of the site before, which may be sealed; where none of the passwords opens it, the log begins anew.
    private func earlierIncidents() throws(PublishError) -> [UInt8]? {
        if let bytes = try publisher.publishedBytes(of: IncidentLog.path) { return bytes }
        return seal?.earlier(IncidentLog.path, at: publishing.output)
    }

    /// How a run ends that has published: a rule that fails outweighs a source that did.
    package func status(of snapshot: Snapshot, isIncomplete: Bool = false) -> RunStatus {
        if publishing.failOnRules {
            let judgements = Judgement.all(of: snapshot)
            if judgements.verdict == .fail {
                for judgement in judgements where judgement.verdict == .fail {
                    console.logger.warning("\(judgement.line)")
                }
                return .ruleFailed
            }
        }
        return isIncomplete ? .partial : .done
    }

    private func writeSingleFiles(
        of files: [RenderedFile], ticket: [UInt8]?, _ snapshot: Snapshot
    ) throws(CommandError) {
        var written = ["the site is at '\(publishing.output)'"]
        var pages = [(publishing.singleFile, "report.html"), (publishing.markdown, "report.md")].map { path, name in
            (path, name, path.flatMap { _ in files.first { $0.path == name }?.bytes })
        }
        if let ticket { pages[1] = (publishing.markdown, "the ticket", ticket) }
        let metrics = (
            publishing.metrics, "the metrics", publishing.metrics.map { _ in MetricsFile.bytes(of: snapshot) }
        )
        for (path, name, bytes) in pages + [metrics] {
            guard let path, let bytes else { continue }
            let published = written.joined(separator: ", ") + ", and '\(path)' is not written"
            (console.stage.name, console.stage.published) = ("writing '\(path)'", published)
            do throws(PublishError) {
                try Publisher.write(bytes, to: path)
            } catch {
                throw .halfDone(reason: "\(error)", published: written.joined(separator: ", "))
            }
            written.append("\(name) at '\(path)'")
        }
    }
}

extension Zone {
    /// The zone of that name, with its changes a year around the span.
    package init(named name: String, around span: TimeSpan) throws(CommandError) {
        let zone = try ZoneName(parsing: name)
        let year = 366.0 * 86_400
        let offsets = zone.offsets(during: TimeSpan(since: span.since - year, until: span.until + year))
        self.init(
            name: name,
            changes: offsets.map { Change(from: $0.from, seconds: $0.seconds, abbreviation: $0.abbreviation) })
    }
}
