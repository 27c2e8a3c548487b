import GRDB

/// The tables of a file; migrations are only ever added.
///
/// Times are microseconds since 1970, `time` of counts and heartbeats the minutes of it. `word` numbers the texts that
/// come again and again; number 0 stands for none.
enum SQLiteSchema {
    /// Tells our files from those of other programs.
    static let applicationID = 1_214_411_329

    /// What is there before the first migration has made the file ours, as SQL; a run that is killed then leaves no
    /// more.
    static let beginnings = "'grdb_migrations', 'sqlite_autoindex_grdb_migrations_1'"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            for statement in first { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2") { db in
            try db.execute(
                sql: "CREATE TABLE trait (worker INTEGER PRIMARY KEY, seen INTEGER NOT NULL, data BLOB NOT NULL)")
        }
        migrator.registerMigration("3") { db in
            try db.execute(sql: "ALTER TABLE beat ADD COLUMN rest INTEGER")
            try db.execute(sql: "CREATE INDEX task_over ON task (last, first) WHERE stage = 3")
            try HeartbeatTable.findRests(SQLiteDatabase(connection: db))
        }
        // Tasks may hold what an inspection found, which older versions can't read.
        migrator.registerMigration("4") { _ in }
        // Counts may know their largest values, which older versions can't read.
        migrator.registerMigration("5") { _ in }
        // What was counted before knows no slot time, which stays unknown.
        migrator.registerMigration("slot time") { db in
            try db.execute(sql: "ALTER TABLE worker_count ADD COLUMN busy INTEGER")
            for name in CountColumns.busy { try db.execute(sql: "ALTER TABLE type_count ADD COLUMN \(name) INTEGER") }
            try db.execute(
                sql: """
                    CREATE TABLE concurrency (
                        worker INTEGER NOT NULL, time INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (worker, time))
                        WITHOUT ROWID
                    """)
        }
        // Readings may know which message was the next to be taken, which older versions can't read.
        migrator.registerMigration("waits by queue") { db in
            try db.execute(
                sql: """
                    CREATE TABLE queue_count (
                        level INTEGER NOT NULL, time INTEGER NOT NULL, queue INTEGER NOT NULL, wait BLOB NOT NULL,
                        PRIMARY KEY (level, time, queue)) WITHOUT ROWID
                    """)
        }
        migrator.registerMigration("changes") { db in
            for statement in changes { try db.execute(sql: statement) }
        }
        // Where the runtime of an execution tells that it began before anything was told of its task.
        migrator.registerMigration("beginnings") { db in
            try db.execute(sql: "ALTER TABLE task ADD COLUMN begun INTEGER")
            try db.execute(sql: "CREATE INDEX task_begun ON task (last, begun, first) WHERE begun IS NOT NULL")
        }
        // Waits were not counted by queue before; a minute that began before the upgrade is not whole.
        migrator.registerMigration("whole waits") { db in
            let facts = HistoryFacts(SQLiteDatabase(connection: db))
            if let newest = try facts.newest { try facts.setWaitsSince(newest.minute + 1) }
        }
        migrator.registerMigration("schedule") { db in
            try db.execute(
                sql: """
                    CREATE TABLE schedule (
                        source TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, entries BLOB NOT NULL,
                        times BLOB NOT NULL, PRIMARY KEY (source, since)) WITHOUT ROWID
                    """)
        }
        // A task that holds a fact of later is one that older versions can't read.
        for fact in TaskCode.facts.dropFirst(factsOfVersion4) { migrator.registerMigration("fact \(fact)") { _ in } }
        return migrator
    }

    /// How many facts there were before each came with a migration of its own.
    private static let factsOfVersion4 = 16

    private static let changes = [
        """
        CREATE TABLE known (
            kind TEXT NOT NULL, subject TEXT NOT NULL, item TEXT NOT NULL, value TEXT NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (kind, subject, item)) WITHOUT ROWID
        """,
        """
        CREATE TABLE change (
            time INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, item TEXT NOT NULL, before TEXT, after TEXT,
            PRIMARY KEY (time, kind, subject, item)) WITHOUT ROWID
        """,
    ]

    private static let first = [
        "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE task (
            id INTEGER PRIMARY KEY, key INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            stage INTEGER NOT NULL, failed INTEGER NOT NULL, record BLOB NOT NULL)
        """,
        "CREATE UNIQUE INDEX task_key ON task (key)",
        "CREATE INDEX task_last ON task (last, first)",
        "CREATE INDEX task_open ON task (first) WHERE stage = 1",
        "CREATE INDEX task_failed ON task (last, first) WHERE failed = 1",
        """
        CREATE TABLE worker_count (
            level INTEGER NOT NULL, time INTEGER NOT NULL, worker INTEGER NOT NULL, \(countColumns),
            events INTEGER NOT NULL, PRIMARY KEY (level, time, worker)) WITHOUT ROWID
        """,
        """
        CREATE TABLE type_count (
            level INTEGER NOT NULL, time INTEGER NOT NULL, name INTEGER NOT NULL, \(countColumns),
            runtime BLOB NOT NULL, wait BLOB NOT NULL, PRIMARY KEY (level, time, name)) WITHOUT ROWID
        """,
        "CREATE TABLE worker (id INTEGER PRIMARY KEY, last_task_event INTEGER, clock_skew INTEGER NOT NULL)",
        """
        CREATE TABLE beat (
            worker INTEGER NOT NULL, time INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (worker, time)) WITHOUT ROWID
        """,
        """
        CREATE TABLE turn (
            worker INTEGER NOT NULL, time INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (worker, time, kind))
            WITHOUT ROWID
        """,
        "CREATE TABLE watched (since INTEGER PRIMARY KEY, until INTEGER NOT NULL)",
        "CREATE TABLE reading (time INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    ]

    private static let countColumns = CountColumns.attempts.map { "\($0) INTEGER NOT NULL" }.joined(separator: ", ")
}
