import Celery
import Postgres
import Synchronization

extension PostgresEngine {
    /// Old parts are looked for so many seconds after the last time, by the clock of events.
    private static let interval = 3600.0
    /// Events this far ahead of the newest get parts of their own; later ones are some clock's mistake.
    private static let reach = 8 * 86_400.0

    /// Makes the parts of tables that a batch falls into, and the next ones, so that nobody has to wait for them then.
    ///
    /// What no part can be made for goes into the one for the rest.
    func makeRoom(for batch: HistoryBatch, keeping: HistoryWriter.Keeping) throws(HistoryError) {
        let newest = batch.newest
        guard newest > .distantPast else { return }
        try withSession { session, _ in
            let known = try self.known.withLock { $0.names } ?? Self.names(session)
            var missing: [(cut: PostgresSchema.Cut, part: Int64)] = []
            for (cut, part) in Self.parts(of: batch, keeping: keeping) where !known.contains(cut.name(part)) {
                missing.append((cut, part))
            }
            if !missing.isEmpty { try Self.make(missing, session) }
            self.known.withLock { $0.names = known.union(missing.map { $0.cut.name($0.part) }) }
        }
        let swept = known.withLock { $0.swept }
        guard newest >= swept + Self.interval else { return }
        known.withLock { $0.swept = newest }
        try sweep()
    }

    private static func parts(
        of batch: HistoryBatch, keeping: HistoryWriter.Keeping
    ) -> [(PostgresSchema.Cut, Int64)] {
        var times: Set<Int64> = [batch.newest.microseconds]
        for (_, record) in batch.records {
            if let span = record.span {
                times.insert(span.since.microseconds)
                times.insert(span.until.microseconds)
            }
        }
        // An hour tells as much as each of its microseconds.
        let hours = Set(times.map { Int($0).dividedDown(by: 3_600_000_000) })
        let newest = Int(batch.newest.microseconds).dividedDown(by: 3_600_000_000)
        let ahead = newest + Int(reach / 3600)
        return PostgresSchema.cuts.flatMap { cut in
            let kept = newest - Int(seconds(cut.keeps, keeping) / 3600)
            let told = hours.filter { $0 >= kept && $0 <= ahead }.map { hour in
                cut.part(of: Int64(hour) * 3600 * cut.unitsPerSecond / cut.secondsPerUnit)
            }
            let now = cut.part(of: Int64(newest) * 3600 * cut.unitsPerSecond / cut.secondsPerUnit)
            return Set(told + [now, now + 1]).sorted().map { (cut, $0) }
        }
    }

    private static func seconds(_ keeps: PostgresSchema.Cut.Keeps, _ keeping: HistoryWriter.Keeping) -> Double {
        switch keeps {
        case .tasks: keeping.tasks
        case .failures: keeping.failures
        case .minutes: (Level.minute.keep ?? 0) + Level.day.seconds
        case .hours: (Level.hour.keep ?? 0) + Level.day.seconds
        }
    }

    private static func names(_ session: PostgresSession) throws -> Set<String> {
        let answer = try session.ask(
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'herbarium' AND c.relispartition
            """, [])
        return Set((0..<answer.count).map { answer.text($0, 0) })
    }

    /// Each for itself: who waits for one table must hold no other.
    private static func make(
        _ parts: [(cut: PostgresSchema.Cut, part: Int64)], _ session: PostgresSession
    ) throws {
        for (cut, part) in parts { try attempt(cut.creation(part), session) }
    }

    private static func attempt(_ statement: String, _ session: PostgresSession) throws {
        do {
            try session.transaction(
                """
                BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL search_path = \(PostgresSchema.name);
                SET LOCAL lock_timeout = '5s'; SET LOCAL client_min_messages = warning;
                SELECT pg_advisory_xact_lock(\(PostgresSchema.application), 0); \(statement)
                """
            ) {}
        } catch let error as PostgresFailure where error.leavesConnection && !error.isOfStandby && !error.isOfRoom {
            // Who may not make it, or would wait too long for it, writes into the part for the rest.
        }
    }

    /// Drops the parts of which no cluster keeps anything any more.
    func sweep() throws(HistoryError) {
        try withSession { session, _ in
            let answer = try session.ask(
                """
                SELECT cluster, name, value FROM herbarium.fact WHERE name IN ('newest', 'hidden')
                """, [])
            var (newest, hidden): ([Int64: Int64], [Int64: HiddenTasks]) = ([:], [:])
            for row in 0..<answer.count {
                let (cluster, value) = (answer.number(row, 0), answer.text(row, 2))
                if answer.text(row, 1) == "newest" {
                    newest[cluster] = Int64(value)
                } else {
                    hidden[cluster] = HiddenTasks(value)
                }
            }
            guard let oldest = newest.values.min() else { return }
            // A cluster that never took anything away keeps all that it has.
            let isAll = newest.keys.contains { hidden[$0] == nil }
            let names = try Self.names(session)
            var gone: [String] = []
            for cut in PostgresSchema.cuts {
                let end: Int64? =
                    switch cut.keeps {
                    case .tasks: isAll ? nil : hidden.values.map(\.tasks).min()
                    case .failures: isAll ? nil : hidden.values.map(\.failures).min()
                    case .minutes, .hours:
                        oldest - Int64(Self.seconds(cut.keeps, HistoryWriter.Keeping())) * 1_000_000
                    }
                guard let end else { continue }
                let kept = cut.part(of: end / 1_000_000 * cut.unitsPerSecond / cut.secondsPerUnit)
                gone += names.filter { name in cut.part(named: name).map { $0 < kept } ?? false }
            }
            for name in gone { try Self.attempt("DROP TABLE IF EXISTS \(name)", session) }
            if !gone.isEmpty { self.known.withLock { $0.names = nil } }
        }
    }
}
