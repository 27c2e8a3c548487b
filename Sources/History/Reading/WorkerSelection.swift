import Celery
import GRDB

/// The workers, and their beats in a span.
struct WorkerSelection {
    private let db: Database
    private let words: WordList
    private let span: TimeSpan
    private let horizon: Instant

    init(_ db: Database, words: WordList, span: TimeSpan, horizon: Instant) {
        self.db = db
        self.words = words
        self.span = span
        self.horizon = horizon
    }

    func read(into state: inout ClusterState) throws {
        try Prepared(db, "SELECT id, last_task_event, clock_skew FROM worker").rows { row in
            let number = Int(row.integer(0))
            guard let name = try words.text(number).map({ WorkerName($0) }) else { throw StoredFlaw() }
            let lifeline = try lifeline(of: name, number: number)
            let heard = row.optionalInteger(1).map { Instant(microseconds: $0) }
            state.insert(
                WorkerRecord(
                    name: name, lifeline: lifeline, lastTaskEvent: heard,
                    clockSkew: Double(row.integer(2)) / 1_000_000))
        }
    }

    /// The beats of the span, with the last before it; of what came before, the turns.
    private func lifeline(of name: WorkerName, number: Int) throws -> Lifeline {
        var book = TurnBook()
        var lifeline = Lifeline(
            turns: try book.turns(of: name, number: number, in: db), until: min(span.since, horizon))
        let first = Int64(span.since.minute - 3)
        let last = Int64(horizon.minute)
        for sql in [Self.before, Self.within] {
            try Prepared(db, sql).rows(.init(number), .integer(first), .integer(last)) { row in
                for event in try BeatCode.decode(row.bytes(0), of: name, words: words)
                where event.origin.timestamp <= horizon { _ = lifeline.insert(event) }
            }
        }
        return lifeline
    }

    private static let before =
        "SELECT data FROM beat WHERE worker = ?1 AND time < ?2 AND time <= ?3 ORDER BY time DESC LIMIT 1"
    private static let within =
        "SELECT data FROM beat WHERE worker = ?1 AND time >= ?2 AND time <= ?3 ORDER BY time"
}
