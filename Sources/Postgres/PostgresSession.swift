import CPostgres
import Glibc
import Synchronization

/// One connection to a PostgreSQL server, for one thread at a time; no call of its waits longer than its deadline.
///
/// libpq is used without blocking (https://www.postgresql.org/docs/current/libpq-async.html): all waiting is done here,
/// in pieces, so that being cancelled ends it soon.
package final class PostgresSession: Sendable {
    private struct State {
        /// The address of libpq's own connection; 0 where there is none.
        var handle: UInt = 0
        var deadline = ContinuousClock.now
        var heedsCancellation = true
    }

    private let state = Mutex(State())
    /// What no message may show.
    private let password: String?

    /// How long it waits at most before it looks whether it was cancelled.
    private static let slice = Duration.milliseconds(50)

    private var handle: OpaquePointer? { OpaquePointer(bitPattern: state.withLock { $0.handle }) }

    /// Returns once the server has let us in, of which libpq is told by these keywords
    /// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
    package init(_ told: [String: String], until deadline: ContinuousClock.Instant) throws(PostgresFailure) {
        password = told["password"]
        let pairs = told.sorted { $0.key < $1.key }
        let started = withCStrings(pairs.map(\.key)) { keys in
            withCStrings(pairs.map(\.value)) { values in PQconnectStartParams(keys, values, 0) }
        }
        guard let handle = started else { throw PostgresFailure(.unreachable, reason: "no memory for a connection") }
        state.withLock { $0 = State(handle: UInt(bitPattern: handle), deadline: deadline) }
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

    deinit { PQfinish(handle) }

    /// Until when it may take from now on, and whether being cancelled ends it.
    package func limit(until deadline: ContinuousClock.Instant, heedingCancellation: Bool) {
        state.withLock { ($0.deadline, $0.heedsCancellation) = (deadline, heedingCancellation) }
    }

    /// The server's version, such as 150_004.
    package var version: Int { Int(PQserverVersion(handle)) }

    /// Does one thing or several, separated by semicolons, of which no rows are wanted.
    package func run(_ sql: String) throws(PostgresFailure) {
        guard PQsendQuery(handle, sql) == 1 else { throw lost() }
        try flush()
        try finish()
    }

    /// Asks for one answer; values are in PostgreSQL's binary format, both ways.
    package func ask(_ sql: String, _ values: [PostgresValue]) throws(PostgresFailure) -> PostgresAnswer {
        let sent = withUnsafePointers(to: values) { pointers, lengths in
            let types = values.map(\.type)
            let formats = Array(repeating: Int32(1), count: values.count)
            return PQsendQueryParams(handle, sql, Int32(values.count), types, pointers, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
        try flush()
        return try finish() ?? PostgresAnswer(nil)
    }

    private func flush() throws(PostgresFailure) {
        var left = PQflush(handle)
        while left != 0 {
            if left < 0 { throw lost() }
            try wait(for: POLLOUT | POLLIN)
            if PQconsumeInput(handle) == 0 { throw lost() }
            left = PQflush(handle)
        }
    }

    /// Reads all answers to what was sent, and gives the last.
    @discardableResult
    private func finish() throws(PostgresFailure) -> PostgresAnswer? {
        var failure: PostgresFailure?
        var last: PostgresAnswer?
        while let result = try next() {
            let answer = PostgresAnswer(result)
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: last = answer
            default: failure = failure ?? self.failure(result)
            }
        }
        if let failure { throw failure }
        return last
    }

    private func next() throws(PostgresFailure) -> OpaquePointer? {
        while PQisBusy(handle) == 1 {
            try wait(for: POLLIN)
            if PQconsumeInput(handle) == 0 { throw lost() }
        }
        return PQgetResult(handle)
    }

    /// Waits until the socket is ready, or its time has passed.
    private func wait(for events: Int32) throws(PostgresFailure) {
        while true {
            let (deadline, heedsCancellation) = state.withLock { ($0.deadline, $0.heedsCancellation) }
            if heedsCancellation, Task.isCancelled { throw PostgresFailure(.cancelled) }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw PostgresFailure(.timedOut) }
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            guard descriptor.fd >= 0 else { throw lost() }
            let ready = poll(&descriptor, 1, Int32(min(left, Self.slice) / .milliseconds(1)) + 1)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw lost() }
        }
    }

    /// Why the server doesn't let us in.
    private func refusal() -> PostgresFailure {
        let message = PostgresMessage(text(PQerrorMessage(handle)))
        guard let code = message.code else {
            let kind: PostgresFailure.Kind = PQconnectionNeedsPassword(handle) == 1 ? .needsPassword : .unreachable
            return PostgresFailure(kind, reason: message.text)
        }
        return PostgresFailure(.refused, code: code, reason: message.text)
    }

    /// What broke a connection that was made.
    private func lost() -> PostgresFailure {
        let message = PostgresMessage(text(PQerrorMessage(handle)))
        return PostgresFailure(.lost, code: message.code, reason: message.text)
    }

    private func failure(_ result: OpaquePointer) -> PostgresFailure {
        let message = text(PQresultErrorField(result, Int32(UInt8(ascii: "M"))))
        let code = text(PQresultErrorField(result, Int32(UInt8(ascii: "C"))))
        if PQstatus(handle) == CONNECTION_BAD || code.isEmpty || code.hasPrefix("57P") {
            let said = PostgresMessage(text(PQerrorMessage(handle)))
            return PostgresFailure(
                .lost, code: code.isEmpty ? said.code : code, reason: message.isEmpty ? said.text : message)
        }
        return PostgresFailure(.failed, code: code, reason: message)
    }

    /// What libpq says, without the password, which it should never hold.
    private func text(_ message: UnsafePointer<CChar>?) -> String {
        guard let message else { return "" }
        let text = String(cString: message)
        guard let password, !password.isEmpty else { return text }
        return text.replacing(password, with: "***")
    }
}

/// An answer of a server's: its rows, and how many it changed.
package final class PostgresAnswer {
    private let result: OpaquePointer?

    fileprivate init(_ result: OpaquePointer?) { self.result = result }

    deinit { PQclear(result) }

    /// How many rows it has.
    package var count: Int { Int(PQntuples(result)) }

    /// How many values a row has.
    package var columns: Int { Int(PQnfields(result)) }

    /// How many rows were changed.
    package var changed: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// Lends the bytes of a value; `nil` where it is NULL.
    package func withBytes<Value>(
        row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) throws -> Value
    ) rethrows -> Value {
        let (row, column) = (Int32(row), Int32(column))
        guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else {
            return try body(nil)
        }
        return try withExtendedLifetime(self) {
            try body(UnsafeRawBufferPointer(start: value, count: Int(PQgetlength(result, row, column))))
        }
    }
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

/// Lends the bytes of values, one after the other in one room.
private func withUnsafePointers<Value>(
    to values: [PostgresValue], _ body: ([UnsafePointer<CChar>?], [Int32]) -> Value
) -> Value {
    var room: [UInt8] = []
    room.reserveCapacity(values.reduce(1) { $0 + ($1.bytes?.count ?? 0) })
    for value in values { room += value.bytes ?? [] }
    // So that even nothing has an address.
    room.append(0)
    return room.withUnsafeBytes { room in
        var place = 0
        let pointers = values.map { value -> UnsafePointer<CChar>? in
            guard let bytes = value.bytes else { return nil }
            defer { place += bytes.count }
            return room.baseAddress.map { ($0 + place).assumingMemoryBound(to: CChar.self) }
        }
        return body(pointers, values.map { Int32($0.bytes?.count ?? 0) })
    }
}
