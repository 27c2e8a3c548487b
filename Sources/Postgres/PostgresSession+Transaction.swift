extension PostgresSession {
    /// Does something in one transaction, all of it or nothing.
    ///
    /// `beginning` may do more than to begin it; where that fails, no transaction is left open either.
    package func transaction<Value>(
        _ beginning: String, ending: String = "COMMIT", _ body: () throws -> Value
    ) throws -> Value {
        do {
            try run(beginning)
            let value = try body()
            try run(ending)
            return value
        } catch {
            // What breaks the connection ends the transaction, too.
            if (error as? PostgresFailure)?.leavesConnection ?? true { try run("ROLLBACK") }
            throw error
        }
    }
}
