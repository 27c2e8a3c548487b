import GRDB
import GRDBSQLite

/// A statement of SQLite's, bound and read by its own calls: GRDB's cost as much as the insertion itself.
struct SQLitePrepared: PreparedStatement {
    private let statement: Statement
    private var handle: SQLiteStatement { statement.sqliteStatement }

    init(_ db: Database, _ sql: String) throws { statement = try db.cachedStatement(sql: sql) }

    func run(_ values: [Prepared.Value]) throws -> Int {
        try bind(values)
        defer { sqlite3_reset(handle) }
        while try step() {}
        return Int(sqlite3_changes(sqlite3_db_handle(handle)))
    }

    func run(each values: [[Prepared.Value]]) throws { for row in values { _ = try run(row) } }

    func rows(_ values: [Prepared.Value], body: (any PreparedRow) throws -> Void) throws {
        try bind(values)
        defer { sqlite3_reset(handle) }
        while try step() { try body(SQLiteRow(handle: handle)) }
    }

    func rows(each values: [[Prepared.Value]], body: (Int, any PreparedRow) throws -> Void) throws {
        for (place, row) in values.enumerated() { try rows(row) { try body(place, $0) } }
    }

    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let connection = sqlite3_db_handle(handle)
            let code = ResultCode(rawValue: sqlite3_extended_errcode(connection))
            throw DatabaseError(resultCode: code, message: sqlite3_errmsg(connection).map { String(cString: $0) })
        }
    }

    private func bind(_ values: [Prepared.Value]) throws {
        // SQLite copies what it is given: `SQLITE_TRANSIENT`, which is a macro that Swift can't see.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            switch value {
            case .integer(let number): sqlite3_bind_int64(handle, place, number)
            case .text(let text): sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), copied)
            case .bytes(let bytes): sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count), copied)
            case .null: sqlite3_bind_null(handle, place)
            }
        }
    }
}

private struct SQLiteRow: PreparedRow {
    let handle: SQLiteStatement

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    func optionalInteger(_ column: Int) -> Int64? {
        sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL ? nil : integer(column)
    }

    func text(_ column: Int) -> String {
        guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int) -> String? {
        sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL ? nil : text(column)
    }

    func bytes(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}
