import Brokers
import Celery

/// The schedule of django-celery-beat, which may lie beside the results.
///
/// `PeriodicTask` and what it refers to in `django_celery_beat/models.py`. Of arguments and headers nothing is read.
struct ScheduleTables {
    /// The table of the entries.
    static let entries = "django_celery_beat_periodictask"

    /// What a value is to an entry, in the order in which it is asked for: the table, its column, and by which column of
    /// the entry its row is found.
    private enum Value: Int, CaseIterable {
        case name, task, last, every, period, minute, hour, day, month, weekday, zone, event, clocked, runs

        var place: (table: Table, column: String) {
            switch self {
            case .name: (.entries, "name")
            case .task: (.entries, "task")
            case .last: (.entries, "last_run_at")
            case .every: (.interval, "every")
            case .period: (.interval, "period")
            case .minute: (.crontab, "minute")
            case .hour: (.crontab, "hour")
            case .day: (.crontab, "day_of_month")
            case .month: (.crontab, "month_of_year")
            case .weekday: (.crontab, "day_of_week")
            case .zone: (.crontab, "timezone")
            case .event: (.solar, "event")
            case .clocked: (.clocked, "clocked_time")
            case .runs: (.entries, "total_run_count")
            }
        }

        var isTime: Bool { self == .last || self == .clocked }
    }

    private enum Table: String, CaseIterable {
        case entries = "django_celery_beat_periodictask"
        case interval = "django_celery_beat_intervalschedule"
        case crontab = "django_celery_beat_crontabschedule"
        case solar = "django_celery_beat_solarschedule"
        case clocked = "django_celery_beat_clockedschedule"

        /// The column of an entry that names a row of it; `nil` for the entries themselves.
        var reference: String? {
            switch self {
            case .entries: nil
            case .interval: "interval_id"
            case .crontab: "crontab_id"
            case .solar: "solar_id"
            case .clocked: "clocked_id"
            }
        }
    }

    /// The tables that are looked into.
    static var all: [String] { Table.allCases.map(\.rawValue) }

    /// What asks for the entries that are switched on.
    let question: String

    /// Asks for what is there, of the columns of each table that may be read; `time` writes a column's time, named with its table, as
    /// text.
    ///
    /// - Throws: `TableFlaw.noColumn` where one is missing that has to be there.
    init(
        having columns: [String: Set<String>], time: (_ column: String) -> String
    ) throws(TableFlaw) {
        let own = columns[Self.entries] ?? []
        for name in ["name", "task", "enabled"] where !own.contains(name) {
            throw .noColumn(name, table: Self.entries)
        }
        let joined = Table.allCases.filter { table in
            guard let reference = table.reference, own.contains(reference) else { return false }
            return columns[table.rawValue]?.contains("id") == true
        }
        let values = Value.allCases.map { value in
            let (table, column) = value.place
            let isThere = table == .entries || joined.contains(table)
            guard isThere, columns[table.rawValue]?.contains(column) == true else { return "NULL" }
            let full = "\(table.rawValue).\(column)"
            return value.isTime ? time(full) : "CAST(\(full) AS TEXT)"
        }
        let joins = joined.map { table in
            " LEFT JOIN \(table.rawValue) ON \(table.rawValue).id = \(Self.entries).\(table.reference ?? "")"
        }
        question = """
            SELECT \(values.joined(separator: ", ")) FROM \(Self.entries)\(joins.joined()) \
            WHERE \(Self.entries).enabled ORDER BY \(Self.entries).name LIMIT \(ScheduleReading.limit + 1)
            """
    }

    /// The entries of rows, with their schedules written as Celery's `conf` shows them.
    static func reading(_ rows: [[String?]], at time: Instant) -> ScheduleReading {
        let entries = rows.prefix(ScheduleReading.limit).compactMap(entry)
        var reading = ScheduleReading(source: .django, entries: entries, at: time)
        reading.isWhole = rows.count <= ScheduleReading.limit
        return reading
    }

    private static func entry(_ row: [String?]) -> PeriodicEntry? {
        func told(_ value: Value) -> String? { row.indices.contains(value.rawValue) ? row[value.rawValue] : nil }
        guard let name = told(.name), let task = told(.task) else { return nil }
        var entry = PeriodicEntry(name: name, task: task, text: "")
        let fields = [Value.minute, .hour, .day, .month, .weekday].compactMap(told).map { field in
            // Celery's own reader takes blanks away, too.
            let text = field.filter { !$0.isWhitespace }
            return text.isEmpty ? "*" : text
        }
        if let every = told(.every), let period = told(.period) {
            entry.text = interval(every, period)
        } else if fields.count == 5 {
            entry.text = "<crontab: \(fields.joined(separator: " ")) (m/h/dM/MY/d)>"
            entry.zone = told(.zone)
        } else if let event = told(.event) {
            entry.text = "<solar: \(event)>"
        } else if let time = told(.clocked).flatMap({ Instant(iso8601: $0) }) {
            entry.text = "<clocked: \(time.iso8601Seconds)>"
            entry.next = time
        }
        // What never ran may have the time at which its scheduler first saw it.
        if told(.runs) != "0" { entry.last = told(.last).flatMap { Instant(iso8601: $0) } }
        return entry
    }

    private static func interval(_ every: String, _ period: String) -> String {
        guard period == "microseconds", let number = Double(every) else { return "<freq: \(every) \(period)>" }
        return "<freq: \(number / 1_000_000) seconds>"
    }
}
