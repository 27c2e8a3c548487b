import Brokers
import Celery
import GRDB
import Glibc
import ResultTables
import TestSupport
import Testing

/// Tables of SQLite as Celery and Django make them, with what strangers may have put in, are read, and nothing is
/// written.
struct SQLiteResultBackendTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let celery = """
        CREATE TABLE celery_taskmeta (id INTEGER PRIMARY KEY AUTOINCREMENT, task_id VARCHAR(155) UNIQUE,
        status VARCHAR(50), result BLOB, date_done DATETIME, traceback TEXT, name VARCHAR(155), args BLOB, kwargs BLOB,
        worker VARCHAR(155), retries INTEGER, queue VARCHAR(155))
        """
    private static let django = """
        CREATE TABLE django_celery_results_taskresult (id INTEGER PRIMARY KEY AUTOINCREMENT,
        task_id VARCHAR(255) UNIQUE, status VARCHAR(50),
        content_type VARCHAR(128), content_encoding VARCHAR(64), result TEXT, date_done DATETIME,
        date_created DATETIME, date_started DATETIME, traceback TEXT, meta TEXT, task_args TEXT, task_kwargs TEXT,
        task_name VARCHAR(255), worker VARCHAR(100), periodic_task_name VARCHAR(255))
        """

    @discardableResult
    private func make(_ statements: String..., mode: String = "DELETE") throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: folder("results.sqlite"), configuration: configuration)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = \(mode)")
            for statement in statements { try db.execute(sql: statement) }
        }
        return queue
    }

    private func read(
        _ layout: String = "db", name: String = "results.sqlite", limit: Int = 100,
        timeLimit: Duration = .seconds(20)
    ) async throws -> ResultReport {
        let address = try #require(try TableAddress("\(layout)+sqlite:///\(folder(name))"))
        return try await address.backend.read(limit: limit, timeLimit: timeLimit)
    }

    private func flaw(_ layout: String = "db", name: String = "results.sqlite") async throws -> TableFlaw? {
        do {
            _ = try await read(layout, name: name)
            return nil
        } catch BrokerError.table(let address, let flaw) {
            #expect(address == "\(layout)+sqlite:///\(folder(name))")
            return flaw
        }
    }

    @Test func tellsWhatCeleryStored() async throws {
        try make(
            Self.celery,
            """
            INSERT INTO celery_taskmeta VALUES
            (1, 'a', 'SUCCESS', CAST('{"n": 1}' AS BLOB), '2026-11-28 08:00:00.250000', NULL, 'shop.pay', x'5b315d',
            x'7b7d', 'w@a', 2, 'mail'),
            (2, 'b', 'FAILURE',
            CAST('{"exc_type": "ValueError", "exc_message": ["no"], "exc_module": "builtins"}' AS BLOB),
            '2026-11-28 09:00:00', 'Traceback', 'shop.pay', NULL, NULL, 'w@a', 0, 'mail'),
            (3, 'c', 'STARTED', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            """)
        let report = try await read()
        #expect(report.results.map(\.task) == ["b", "a", "c"].map { TaskID($0) })
        #expect(report.results.map(\.state) == ["FAILURE", "SUCCESS", "STARTED"])
        #expect(report.seen == 3 && report.unreadable == 0 && !report.isPartial && !report.isMore)
        let (failed, done) = (report.results[0], report.results[1])
        #expect(failed.facts.exception == "ValueError('no')" && failed.facts.traceback == "Traceback")
        #expect(done.facts.result == "{'n': 1}" && done.facts.retries == 2 && done.facts.queue == "mail")
        #expect(done.worker == WorkerName("w@a") && done.facts.name == "shop.pay")
        #expect(done.finished == Instant(iso8601: "2026-11-28T08:00:00.25Z"))
        // They are the arguments themselves, which their caller may have masked.
        #expect(done.facts.args == nil && done.facts.kwargs == nil)
        #expect(report.results[2].finished == nil)
    }

    @Test func tellsWhatDjangoStored() async throws {
        try make(
            Self.django,
            """
            INSERT INTO django_celery_results_taskresult VALUES
            (1, 'a', 'SUCCESS', 'application/json', 'utf-8', '3', '2026-11-28 08:00:02', '2026-11-28 08:00:00',
            '2026-11-28 08:00:01', NULL, '{}', '"(1, 2)"', '"{''password'': ''***''}"', 'shop.add', 'w@a', 'nightly'),
            (2, 'b', 'STARTED', 'application/json', 'utf-8', 'null', '2026-11-28 08:00:03', '2026-11-28 08:00:00',
            '2026-11-28 08:00:03', NULL, '{}', '[4111]', '{"card": 4111}', 'shop.add', 'w@a', NULL),
            (3, 'c', 'SUCCESS', 'application/x-python-serialize', 'binary', 'gASVAAAA', '2026-11-28 08:00:01',
            '2026-11-28 08:00:00', NULL, NULL, '{}', NULL, NULL, NULL, NULL, NULL)
            """)
        let report = try await read("django-db")
        #expect(report.results.map(\.task) == ["a", "c", "b"].map { TaskID($0) })
        let done = report.results[0]
        #expect(done.facts.args == "(1, 2)" && done.facts.kwargs == "{'password': '***'}" && done.facts.result == "3")
        #expect(done.started == Instant(iso8601: "2026-11-28T08:00:01Z"))
        // Of a pickle nothing is told; of what isn't over the time is that of a change; arguments that are no words of
        // the caller's are not read.
        #expect(report.results[1].facts.result == nil && report.results[1].state == "SUCCESS")
        #expect(report.results[2].finished == nil && report.results[2].facts.args == nil)
        #expect(report.results[2].facts.kwargs == nil)
    }

    @Test(arguments: ["80049526000000", "80025d71002e", "ffff", "7b", "", "00", "63706f7369780a73797374656d0a"])
    func tellsNoResultThatIsNotJSON(_ bytes: String) async throws {
        try make(
            Self.celery,
            """
            INSERT INTO celery_taskmeta (task_id, status, date_done, result)
            VALUES ('a', 'SUCCESS', '2026-11-28', x'\(bytes)')
            """
        )
        let report = try await read()
        #expect(report.results.count == 1 && report.results[0].facts.result == nil && report.unreadable == 0)
        #expect(report.results[0].finished == Instant(iso8601: "2026-11-28"))
    }

    @Test func readsTheNewestWithinTheLimit() async throws {
        try make(
            Self.celery,
            """
            INSERT INTO celery_taskmeta (task_id, status, date_done)
            WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 999)
            SELECT 't' || i, 'SUCCESS',
            printf('2026-11-28 08:%02d:%02d', (i * 7 % 1000) / 60, (i * 7 % 1000) % 60) FROM n
            """)
        let report = try await read(limit: 3)
        #expect(
            report.results.compactMap(\.finished?.iso8601Seconds).map { $0.suffix(6) } == [
                "16:39Z", "16:38Z", "16:37Z",
            ])
        #expect(report.seen == 1000)
        #expect(try await read(limit: 0).results.isEmpty)
    }

    @Test func countsNoMoreThanItHasTo() async throws {
        try make(
            Self.celery,
            """
            INSERT INTO celery_taskmeta (task_id, status, date_done)
            WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 100100)
            SELECT 't' || i, 'SUCCESS', '2026-11-28' FROM n
            """)
        let report = try await read(limit: 1)
        #expect(report.seen == 100_000 && report.isMore && report.results.count == 1)
    }

    @Test func passesOverWhatIsTooLarge() async throws {
        try make(
            Self.celery,
            """
            INSERT INTO celery_taskmeta (task_id, status, date_done, traceback) VALUES
            ('a', 'FAILURE', '2026-11-28', printf('%.*c', 70000, 'x')), ('b', 'FAILURE', '2026-11-27', 'short')
            """)
        let report = try await read()
        #expect(report.oversized == 1 && report.results.map(\.task) == [TaskID("b")] && report.seen == 2)
    }

    @Test func bearsValuesOfAnyKind() async throws {
        try make(
            "CREATE TABLE celery_taskmeta (task_id, status, result, date_done, traceback, retries, queue)",
            """
            INSERT INTO celery_taskmeta VALUES (7, 'SUCCESS', 1.5, 'soon', x'ff00', 'many', x'e2'),
            (NULL, 'SUCCESS', 1, 1, 1, 1, 1), ('a', NULL, 1, 1, 1, 1, 1), ('', 'SUCCESS', 1, 1, 1, 1, 1),
            ('b', 'SUCCESS', '1', '2026-11-28', NULL, -5, NULL), ('c', x'', 1, 1e308, 1, 9223372036854775807, 1)
            """)
        let report = try await read()
        #expect(Set(report.results.map(\.task)) == [TaskID("7"), TaskID("b")])
        #expect(report.unreadable == 4 && report.reason != nil && report.seen == 6)
        let strange = try #require(report.results.first { $0.task == TaskID("7") })
        #expect(strange.finished == nil && strange.facts.result == "1.5" && strange.facts.retries == nil)
        #expect(report.results.first { $0.task == TaskID("b") }?.facts.retries == nil)
    }

    @Test func saysWhyATableCannotBeRead() async throws {
        #expect(try await flaw(name: "none.sqlite") == .absent)
        #expect(try await flaw(name: ".") == .notAFile)
        #expect(mkfifo(folder("pipe"), 0o600) == 0)
        #expect(try await flaw(name: "pipe") == .notAFile)
        try folder.write(String(repeating: "no database at all. ", count: 100), to: "text.sqlite")
        #expect(try await flaw(name: "text.sqlite") == .notADatabase)
        try folder.write("", to: "empty.sqlite")
        #expect(try await flaw(name: "empty.sqlite") == .noTable("celery_taskmeta", other: nil))
        try make(Self.django)
        #expect(try await flaw() == .noTable("celery_taskmeta", other: .django))
        #expect(try folder.names().sorted() == ["empty.sqlite", "pipe", "results.sqlite", "text.sqlite"])
    }

    @Test func saysWhichColumnIsMissing() async throws {
        try make("CREATE TABLE celery_taskmeta (task_id, status)")
        #expect(try await flaw() == .noColumn("date_done", table: "celery_taskmeta"))
    }

    @Test func saysThatADatabaseIsDamaged() async throws {
        try make(Self.celery, "INSERT INTO celery_taskmeta (task_id, status) VALUES ('a', 'SUCCESS')")
        var bytes = Array(try folder.data("results.sqlite"))
        for index in 4096..<min(bytes.count, 8192) { bytes[index] = 0xff }
        try folder.write(bytes, to: "results.sqlite")
        #expect(try await flaw() == .damaged)
    }

    @Test func endsWithinItsTime() async throws {
        try make(
            """
            CREATE VIEW celery_taskmeta AS
            WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n)
            SELECT i AS task_id, 'SUCCESS' AS status, i AS date_done FROM n
            """)
        let address = "db+sqlite:///\(folder("results.sqlite"))"
        await #expect(throws: BrokerError.timedOut(broker: address)) {
            try await read(timeLimit: .milliseconds(200))
        }
    }

    @Test func waitsForAWriterNoLongerThanItsTime() async throws {
        let writer = try make(Self.celery)
        try await writer.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN EXCLUSIVE")
        }
        await #expect(throws: BrokerError.table("db+sqlite:///\(folder("results.sqlite"))", .locked)) {
            try await read(timeLimit: .milliseconds(200))
        }
        try await writer.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
        #expect(try await read().seen == 0)
    }

    @Test(arguments: ["DELETE", "WAL", "TRUNCATE"])
    func writesNothingWhetherAWorkerIsThereOrNot(_ mode: String) async throws {
        let row = "INSERT INTO celery_taskmeta (task_id, status, date_done) VALUES ('a', 'SUCCESS', '2026-11-28')"
        var writer: DatabaseQueue? = try make(Self.celery, row, mode: mode)
        let (open, before) = (try folder.names(), try folder.data("results.sqlite"))
        #expect(try await read().seen == 1)
        #expect(try folder.names() == open && folder.data("results.sqlite") == before)
        // What it writes meanwhile is seen.
        try await writer?.write { db in try db.execute(sql: row.replacing("'a'", with: "'b'")) }
        #expect(try await read().seen == 2)
        try writer?.close()
        writer = nil
        let (closed, after) = (try folder.names(), try folder.data("results.sqlite"))
        #expect(closed.contains("results.sqlite") && (mode == "TRUNCATE" || closed.count == 1))
        #expect(try await read().seen == 2)
        #expect(try folder.names() == closed && folder.data("results.sqlite") == after)
    }

    @Test func readsALogThatADeadWorkerLeft() async throws {
        let row = "INSERT INTO celery_taskmeta (task_id, status, date_done) VALUES ('a', 'SUCCESS', '2026-11-28')"
        let writer = try make(Self.celery, row, mode: "WAL")
        for end in ["", "-wal", "-shm"] {
            try folder.write(Array(try folder.data("results.sqlite" + end)), to: "dead.sqlite" + end)
        }
        let before = try ["", "-wal"].map { try folder.data("dead.sqlite" + $0) }
        #expect(try await read(name: "dead.sqlite").seen == 1)
        #expect(try ["", "-wal"].map { try folder.data("dead.sqlite" + $0) } == before)
        // Without the index it can't be read but by making one.
        #expect(unlink(folder("dead.sqlite-shm")) == 0)
        let flaw = try await flaw(name: "dead.sqlite")
        #expect(flaw == .unfinished, "\(flaw as Any)")
        #expect(!(try folder.names().contains("dead.sqlite-shm")))
        try writer.close()
    }

    @Test(arguments: ["a?b=1.sqlite", "a#b.sqlite", "50%25.sqlite", "ä b.sqlite"])
    func readsAFileOfAnyName(_ name: String) async throws {
        try make(Self.celery)
        try folder.write(Array(try folder.data("results.sqlite")), to: name)
        // Behind a question mark stands what is for SQLAlchemy's driver.
        if name.contains("?") {
            #expect(try await flaw(name: name.replacing("?", with: "!")) == .absent)
        } else {
            #expect(try await read(name: name).seen == 0)
        }
    }

    /// The tables as django-celery-beat 2.9 makes them, as far as they are read.
    private static let beat = [
        "CREATE TABLE django_celery_beat_intervalschedule (id INTEGER PRIMARY KEY, every INTEGER, period VARCHAR(24))",
        """
        CREATE TABLE django_celery_beat_crontabschedule (id INTEGER PRIMARY KEY, minute VARCHAR(240), hour VARCHAR(96),
        day_of_month VARCHAR(124), month_of_year VARCHAR(64), day_of_week VARCHAR(64), timezone VARCHAR(63))
        """,
        "CREATE TABLE django_celery_beat_solarschedule (id INTEGER PRIMARY KEY, event VARCHAR(24), latitude DECIMAL)",
        "CREATE TABLE django_celery_beat_clockedschedule (id INTEGER PRIMARY KEY, clocked_time DATETIME)",
        """
        CREATE TABLE django_celery_beat_periodictask (id INTEGER PRIMARY KEY, name VARCHAR(200), task VARCHAR(200),
        args TEXT, kwargs TEXT, enabled BOOL, last_run_at DATETIME, total_run_count INTEGER, interval_id INTEGER,
        crontab_id INTEGER, solar_id INTEGER, clocked_id INTEGER)
        """,
    ]

    private static let schedules = """
        INSERT INTO django_celery_beat_intervalschedule VALUES (1, 5, 'minutes'), (2, 500000, 'microseconds');
        INSERT INTO django_celery_beat_crontabschedule VALUES (1, '0', '4, 5', '*', '*', '1-5', 'Europe/Berlin');
        INSERT INTO django_celery_beat_solarschedule VALUES (1, 'sunset', 52.5);
        INSERT INTO django_celery_beat_clockedschedule VALUES (1, '2026-11-29 08:00:00');
        INSERT INTO django_celery_beat_periodictask VALUES
        (1, 'five', 'shop.five', '["hunter2"]', '{}', 1, '2026-11-22 07:55:00.5', 3, 1, NULL, NULL, NULL),
        (2, 'off', 'shop.off', '[]', '{}', 0, NULL, 0, 1, NULL, NULL, NULL),
        (3, 'night', 'shop.night', '[]', '{}', 1, '2026-11-22 07:55:00', 0, NULL, 1, NULL, NULL),
        (4, 'half', 'shop.half', '[]', '{}', 1, NULL, 0, 2, NULL, NULL, NULL),
        (5, 'dusk', 'shop.dusk', '[]', '{}', 1, NULL, 0, NULL, NULL, 1, NULL),
        (6, 'once', 'shop.once', '[]', '{}', 1, NULL, 0, NULL, NULL, NULL, 1),
        (7, 'none', 'shop.none', '[]', '{}', 1, NULL, 0, NULL, NULL, NULL, NULL)
        """

    @Test(arguments: ["db", "django-db"]) func readsTheScheduleBesideTheResults(layout: String) async throws {
        let queue = try make(layout == "db" ? Self.celery : Self.django)
        try await queue.write { db in
            for table in Self.beat { try db.execute(sql: table) }
            try db.execute(sql: Self.schedules)
        }
        try queue.close()
        let report = try await read(layout)
        let entries = try #require(report.schedule).entries
        #expect(report.schedule?.source == .django && report.schedule?.isWhole == true && report.scheduleRefusal == nil)
        #expect(
            entries.map { [$0.name, $0.text] } == [
                ["dusk", "<solar: sunset>"], ["five", "<freq: 5 minutes>"], ["half", "<freq: 0.5 seconds>"],
                ["night", "<crontab: 0 4,5 * * 1-5 (m/h/dM/MY/d)>"], ["none", ""],
                ["once", "<clocked: 2026-11-29T08:00:00Z>"],
            ])
        #expect(entries.map(\.zone) == [nil, nil, nil, "Europe/Berlin", nil, nil])
        // The time of what never ran is that at which its scheduler first saw it.
        #expect(entries.compactMap(\.last) == [Instant(iso8601: "2026-11-22T07:55:00.5Z")])
        #expect(entries[1].last != nil && entries[5].next == Instant(iso8601: "2026-11-29T08:00:00Z"))
        #expect(entries[1].schedule == .every(300) && entries[2].schedule == .every(0.5))
    }

    @Test func readsWhatAnOlderScheduleHas() async throws {
        try make(
            Self.django, "CREATE TABLE django_celery_beat_periodictask (name TEXT, task TEXT, enabled BOOL, x INTEGER)",
            "INSERT INTO django_celery_beat_periodictask VALUES ('a', 'b', 1, 1), (NULL, 'c', 1, 1), ('d', NULL, 1, 1)")
        #expect(try await read("django-db").schedule?.entries == [PeriodicEntry(name: "a", task: "b", text: "")])
    }

    @Test func tellsWhyAScheduleIsNotRead() async throws {
        try make(Self.django, "CREATE TABLE django_celery_beat_periodictask (name TEXT, task TEXT)")
        let report = try await read("django-db")
        #expect(report.schedule == nil && report.scheduleRefusal?.contains("no column 'enabled'") == true)
    }

    @Test func saysNothingOfAScheduleThatIsNotThere() async throws {
        try make(Self.django)
        let report = try await read("django-db")
        #expect(report.schedule == nil && report.scheduleRefusal == nil)
    }

    @Test func tellsWhichEntrySentATask() async throws {
        try make(
            Self.django,
            """
            INSERT INTO django_celery_results_taskresult (task_id, status, date_done, task_name, periodic_task_name)
            VALUES ('a', 'SUCCESS', '2026-11-22 08:00:00', 'shop.five', 'five'), ('b', 'SUCCESS', NULL, 'shop.x', NULL)
            """)
        #expect(try await read("django-db").results.map(\.facts.periodic) == ["five", nil])
    }
}
