import Brokers
import Postgres

/// One connection to a PostgreSQL server, whose calls never wait longer than the deadline.
actor PostgresConnection {
    private let executor = QueueExecutor(label: "postgresql")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private var session: PostgresSession?
    private let address: PostgresAddress
    /// What errors call the server.
    private let name: String
    private let deadline: ContinuousClock.Instant

    /// Is going to be connected to this server.
    init(_ address: PostgresAddress, name: String, until deadline: ContinuousClock.Instant) {
        self.address = address
        self.name = name
        self.deadline = deadline
    }

    /// Returns once the server has let us in; `hosts` are the numbers of its host.
    func connect(_ hosts: [String]) throws(BrokerError) {
        var told = address.keywords
        if !hosts.isEmpty {
            told["host"] = hosts.map { _ in address.host ?? "" }.joined(separator: ",")
            told["hostaddr"] = hosts.joined(separator: ",")
        }
        told["application_name"] = "herbarium"
        told["client_encoding"] = "UTF8"
        session = try guarded { () throws(PostgresFailure) in try PostgresSession(told, until: deadline) }
    }

    /// Hangs up.
    func close() { session = nil }

    /// Does something of which no rows are wanted.
    func run(_ sql: String) throws(BrokerError) { _ = try rows(of: sql) }

    /// All rows of an answer; values are in PostgreSQL's binary format, which texts and bytes are themselves.
    func rows(of sql: String, _ parameters: String...) throws(BrokerError) -> [PostgresRow] {
        guard let session else { throw .closed(broker: name) }
        let answer = try guarded { () throws(PostgresFailure) in
            try session.ask(sql, parameters.map { PostgresValue($0) })
        }
        return (0..<answer.count).map { row in
            PostgresRow(
                values: (0..<answer.columns).map { column in
                    answer.withBytes(row: row, column: column) { $0.map { [UInt8]($0) } }
                })
        }
    }

    private func guarded<Value>(_ body: () throws(PostgresFailure) -> Value) throws(BrokerError) -> Value {
        do {
            return try body()
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ failure: PostgresFailure) -> BrokerError {
        let reason = failure.reason
        switch (failure.kind, failure.code) {
        case (.cancelled, _): return .cancelled
        case (.timedOut, _): return .timedOut(broker: name)
        case (.needsPassword, _): return .passwordMissing(broker: name)
        case (.unreachable, _): return .unreachable(broker: name, reason: reason)
        case (.refused, "28P01"): return .passwordRefused(broker: name)
        case (.refused, "3D000"): return .missing(broker: name, reason: reason)
        case (.refused, "57P03"): return .loading(broker: name)
        case (.refused, _): return .refused(broker: name, reason: reason)
        case (.lost, _): return reason.isEmpty ? .closed(broker: name) : .dismissed(broker: name, reason: reason)
        case (.failed, "42501"): return .notPermitted(broker: name, command: "SELECT")
        // By statement_timeout, or by whoever cancelled it there.
        case (.failed, "57014"): return .timedOut(broker: name)
        case (.failed, "55P03"), (.failed, "40P01"): return .table(name, .locked)
        case (.failed, _): return .table(name, .failed(reason))
        }
    }
}

/// A row of an answer.
struct PostgresRow: Sendable {
    fileprivate let values: [[UInt8]?]

    /// How many values it has.
    var count: Int { values.count }

    /// A value; `nil` where it is NULL.
    subscript(column: Int) -> [UInt8]? { values[column] }

    /// A value that is text; `nil` where it is NULL.
    func text(_ column: Int) -> String? { values[column].map { String(decoding: $0, as: UTF8.self) } }
}
