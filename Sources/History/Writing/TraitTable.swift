import Celery

/// What inspections told of workers and rarely changes, a row for each; the newest answer stands.
struct TraitTable {
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Keeps what a worker told, unless it has told something since.
    func put(_ traits: WorkerTraits, number: Int) throws {
        let dialect = db.dialect
        try Prepared(
            db,
            """
            INSERT INTO trait (\(dialect.column)worker, seen, data) VALUES (\(dialect.value)?, ?, ?)
            ON CONFLICT (\(dialect.column)worker) DO UPDATE
            SET seen = excluded.seen, data = excluded.data WHERE excluded.seen > trait.seen
            """
        ).run(.init(number), .integer(traits.seen.microseconds), .bytes(TraitCode.encode(traits)))
        guard let concurrency = traits.concurrency else { return }
        try Prepared(db, Self.addConcurrency(dialect)).run(
            .init(number), .integer(traits.seen.microseconds), .init(concurrency))
    }

    /// What workers told of their concurrency until a time: each reading that differs from the one before it.
    func concurrency(until time: Instant, words: WordList) throws -> [WorkerName: [ConcurrencyReading]] {
        var told: [WorkerName: [ConcurrencyReading]] = [:]
        try Prepared(db, Self.concurrency(db.dialect)).rows(
            .integer(time.microseconds)
        ) { row in
            guard let name = try words.text(Int(row.integer(0))) else { throw StoredFlaw() }
            told[WorkerName(name), default: []].append(
                ConcurrencyReading(
                    time: Instant(microseconds: row.integer(1)), concurrency: Int(row.integer(2))))
        }
        return told
    }

    private static func concurrency(_ dialect: Dialect) -> String {
        "SELECT worker, time, value FROM concurrency WHERE \(dialect.own)time <= ? ORDER BY worker, time"
    }

    private static func addConcurrency(_ dialect: Dialect) -> String {
        """
        INSERT INTO concurrency (\(dialect.column)worker, time, value) SELECT \(dialect.value)?1, ?2, ?3
        WHERE ?3 \(dialect.differs) (
            SELECT value FROM concurrency WHERE \(dialect.own)worker = ?1 AND time <= ?2 ORDER BY time DESC LIMIT 1)
        ON CONFLICT DO NOTHING
        """
    }

    /// What every worker told until a time.
    func traits(until time: Instant, words: WordList) throws -> [WorkerName: WorkerTraits] {
        var traits: [WorkerName: WorkerTraits] = [:]
        try Prepared(db, "SELECT worker, seen, data FROM trait WHERE \(db.dialect.own)seen <= ?").rows(
            .integer(time.microseconds)
        ) { row in
            guard let name = try words.text(Int(row.integer(0))) else { throw StoredFlaw() }
            let seen = Instant(microseconds: row.integer(1))
            traits[WorkerName(name)] = try TraitCode.decode(row.bytes(2), seen: seen)
        }
        return traits
    }
}
