import GRDB

/// The tables of a file.
struct SQLiteDatabase: HistoryDatabase {
    let connection: Database

    var dialect: Dialect { .sqlite }

    func prepare(_ sql: String) throws -> any PreparedStatement { try SQLitePrepared(connection, sql) }

    func hasTable(_ name: String) throws -> Bool { try connection.tableExists(name) }

    func hasChanged(since mark: inout Int) throws -> Bool {
        let version = try Int.fetchOne(connection, sql: "PRAGMA data_version") ?? 0
        defer { mark = version }
        return version != mark
    }
}
