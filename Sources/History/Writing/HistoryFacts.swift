import Celery
import GRDB

/// Single facts about a history.
struct HistoryFacts {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Until which minute heartbeats were thinned; `nil` before the first time.
    var thinned: Int? {
        get throws {
            try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'thinned'").flatMap { Int($0) }
        }
    }

    /// Remembers it.
    func setThinned(_ minute: Int) throws {
        try Prepared(db, "INSERT OR REPLACE INTO fact (name, value) VALUES ('thinned', ?)").run(.text(String(minute)))
    }

    /// Until when tasks were taken away for their age; `nil` before the first time.
    var purged: Instant? {
        get throws {
            try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'purged'").flatMap { Int64($0) }
                .map { Instant(microseconds: $0) }
        }
    }

    /// Remembers it.
    func setPurged(_ time: Instant) throws {
        try Prepared(db, "INSERT OR REPLACE INTO fact (name, value) VALUES ('purged', ?)").run(
            .text(String(time.microseconds)))
    }

    /// When the newest capture was whose facts are known; `nil` before the first.
    var noted: Instant? {
        get throws {
            try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'noted'").flatMap { Int64($0) }
                .map { Instant(microseconds: $0) }
        }
    }

    /// Remembers it.
    func setNoted(_ time: Instant) throws {
        try Prepared(db, "INSERT OR REPLACE INTO fact (name, value) VALUES ('noted', ?)").run(
            .text(String(time.microseconds)))
    }

    /// The time of the newest event, by its sender's clock, but not later than ours.
    var newest: Instant? {
        get throws {
            try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'newest'").flatMap { Int64($0) }
                .map { Instant(microseconds: $0) }
        }
    }

    /// Remembers it.
    func setNewest(_ time: Instant) throws {
        guard time > .distantPast else { return }
        try Prepared(db, "INSERT OR REPLACE INTO fact (name, value) VALUES ('newest', ?)").run(
            .text(String(time.microseconds)))
    }
}
