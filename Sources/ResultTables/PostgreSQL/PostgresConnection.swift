import Brokers
import CPostgres
import Glibc

/// One connection to a PostgreSQL server, whose calls never wait longer than the deadline.
///
/// libpq is used without blocking (https://www.postgresql.org/docs/current/libpq-async.html): all waiting is done here,
/// in pieces, so that being cancelled ends it soon.
actor PostgresConnection {
    private let executor = QueueExecutor(label: "postgresql")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private var handle: OpaquePointer?
    private let address: PostgresAddress
    /// What errors call the server.
    private let name: String
    private let deadline: ContinuousClock.Instant

    /// How long it waits at most before it looks whether it was cancelled.
    private static let slice = Duration.milliseconds(50)

    /// Is going to be connected to this server.
    init(_ address: PostgresAddress, name: String, until deadline: ContinuousClock.Instant) {
        self.address = address
        self.name = name
        self.deadline = deadline
    }

    /// Returns once the server has let us in; `hosts` are the numbers of its host.
    func connect(_ hosts: [String]) throws(BrokerError) {
        handle = start(hosts)
        guard handle != nil else { throw .unreachable(broker: name, reason: "no memory for a connection") }
        // So that messages have their code, whatever language they are in.
        _ = PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        _ = PQsetNoticeReceiver(handle, { _, _ in }, nil)
        var status = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while status != PGRES_POLLING_OK {
            switch status {
            case PGRES_POLLING_READING: try wait(for: POLLIN)
            case PGRES_POLLING_WRITING: try wait(for: POLLOUT)
            default: throw refusal()
            }
            status = PQconnectPoll(handle)
        }
        if PQsetnonblocking(handle, 1) != 0 { throw refusal() }
    }

    /// Hangs up.
    func close() {
        PQfinish(handle)
        handle = nil
    }

    private func start(_ hosts: [String]) -> OpaquePointer? {
        var told = address.options
        let host = address.host
        told["host"] = hosts.isEmpty ? host : hosts.map { _ in host ?? "" }.joined(separator: ",")
        told["hostaddr"] = hosts.isEmpty ? nil : hosts.joined(separator: ",")
        told["port"] = address.port.map(String.init)
        told["user"] = address.user
        told["password"] = address.password?.revealed
        told["dbname"] = address.database
        told["application_name"] = "herbarium"
        told["client_encoding"] = "UTF8"
        let pairs = told.sorted { $0.key < $1.key }
        return withCStrings(pairs.map(\.key)) { keys in
            withCStrings(pairs.map(\.value)) { values in PQconnectStartParams(keys, values, 0) }
        }
    }

    /// Does something of which no rows are wanted.
    func run(_ sql: String) throws(BrokerError) { _ = try rows(of: sql) }

    /// All rows of an answer; values are in PostgreSQL's binary format, which texts and bytes are themselves.
    func rows(of sql: String, _ parameters: String...) throws(BrokerError) -> [PostgresRow] {
        var rows: [PostgresRow] = []
        try ask(sql, parameters) { result in
            for row in 0..<PQntuples(result) { rows.append(PostgresRow(result, row: row)) }
        }
        return rows
    }

    /// Hands on each piece of an answer.
    private func ask(
        _ sql: String, _ parameters: [String], _ take: (OpaquePointer) -> Void
    ) throws(BrokerError) {
        let sent = withCStrings(parameters) { values in
            PQsendQueryParams(handle, sql, Int32(parameters.count), nil, values, nil, nil, 1)
        }
        guard sent == 1, PQsetSingleRowMode(handle) == 1 else { throw lost() }
        var left = PQflush(handle)
        while left != 0 {
            if left < 0 { throw lost() }
            try wait(for: POLLOUT | POLLIN)
            if PQconsumeInput(handle) == 0 { throw lost() }
            left = PQflush(handle)
        }
        var failure: BrokerError?
        while let result = try answer() {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK: take(result)
            case PGRES_COMMAND_OK: break
            default: failure = failure ?? self.failure(result)
            }
        }
        if let failure { throw failure }
    }

    /// The next piece of an answer; `nil` at its end.
    private func answer() throws(BrokerError) -> OpaquePointer? {
        while PQisBusy(handle) == 1 {
            try wait(for: POLLIN)
            if PQconsumeInput(handle) == 0 { throw lost() }
        }
        return PQgetResult(handle)
    }

    /// Waits until the socket is ready, or its time has passed.
    private func wait(for events: Int32) throws(BrokerError) {
        while true {
            if Task.isCancelled { throw .cancelled }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw .timedOut(broker: name) }
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            guard descriptor.fd >= 0 else { throw lost() }
            let ready = poll(&descriptor, 1, Int32(min(left, Self.slice) / .milliseconds(1)) + 1)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw lost() }
        }
    }

    /// Why the server doesn't let us in.
    private func refusal() -> BrokerError {
        let message = PostgresMessage(text(PQerrorMessage(handle)))
        switch message.code {
        case "28P01": return .passwordRefused(broker: name)
        case "3D000": return .missing(broker: name, reason: message.text)
        case "57P03": return .loading(broker: name)
        case nil where PQconnectionNeedsPassword(handle) == 1: return .passwordMissing(broker: name)
        case nil: return .unreachable(broker: name, reason: message.text)
        default: return .refused(broker: name, reason: message.text)
        }
    }

    /// What broke a connection that was made.
    private func lost() -> BrokerError {
        let message = PostgresMessage(text(PQerrorMessage(handle)))
        return message.text.isEmpty ? .closed(broker: name) : .dismissed(broker: name, reason: message.text)
    }

    private func failure(_ result: OpaquePointer) -> BrokerError {
        let message = text(PQresultErrorField(result, Int32(UInt8(ascii: "M"))))
        let code = text(PQresultErrorField(result, Int32(UInt8(ascii: "C"))))
        switch code {
        case "42501": return .notPermitted(broker: name, command: "SELECT")
        // By statement_timeout, or by whoever cancelled it there.
        case "57014": return .timedOut(broker: name)
        case "55P03", "40P01": return .table(name, .locked)
        case _ where code.hasPrefix("57P"): return .dismissed(broker: name, reason: message)
        default: return message.isEmpty ? lost() : .table(name, .failed(message))
        }
    }

    /// What libpq says, without the password, which it should never hold.
    private func text(_ message: UnsafePointer<CChar>?) -> String {
        guard let message else { return "" }
        let text = String(cString: message)
        guard let password = address.password?.revealed, !password.isEmpty else { return text }
        return text.replacing(password, with: "***")
    }
}

/// A row of an answer.
struct PostgresRow: Sendable {
    private let values: [[UInt8]?]

    fileprivate init(_ result: OpaquePointer, row: Int32) {
        values = (0..<PQnfields(result)).map { column in
            guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else { return nil }
            return Array(UnsafeRawBufferPointer(start: value, count: Int(PQgetlength(result, row, column))))
        }
    }

    /// How many values it has.
    var count: Int { values.count }

    /// A value; `nil` where it is NULL.
    subscript(column: Int) -> [UInt8]? { values[column] }

    /// A value that is text; `nil` where it is NULL.
    func text(_ column: Int) -> String? { values[column].map { String(decoding: $0, as: UTF8.self) } }
}

/// Lends an array of C strings, which a null pointer ends.
private func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
}
