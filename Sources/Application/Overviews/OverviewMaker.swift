import Celery
package import Configuration
import Foundation
import Logging
package import Report
package import Site
import SnapshotFile
import Templating

/// What is asked of the index of several clusters.
package struct OverviewRequest: Sendable {
    package var title: String?
    package var timeZone: ZoneName?
    package var staleAfter: Span
    package var isProtected: Bool
    package var isPublic: Bool
    package var siteURL: String?
    package var output: String
    package var inPlace: Bool
    package var templates: String?
    package var language: Language

    /// Asks for one.
    package init(
        title: String?, timeZone: ZoneName?, staleAfter: Span, isProtected: Bool, isPublic: Bool, siteURL: String?,
        output: String, inPlace: Bool, templates: String?, language: Language
    ) {
        (self.title, self.timeZone, self.staleAfter) = (title, timeZone, staleAfter)
        (self.isProtected, self.isPublic, self.siteURL) = (isProtected, isPublic, siteURL)
        (self.output, self.inPlace, self.templates, self.language) = (output, inPlace, templates, language)
    }
}

/// Reads the sites of several clusters, and publishes one index over them.
package struct OverviewMaker {
    private let places: [ClusterPlace]
    /// Clusters of a history that get no sites.
    private let clusters: ClusterSites?
    /// Clusters of which there is nothing but why.
    private let unread: [ClusterDigest]
    private let request: OverviewRequest
    private let context: Context
    private let console: Console
    private let builder: SiteBuilder
    private let publisher: Publisher
    private let claim: OutputClaim?
    private let zone: Zone

    /// The clocks of a zone are looked up for so long before now: a stranger's file may name any time.
    private static let secondsOfZone = 10 * 366.0 * 86_400

    /// Looks at what is named, compiles the templates and takes the output for this run alone.
    ///
    /// - Throws: what keeps anything from being published there, before anything was read.
    package init(
        _ arguments: [String], _ clusters: ClusterSites? = nil, unread: [ClusterDigest] = [],
        _ request: OverviewRequest, context: Context, console: Console
    ) throws {
        (self.clusters, self.unread, self.request) = (clusters, unread, request)
        (self.context, self.console) = (context, console)
        var known: Set<String> = []
        var places: [ClusterPlace] = []
        for argument in arguments {
            let place = try ClusterPlace(argument)
            if known.insert(place.identity).inserted {
                places.append(place)
            } else {
                console.logger.notice("'\(place.path)' is named more than once, and stands in the overview once")
            }
        }
        self.places = places
        let now = context.now()
        zone = try Zone(
            named: request.timeZone?.identifier ?? "UTC",
            around: TimeSpan(since: now - Self.secondsOfZone, until: now))
        builder = try SiteBuilder.made(with: request.templates, in: request.language, console: console)
        let neighbours = Publisher.folders(
            places.compactMap(\.holder) + (clusters?.folders ?? []), within: request.output)
        if let first = neighbours.min(), !request.inPlace {
            throw CommandError.siteWithinOverview(request.output, site: first)
        }
        publisher = Publisher(
            output: request.output, mode: request.inPlace ? .inPlace : .exchange, neighbours: neighbours)
        switch try publisher.obstacleToOverview() {
        case .siteOfACluster?: throw CommandError.overviewOverSite(request.output)
        case .within(let site)?: throw CommandError.overviewWithinSite(request.output, site: site)
        case nil: break
        }
        claim = try publisher.claim()
        console.stage.leave { [weak claim] in claim?.abandon() }
    }

    /// Reads, renders and publishes.
    ///
    /// - Returns: `.partial` where a site couldn't be read.
    /// - Throws: `CommandError.noSiteReadable` where none could.
    package func run() async throws -> RunStatus {
        let (digests, failures) = try await read()
        guard digests.contains(where: { $0.row.problem == nil }) else {
            for failure in failures { console.fail(failure) }
            throw CommandError.noSiteReadable(count: digests.count)
        }
        for failure in failures { console.logger.warning("\(failure)") }
        if request.inPlace {
            console.stage.name = "rendering the pages"
        } else {
            console.stage.beginBreakable("rendering the pages")
        }
        let board = OverviewBoard(
            digests, title: request.title ?? builder.words("Clusters"), staleAfter: request.staleAfter.seconds,
            now: context.now(), zone: zone, version: context.version, siteURL: request.siteURL,
            isGuarded: request.isProtected || request.isPublic, catalogue: builder.catalogue)
        let files = try builder.files(for: board)
        let (stage, output, claim) = (console.stage, request.output, claim)
        let what = request.inPlace ? "some of the files at" : "the overview at"
        let (publication, took) = try await console.telling("publishing \(files.count) files") {
            try await publisher.publish(
                rendering: files, claim: claim,
                beforeAll: { stage.published = "\(what) '\(output)' may be new already" })
        }
        console.logger.info(
            "published \(files.count) files to '\(output)', \(publication.unchanged) of them unchanged (\(took))")
        return failures.isEmpty ? .done : .partial
    }

    /// Reads one snapshot after the other, and keeps of each what the index tells.
    private func read() async throws -> (digests: [ClusterDigest], failures: [CommandError]) {
        var (digests, failures): ([ClusterDigest], [CommandError]) = ([], [])
        for (number, place) in places.enumerated() {
            do {
                let what = "reading '\(place.path)', \(number + 1) of \(places.count)"
                digests.append(try await console.telling(what) { try await digest(of: place) }.0)
            } catch let error as CommandError {
                if case .stopped = error { throw error }
                failures.append(error)
                digests.append(
                    ClusterDigest(
                        place: place.identity, title: place.name, source: source(of: place), problem: error.reason))
            }
        }
        for (digest, failure) in try await clusters?.digests(zone: zone, catalogue: builder.catalogue) ?? [] {
            digests.append(digest)
            if let failure { failures.append(failure) }
        }
        return (digests + unread, failures)
    }

    private func digest(of place: ClusterPlace) async throws(CommandError) -> ClusterDigest {
        var snapshot = try await SnapshotInput(path: place.path, withTasks: false).snapshot()
        if request.isPublic, !snapshot.redactions.isPublic {
            var privacy = Privacy(isPublic: true)
            // A title that nobody gave is the broker's host.
            if snapshot.broker.url.contains(snapshot.report.title) { snapshot.report.title = "Celery" }
            privacy.clean(&snapshot)
            privacy.clean(&snapshot.broker)
        }
        let folder = place.folder
        return ClusterDigest(
            place: place.identity, source: source(of: place), address: place.published ?? folder.map(address), snapshot,
            zone: zone, log: folder.flatMap(log), catalogue: builder.catalogue)
    }

    private func source(of place: ClusterPlace) -> String? { request.isPublic ? nil : place.path }

    private func address(of folder: String) -> String {
        FolderAddress(from: request.output, to: folder, in: FileManager.default.currentDirectoryPath).text
    }

    /// The incidents that a site remembers; of one that can't be read, those that last are all.
    private func log(of folder: String) -> IncidentLog? {
        // Whatever is wrong with it, the snapshot tells what lasts.
        guard let bytes = try? InputFile(path: folder + "/" + IncidentLog.path).bytes() else { return nil }
        return IncidentLog(file: bytes)
    }
}

extension CommandError {
    /// Why something can't be read, without where it is.
    var reason: String {
        switch self {
        case .unreadable(_, let reason), .badSnapshot(_, let reason): reason
        case .notUTF8: "it isn't text in UTF-8"
        default: description
        }
    }
}
