import Celery
package import Templating

/// The periodic tasks: when each was sent last, when it is due, and how often it was missed.
package struct SchedulePage: TemplateRecord {
    let frame: PageFrame
    let entries: [PeriodicTaskEntry]
    let summary: String
    let earlier: String?
    let asOf: Timestamp?

    /// What templates may name.
    package static let fields: [Field<SchedulePage>] = [
        .record("frame", "what every page has", \.frame),
        .list("entries", "the periodic tasks, by name", \.entries),
        .truth("has_entries", "whether any is known") { !$0.entries.isEmpty },
        .text("summary", "how many there are, and how many were missed, as a sentence", \.summary),
        .text("earlier", "how many were not read at the capture, up to their time, as a sentence", \.earlier),
        .record("as_of", "when the last of those were read", \.asOf),
    ]

    /// Shows the schedule of a report.
    package init(_ report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        var omissions = Omissions()
        let rows = report.snapshot.periodic
        entries = omissions.first(limits.rows, of: rows, "periodic task").map {
            PeriodicTaskEntry(row: $0, notation: report.notation)
        }
        frame = report.frame(page: "Schedule", files: files, omissions: omissions)
        summary = Self.summary(rows)
        let readings = rows.compactMap(\.asOf)
        asOf = report.notation.timestamp(readings.max())
        let entries = Wording.count(readings.count, "entry", plural: "entries")
        earlier =
            readings.isEmpty
            ? nil
            : readings.count == rows.count
                ? "The schedule couldn't be read at the capture. It is as it was last read, at"
                : readings.count == 1
                    ? "1 entry couldn't be read at the capture. It is as it was last read, at"
                    : "\(entries) couldn't be read at the capture. They are as they were last read, at"
    }

    private static func summary(_ rows: [PeriodicRow]) -> String {
        guard !rows.isEmpty else {
            return
                "No periodic task is known: no worker that answered has a beat_schedule, and neither RedBeat's keys nor "
                + "django-celery-beat's tables, where they can be read, have an entry."
        }
        let told = rows.compactMap(\.missed)
        let missed = told.reduce(0, +)
        let count = "\(Wording.count(rows.count, "periodic task"))"
        guard !told.isEmpty else { return "\(count); whether any was missed isn't known." }
        let rest = told.count < rows.count ? ", of \(Wording.count(told.count)) that can be told" : ""
        return
            "\(count); \(missed == 0 ? "none was" : Wording.count(missed, "run") + (missed == 1 ? " was" : " were")) "
            + "missed while somebody listened\(rest)."
    }
}

/// A periodic task as a page shows it.
package struct PeriodicTaskEntry: TemplateRecord {
    let row: PeriodicRow
    let notation: Notation

    /// What templates may name.
    package static let fields: [Field<PeriodicTaskEntry>] = [
        .code("name", "what the entry is called") { Excerpt.cell($0.row.name, limit: 200) },
        .code("task", "the task type that it sends") { Excerpt.cell($0.row.task, limit: 200) },
        .text("href", "a search for its tasks, below the site's root") { TaskSearch([.type($0.row.task)]).href },
        .code("schedule", "the schedule, as it was told") { Excerpt.cell($0.row.schedule ?? "") },
        .truth("has_schedule", "whether the schedule is known") { $0.row.schedule?.isEmpty == false },
        .text("source", "who told of the entry") { $0.row.source?.name },
        .record("last", "when it was last sent, or received") { $0.notation.timestamp($0.row.last) },
        .record("next", "when it is due next") { $0.notation.timestamp($0.row.next) },
        .record("expected", "how often it was due while somebody listened") { Figure(count: $0.row.expected) },
        .record("seen", "how often it was seen") { Figure(count: $0.row.seen) },
        .record("missed", "how often it was due and wasn't seen") { Figure(count: $0.row.missed) },
        .record("overlapping", "how often it was begun while an earlier one was executing") {
            Figure(count: $0.row.overlapping)
        },
    ]
}

extension PeriodicRow.Source {
    /// What pages call it.
    fileprivate var name: String {
        switch self {
        case .configuration: "beat_schedule"
        case .django: "django-celery-beat"
        case .redBeat: "RedBeat"
        case .header: "its tasks"
        }
    }
}
