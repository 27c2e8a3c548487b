package import Brokers
import Celery

/// A table of results in PostgreSQL, read in one transaction that may not write.
package struct PostgresResultBackend: ResultBackend {
    private let address: TableAddress
    private let server: PostgresAddress

    /// Reads the table of an address, which names this server.
    package init(_ address: TableAddress, at server: PostgresAddress) {
        self.address = address
        self.server = server
    }

    /// What ended last is told first; what hasn't ended follows as far as there is room.
    package func read(limit: Int, timeLimit: Duration) async throws(BrokerError) -> ResultReport {
        let (name, deadline) = ("\(address)", ContinuousClock.now + timeLimit)
        var hosts: [String] = []
        if let host = server.remoteHost { hosts = try await HostNumbers.of(host, name: name, until: deadline) }
        let connection = PostgresConnection(server, name: name, until: deadline)
        let outcome: Result<ResultReport, BrokerError>
        do throws(BrokerError) {
            try await connection.connect(hosts)
            outcome = .success(try await read(connection, limit: limit, until: deadline))
        } catch {
            outcome = .failure(error)
        }
        await connection.close()
        return try outcome.get()
    }

    private func read(
        _ connection: PostgresConnection, limit: Int, until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) -> ResultReport {
        try await connection.run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        // The server gives up with us, and not only once it would answer.
        let left = max(1, Int(ContinuousClock.now.duration(to: deadline) / .milliseconds(1)))
        try await connection.run("SET LOCAL statement_timeout = \(left)")
        try await connection.run("SET LOCAL lock_timeout = \(max(1, left / 2))")
        let layout = address.layout
        let columns = try await columns(of: layout.table, connection)
        guard !columns.isEmpty else {
            let isOther = try await !self.columns(of: layout.other.table, connection).isEmpty
            throw .table("\(address)", .noTable(layout.table, other: isOther ? layout.other : nil))
        }
        let permitted = columns.filter(\.isPermitted)
        guard !permitted.isEmpty else {
            throw .notPermitted(broker: "\(address)", command: "SELECT ON \(layout.table)")
        }
        let zone = try await connection.rows(of: "SELECT current_setting('TimeZone')").first?.text(0)
        let types = Dictionary(permitted.map { ($0.name, $0.type) }, uniquingKeysWith: { one, _ in one })
        let dialect = Self.dialect(types, knowsZone: Self.zones.contains(zone ?? ""))
        let query: TableQuery
        do {
            query = try TableQuery(layout, having: Set(types.keys), limit: limit, dialect: dialect)
        } catch {
            throw .table("\(address)", error)
        }
        var reading = TableReading(query.columns, layout: layout)
        for row in try await connection.rows(of: query.ended) { reading.take(row) }
        if reading.count < limit {
            for row in try await connection.rows(of: query.unended(limit - reading.count)) { reading.take(row) }
        }
        let counted = try await connection.rows(of: "SELECT (\(query.count))::text").first?.text(0)
        reading.take(try await schedule(connection))
        try await connection.run("COMMIT")
        return reading.report(counted: counted.flatMap { Int($0) } ?? 0, most: query.mostCounted)
    }

    /// The schedule beside the results, asked for within the same transaction.
    private func schedule(
        _ connection: PostgresConnection
    ) async throws(BrokerError) -> Result<ScheduleReading?, ScheduleRefusal> {
        var known: [String: Set<String>] = [:]
        var zoned: Set<String> = []
        for table in ScheduleTables.all {
            let columns = try await columns(of: table, connection)
            zoned.formUnion(columns.filter { $0.type == "timestamp with time zone" }.map { "\(table).\($0.name)" })
            if table == ScheduleTables.entries {
                if columns.isEmpty { return .success(nil) }
                guard columns.contains(where: \.isPermitted) else {
                    return .failure(ScheduleRefusal(reason: "it takes the right to SELECT ON \(table)"))
                }
            }
            known[table] = Set(columns.filter(\.isPermitted).map(\.name))
        }
        let tables: ScheduleTables
        do {
            tables = try ScheduleTables(having: known) { column in
                // Of a time without a zone nobody knows which is meant.
                guard zoned.contains(column) else { return "NULL::text" }
                return "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
            }
        } catch {
            return .failure(ScheduleRefusal(reason: "\(error.phrase.text)"))
        }
        do {
            let rows = try await connection.rows(of: tables.question)
            return .success(ScheduleTables.reading(rows.map { row in (0..<row.count).map(row.text) }, at: .now))
        } catch {
            // The results were read before; of a schedule that holds them up nothing is told.
            guard case .table(_, let flaw) = error else { throw error }
            return .failure(ScheduleRefusal(reason: flaw.phrase.text))
        }
    }

    private struct Column {
        let name: String
        let type: String
        let isPermitted: Bool
    }

    private func columns(
        of table: String, _ connection: PostgresConnection
    ) async throws(BrokerError) -> [Column] {
        let rows = try await connection.rows(
            of: """
                SELECT attname::text, atttypid::regtype::text, has_column_privilege(attrelid, attnum, 'SELECT')::text \
                FROM pg_catalog.pg_attribute \
                WHERE attrelid = to_regclass($1::text) AND attnum > 0 AND NOT attisdropped
                """, table)
        return rows.compactMap { row in
            guard let name = row.text(0), let type = row.text(1) else { return nil }
            return Column(name: name, type: type, isPermitted: row.text(2) == "true")
        }
    }

    /// What a server calls UTC. A time without a zone, as Celery's own table has it, is written by a server in its own
    /// zone or by a worker in UTC, by the worker's version: where these differ, it isn't known.
    private static let zones: Set = ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT"]

    private static func dialect(_ types: [String: String], knowsZone: Bool) -> Dialect {
        @Sendable func bytes(_ name: String) -> String { types[name] == "bytea" ? name : "\(name)::text" }
        return Dialect(size: { "octet_length(\(bytes($0)))" }) { column, name in
            guard column.isTime else { return bytes(name) }
            let pattern = "'YYYY-MM-DD\"T\"HH24:MI:SS.US'"
            switch types[name] {
            case "timestamp with time zone":
                return "CASE WHEN isfinite(\(name)) THEN to_char(\(name) AT TIME ZONE 'UTC', \(pattern)) END"
            case "timestamp without time zone" where knowsZone:
                return "CASE WHEN isfinite(\(name)) THEN to_char(\(name), \(pattern)) END"
            default: return "NULL::text"
            }
        }
    }
}

extension TableReading {
    /// Takes a row, of which the first value is its size.
    fileprivate mutating func take(_ row: PostgresRow) {
        take(size: row.text(0).flatMap { Int($0) } ?? 0) { row[$0 + 1] }
    }
}
