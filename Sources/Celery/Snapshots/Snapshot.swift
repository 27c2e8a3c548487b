/// Everything that the pages show: a cluster at one time, as plain values.
///
/// Written as `data/snapshot.json`; rendering that file gives the same site again.
package struct Snapshot: Sendable, Equatable {
    /// The version of the format, in `schema`.
    package static let schema = "herbarium.snapshot/1"

    /// When it was captured: the end of what was heard, by our clock.
    package var capturedAt: Instant
    /// Who captured it.
    package var producer: Producer
    /// What the counts rest on.
    package var coverage: Coverage
    /// What was asked of the pages.
    package var report: ReportRequest
    /// The broker.
    package var broker: BrokerIdentity
    /// What was asked, and how it went.
    package var sources: [SourceReport]
    /// The workers, by name.
    package var workers: [WorkerRow]
    /// The sums over all workers.
    package var totals: Totals
    /// The tasks, newest first.
    package var tasks: [TaskRow]
    /// The task types, by name.
    package var taskTypes: [TaskTypeRow]
    /// The failures by group, the largest first.
    package var failures: [FailureGroup]
    /// How runtimes and waits are distributed, by task type.
    package var histograms: [HistogramRow]
    /// The queues, by name.
    package var queues: [QueueRow]
    /// The tasks that wait for their ETA, by how soon they are due; `nil` where not everybody said what waits.
    package var etaBacklog: [BacklogRow]?
    /// What the charts draw.
    package var series: [Series]
    /// When workers came, went or began anew, oldest first.
    package var turns: [WorkerTurn] = []
    /// What needs attention, the most severe first.
    package var findings: [Finding]
    /// Findings of one cause as one, the gravest first.
    package var incidents: [Incident] = []
    /// What successive captures of one history tell, and the marks of the user's, oldest first.
    package var changes: [ClusterChange] = []
    /// What was taken out before anything was stored.
    package var redactions: Redactions

    /// Puts a snapshot together.
    package init(
        capturedAt: Instant, producer: Producer, coverage: Coverage, report: ReportRequest, broker: BrokerIdentity,
        sources: [SourceReport], workers: [WorkerRow], totals: Totals, tasks: [TaskRow], taskTypes: [TaskTypeRow],
        failures: [FailureGroup], histograms: [HistogramRow], queues: [QueueRow], series: [Series], findings: [Finding],
        redactions: Redactions
    ) {
        self.capturedAt = capturedAt
        self.producer = producer
        self.coverage = coverage
        self.report = report
        self.broker = broker
        self.sources = sources
        self.workers = workers
        self.totals = totals
        self.tasks = tasks
        self.taskTypes = taskTypes
        self.failures = failures
        self.histograms = histograms
        self.queues = queues
        self.series = series
        self.findings = findings
        self.redactions = redactions
    }

    /// Who captured a snapshot.
    package struct Producer: Sendable, Equatable {
        /// Our version.
        package var version: String
        /// The host; `nil` where it isn't to be told.
        package var host: String?

        /// Names a producer.
        package init(version: String, host: String?) {
            self.version = version
            self.host = host
        }
    }

    /// What the counts rest on.
    package struct Coverage: Sendable, Equatable {
        /// The span that the counts are about.
        package var span: TimeSpan
        /// The parts of it in which somebody of ours listened.
        package var watched: [TimeSpan]
        /// How many events the counts rest on.
        package var events: Int
        /// How many tasks are known, whether listed or not.
        package var tasks: Int
        /// Seconds of silence after which a worker counted as gone.
        package var offlineAfter: Double
        /// Seconds after which the rows of workers that are gone are folded into one.
        package var forgetOffline: Double

        /// Says what the counts rest on.
        package init(
            span: TimeSpan, watched: [TimeSpan], events: Int, tasks: Int, offlineAfter: Double, forgetOffline: Double
        ) {
            self.span = span
            self.watched = watched
            self.events = events
            self.tasks = tasks
            self.offlineAfter = offlineAfter
            self.forgetOffline = forgetOffline
        }
    }

    /// What was asked of the pages, so that rendering a file again needs no options.
    package struct ReportRequest: Sendable, Equatable {
        /// The title; the broker's host by default.
        package var title: String
        /// The name of the zone that times are shown in.
        package var timeZone: String
        /// The user's note, in Markdown.
        package var note: String?
        /// Whether something keeps strangers from the pages, so that they needn't say that nothing does.
        package var isProtected: Bool
        /// The rules that it is judged by, as they were written.
        package var checks: [String]
        /// The fingerprints of failures that are known and don't count.
        package var known: [String]

        /// Asks for pages.
        package init(
            title: String, timeZone: String, note: String? = nil, isProtected: Bool = false, checks: [String] = [],
            known: [String] = []
        ) {
            self.title = title
            self.timeZone = timeZone
            self.note = note
            self.isProtected = isProtected
            self.checks = checks
            self.known = known
        }
    }

    /// What was taken out.
    package struct Redactions: Sendable, Equatable {
        /// How many values were redacted, by the name that told.
        package var values: [String: Int]
        /// The columns that were left out.
        package var omitted: [String]
        /// Whether it is made for strangers to read.
        package var isPublic: Bool

        /// Lists what was taken out.
        package init(values: [String: Int] = [:], omitted: [String] = [], isPublic: Bool = false) {
            self.values = values
            self.omitted = omitted
            self.isPublic = isPublic
        }
    }
}
