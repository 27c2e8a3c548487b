import Celery
import GRDB

/// The heartbeats of workers, a row for each minute.
struct HeartbeatTable {
    /// Turns of a worker that came, and that went.
    struct Change {
        let removed: Set<Presence.Turn>
        let added: Set<Presence.Turn>
    }

    private let db: Database

    /// Heartbeats so many minutes before and after others decide what turns these make, and the next beyond.
    private static let reach = 3

    init(_ db: Database) { self.db = db }

    /// Adds the heartbeats of a worker, and keeps what says as much as all.
    ///
    /// - Returns: how the turns of its life change by them.
    func add(
        _ presence: Presence, of worker: WorkerName, number: Int, words: () throws -> WordList,
        word: (String) throws -> Int
    ) throws -> Change {
        let minutes = presence.heartbeats.map { $0.event.origin.timestamp.minute }
        guard let first = minutes.min(), let last = minutes.max() else { return Change(removed: [], added: []) }
        let rows = try rows(number, around: first...last)
        var old = Presence()
        for event in try rows.flatMap({ try HeartbeatCode.decode($0.data, of: worker, words: words()) }) {
            _ = old.insert(event)
        }
        var new = old
        for heartbeat in presence.heartbeats { _ = new.insert(heartbeat.event) }
        new = new.thinned(to: Level.minute.seconds)
        try write(new, number, replacing: rows, word: word)
        let (before, after) = (Set(old.turns), Set(new.turns))
        return Change(removed: before.subtracting(after), added: after.subtracting(before))
    }

    private struct Row {
        let minute: Int
        let data: [UInt8]
    }

    private func rows(_ worker: Int, around minutes: ClosedRange<Int>) throws -> [Row] {
        var rows: [Row] = []
        let (low, high) = (minutes.lowerBound - Self.reach, minutes.upperBound + Self.reach)
        for sql in [Self.before, Self.between, Self.after] {
            try Prepared(db, sql).rows(.init(worker), .init(low), .init(high)) { row in
                rows.append(Row(minute: Int(row.integer(0)), data: row.bytes(1)))
            }
        }
        return rows
    }

    private func write(_ presence: Presence, _ worker: Int, replacing rows: [Row], word: (String) throws -> Int) throws
    {
        let known = Dictionary(rows.map { ($0.minute, $0.data) }, uniquingKeysWith: { first, _ in first })
        let minutes = Dictionary(grouping: presence.heartbeats) { $0.event.origin.timestamp.minute }
        for (minute, heartbeats) in minutes.sorted(by: { $0.key < $1.key }) {
            let data = try HeartbeatCode.encode(heartbeats, number: word)
            guard known[minute] != data else { continue }
            try Prepared(db, "INSERT OR REPLACE INTO beat (worker, time, data, rest) VALUES (?, ?, ?, ?)").run(
                .init(worker), .init(minute), .bytes(data), Self.rest(in: heartbeats.map(\.event)))
        }
    }

    /// The last time of a minute at which a worker said that it executes nothing.
    private static func rest(in events: [WorkerEvent]) -> Prepared.Value {
        let rest = events.filter { $0.active == 0 }.map(\.origin.timestamp).max()
        return rest.map { .integer($0.microseconds) } ?? .null
    }

    /// Notes those times where an earlier version kept only the heartbeats.
    static func findRests(_ db: Database) throws {
        let words = try WordList(db)
        var rests: [(worker: Int64, minute: Int64, rest: Prepared.Value)] = []
        try Prepared(db, "SELECT worker, time, data FROM beat").rows { row in
            let name = WorkerName(try words.text(Int(row.integer(0))) ?? "")
            let events = try HeartbeatCode.decode(row.bytes(2), of: name, words: words)
            rests.append((row.integer(0), row.integer(1), rest(in: events)))
        }
        for (worker, minute, rest) in rests {
            try Prepared(db, "UPDATE beat SET rest = ?3 WHERE worker = ?1 AND time = ?2").run(
                .integer(worker), .integer(minute), rest)
        }
    }

    private static let before = """
        SELECT time, data FROM beat WHERE worker = ?1 AND time < ?2 AND time < ?3 ORDER BY time DESC LIMIT 1
        """
    private static let after = """
        SELECT time, data FROM beat WHERE worker = ?1 AND time > ?3 AND time > ?2 ORDER BY time LIMIT 1
        """
    private static let between =
        "SELECT time, data FROM beat WHERE worker = ? AND time >= ? AND time <= ? ORDER BY time"
}
