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
    /// What the charts draw.
    package var series: [Series]
    /// What needs attention, the most severe first.
    package var findings: [Finding]
    /// What was taken out before anything was stored.
    package var redactions: Redactions

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
    }

    /// What was asked of the pages, so that rendering a file again needs no options.
    package struct ReportRequest: Sendable, Equatable {
        /// The title; the broker's host by default.
        package var title: String
        /// The name of the zone that times are shown in.
        package var timeZone: String
        /// The user's note, in Markdown.
        package var note: String?

        /// Asks for pages.
        package init(title: String, timeZone: String, note: String? = nil) {
            self.title = title
            self.timeZone = timeZone
            self.note = note
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

/// Which broker it is.
package struct BrokerIdentity: Sendable, Equatable {
    /// `redis` or `amqp`.
    package var transport: String
    /// Its address, without credentials.
    package var url: String
    /// Its software and version, such as `Redis 7.0.15`; `nil` where it didn't say.
    package var server: String?

    /// Names a broker.
    package init(transport: String, url: String, server: String?) {
        self.transport = transport
        self.url = url
        self.server = server
    }
}

/// What was asked of one source, and how it went.
package struct SourceReport: Sendable, Equatable {
    /// How it went.
    package enum Status: String, Sendable { case ok, partial, failed, skipped }

    /// `events`, `inspect`, `queues`, `results`, `management` or `history`.
    package var name: String
    /// How it went.
    package var status: Status
    /// In words: what came, or what failed and why.
    package var detail: String
    /// Seconds it took; `nil` where nothing was asked.
    package var duration: Double?

    /// Reports on a source.
    package init(name: String, status: Status, detail: String, duration: Double? = nil) {
        self.name = name
        self.status = status
        self.detail = detail
        self.duration = duration
    }
}

/// Something that needs attention.
package struct Finding: Sendable, Equatable {
    /// How much.
    package enum Severity: String, CaseIterable, Sendable { case critical, warning, note }

    /// How much attention it needs.
    package var severity: Severity
    /// What kind of finding it is, in a word.
    package var code: String
    /// Whom it is about: a worker, a queue, a task type or a source.
    package var subject: String
    /// A sentence, with the numbers in it.
    package var message: String
    /// When it began, or will; the page shows it in its own zone.
    package var time: Instant?

    /// Makes a finding.
    package init(_ severity: Severity, _ code: String, subject: String, message: String, time: Instant? = nil) {
        self.severity = severity
        self.code = code
        self.subject = subject
        self.message = message
        self.time = time
    }
}

/// Values over time.
package struct Series: Sendable, Equatable {
    /// What is measured, such as `tasks.succeeded`.
    package var name: String
    /// In what: `tasks/min`, `seconds`, `messages`.
    package var unit: String
    /// Of what: the worker, the queue, the percentile.
    package var labels: [String: String]
    /// When, and how much; `nil` where nobody watched.
    package var points: [Point]

    /// A value at a time.
    package struct Point: Sendable, Equatable {
        /// When.
        package var time: Instant
        /// How much.
        package var value: Double?

        /// Dates a value.
        package init(_ time: Instant, _ value: Double?) {
            self.time = time
            self.value = value
        }
    }

    /// Makes a series.
    package init(name: String, unit: String, labels: [String: String] = [:], points: [Point]) {
        self.name = name
        self.unit = unit
        self.labels = labels
        self.points = points
    }
}
