import Postgres

/// The tables of one cluster within a transaction.
struct PostgresDatabase: HistoryDatabase {
    let session: PostgresSession
    let dialect: Dialect

    func prepare(_ sql: String) throws -> any PreparedStatement { PostgresPrepared(session: session, sql: sql) }

    func hasTable(_ name: String) -> Bool { true }

    /// Who else wrote, and what, nothing tells.
    func hasChanged(since mark: inout Int) -> Bool { true }
}

extension Dialect {
    /// What is told of one cluster among many; of its tasks, those that failed are kept from one time on, others from
    /// another.
    static func postgres(cluster: Int64, tasksSince: Int64, failuresSince: Int64) -> Dialect {
        let own = "cluster = \(cluster) AND "
        let kept = "(failed = 0 AND last >= \(tasksSince) OR failed = 1 AND last >= \(failuresSince))"
        let isAll = tasksSince == .min && failuresSince == .min
        return Dialect(
            own: own, ownTasks: isAll ? own : "\(own)\(kept) AND ",
            allTasks: "WHERE cluster = \(cluster)\(isAll ? "" : " AND \(kept)")", all: "WHERE cluster = \(cluster)",
            column: "cluster, ", value: "\(cluster), ", task: "key", larger: "GREATEST", differs: "IS DISTINCT FROM",
            takesSets: true)
    }
}

/// A statement, which the server plans each time that it is asked.
private struct PostgresPrepared: PreparedStatement {
    let session: PostgresSession
    let sql: String

    /// So many sets of values go to the server at a time.
    private static let portion = 20_000

    func run(_ values: [Prepared.Value]) throws -> Int {
        try session.ask(PostgresText.single(sql), values.map(\.posted)).changed
    }

    func run(each values: [[Prepared.Value]]) throws {
        for start in stride(from: 0, to: values.count, by: Self.portion) {
            _ = try ask(values[start..<min(start + Self.portion, values.count)])
        }
    }

    func rows(_ values: [Prepared.Value], body: (any PreparedRow) throws -> Void) throws {
        let answer = try session.ask(PostgresText.single(sql), values.map(\.posted))
        for row in 0..<answer.count { try body(PostgresRow(answer: answer, row: row, first: 0)) }
    }

    func rows(each values: [[Prepared.Value]], body: (Int, any PreparedRow) throws -> Void) throws {
        for start in stride(from: 0, to: values.count, by: Self.portion) {
            let answer = try ask(values[start..<min(start + Self.portion, values.count)])
            for row in 0..<answer.count {
                let place = PostgresRow(answer: answer, row: row, first: 0).integer(0)
                try body(start + Int(place) - 1, PostgresRow(answer: answer, row: row, first: 1))
            }
        }
    }

    private func ask(_ values: ArraySlice<[Prepared.Value]>) throws -> PostgresAnswer {
        let count = values.first?.count ?? 0
        let columns = (0..<count).map { column in Self.array(values.lazy.map { $0[column] }) }
        return try session.ask(PostgresText.each(sql, values: count), columns)
    }

    /// A column of values; all are of one kind, or none.
    private static func array(_ values: some Sequence<Prepared.Value>) -> PostgresValue {
        let isOfBytes = values.contains { value in
            switch value {
            case .text, .bytes: true
            case .integer, .null: false
            }
        }
        if isOfBytes { return .array(values.map(\.stored)) }
        return .array(
            values.map { value -> Int64? in
                if case .integer(let number) = value { number } else { nil }
            })
    }
}

extension Prepared.Value {
    /// Texts are kept as their bytes: PostgreSQL's own have no character 0, and the database's encoding.
    fileprivate var stored: [UInt8]? {
        switch self {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .integer, .null: nil
        }
    }

    fileprivate var posted: PostgresValue {
        switch self {
        case .integer(let number): PostgresValue(number)
        case .text, .bytes: PostgresValue(stored ?? [])
        case .null: .null
        }
    }
}

private struct PostgresRow: PreparedRow {
    let answer: PostgresAnswer
    let row: Int
    /// The column with which what was asked for begins.
    let first: Int

    func integer(_ column: Int) -> Int64 { optionalInteger(column) ?? 0 }

    func optionalInteger(_ column: Int) -> Int64? { answer.optionalNumber(row, first + column) }

    func text(_ column: Int) -> String { optionalText(column) ?? "" }

    func optionalText(_ column: Int) -> String? {
        answer.withBytes(row: row, column: first + column) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    func bytes(_ column: Int) -> [UInt8] {
        answer.withBytes(row: row, column: first + column) { $0.map { [UInt8]($0) } ?? [] }
    }
}
