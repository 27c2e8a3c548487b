import Celery
import GRDB

/// The tasks, a row for each.
struct TaskTable {
    /// A task as it stands in the table.
    struct Row {
        let id: Int64
        let record: TaskRecord
    }

    private let db: Database
    private let insertion: Prepared
    private let updating: Prepared

    init(_ db: Database) throws {
        self.db = db
        insertion = try Prepared(db, Self.insertion)
        updating = try Prepared(db, Self.updating)
    }

    /// Puts a new task into the table, or gives what is there of it; `first` is the first of its keys.
    func insert(
        _ record: TaskRecord, key first: Int64, _ span: TimeSpan, _ summary: TaskSummary, data: [UInt8],
        words: () throws -> WordList
    ) throws -> Row? {
        var key = first
        while true {
            let changed = try insertion.run(
                .integer(key), .integer(span.since.microseconds), .integer(span.until.microseconds),
                .init(summary.stage.rawValue), .init(summary.isFailed ? 1 : 0), .bytes(data),
                Self.begun(summary, before: span.since))
            if changed > 0 { return nil }
            if let row = try row(at: key, words: words()), row.record.id == record.id { return row }
            key &+= 1
        }
    }

    /// Finds a task.
    func find(_ task: TaskID, words: WordList) throws -> Row? {
        var key = TaskKey.first(of: task)
        while let row = try row(at: key, words: words) {
            if row.record.id == task { return row }
            key &+= 1
        }
        return nil
    }

    private func row(at key: Int64, words: WordList) throws -> Row? {
        var found: Row?
        try Prepared(db, "SELECT id, record FROM task WHERE key = ?").rows(.integer(key)) { row in
            found = Row(id: row.integer(0), record: try TaskReader.decode(row.bytes(1), words: words))
        }
        return found
    }

    /// Replaces what is known of a task.
    func update(_ id: Int64, _ record: TaskRecord, _ summary: TaskSummary, data: [UInt8]) throws {
        let span = record.span ?? TimeSpan(since: .distantPast, until: .distantPast)
        try updating.run(
            .integer(id), .integer(span.since.microseconds), .integer(span.until.microseconds),
            .init(summary.stage.rawValue), .init(summary.isFailed ? 1 : 0), .bytes(data),
            Self.begun(summary, before: span.since))
    }

    /// The earliest beginning, where it lies before all that was told of the task.
    private static func begun(_ summary: TaskSummary, before first: Instant) -> Prepared.Value {
        guard let begun = summary.entries.compactMap(\.begun).min(), begun < first else { return .null }
        return .integer(begun.microseconds)
    }

    /// The tasks that were spoken of both before and after an instant, or at it.
    func rows(across time: Instant, words: WordList) throws -> [Row] {
        var rows: [Row] = []
        try Prepared(db, "SELECT id, record FROM task WHERE last >= ?1 AND first <= ?1").rows(
            .integer(time.microseconds)
        ) { row in
            rows.append(Row(id: row.integer(0), record: try TaskReader.decode(row.bytes(1), words: words)))
        }
        return rows
    }

    private static let insertion = """
        INSERT INTO task (key, first, last, stage, failed, record, begun) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """
    private static let updating = """
        UPDATE task SET first = ?2, last = ?3, stage = ?4, failed = ?5, record = ?6, begun = ?7 WHERE id = ?1
        """
}
