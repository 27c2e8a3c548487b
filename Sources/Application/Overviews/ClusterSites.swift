import Celery
package import Configuration
import Foundation
import History
import Logging
import Report
import Site

/// A site for each cluster of a database of histories, in folders of an index.
package struct ClusterSites: Sendable {
    private let server: PostgresServer
    private let database: String
    private let names: [String]
    private let since: TimeReference
    private let taskLimit: Int
    private let request: OverviewRequest
    private let context: Context
    private let console: Console

    /// Looks into the database, and at where the sites go.
    ///
    /// - Throws: what is wrong with either, before anything is written.
    package init(
        _ database: String, cluster: String?, since: TimeReference, taskLimit: Int, _ request: OverviewRequest,
        context: Context, console: Console
    ) throws {
        (self.database, self.since, self.taskLimit, self.request) = (database, since, taskLimit, request)
        (self.context, self.console) = (context, console)
        var options = try HistoryOptions.standard()
        options.history = database
        let file = HistoryFile(options: options, connection: try ConnectionOptions.standard(), context: context)
        guard let server = try file.server else { throw HistoryError.notAHistory(path: database) }
        self.server = server
        console.stage.beginBreakable("looking for clusters")
        let all = try History.clusters(in: server)
        if let cluster, !all.contains(where: { $0.isSame(as: cluster) }) {
            throw HistoryError.noCluster(path: server.name, asked: cluster, names: all)
        }
        names = all.filter { cluster == nil || $0.isSame(as: cluster ?? "") }
        guard !names.isEmpty else { throw CommandError.emptyHistory(path: server.name) }
        switch try Publisher(output: request.output, mode: .inPlace).obstacleToOverview() {
        case .siteOfACluster?: throw CommandError.overviewOverSite(request.output)
        case .within(let site)?: throw CommandError.overviewWithinSite(request.output, site: site)
        case nil: break
        }
    }

    /// The folders of the sites that are there.
    package var folders: [String] { names.map(folder).filter { access($0 + "/index.html", F_OK) == 0 } }

    private func folder(of name: String) -> String { "\(request.output)/\(SafeName(name, isFile: true))" }

    /// So many sites are made at a time at most: each takes some hundred MB.
    private static let width = min(4, ProcessInfo.processInfo.activeProcessorCount)

    private struct Failure: Sendable {
        let name: String
        let reason: CommandError
    }

    /// Makes the sites, as many at a time as there are processors.
    ///
    /// - Returns: whether one could not be made, which is said.
    package func publish() async throws -> Bool {
        let what = "making the sites of \(names.count) \(names.count == 1 ? "cluster" : "clusters")"
        let (failures, _) = try await console.telling(what) {
            try await withThrowingTaskGroup(of: Failure?.self) { group in
                var failures: [Failure] = []
                for (number, name) in names.enumerated() {
                    if number >= Self.width, let failure = try await group.next() ?? nil { failures.append(failure) }
                    group.addTask { try await failure(of: name) }
                }
                for try await case let failure? in group { failures.append(failure) }
                return failures
            }
        }
        for failure in failures.sorted(by: { $0.name < $1.name }) {
            console.logger.warning("'\(failure.name)' gets no new site: \(failure.reason)")
        }
        return !failures.isEmpty
    }

    private func failure(of name: String) async throws -> Failure? {
        do {
            try await publish(name)
            return nil
        } catch let error as CommandError {
            if case .stopped = error { throw error }
            return Failure(name: name, reason: error)
        }
    }

    private func publish(_ name: String) async throws {
        var options = try HistoryOptions.standard()
        (options.history, options.cluster) = (database, name)
        var capture = try CaptureOptions.standard()
        (capture.since, capture.maxTasks) = (since, taskLimit)
        var secrets = try SecretsOptions.standard()
        secrets.isPublic = request.isPublic
        var presentation = try PresentationOptions.standard()
        (presentation.title, presentation.timeZone) = (name, request.timeZone)
        presentation.isProtected = request.isProtected
        var publishing = try PublishingOptions.standard()
        publishing.output = folder(of: name)
        publishing.archive = 0
        publishing.inPlace = request.inPlace
        publishing.templates = request.templates
        publishing.language = request.language
        let file = HistoryFile(options: options, connection: try ConnectionOptions.standard(), context: context)
        let snapshot = try OfflineReport(
            history: HistoryShare(file: file), capture: capture, secrets: secrets, presentation: presentation,
            context: context, console: console
        ).snapshot()
        try FileManager.default.createDirectory(atPath: request.output, withIntermediateDirectories: true)
        try await SiteMaker(publishing, console: console).publish(snapshot)
    }
}
