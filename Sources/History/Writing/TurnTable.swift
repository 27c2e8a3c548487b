import Celery

/// The turns in the lives of workers, as far as they were read.
struct TurnTable {
    private var turns: [WorkerName: [Presence.Turn]] = [:]

    /// Whether a worker's turns were read.
    func knows(_ worker: WorkerName) -> Bool { turns[worker] != nil }

    /// The turns that were read of a worker.
    func known(of worker: WorkerName) -> [Presence.Turn] { turns[worker] ?? [] }

    /// Reads the turns of workers, by their numbers, at once.
    mutating func load(_ workers: [(name: WorkerName, number: Int)], in db: any HistoryDatabase) throws {
        let unknown = workers.filter { turns[$0.name] == nil }
        var found = Array(repeating: [Presence.Turn](), count: unknown.count)
        let turnsOfWorker = "SELECT time, kind FROM turn WHERE \(db.dialect.own)worker = ?"
        try Prepared(db, turnsOfWorker).rows(each: unknown.map { [.init($0.number)] }) { place, row in
            found[place].append(try Self.turn(row.integer(0), row.integer(1)))
        }
        for (worker, turns) in zip(unknown, found) { self.turns[worker.name] = Self.inOrder(turns) }
    }

    /// Reads the turns of all workers.
    mutating func loadAll(words: WordList, in db: any HistoryDatabase) throws {
        var found: [WorkerName: [Presence.Turn]] = [:]
        var (last, name) = (-1, WorkerName(""))
        try Prepared(db, "SELECT time, kind, worker FROM turn \(db.dialect.all) ORDER BY worker").rows { row in
            let number = Int(row.integer(2))
            if number != last { (last, name) = (number, WorkerName(try words.text(number) ?? "")) }
            found[name, default: []].append(try Self.turn(row.integer(0), row.integer(1)))
        }
        turns = found.mapValues(Self.inOrder)
    }

    private static func turn(_ time: Int64, _ kind: Int64) throws -> Presence.Turn {
        guard let kind = Presence.Turn.Kind(code: kind) else { throw StoredFlaw() }
        return Presence.Turn(kind: kind, time: Instant(microseconds: time))
    }

    private static func inOrder(_ turns: [Presence.Turn]) -> [Presence.Turn] {
        turns.sorted { ($0.time, $0.kind.code) < ($1.time, $1.kind.code) }
    }

    /// Replaces some of the turns of workers, which were read before, by others.
    mutating func change(_ changes: [(Int, WorkerName, HeartbeatTable.Change)], in db: any HistoryDatabase) throws {
        func rows(_ turns: Set<Presence.Turn>, _ number: Int) -> [[Prepared.Value]] {
            turns.map { [.init(number), .integer($0.time.microseconds), .integer($0.kind.code)] }
        }
        for (_, worker, change) in changes {
            let kept = known(of: worker).filter { !change.removed.contains($0) }
            turns[worker] = Self.inOrder(kept + change.added)
        }
        let dialect = db.dialect
        try Prepared(db, "DELETE FROM turn WHERE \(dialect.own)worker = ? AND time = ? AND kind = ?").run(
            each: changes.flatMap { rows($0.2.removed, $0.0) })
        try Prepared(
            db,
            """
            INSERT INTO turn (\(dialect.column)worker, time, kind) VALUES (\(dialect.value)?, ?, ?)
            ON CONFLICT DO NOTHING
            """
        ).run(each: changes.flatMap { rows($0.2.added, $0.0) })
    }

    /// Forgets all, since another process may have changed them.
    mutating func forget() { turns = [:] }
}

extension Presence.Turn.Kind {
    /// Its number in the table.
    var code: Int64 {
        switch self {
        case .restart: 0
        case .reconnection: 1
        case .goodbye: 2
        }
    }

    /// The kind of a number.
    init?(code: Int64) {
        switch code {
        case 0: self = .restart
        case 1: self = .reconnection
        case 2: self = .goodbye
        default: return nil
        }
    }
}
