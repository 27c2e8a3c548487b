import Brokers

/// What databases call the same thing differently.
struct Dialect: Sendable {
    /// How many bytes a value has.
    let size: @Sendable (_ column: String) -> String
    /// A column's value, as bytes of text or as it is.
    let value: @Sendable (_ column: TableColumn, _ name: String) -> String
}

/// The questions that a table is asked, in SQL.
struct TableQuery {
    /// Above how many bytes a row is passed over, as a result in Redis is.
    static let sizeLimit = 64 << 10
    /// How many rows are counted at most: a database may have to look at each.
    private static let countLimit = 100_000

    /// What the rows hold, in order; before it stands how many bytes a row has.
    let columns: [TableColumn]
    private let layout: TableAddress.Layout
    private let dialect: Dialect
    private let limit: Int

    /// Asks for the columns that are there, of up to `limit` rows.
    ///
    /// - Throws: `TableFlaw.noColumn` where one is missing that has to be there.
    init(
        _ layout: TableAddress.Layout, having names: Set<String>, limit: Int, dialect: Dialect
    ) throws(TableFlaw) {
        let columns = TableColumn.allCases.filter { layout.name(of: $0).map(names.contains) ?? false }
        for column in TableColumn.allCases where column.isNeeded && !columns.contains(column) {
            throw .noColumn(layout.name(of: column) ?? "", table: layout.table)
        }
        self.columns = columns
        self.layout = layout
        self.dialect = dialect
        self.limit = max(0, limit)
    }

    /// The rows of what ended, the last first.
    var ended: String { rows("date_done IS NOT NULL ORDER BY date_done DESC LIMIT \(limit)") }

    /// Up to so many rows of what hasn't ended.
    func unended(_ room: Int) -> String { rows("date_done IS NULL ORDER BY task_id LIMIT \(max(0, room))") }

    /// How many rows there are, none counted beyond `mostCounted`.
    var count: String { "SELECT COUNT(*) FROM (SELECT 1 FROM \(layout.table) LIMIT \(mostCounted + 1)) AS counted" }

    /// The number above which rows aren't counted.
    var mostCounted: Int { max(limit, Self.countLimit) }

    /// What a row has is left out where it has too much.
    private func rows(_ choice: String) -> String {
        let names = columns.map { layout.name(of: $0) ?? "" }
        let sizes = zip(columns, names).filter { !$0.0.isTime && $0.0 != .retries }
            .map { "COALESCE(\(dialect.size($0.1)), 0)" }
        let values = zip(columns, names).map { "CASE WHEN size <= \(Self.sizeLimit) THEN \(dialect.value($0, $1)) END" }
        return """
            SELECT CAST(size AS TEXT), \(values.joined(separator: ", ")) \
            FROM (SELECT \(names.joined(separator: ", ")), \(sizes.joined(separator: " + ")) AS size \
            FROM \(layout.table) WHERE \(choice)) AS chosen
            """
    }
}
