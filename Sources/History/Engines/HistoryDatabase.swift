/// The tables of one history within a transaction, whichever engine keeps them.
protocol HistoryDatabase {
    var dialect: Dialect { get }

    /// Prepares a statement, which an engine may keep for later.
    func prepare(_ sql: String) throws -> any PreparedStatement

    /// Whether there is such a table, which an earlier version may not have made.
    func hasTable(_ name: String) throws -> Bool

    /// Whether others may have written since `mark` was set here, which is set anew.
    func hasChanged(since mark: inout Int) throws -> Bool
}

extension HistoryDatabase {
    /// The number that a statement gives; `nil` without a row, or for none.
    func number(_ sql: String, _ values: Prepared.Value...) throws -> Int? {
        var found: Int?
        try Prepared(self, sql).rows(values) { found = $0.optionalInteger(0).map(Int.init) }
        return found
    }

    /// The text that a statement gives; `nil` without a row, or for none.
    func text(_ sql: String, _ values: Prepared.Value...) throws -> String? {
        var found: String?
        try Prepared(self, sql).rows(values) { found = $0.optionalText(0) }
        return found
    }
}
