/// A statement that is prepared once for each connection.
struct Prepared {
    /// What can be bound.
    enum Value: Sendable {
        case integer(Int64)
        case text(String)
        case bytes([UInt8])
        case null
    }

    private let statement: any PreparedStatement

    /// Prepares a statement.
    init(_ db: any HistoryDatabase, _ sql: String) throws { statement = try db.prepare(sql) }

    /// Runs a statement that gives no rows.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func run(_ values: Value...) throws -> Int { try statement.run(values) }

    /// The same, with the values in an array.
    @discardableResult
    func run(_ values: [Value]) throws -> Int { try statement.run(values) }

    /// Runs a statement once for each of these, no two of which may be about one row.
    func run(each values: [[Value]]) throws {
        if !values.isEmpty { try statement.run(each: values) }
    }

    /// Runs a statement and hands on each row, which is valid inside the closure only.
    func rows(_ values: Value..., body: (any PreparedRow) throws -> Void) throws {
        try statement.rows(values, body: body)
    }

    /// The same, with the values in an array.
    func rows(_ values: [Value], body: (any PreparedRow) throws -> Void) throws {
        try statement.rows(values, body: body)
    }

    /// Hands on the rows for each of these, with the place of the values among them, in no order.
    func rows(each values: [[Value]], body: (Int, any PreparedRow) throws -> Void) throws {
        if !values.isEmpty { try statement.rows(each: values, body: body) }
    }
}

/// How an engine runs a statement.
protocol PreparedStatement {
    func run(_ values: [Prepared.Value]) throws -> Int
    func run(each values: [[Prepared.Value]]) throws
    func rows(_ values: [Prepared.Value], body: (any PreparedRow) throws -> Void) throws
    func rows(each values: [[Prepared.Value]], body: (Int, any PreparedRow) throws -> Void) throws
}

/// A row of a result.
protocol PreparedRow {
    /// A number; 0 for none.
    func integer(_ column: Int) -> Int64
    /// A number; `nil` for none.
    func optionalInteger(_ column: Int) -> Int64?
    /// A text.
    func text(_ column: Int) -> String
    /// A text; `nil` for none.
    func optionalText(_ column: Int) -> String?
    /// A blob.
    func bytes(_ column: Int) -> [UInt8]
}
