import Celery
package import Templating

/// What changed, and when: what successive captures of one history tell, and the user's marks.
package struct ChangesPage: TemplateRecord {
    let frame: PageFrame
    let changes: [ClusterChangeEntry]
    let summary: String
    let turns: [WorkerTurnEntry]

    /// What templates may name.
    package static let fields: [Field<ChangesPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("changes", "what changed, the newest first", \.changes),
        .truth("has_changes", "whether anything did") { !$0.changes.isEmpty },
        .list("turns", "workers that came and went in the span, the newest first", \.turns),
        .truth("has_turns", "whether any did") { !$0.turns.isEmpty },
        .text("summary", "how much changed, or why nothing is known, as a sentence", \.summary),
    ]

    /// Lists what a snapshot tells.
    package init(_ report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        var omissions = Omissions()
        let all = Array(report.snapshot.changes.reversed())
        changes = omissions.first(limits.rows, of: all, "change").map { ClusterChangeEntry($0, in: report) }
        summary = report.summaryOfChanges
        let turns = Array(report.snapshot.turns.reversed())
        self.turns = omissions.first(limits.rows, of: turns, "coming and going", plural: "comings and goings").map {
            WorkerTurnEntry($0, in: report)
        }
        frame = report.frame(page: "Changes", files: files, omissions: omissions)
    }
}

/// A change as pages list it.
package struct ClusterChangeEntry: TemplateRecord {
    let time: Timestamp
    let kind: String
    let isMark: Bool
    let subject: String?
    let item: String?
    let before: String?
    let after: String?
    let href: String?

    /// What templates may name.
    package static let fields: [Field<ClusterChangeEntry>] = [
        .record("time", "when the capture was that told it first; of a mark, its time", \.time),
        .text("kind", "what changed, such as a worker's version", \.kind),
        .truth("is_mark", "whether it is a mark of the user's", \.isMark),
        .code("subject", "of which worker, queue or task type; of a mark, its text", \.subject),
        .code("item", "the setting's name, or the fingerprint of failures", \.item),
        .code("before", "what was before, or what went", \.before),
        .code("after", "what is after, or what came", \.after),
        .text("href", "where more is told, below the site's root", \.href),
    ]

    private static let mostBytes = 300

    init(_ change: ClusterChange, in report: Report) {
        time = Timestamp(change.time, in: report.notation)
        kind = change.kind.words
        isMark = change.kind == .mark
        subject = change.subject.isEmpty ? nil : Excerpt.cell(change.subject, limit: 200)
        item = change.item.isEmpty ? nil : Excerpt.cell(change.item, limit: 120)
        before = change.before.map { Excerpt.cell($0, limit: Self.mostBytes) }
        after = change.after.map { Excerpt.cell($0, limit: Self.mostBytes) }
        href =
            switch change.kind {
            case .worker, .version, .pool, .concurrency, .queues, .tasks, .setting:
                report.places.worker(WorkerName(change.subject))
            case .queue where report.places.isListed(queue: change.subject):
                "broker.html#\(Places.anchor(ofQueue: change.subject))"
            case .taskType, .queue, .broker, .failures, .mark: nil
            }
    }
}

extension ClusterChange.Kind {
    /// What changed, in a table.
    fileprivate var words: String {
        switch self {
        case .worker: "worker"
        case .version: "version"
        case .pool: "pool"
        case .concurrency: "concurrency"
        case .queues: "queues consumed"
        case .tasks: "tasks registered"
        case .setting: "setting"
        case .taskType: "task type"
        case .queue: "queue"
        case .broker: "broker"
        case .failures: "failures"
        case .mark: "mark"
        }
    }
}

extension Report {
    /// How much changed, or why nothing is known of that, as a sentence.
    fileprivate var summaryOfChanges: String {
        let marks = snapshot.changes.count { $0.kind == .mark }
        let others = snapshot.changes.count - marks
        let counts = [(others, "change"), (marks, "mark")].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }
        let limit =
            snapshot.changes.count >= ClusterChange.most
            ? " Those of the span that came last; it may have had more." : ""
        if !counts.isEmpty {
            return "\(Wording.list(counts)) in the span. A change is dated by the capture that told it first.\(limit)"
        }
        return snapshot.isWhollyTold(by: "history")
            ? "Nothing changed in the span, as far as captures tell; the first of a history tells of none."
            : "Not known: what changed is told by captures that share a history."
    }
}
