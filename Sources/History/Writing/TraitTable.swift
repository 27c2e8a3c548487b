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
    }

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
