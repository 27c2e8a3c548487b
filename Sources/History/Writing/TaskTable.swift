import Celery

/// The tasks, a row for each.
///
/// Where statements go over a network, rows are read and written many at a time: what is foreseen is read at once, and
/// what is written waits until it is flushed.
struct TaskTable {
    /// A task as it stands in the table.
    struct Row {
        let id: Int64
        let record: TaskRecord
    }

    private let db: any HistoryDatabase
    private let insertion: Prepared
    private let updating: Prepared
    private let finding: Prepared
    /// What is there of the tasks that were foreseen, and what will be, by their keys.
    private var known: [Int64: [UInt8]] = [:]
    private var insertions: [[Prepared.Value]] = []
    private var updates: [[Prepared.Value]] = []

    init(_ db: any HistoryDatabase) throws {
        self.db = db
        insertion = try Prepared(db, Self.insertion(db.dialect))
        updating = try Prepared(db, Self.updating(db.dialect))
        finding = try Prepared(
            db, "SELECT \(db.dialect.task), record FROM task WHERE \(db.dialect.ownTasks)key = ?")
    }

    /// Tells which tasks will be inserted, by the first of their keys.
    mutating func foresee(_ keys: [Int64]) throws {
        guard db.dialect.takesSets else { return }
        known = [:]
        var found = known
        try finding.rows(each: keys.map { [.integer($0)] }) { place, row in found[keys[place]] = row.bytes(1) }
        known = found
    }

    /// Puts a new task into the table, or gives what is there of it; `first` is the first of its keys.
    mutating func insert(
        _ record: TaskRecord, key first: Int64, _ span: TimeSpan, _ summary: TaskSummary, data: [UInt8],
        words: () throws -> WordList
    ) throws -> Row? {
        var key = first
        while true {
            let values: [Prepared.Value] = [
                .integer(key), .integer(span.since.microseconds), .integer(span.until.microseconds),
                .init(summary.stage.rawValue), .init(summary.isFailed ? 1 : 0), .bytes(data),
                Self.begun(summary, before: span.since),
            ]
            if db.dialect.takesSets {
                if key != first, known[key] == nil { known[key] = try bytes(at: key) }
                guard let bytes = known[key] else {
                    known[key] = data
                    insertions.append(values)
                    return nil
                }
                let stored = try TaskReader.decode(bytes, words: words())
                if stored.id == record.id { return Row(id: key, record: stored) }
            } else {
                if try insertion.run(values) > 0 { return nil }
                if let row = try row(at: key, words: words()), row.record.id == record.id { return row }
            }
            key &+= 1
        }
    }

    /// Finds tasks; those that aren't there are left out.
    func find(_ tasks: [TaskID], words: WordList) throws -> [Row] {
        var found: [Row] = []
        var displaced: [Int] = []
        try finding.rows(each: tasks.map { [.integer(TaskKey.first(of: $0))] }) { place, row in
            let record = try TaskReader.decode(row.bytes(1), words: words)
            if record.id == tasks[place] {
                found.append(Row(id: row.integer(0), record: record))
            } else {
                displaced.append(place)
            }
        }
        for task in displaced.map({ tasks[$0] }) {
            var key = TaskKey.first(of: task) &+ 1
            while let row = try row(at: key, words: words) {
                if row.record.id == task {
                    found.append(row)
                    break
                }
                key &+= 1
            }
        }
        return found
    }

    private func row(at key: Int64, words: WordList) throws -> Row? {
        var found: Row?
        try finding.rows(.integer(key)) { row in
            found = Row(id: row.integer(0), record: try TaskReader.decode(row.bytes(1), words: words))
        }
        return found
    }

    private func bytes(at key: Int64) throws -> [UInt8]? {
        var found: [UInt8]?
        try finding.rows(.integer(key)) { found = $0.bytes(1) }
        return found
    }

    /// Replaces what is known of a task.
    mutating func update(_ id: Int64, _ record: TaskRecord, _ summary: TaskSummary, data: [UInt8]) throws {
        let span = record.span ?? TimeSpan(since: .distantPast, until: .distantPast)
        let values: [Prepared.Value] = [
            .integer(id), .integer(span.since.microseconds), .integer(span.until.microseconds),
            .init(summary.stage.rawValue), .init(summary.isFailed ? 1 : 0), .bytes(data),
            Self.begun(summary, before: span.since),
        ]
        if db.dialect.takesSets { updates.append(values) } else { try updating.run(values) }
    }

    /// Writes what waits.
    mutating func flush() throws {
        try insertion.run(each: insertions)
        try updating.run(each: updates)
        (insertions, updates) = ([], [])
    }

    /// The earliest beginning, where it lies before all that was told of the task.
    private static func begun(_ summary: TaskSummary, before first: Instant) -> Prepared.Value {
        var earliest = first
        for entry in summary.entries { if let begun = entry.begun, begun < earliest { earliest = begun } }
        return earliest < first ? .integer(earliest.microseconds) : .null
    }

    /// The tasks that were spoken of both before and after one of these instants, or at it, each once.
    func rows(across times: [Instant], words: () throws -> WordList) throws -> [Row] {
        var rows: [Row] = []
        var seen: Set<Int64> = []
        let text =
            "SELECT \(db.dialect.task), record FROM task WHERE \(db.dialect.ownTasks)last >= ?1 AND first <= ?1"
        try Prepared(db, text).rows(each: times.map { [.integer($0.microseconds)] }) { _, row in
            guard seen.insert(row.integer(0)).inserted else { return }
            rows.append(Row(id: row.integer(0), record: try TaskReader.decode(row.bytes(1), words: words())))
        }
        return rows
    }

    private static func insertion(_ dialect: Dialect) -> String {
        """
        INSERT INTO task (\(dialect.column)key, first, last, stage, failed, record, begun)
        VALUES (\(dialect.value)?, ?, ?, ?, ?, ?, ?)\(dialect.takesSets ? "" : " ON CONFLICT DO NOTHING")
        """
    }

    private static func updating(_ dialect: Dialect) -> String {
        """
        UPDATE task SET first = ?2, last = ?3, stage = ?4, failed = ?5, record = ?6, begun = ?7
        WHERE \(dialect.ownTasks)\(dialect.task) = ?1
        """
    }
}
