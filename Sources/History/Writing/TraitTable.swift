import Celery
import GRDB

/// What inspections told of workers and rarely changes, a row for each; the newest answer stands.
struct TraitTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Keeps what a worker told, unless it has told something since.
    func put(_ traits: WorkerTraits, number: Int) throws {
        try Prepared(
            db,
            """
            INSERT INTO trait (worker, seen, data) VALUES (?, ?, ?) ON CONFLICT DO UPDATE
            SET seen = excluded.seen, data = excluded.data WHERE excluded.seen > seen
            """
        ).run(.init(number), .integer(traits.seen.microseconds), .bytes(TraitCode.encode(traits)))
        guard let concurrency = traits.concurrency else { return }
        try Prepared(db, Self.addConcurrency).run(
            .init(number), .integer(traits.seen.microseconds), .init(concurrency))
    }

    /// What workers told of their concurrency until a time: each reading that differs from the one before it.
    func concurrency(until time: Instant, words: WordList) throws -> [WorkerName: [ConcurrencyReading]] {
        var told: [WorkerName: [ConcurrencyReading]] = [:]
        try Prepared(db, "SELECT worker, time, value FROM concurrency WHERE time <= ? ORDER BY worker, time").rows(
            .integer(time.microseconds)
        ) { row in
            guard let name = try words.text(Int(row.integer(0))) else { throw StoredFlaw() }
            told[WorkerName(name), default: []].append(
                ConcurrencyReading(
                    time: Instant(microseconds: row.integer(1)), concurrency: Int(row.integer(2))))
        }
        return told
    }

    private static let addConcurrency = """
        INSERT INTO concurrency (worker, time, value) SELECT ?1, ?2, ?3
        WHERE ?3 IS NOT (SELECT value FROM concurrency WHERE worker = ?1 AND time <= ?2 ORDER BY time DESC LIMIT 1)
        ON CONFLICT DO NOTHING
        """

    /// What every worker told until a time.
    func traits(until time: Instant, words: WordList) throws -> [WorkerName: WorkerTraits] {
        var traits: [WorkerName: WorkerTraits] = [:]
        try Prepared(db, "SELECT worker, seen, data FROM trait WHERE seen <= ?").rows(.integer(time.microseconds)) {
            row in
            guard let name = try words.text(Int(row.integer(0))) else { throw StoredFlaw() }
            let seen = Instant(microseconds: row.integer(1))
            traits[WorkerName(name)] = try TraitCode.decode(row.bytes(2), seen: seen)
        }
        return traits
    }
}
