import Celery

/// Single facts about a history.
struct HistoryFacts {
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Until which minute heartbeats were thinned; `nil` before the first time.
    var thinned: Int? { get throws { try number("thinned").map { Int($0) } } }

    /// Remembers it.
    func setThinned(_ minute: Int) throws { try set("thinned", String(minute)) }

    /// Since which minute waits are counted by queue; `nil` where they always were.
    var waitsSince: Int? { get throws { try number("waits").map { Int($0) } } }

    /// Remembers it.
    func setWaitsSince(_ minute: Int) throws { try set("waits", String(minute)) }

    /// A secret of this history's own, made when it is asked for first.
    func secret() throws -> (UInt64, UInt64) {
        let made = [UInt64.random(in: 0 ... .max), .random(in: 0 ... .max)].map { String($0, radix: 16) }
        try Prepared(
            db,
            "INSERT INTO fact (\(db.dialect.column)name, value) VALUES (\(db.dialect.value)?, ?) ON CONFLICT DO NOTHING"
        ).run(.text("secret"), .text(made.joined(separator: " ")))
        let words = (try fact("secret") ?? "").split(separator: " ").compactMap { UInt64($0, radix: 16) }
        guard words.count == 2 else { throw StoredFlaw() }
        return (words[0], words[1])
    }

    /// Until when tasks were taken away for their age; `nil` before the first time.
    var purged: Instant? { get throws { try number("purged").map { Instant(microseconds: $0) } } }

    /// Remembers it.
    func setPurged(_ time: Instant) throws { try set("purged", String(time.microseconds)) }

    /// When the newest capture was whose facts are known; `nil` before the first.
    var noted: Instant? { get throws { try number("noted").map { Instant(microseconds: $0) } } }

    /// Remembers it.
    func setNoted(_ time: Instant) throws { try set("noted", String(time.microseconds)) }

    /// The time of the newest event, by its sender's clock, but not later than ours.
    var newest: Instant? { get throws { try number("newest").map { Instant(microseconds: $0) } } }

    /// Remembers it.
    func setNewest(_ time: Instant) throws {
        if time > .distantPast { try set("newest", String(time.microseconds)) }
    }

    /// From when on tasks are kept where old ones are passed over; `nil` where all are.
    var hidden: HiddenTasks? { get throws { try fact("hidden").flatMap(HiddenTasks.init) } }

    /// Remembers it.
    func setHidden(_ hidden: HiddenTasks) throws { try set("hidden", hidden.text) }

    private func number(_ name: String) throws -> Int64? { try fact(name).flatMap { Int64($0) } }

    private func fact(_ name: String) throws -> String? {
        try db.text("SELECT value FROM fact WHERE \(db.dialect.own)name = ?", .text(name))
    }

    private func set(_ name: String, _ value: String) throws {
        let (column, own) = (db.dialect.column, db.dialect.value)
        try Prepared(
            db,
            """
            INSERT INTO fact (\(column)name, value) VALUES (\(own)?, ?)
            ON CONFLICT (\(column)name) DO UPDATE SET value = excluded.value
            """
        ).run(.text(name), .text(value))
    }
}
