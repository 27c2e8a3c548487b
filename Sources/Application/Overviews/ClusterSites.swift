import Celery
package import Configuration
import Foundation
import History
import Logging
package import Report
import Site

/// A site for each cluster of a database of histories, in folders of an index.
package struct ClusterSites: Sendable {
    private let server: PostgresServer
    private let database: String
    private let clusters: [StoredCluster]
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
        if let cluster, !all.contains(where: { $0.name.isSame(as: cluster) }) {
            throw HistoryError.noCluster(path: server.name, asked: cluster, names: all.map(\.name))
        }
        clusters = all.filter { cluster == nil || $0.name.isSame(as: cluster ?? "") }
        guard !clusters.isEmpty else { throw CommandError.emptyHistory(path: server.name) }
        switch try Publisher(output: request.output, mode: .inPlace).obstacleToOverview() {
        case .siteOfACluster?: throw CommandError.overviewOverSite(request.output)
        case .within(let site)?: throw CommandError.overviewWithinSite(request.output, site: site)
        case nil: break
        }
    }

    /// The folders of the sites that are there.
    package var folders: [String] { clusters.map(folder).filter { access($0 + "/index.html", F_OK) == 0 } }

    private func folder(of cluster: StoredCluster) -> String {
        // Of a cluster that nobody named, a stranger would read its broker's address; no name becomes this one.
        let name = title(of: cluster).map { "\(SafeName($0, isFile: true))" } ?? "cluster~\(cluster.number)"
        return "\(request.output)/\(name)"
    }

    private func title(of cluster: StoredCluster) -> String? {
        request.isPublic && !cluster.isNamed ? nil : cluster.name
    }

    /// So many sites are made at a time at most: each takes some hundred MB.
    private static let width = min(4, ProcessInfo.processInfo.activeProcessorCount)

    /// Makes the sites, as many at a time as there are processors.
    ///
    /// - Returns: whether one could not be made, which is said, and those of which there is none from before either.
    package func publish() async throws -> (isPartial: Bool, unread: [ClusterDigest]) {
        let outcomes = try await console.telling("making the sites of \(count)") {
            try await each { cluster in try await publish(cluster) }
        }.0
        let (failures, there) = (zip(clusters, outcomes).compactMap(Self.failure), Set(folders))
        for (cluster, error) in failures {
            console.logger.warning("'\(cluster.name)' gets no new site: \(error)")
        }
        let unread = failures.filter { !there.contains(folder(of: $0.cluster)) }.map { self.unread($0, because: $1) }
        return (!failures.isEmpty, unread)
    }

    private static func failure(
        _ cluster: StoredCluster, _ outcome: Result<Void, CommandError>
    ) -> (cluster: StoredCluster, error: CommandError)? {
        guard case .failure(let error) = outcome else { return nil }
        return (cluster, error)
    }

    /// Reads what the index tells of each, and makes no sites; it leads to those that are there.
    func digests(zone: Zone, catalogue: Catalogue?) async throws -> [(ClusterDigest, CommandError?)] {
        let (there, working) = (Set(folders), FileManager.default.currentDirectoryPath)
        let outcomes = try await console.telling("reading the histories of \(count)") {
            try await each { cluster in
                let folder = folder(of: cluster)
                let address = FolderAddress(from: request.output, to: folder, in: working).text
                return ClusterDigest(
                    place: folder, source: nil, address: there.contains(folder) ? address : nil,
                    try snapshot(of: cluster), zone: zone, log: nil, catalogue: catalogue)
            }
        }.0
        return zip(clusters, outcomes).map { cluster, outcome in
            switch outcome {
            case .success(let digest): (digest, nil)
            case .failure(let error): (unread(cluster, because: error), error)
            }
        }
    }

    private func unread(_ cluster: StoredCluster, because error: CommandError) -> ClusterDigest {
        ClusterDigest(
            place: folder(of: cluster), title: title(of: cluster) ?? "Celery", source: nil, problem: error.reason)
    }

    private var count: String { "\(clusters.count) \(clusters.count == 1 ? "cluster" : "clusters")" }

    /// Does something with each cluster, a few at a time; what comes of each, in their order.
    private func each<Value: Sendable>(
        _ body: @escaping @Sendable (StoredCluster) async throws -> Value
    ) async throws -> [Result<Value, CommandError>] {
        try await withThrowingTaskGroup(of: (Int, Result<Value, CommandError>).self) { group in
            var outcomes: [Int: Result<Value, CommandError>] = [:]
            for (place, cluster) in clusters.enumerated() {
                if place >= Self.width, let (place, outcome) = try await group.next() { outcomes[place] = outcome }
                group.addTask {
                    do {
                        return (place, .success(try await body(cluster)))
                    } catch {
                        return (place, .failure(try Self.flaw(of: cluster, error)))
                    }
                }
            }
            for try await (place, outcome) in group { outcomes[place] = outcome }
            return clusters.indices.compactMap { outcomes[$0] }
        }
    }

    /// What is wrong with one cluster alone.
    ///
    /// - Throws: what is wrong with all of them, such as a server that went away.
    private static func flaw(of cluster: StoredCluster, _ error: any Error) throws -> CommandError {
        switch error {
        case CommandError.stopped: throw error
        case let error as CommandError: error
        case HistoryError.damaged: .unreadable(path: cluster.name, reason: "its history is damaged")
        case HistoryError.failed(_, let reason): .unreadable(path: cluster.name, reason: reason)
        default: throw error
        }
    }

    private func publish(_ cluster: StoredCluster) async throws {
        let snapshot = try snapshot(of: cluster)
        var publishing = try PublishingOptions.standard()
        publishing.output = folder(of: cluster)
        publishing.archive = 0
        publishing.inPlace = request.inPlace
        publishing.templates = request.templates
        publishing.language = request.language
        try FileManager.default.createDirectory(atPath: request.output, withIntermediateDirectories: true)
        try await SiteMaker(publishing, console: console).publish(snapshot)
    }

    private func snapshot(of cluster: StoredCluster) throws -> Snapshot {
        var options = try HistoryOptions.standard()
        (options.history, options.cluster) = (database, cluster.name)
        var capture = try CaptureOptions.standard()
        (capture.since, capture.maxTasks) = (since, taskLimit)
        var secrets = try SecretsOptions.standard()
        secrets.isPublic = request.isPublic
        var presentation = try PresentationOptions.standard()
        (presentation.title, presentation.timeZone) = (title(of: cluster), request.timeZone)
        presentation.isProtected = request.isProtected
        let file = HistoryFile(options: options, connection: try ConnectionOptions.standard(), context: context)
        return try OfflineReport(
            history: HistoryShare(file: file), capture: capture, secrets: secrets, presentation: presentation,
            context: context, console: console
        ).snapshot()
    }
}
