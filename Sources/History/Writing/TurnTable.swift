import Celery
import GRDB

/// The turns in the lives of workers, as far as they were read.
struct TurnTable {
    private var turns: [WorkerName: [Presence.Turn]] = [:]

    /// Whether a worker's turns were read.
    func knows(_ worker: WorkerName) -> Bool { turns[worker] != nil }

    /// The turns that were read of a worker.
    func known(of worker: WorkerName) -> [Presence.Turn] { turns[worker] ?? [] }

    /// A worker's turns, oldest first.
    mutating func turns(of worker: WorkerName, number: Int, in db: Database) throws -> [Presence.Turn] {
        if let known = turns[worker] { return known }
        var found: [Presence.Turn] = []
        try Prepared(db, "SELECT time, kind FROM turn WHERE worker = ? ORDER BY time, kind").rows(.init(number)) {
            row in
            guard let kind = Presence.Turn.Kind(code: row.integer(1)) else { throw StoredFlaw() }
            found.append(Presence.Turn(kind: kind, time: Instant(microseconds: row.integer(0))))
        }
        turns[worker] = found
        return found
    }

    /// Replaces some of a worker's turns by others.
    mutating func change(
        _ worker: WorkerName, number: Int, removing removed: Set<Presence.Turn>, adding added: Set<Presence.Turn>,
        in db: Database
    ) throws {
        let kept = try turns(of: worker, number: number, in: db).filter { !removed.contains($0) }
        turns[worker] = (kept + added).sorted { ($0.time, $0.kind.code) < ($1.time, $1.kind.code) }
        for turn in removed {
            try Prepared(db, "DELETE FROM turn WHERE worker = ? AND time = ? AND kind = ?").run(
                .init(number), .integer(turn.time.microseconds), .integer(turn.kind.code))
        }
        for turn in added {
            try Prepared(db, "INSERT OR IGNORE INTO turn (worker, time, kind) VALUES (?, ?, ?)").run(
                .init(number), .integer(turn.time.microseconds), .integer(turn.kind.code))
        }
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
