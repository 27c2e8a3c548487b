package import Brokers
import Capture
package import Celery
package import Configuration
import Logging

/// Captures a cluster, as a command's options say.
package struct ClusterCapture {
    package let command: String
    package let connection: ConnectionOptions
    package let capture: CaptureOptions
    package let secrets: SecretsOptions
    package let presentation: PresentationOptions
    /// What is remembered of the cluster; `nil` where nothing is to be.
    package var history: HistoryShare?
    /// Where to take events from, instead of listening.
    package var tap: EventTap?
    /// Whether what each source said is told on the console as well.
    package var tellsSources = true
    package let context: Context
    package let console: Console
    /// When the run began.
    let started = ContinuousClock.now

    /// Takes what it needs; the run begins now.
    package init(
        command: String, connection: ConnectionOptions, capture: CaptureOptions, secrets: SecretsOptions,
        presentation: PresentationOptions, history: HistoryShare? = nil, tap: EventTap? = nil,
        tellsSources: Bool = true, context: Context, console: Console
    ) {
        self.command = command
        self.connection = connection
        self.capture = capture
        self.secrets = secrets
        self.presentation = presentation
        self.history = history
        self.tap = tap
        self.tellsSources = tellsSources
        self.context = context
        self.console = console
    }

    /// A snapshot, and whether a source failed, or a worker that is alive was silent.
    package struct Outcome {
        package let snapshot: Snapshot
        package let isIncomplete: Bool
    }

    /// Connects to the first broker that answers, and asks everything that there is to ask.
    ///
    /// - Throws: `CommandError` for wrong usage, and what the last broker that was tried says.
    package func run() async throws -> Outcome {
        console.stage.name = "asking the broker"
        let privacy = privacy
        let plan = try SnapshotPlan(
            presentation, capture: capture, secrets: secrets, privacy: privacy, context: context)
        let urls = try connection.brokerURLs()
        let results = try connection.resultBackend.map { (address) throws(CommandError) in try ResultAddress(address) }
        if tap != nil, urls.contains(where: { $0.tapBroker(BrokerOptions()) == nil }) { throw CommandError.notRabbitMQ }
        let begun = context.now()
        _ = try capture.span(now: begun, command: command)
        let options = try options()
        let choice = BrokerChoice(urls: urls, logger: console.logger)
        let (url, (observation, saved)) = try await choice.first { url throws(BrokerError) in
            try await observe(url, options: options, results: results, privacy: privacy)
        }
        // What a dump holds is as old as its last save, and so is the report.
        let since = try capture.span(now: saved ?? begun, command: command).since
        let span = TimeSpan(since: since, until: try capture.span(now: observation.ended, command: command).until)
        var builder = plan.builder(
            titled: title(of: url), of: observation.broker, sources: observation.sources, span: span,
            now: observation.ended)
        (builder.state, builder.evidence) = (observation.state, observation.evidence)
        (builder.rules.watched, builder.redactions) = (observation.watched, observation.redactions)
        if let history {
            try Task.checkCancellation()
            console.stage.beginBreakable("using the history")
            builder.sources.append(history.extend(&builder, by: observation))
        }
        if tellsSources { await report(builder.sources) }
        for index in builder.sources.indices { secrets.privacy.clean(&builder.sources[index]) }
        try Task.checkCancellation()
        console.stage.beginBreakable("making the snapshot")
        let isIncomplete = observation.isIncomplete || builder.sources.contains { $0.status == .failed }
        var (snapshot, verdicts) = builder.snapshotWithVerdicts()
        if let history, builder.tally != nil {
            do { try history.remember(verdicts) } catch {
                await console.diagnostics.add(.warning("the history can't remember what was judged: \(error)"))
            }
            do {
                try history.addPast(to: &snapshot, isPresent: span.until == observation.ended)
            } catch {
                await console.diagnostics.add(.warning("the history can't tell what changed: \(error)"))
            }
        }
        let silent = snapshot.findings.filter(\.isOfSilentWorker)
        if tellsSources { for finding in silent { await console.diagnostics.add(.warning(finding.message.text)) } }
        if history != nil || secrets.isPublic {
            var privacy = privacy
            privacy.clean(&snapshot)
        }
        return Outcome(snapshot: snapshot, isIncomplete: isIncomplete || !silent.isEmpty)
    }

    /// What of texts is kept; for strangers, what they are grouped by as a digest.
    private var privacy: Privacy { secrets.privacy(groupedBy: capture.groupBy, history: history?.file) }

    /// When all sources have to have answered, so that time is left to make the site of it.
    private var end: ContinuousClock.Instant {
        let limit = capture.deadline.duration
        return started + limit - min(limit / 4, Self.longestRest)
    }

    private static let longestRest = Duration.seconds(30)

    /// What is known by a broker, and when it was so, where that isn't now.
    private func observe(
        _ url: BrokerURL, options: BrokerOptions, results: ResultAddress?, privacy: Privacy
    ) async throws(BrokerError) -> (Observation, saved: Instant?) {
        // A dump holds the results as well, unless they are said to be elsewhere.
        let results = results ?? (url.isDump ? .redis(url) : nil)
        let dumps = try await DumpShelf(
            for: [url] + (results?.urls ?? []), options: options.stream, environment: context.environment,
            stage: console.stage)
        defer { dumps.close() }
        let dump = dumps[url]
        // They are read while the workers are asked, at the end of the listening, and hold it up no longer than those.
        let (limit, timeLimit) = (capture.maxTasks, max(capture.inspectTimeout.duration, .seconds(2)))
        var reading: Capture.ResultReading?
        let broker = dumps.broker(at: url, options)
        let taken = try await emptyTap(broker, privacy)
        var request = CaptureRequest(
            listen: taken == nil && dump == nil ? capture.listen.duration : .zero,
            inspectTimeout: capture.inspectTimeout.duration,
            deadline: max(.zero, end - .now), enablesEvents: capture.enableEvents)
        request.isManagementNamed = options.management != nil
        request.unreadBackend = results?.refusal
        if let backend = results?.backend(dumps: dumps, keyPrefix: connection.resultKeyPrefix, options: options) {
            let kept = results?.urls.lazy.compactMap { dumps[$0] }.first
            // Nobody waits for a server of ours.
            let timeLimit = kept == nil ? timeLimit : max(timeLimit, Self.longestRest)
            reading = { () async throws(BrokerError) -> ResultReport in
                var report = try await backend.read(limit: limit, timeLimit: timeLimit)
                if let kept { report.expired = kept.expired }
                return report
            }
        }
        let work = Capture(
            of: broker, results: reading, request: request, privacy: privacy,
            now: clock(of: dump))
        let listening = Int(request.listen / .seconds(1))
        var observation = try await console.progress.following({ seconds in
            seconds < listening ? "listening: \(seconds) of \(listening) s" : "asking workers and queues: \(seconds) s"
        }) { () async throws(BrokerError) in try await work.run() }
        if let taken {
            observation.sources.removeAll { $0.name == taken.name }
            observation.sources.insert(taken, at: 0)
        }
        let isUnchecked = url.isUnchecked || url.isEncrypted && connection.tlsInsecure
        if isUnchecked || url.takesAnyHost {
            let caution = isUnchecked ? "its certificate not checked" : "its host's name not checked"
            observation.broker.server = [observation.broker.server, caution].compactMap(\.self).joined(separator: ", ")
        }
        return (observation, dump?.saved)
    }

    /// Our clock, which stands still where a dump is read.
    private func clock(of dump: RedisDump?) -> @Sendable () -> Instant {
        guard let saved = dump?.saved else { return context.now }
        return { saved }
    }

    /// Takes what the tap kept into the history; `nil` where there is to be none.
    private func emptyTap(_ broker: any Broker, _ privacy: Privacy) async throws(BrokerError) -> SourceReport? {
        guard let tap, let history, let broker = broker as? any EventTapBroker else { return nil }
        let reading = TapReading(tap: tap, file: history.file, privacy: privacy)
        return try await console.telling("taking events from '\(tap.name)'") { () throws(BrokerError) in
            try await reading.run(broker, until: end)
        }.0
    }

    private func options() throws(CommandError) -> BrokerOptions {
        var options = try connection.brokerOptions()
        options.isPassive = capture.passive
        options.eventQueue = tap?.name
        // A tenth of what is left to the whole run, and enough of a short one.
        options.patience = min(max(capture.deadline.duration / 10, .seconds(3)), capture.deadline.duration / 2)
        return options
    }

    private func title(of url: BrokerURL) -> String {
        if secrets.isPublic { return "Celery" }
        if !url.sentinels.isEmpty, let master = connection.sentinelMaster { return master }
        return switch url.endpoint {
        case .tcp(let host, _): host
        case .unix: context.hostName
        case .file(let path): String(path.split(separator: "/").last ?? "")
        }
    }

    /// Says on stderr what didn't go as asked.
    private func report(_ sources: [SourceReport]) async {
        for source in sources {
            let took = source.duration.map { " (\(Int(($0 * 1000).rounded())) ms)" } ?? ""
            switch source.status {
            case .skipped where source.isForbidden:
                await console.diagnostics.add(.warning("\(source.name): \(source.detail)"))
            case .ok, .skipped: console.logger.info("\(source.name): \(source.detail)\(took)")
            case .partial, .failed:
                console.logger.info("\(source.name): \(source.status)\(took)")
                await console.diagnostics.add(.warning("\(source.name): \(source.detail)"))
            }
        }
    }
}

extension Finding {
    /// Whether it tells of a worker that is alive and did not answer.
    fileprivate var isOfSilentWorker: Bool {
        [.workerSilentToInspection, .workerWithoutControl].contains(code)
    }
}
