package import Brokers
import Celery
import GRDB

/// A table of results in a file of SQLite: reads it, writes nothing, and leaves nothing beside it.
package struct SQLiteResultBackend: ResultBackend {
    private let address: TableAddress
    private let path: String

    /// How often a file is read again that changed under the reading.
    private static let attempts = 3

    private static let dialect = Dialect(size: { "length(CAST(\($0) AS BLOB))" }, value: { $1 })

    /// Reads the table of an address, which names this file.
    package init(_ address: TableAddress, path: String) {
        self.address = address
        self.path = path
    }

    /// What ended last is told first; what hasn't ended follows as far as there is room.
    package func read(limit: Int, timeLimit: Duration) async throws(BrokerError) -> ResultReport {
        let deadline = ContinuousClock.now + timeLimit
        var attempts = 0
        while true {
            attempts += 1
            let file = try told { () throws(TableFlaw) in try SQLiteFile(path) }
            let outcome: Result<ResultReport, any Error>
            do {
                outcome = .success(try await read(file, limit: limit, until: deadline))
            } catch {
                outcome = .failure(error)
            }
            if file.hasChanged {
                if attempts < Self.attempts, ContinuousClock.now < deadline { continue }
                throw .table("\(address)", .locked)
            }
            do { return try outcome.get() } catch { throw failure(error) }
        }
    }

    private func read(
        _ file: SQLiteFile, limit: Int, until deadline: ContinuousClock.Instant
    ) async throws -> ResultReport {
        var configuration = Configuration()
        configuration.readonly = true
        let left = max(ContinuousClock.now.duration(to: deadline), .milliseconds(1))
        configuration.busyMode = .timeout(left / .seconds(1) / 2)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON") }
        let queue = try DatabaseQueue(path: file.location, configuration: configuration)
        let watch = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            queue.interrupt()
        }
        defer {
            watch.cancel()
            // Whoever closes a database last tidies up: that is to be the worker.
            try? queue.close()
        }
        let layout = address.layout
        return try await queue.read { db in try Self.read(db, layout, limit: limit) }
    }

    private static func read(_ db: Database, _ layout: TableAddress.Layout, limit: Int) throws -> ResultReport {
        func columns(of table: String) throws -> Set<String> {
            try Set(String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]))
        }
        let names = try columns(of: layout.table)
        guard !names.isEmpty else {
            let isOther = try !columns(of: layout.other.table).isEmpty
            throw TableFlaw.noTable(layout.table, other: isOther ? layout.other : nil)
        }
        let query = try TableQuery(layout, having: names, limit: limit, dialect: dialect)
        var reading = TableReading(query.columns, layout: layout)
        try take(query.ended, db, into: &reading)
        if reading.count < limit { try take(query.unended(limit - reading.count), db, into: &reading) }
        reading.take(schedule(db, columns))
        let counted = try Int.fetchOne(db, sql: query.count) ?? 0
        return reading.report(counted: counted, most: query.mostCounted)
    }

    private static func schedule(
        _ db: Database, _ columns: (String) throws -> Set<String>
    ) -> Result<ScheduleReading?, ScheduleRefusal> {
        do {
            guard try !columns(ScheduleTables.entries).isEmpty else { return .success(nil) }
            var known: [String: Set<String>] = [:]
            for table in ScheduleTables.all { known[table] = try columns(table) }
            let tables = try ScheduleTables(having: known) { $0 }
            let rows = try Row.fetchAll(db, sql: tables.question).map { row in
                (0..<row.count).map { String.fromDatabaseValue(row[$0]) }
            }
            return .success(ScheduleTables.reading(rows, at: .now))
        } catch let flaw as TableFlaw {
            return .failure(ScheduleRefusal(reason: flaw.phrase.text))
        } catch {
            return .failure(ScheduleRefusal(reason: "\(error)"))
        }
    }

    private static func take(_ sql: String, _ db: Database, into reading: inout TableReading) throws {
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            let size = String.fromDatabaseValue(row[0]).flatMap { Int($0) } ?? 0
            reading.take(size: size) { index in
                switch (row[index + 1] as DatabaseValue).storage {
                case .null: nil
                case .string(let text): Array(text.utf8)
                case .blob(let data): Array(data)
                case .int64(let number): Array(String(number).utf8)
                case .double(let number): Array(String(number).utf8)
                }
            }
        }
    }

    private func told<Value>(_ work: () throws(TableFlaw) -> Value) throws(BrokerError) -> Value {
        do { return try work() } catch { throw .table("\(address)", error) }
    }

    private func failure(_ error: any Error) -> BrokerError {
        switch error {
        case is CancellationError: .cancelled
        case let flaw as TableFlaw: .table("\(address)", flaw)
        case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT:
            Task.isCancelled ? .cancelled : .timedOut(broker: "\(address)")
        case let error as DatabaseError: .table("\(address)", TableFlaw(error))
        default: .table("\(address)", .failed("\(error)"))
        }
    }
}

extension TableFlaw {
    /// What an error of SQLite's means.
    fileprivate init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase
        case .SQLITE_CORRUPT: self = .damaged
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
        // It was opened to be read, and would have to be written first.
        case .SQLITE_READONLY, .SQLITE_CANTOPEN: self = .unfinished
        case .SQLITE_PERM, .SQLITE_AUTH: self = .forbidden(error.message ?? "it may not be read")
        default: self = .failed(error.message ?? "\(error.resultCode)")
        }
    }
}
