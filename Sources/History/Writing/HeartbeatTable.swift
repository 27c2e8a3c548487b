import Celery

/// The heartbeats of workers, a row for each minute.
struct HeartbeatTable {
    /// What was heard of a worker.
    struct Heard {
        let worker: WorkerName
        let number: Int
        let presence: Presence
    }

    /// Turns of a worker that came, and that went.
    struct Change {
        var removed: Set<Presence.Turn> = []
        var added: Set<Presence.Turn> = []
    }

    private let db: any HistoryDatabase

    /// Heartbeats so many minutes before and after others decide what turns these make, and the next beyond.
    private static let reach = 3

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds the heartbeats of workers, and keeps what says as much as all.
    ///
    /// - Returns: how the turns of the life of each change by them.
    func add(_ heard: [Heard], words: () throws -> WordList, word: (String) throws -> Int) throws -> [Change] {
        var changes = Array(repeating: Change(), count: heard.count)
        let told = heard.indices.filter { !heard[$0].presence.heartbeats.isEmpty }
        let rows = try rows(around: told.map { heard[$0] })
        var writes: [[Prepared.Value]] = []
        for (place, rows) in zip(told, rows) {
            let (worker, presence) = (heard[place].worker, heard[place].presence)
            var old = Presence()
            for event in try rows.flatMap({ try HeartbeatCode.decode($0.data, of: worker, words: words()) }) {
                _ = old.insert(event)
            }
            var new = old
            for heartbeat in presence.heartbeats { _ = new.insert(heartbeat.event) }
            new = new.thinned(to: Level.minute.seconds)
            writes += try Self.writes(new, heard[place].number, replacing: rows, word: word)
            let (before, after) = (Set(old.turns), Set(new.turns))
            changes[place] = Change(removed: before.subtracting(after), added: after.subtracting(before))
        }
        let dialect = db.dialect
        try Prepared(
            db,
            """
            INSERT INTO beat (\(dialect.column)worker, time, data, rest) VALUES (\(dialect.value)?, ?, ?, ?)
            ON CONFLICT (\(dialect.column)worker, time) DO UPDATE SET data = excluded.data, rest = excluded.rest
            """
        ).run(each: writes)
        return changes
    }

    private struct Row {
        let minute: Int
        let data: [UInt8]
    }

    /// For each worker, what is kept of the minutes around those that were heard.
    private func rows(around heard: [Heard]) throws -> [[Row]] {
        let bounds: [[Prepared.Value]] = heard.map { heard in
            let minutes = heard.presence.heartbeats.map { $0.event.origin.timestamp.minute }
            let (low, high) = ((minutes.min() ?? 0) - Self.reach, (minutes.max() ?? 0) + Self.reach)
            return [.init(heard.number), .init(low), .init(high)]
        }
        var rows = Array(repeating: [Row](), count: heard.count)
        let beats = "SELECT time, data FROM beat WHERE \(db.dialect.own)worker = ?1 AND"
        for choice in [
            "time < ?2 AND time < ?3 ORDER BY time DESC LIMIT 1", "time >= ?2 AND time <= ?3",
            "time > ?3 AND time > ?2 ORDER BY time LIMIT 1",
        ] {
            try Prepared(db, "\(beats) \(choice)").rows(each: bounds) { place, row in
                rows[place].append(Row(minute: Int(row.integer(0)), data: row.bytes(1)))
            }
        }
        return rows
    }

    private static func writes(
        _ presence: Presence, _ worker: Int, replacing rows: [Row], word: (String) throws -> Int
    ) throws -> [[Prepared.Value]] {
        let known = Dictionary(rows.map { ($0.minute, $0.data) }, uniquingKeysWith: { first, _ in first })
        let minutes = Dictionary(grouping: presence.heartbeats) { $0.event.origin.timestamp.minute }
        return try minutes.sorted(by: { $0.key < $1.key }).compactMap { minute, heartbeats in
            let data = try HeartbeatCode.encode(heartbeats, number: word)
            guard known[minute] != data else { return nil }
            return [.init(worker), .init(minute), .bytes(data), rest(in: heartbeats.map(\.event))]
        }
    }

    /// The last time of a minute at which a worker said that it executes nothing.
    private static func rest(in events: [WorkerEvent]) -> Prepared.Value {
        let rest = events.filter { $0.active == 0 }.map(\.origin.timestamp).max()
        return rest.map { .integer($0.microseconds) } ?? .null
    }

    /// Notes those times where an earlier version kept only the heartbeats.
    static func findRests(_ db: any HistoryDatabase) throws {
        let words = try WordList(db)
        var rests: [[Prepared.Value]] = []
        try Prepared(db, "SELECT worker, time, data FROM beat \(db.dialect.all)").rows { row in
            let name = WorkerName(try words.text(Int(row.integer(0))) ?? "")
            let events = try HeartbeatCode.decode(row.bytes(2), of: name, words: words)
            rests.append([.integer(row.integer(0)), .integer(row.integer(1)), rest(in: events)])
        }
        try Prepared(db, "UPDATE beat SET rest = ?3 WHERE \(db.dialect.own)worker = ?1 AND time = ?2").run(each: rests)
    }
}
