package import Application
package import ArgumentParser
package import Configuration
import Report
package import Site

/// `herbarium overview`: one index over the sites of several clusters.
package struct OverviewCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "overview", abstract: "Publishes one index over the sites of several clusters, the worst first.",
        discussion: """
            SITE is the folder of a site, a dated one of an archive among them, or a snapshot file, which has no pages \
            to lead to. The index leads to a site by a relative address, which works from a folder and wherever both \
            are published side by side; SITE=URL leads to where it is published otherwise.

            A site that can't be read stands in the index with the reason, and the run ends with 2; where none can, it \
            ends with 1 and nothing is published. An index is published to a folder of its own; sites within that are left \
            alone with --in-place.

            --history postgresql://… makes a site for each cluster in that database, in a folder of the index, as of its \
            last moment, and leads to them as well; with --no-sites it only makes the index, which takes a fraction of \
            the time.
            """)

    /// The sites.
    package static let operands = "SITE…"

    /// The options that it takes.
    package static let options =
        [
            OptionEntry(OptionTable.output), OptionEntry(OptionTable.inPlace), OptionEntry(OptionTable.siteURL),
            OptionEntry(OptionTable.templates), OptionEntry(OptionTable.language), OptionEntry(OptionTable.title),
            OptionEntry(OptionTable.timeZone),
            OptionEntry(OptionTable.protected), OptionEntry(OptionTable.hideForPublic),
            OptionEntry(OptionTable.historyFile), OptionEntry(OptionTable.cluster), OptionEntry(OptionTable.since),
            OptionEntry(OptionTable.maxTasks),
        ] + OptionTable.overview + OptionTable.general

    @Argument(
        help: ArgumentHelp("Folders of sites, or snapshot files.", valueName: "SITE[=URL]"), completion: .file())
    package var sites: [String] = []
    @Option(OptionTable.output) package var output: String
    @Flag(OptionTable.inPlace) package var inPlace: Bool
    @Option(OptionTable.siteURL) package var siteURL: String?
    @Option(OptionTable.templates) package var templates: String?
    @Option(OptionTable.language) package var language: Language
    @Option(OptionTable.title) package var title: String?
    @Option(OptionTable.timeZone) package var timeZone: ZoneName?
    @Flag(OptionTable.protected) package var isProtected: Bool
    @Flag(OptionTable.hideForPublic) package var isPublic: Bool
    @Option(OptionTable.historyFile) package var history: String?
    @Option(OptionTable.cluster) package var cluster: String?
    @Option(OptionTable.since) package var since: TimeReference
    @Option(OptionTable.maxTasks) package var maxTasks: Int
    @Option(OptionTable.staleAfter) package var staleAfter: Span
    @Flag(OptionTable.noSites) package var noSites: Bool
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses an index of nothing.
    package func validate() throws {
        if sites.isEmpty, history == nil {
            throw ValidationError("'overview' takes the folders of sites, or '--history postgresql://…'; none is given")
        }
        if history == nil, cluster != nil {
            throw ValidationError(
                "'--cluster' names a cluster of a history in PostgreSQL; give '--history postgresql://…'")
        }
        if history == nil, noSites {
            throw ValidationError(
                "'--no-sites' is about the clusters of a history in PostgreSQL; give '--history postgresql://…'")
        }
        if let history, !HistoryOptions.isDatabase(history) {
            throw ValidationError(
                "'overview' takes a history in PostgreSQL; of one in a file make a site by 'report --offline'")
        }
    }

    /// Reads the sites, and publishes the index.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        var request = OverviewRequest(
            title: title, timeZone: timeZone, staleAfter: staleAfter, isProtected: isProtected, isPublic: isPublic,
            siteURL: siteURL, output: output, inPlace: inPlace, templates: templates, language: language)
        var sites = sites
        var clusters: ClusterSites?
        var outcome: (isPartial: Bool, unread: [ClusterDigest]) = (false, [])
        if let history {
            let all = try ClusterSites(
                history, cluster: cluster, since: since, taskLimit: maxTasks, request, context: context,
                console: console)
            if noSites {
                clusters = all
            } else {
                outcome = try await all.publish()
                sites += all.folders
            }
            // The sites lie within the index.
            request.inPlace = true
        }
        let status = try await OverviewMaker(
            sites, clusters, unread: outcome.unread, request, context: context, console: console
        ).run()
        return status == .done && outcome.isPartial ? .partial : status
    }
}
