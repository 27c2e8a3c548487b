/// The tables of a database of histories, in a schema of their own; versions are only ever added.
///
/// They are those of a file, with the cluster in front of every key. Numbers are `bigint`, and texts `bytea`: strangers
/// may name a task with a character 0, and with more than an index of texts takes. What grows with time is cut by time.
enum PostgresSchema {
    /// The schema that they are in.
    static let name = "herbarium"
    /// Tells ours from a schema that happens to be called so.
    static let application = Int64(SQLiteSchema.applicationID)

    /// A table that is cut by time.
    struct Cut: Sendable {
        let table: String
        /// How long a part is, in the units of the table's own time.
        let length: Int64
        /// How many of these units are a second, and how many seconds a unit is; one of them is 1.
        let unitsPerSecond: Int64
        let secondsPerUnit: Int64
        let keeps: Keeps
        /// Of rows that change in place, room is left for that.
        let isRewritten: Bool

        /// What tells from when on its rows are kept.
        enum Keeps: Sendable { case tasks, failures, minutes, hours }

        init(_ table: String, days: Int64, inMinutes: Bool, _ keeps: Keeps, isRewritten: Bool = true) {
            (self.table, self.keeps, self.isRewritten) = (table, keeps, isRewritten)
            (unitsPerSecond, secondsPerUnit) = inMinutes ? (1, 60) : (1_000_000, 1)
            length = inMinutes ? days * 1440 : days * 86_400_000_000
        }

        /// The number of the part that a time in its units falls into.
        func part(of time: Int64) -> Int64 { Int64(Int(time).dividedDown(by: Int(length))) }

        /// What a part is called.
        func name(_ part: Int64) -> String { "\(table)_\(part < 0 ? "m" : "")\(part.magnitude)" }

        /// The number of a part that is called so; `nil` where it is none of this table's.
        func part(named name: String) -> Int64? {
            guard name.hasPrefix(table + "_") else { return nil }
            let number = name.dropFirst(table.count + 1)
            return number.hasPrefix("m") ? Int64(number.dropFirst()).map { -$0 } : Int64(number)
        }

        /// What makes a part.
        func creation(_ part: Int64) -> String {
            let room = isRewritten ? " WITH (fillfactor = 80)" : ""
            return """
                CREATE TABLE IF NOT EXISTS \(name(part)) PARTITION OF \(table)
                FOR VALUES FROM (\(part * length)) TO (\((part + 1) * length))\(room);
                \(PostgresSchema.uncounted(name(part)))
                """
        }
    }

    /// The tables that are cut. Parts are as long as makes them some ten: each is looked into for a task that is new.
    static let cuts = [
        Cut("task_0", days: 7, inMinutes: false, .tasks), Cut("task_1", days: 30, inMinutes: false, .failures),
        Cut("worker_count_0", days: 1, inMinutes: true, .minutes),
        Cut("worker_count_1", days: 30, inMinutes: true, .hours),
        Cut("type_count_0", days: 1, inMinutes: true, .minutes),
        Cut("type_count_1", days: 30, inMinutes: true, .hours),
        Cut("queue_count_0", days: 1, inMinutes: true, .minutes),
        Cut("queue_count_1", days: 30, inMinutes: true, .hours),
        Cut("beat", days: 10, inMinutes: true, .hours),
        Cut("reading", days: 10, inMinutes: false, .hours, isRewritten: false),
    ]

    /// What makes each version of the one before.
    static let versions: [[String]] = [first, second]

    private static let first = plain + tasks + countTables + cutByTime

    private static let second = ["task", "worker_count", "type_count", "queue_count", "beat", "reading"].map(uncounted)

    /// Keeps the server from counting how many rows a cluster has in a table, and in all its parts.
    ///
    /// A cluster that came after it counted would seem to have none, and any index that begins with the cluster as good
    /// as any other: each task would be looked for among all of the cluster's.
    private static func uncounted(_ table: String) -> String {
        "ALTER TABLE \(table) ALTER COLUMN cluster SET STATISTICS 0"
    }

    private static let plain: [String] = [
        "CREATE TABLE cluster (id bigint PRIMARY KEY, name bytea NOT NULL UNIQUE, broker bytea UNIQUE)",
        table("fact", ["name bytea NOT NULL", "value bytea NOT NULL"], key: "name"),
        table("word", ["id bigint NOT NULL", "text bytea NOT NULL"], key: "id"),
        table("worker", ["id bigint NOT NULL", "last_task_event bigint", "clock_skew bigint NOT NULL"], key: "id"),
        table("turn", numbers("worker", "time", "kind"), key: "worker, time, kind"),
        table("watched", numbers("since", "until"), key: "since"),
        table("trait", numbers("worker", "seen") + ["data bytea NOT NULL"], key: "worker"),
        table("concurrency", numbers("worker", "time", "value"), key: "worker, time"),
        table(
            "schedule",
            ["source bytea NOT NULL"] + numbers("since", "until") + ["entries bytea NOT NULL", "times bytea NOT NULL"],
            key: "source, since"),
        table("known", blobs("kind", "subject", "item", "value") + numbers("last")),
        "CREATE UNIQUE INDEX known_key ON known (cluster, kind, sha256(subject), sha256(item))",
        table("change", numbers("time") + blobs("kind", "subject", "item") + ["before bytea", "after bytea"]),
        "CREATE UNIQUE INDEX change_key ON change (cluster, time, kind, sha256(subject), sha256(item))",
    ]

    private static let tasks: [String] =
        [
            table(
                "task",
                numbers("key", "first", "last", "stage", "failed") + ["record bytea NOT NULL", "begun bigint"],
                key: "key, failed, last", cut: "LIST (failed)"),
            "CREATE INDEX task_last ON task (cluster, last, first)",
            "CREATE INDEX task_open ON task (cluster, first) WHERE stage = 1",
            "CREATE INDEX task_over ON task (cluster, last, first) WHERE stage = 3",
            "CREATE INDEX task_begun ON task (cluster, last, begun, first) WHERE begun IS NOT NULL",
        ] + part("task", 0, cut: "last") + part("task", 1, cut: "last")

    private static let countTables: [String] =
        [
            table(
                "worker_count",
                numbers("level", "time", "worker") + counts + ["events bigint NOT NULL", "busy bigint"],
                key: "level, time, worker", cut: "LIST (level)"),
            table(
                "type_count",
                numbers("level", "time", "name") + counts + blobs("runtime", "wait")
                    + CountColumns.busy.map { "\($0) bigint" }, key: "level, time, name", cut: "LIST (level)"),
            table(
                "queue_count", numbers("level", "time", "queue") + blobs("wait"), key: "level, time, queue",
                cut: "LIST (level)"),
        ]
        + ["worker_count", "type_count", "queue_count"].flatMap { (name: String) -> [String] in
            let days = "CREATE TABLE \(name)_2 PARTITION OF \(name) FOR VALUES IN (2) WITH (fillfactor = 80)"
            return part(name, 0, cut: "time") + part(name, 1, cut: "time") + [days]
        }

    private static let cutByTime: [String] = [
        table(
            "beat", numbers("worker", "time") + ["data bytea NOT NULL", "rest bigint"], key: "worker, time",
            cut: "RANGE (time)"),
        "CREATE TABLE beat_rest PARTITION OF beat DEFAULT",
        table("reading", numbers("time") + blobs("data"), key: "time", cut: "RANGE (time)"),
        "CREATE TABLE reading_rest PARTITION OF reading DEFAULT",
    ]

    private static let counts = numbers(CountColumns.attempts)

    private static func numbers(_ names: String...) -> [String] { numbers(names) }
    private static func numbers(_ names: [String]) -> [String] { names.map { "\($0) bigint NOT NULL" } }
    private static func blobs(_ names: String...) -> [String] { names.map { "\($0) bytea NOT NULL" } }

    private static func table(_ name: String, _ columns: [String], key: String? = nil, cut: String? = nil) -> String {
        let key = key.map { ", PRIMARY KEY (cluster, \($0))" } ?? ""
        let cut = cut.map { " PARTITION BY \($0)" } ?? ""
        return "CREATE TABLE \(name) (cluster bigint NOT NULL, \(columns.joined(separator: ", "))\(key))\(cut)"
    }

    /// A part by a number, which is cut by time itself; what is out of all times has a part of its own.
    private static func part(_ table: String, _ number: Int, cut: String) -> [String] {
        [
            """
            CREATE TABLE \(table)_\(number) PARTITION OF \(table) FOR VALUES IN (\(number))
            PARTITION BY RANGE (\(cut))
            """,
            "CREATE TABLE \(table)_\(number)_rest PARTITION OF \(table)_\(number) DEFAULT",
        ]
    }
}
