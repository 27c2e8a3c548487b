/// What an index of several clusters tells of one of them, the newest snapshot of which is all that it knows.
package struct ClusterRow: Sendable, Equatable {
    /// How a cluster stands, the worst first.
    package enum Standing: String, CaseIterable, Sendable {
        /// A critical incident lasts.
        case critical
        /// A warning lasts, or a rule fails.
        case warning
        /// Nothing of it can be read: it may be the worst of all, and nothing says so.
        case unreadable
        /// Its snapshot can be read, and neither the workers nor the history told it anything.
        case unknown
        /// Nothing was wrong, and its snapshot is older than it should be.
        case stale
        /// Nothing is wrong, as far as anything was seen.
        case well
    }

    /// Which snapshot it is: tells it from all others of the index, and is shown nowhere.
    package var place: String
    /// What it is called: the title of its report, or, where that can't be read, the name of its folder.
    package var title: String
    /// The folder or the file that was named; `nil` on an index for strangers.
    package var source: String?
    /// Where its pages are, from the index, with a slash at the end; `nil` where nobody knows.
    package var address: String?
    /// Why nothing of it can be read; `nil` where it can.
    package var problem: String?
    /// When it was captured; this and all that follows is `nil` where it can't be read.
    package var capturedAt: Instant?
    /// The span that its counts are about.
    package var span: TimeSpan?
    /// The part of the span in which somebody listened, from 0 to 1.
    package var watchedShare: Double?
    /// Its broker.
    package var broker: BrokerIdentity?
    /// Whether anything told of its workers and what they do.
    package var isKnown = false
    /// Whether it is so much older than the newest snapshot that it is no news.
    package var isStale = false
    /// Its incidents: what lasts before what is over, and of each the gravest first.
    package var incidents: [Incident] = []
    /// How many findings there are, by severity.
    package var findings: FindingCounts?
    /// How many of its rules hold, fail, and can't be judged.
    package var rules: RuleCounts?
    /// The sums over its workers.
    package var totals: Totals?
    /// How many workers there are, by status; `nil` where nothing told of them.
    package var workers: WorkerCounts?
    /// The sums over its queues; `nil` where nothing told of them.
    package var queues: QueueCounts?

    /// A cluster of which nothing is known yet.
    package init(place: String, title: String) { (self.place, self.title) = (place, title) }

    /// Findings by severity.
    package struct FindingCounts: Sendable, Equatable {
        package var critical = 0, warning = 0, note = 0

        /// Counts none.
        package init() {}

        /// Counts findings.
        package init(_ findings: [Finding]) {
            for finding in findings { self[finding.severity] += 1 }
        }

        /// Those of a severity.
        package subscript(severity: Finding.Severity) -> Int {
            get {
                switch severity {
                case .critical: critical
                case .warning: warning
                case .note: note
                }
            }
            set {
                switch severity {
                case .critical: critical = newValue
                case .warning: warning = newValue
                case .note: note = newValue
                }
            }
        }
    }

    /// Rules by verdict.
    package struct RuleCounts: Sendable, Equatable {
        package var pass = 0, fail = 0, unknown = 0

        /// Counts none.
        package init(pass: Int = 0, fail: Int = 0, unknown: Int = 0) {
            (self.pass, self.fail, self.unknown) = (pass, fail, unknown)
        }
    }

    /// Workers by status.
    package struct WorkerCounts: Sendable, Equatable {
        package var online = 0, stopping = 0, offline = 0, unknown = 0

        /// Counts none.
        package init() {}

        /// Counts workers.
        package init(_ workers: [WorkerRow]) {
            for worker in workers {
                switch worker.status {
                case .online: online += 1
                case .stopping: stopping += 1
                case .offline: offline += 1
                case .unknown: unknown += 1
                }
            }
        }

        /// All of them.
        package var all: Int { online + stopping + offline + unknown }
    }

    /// Queues, and sums over them, which are unknown where a summand is.
    package struct QueueCounts: Sendable, Equatable {
        package var queues = 0
        package var ready, unacknowledged, messages: Int?

        /// Counts none.
        package init() {}

        /// Sums.
        package init(_ rows: [QueueRow]) {
            queues = rows.count
            func sum(_ count: (QueueRow) -> Int?) -> Int? {
                rows.reduce(0) { sum, row in
                    guard let sum, let count = count(row) else { return nil }
                    return sum + count
                }
            }
            (ready, unacknowledged, messages) = (sum(\.ready), sum(\.unacknowledged), sum(\.messages))
        }
    }
}

extension ClusterRow {
    /// How many incidents of a severity last.
    package func lasting(_ severity: Finding.Severity) -> Int {
        incidents.count { $0.severity == severity && $0.until == nil }
    }

    /// How it stands.
    package var standing: Standing {
        if problem != nil { return .unreadable }
        if lasting(.critical) > 0 { return .critical }
        if lasting(.warning) > 0 || (rules?.fail ?? 0) > 0 { return .warning }
        if !isKnown { return .unknown }
        return isStale ? .stale : .well
    }

    /// Whether one is to be looked at before another: by standing, then by how many critical incidents, warnings and
    /// failing rules last; of those alike the stale ones, then by title, and of one title by place.
    package static func precedes(_ one: ClusterRow, _ other: ClusterRow) -> Bool {
        let (left, right) = (one.rank, other.rank)
        if left != right { return left.lexicographicallyPrecedes(right) }
        if !one.title.isSame(as: other.title) { return one.title.exact < other.title.exact }
        return one.place.exact < other.place.exact
    }

    private var rank: [Int] {
        [
            Standing.allCases.firstIndex(of: standing) ?? 0, -lasting(.critical), -lasting(.warning),
            -(rules?.fail ?? 0), isStale ? 0 : 1,
        ]
    }
}
