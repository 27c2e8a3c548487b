package import Celery

/// What successive captures told of the cluster, what they know of it, and the marks of the user's.
struct ChangeTable {
    private let db: any HistoryDatabase

    /// So many changes are kept, the newest; marks for good.
    static let most = 20_000
    /// For how many seconds what no capture tells any more is remembered.
    private static let patience = 90.0 * 86_400

    /// The row that says since when anything is known of a kind; no fingerprint is called so.
    private static let beginning = "since"

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds a change; the same twice is one.
    func add(_ change: ClusterChange) throws {
        try Prepared(
            db,
            """
            INSERT INTO change (\(db.dialect.column)time, kind, subject, item, before, after)
            VALUES (\(db.dialect.value)?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """
        ).run(
            .integer(change.time.microseconds), .text(change.kind.rawValue), .text(change.subject), .text(change.item),
            .init(change.before), .init(change.after))
    }

    /// The changes of a span, oldest first; of more than so many the newest.
    func changes(in span: TimeSpan, most: Int = ClusterChange.most) throws -> [ClusterChange] {
        var changes: [ClusterChange] = []
        try Prepared(
            db,
            """
            SELECT time, kind, subject, item, before, after FROM change
            WHERE \(db.dialect.own)time >= ? AND time <= ? ORDER BY time DESC LIMIT ?
            """
        ).rows(.integer(span.since.microseconds), .integer(span.until.microseconds), .init(most)) { row in
            // A newer version may know other kinds.
            guard let kind = ClusterChange.Kind(rawValue: row.text(1)) else { return }
            changes.append(
                ClusterChange(
                    time: Instant(microseconds: row.integer(0)), kind: kind, subject: row.text(2), item: row.text(3),
                    before: row.optionalText(4), after: row.optionalText(5)))
        }
        return changes.sorted()
    }

    /// What captures told so far.
    func known() throws -> KnownFacts {
        var known = KnownFacts()
        known.noted = try HistoryFacts(db).noted
        try Prepared(db, "SELECT kind, subject, item, value, last FROM known \(db.dialect.all)").rows { row in
            let (kind, last) = (ClusterChange.Kind(rawValue: row.text(0)), Instant(microseconds: row.integer(4)))
            guard let kind else { return }
            if row.text(1).isEmpty, row.text(2) == Self.beginning {
                known.since[kind] = last
            } else {
                let key = ClusterFacts.Key(kind, row.text(1), item: row.text(2))
                known.entries[key] = KnownFacts.Entry(value: row.text(3), last: last)
            }
        }
        return known
    }

    /// Keeps what changed of it.
    func put(_ known: KnownFacts) throws {
        let dialect = db.dialect
        let insertion = try Prepared(
            db,
            """
            INSERT INTO known (\(dialect.column)kind, subject, item, value, last)
            VALUES (\(dialect.value)?, ?, ?, ?, ?)
            ON CONFLICT (\(dialect.column)kind, \(dialect.long("subject")), \(dialect.long("item"))) DO UPDATE
            SET value = excluded.value, last = excluded.last
            """)
        let removal = try Prepared(
            db, "DELETE FROM known WHERE \(dialect.own)kind = ? AND subject = ? AND item = ?")
        for kind in known.begunKinds {
            guard let since = known.since[kind] else { continue }
            try insertion.run(
                .text(kind.rawValue), .text(""), .text(Self.beginning), .text(""), .integer(since.microseconds))
        }
        for key in known.changedKeys {
            let (kind, subject, item) = (key.kind.rawValue, key.subject.text, key.item.text)
            if let entry = known.entries[key] {
                try insertion.run(
                    .text(kind), .text(subject), .text(item), .text(entry.value), .integer(entry.last.microseconds))
            } else {
                try removal.run(.text(kind), .text(subject), .text(item))
            }
        }
        if let noted = known.noted { try HistoryFacts(db).setNoted(noted) }
    }

    /// Takes away what is older than what is kept.
    func purge(now: Instant) throws {
        try Prepared(db, "DELETE FROM known WHERE \(db.dialect.own)last < ? AND item != ?").run(
            .integer((now - Self.patience).microseconds), .text(Self.beginning))
        try Prepared(
            db,
            """
            DELETE FROM change WHERE \(db.dialect.own)kind != 'mark' AND time < (
                SELECT time FROM change WHERE \(db.dialect.own)kind != 'mark' ORDER BY time DESC LIMIT 1 OFFSET ?)
            """
        ).run(.init(Self.most - 1))
    }
}

extension Prepared.Value {
    /// A text, or none.
    fileprivate init(_ text: String?) { self = text.map { .text($0) } ?? .null }
}

extension History {
    /// Takes note of what a capture of the present tells, and says what is another than at the one before.
    @discardableResult
    package func note(_ facts: ClusterFacts) throws(HistoryError) -> [ClusterChange] {
        try write { db in
            let table = ChangeTable(db)
            var known = try table.known()
            let changes = known.take(facts)
            for change in changes { try table.add(change) }
            try table.put(known)
            try table.purge(now: facts.time)
            return changes
        }
    }

    /// Keeps a mark; the same twice is one.
    package func mark(_ text: String, at time: Instant) throws(HistoryError) {
        try write { db in try ChangeTable(db).add(.mark(text, at: time)) }
    }

    /// What changed in a span, and the marks in it, oldest first.
    package func changes(in span: TimeSpan) throws(HistoryError) -> [ClusterChange] {
        try read { db in try ChangeTable(db).changes(in: span) }
    }
}
