/// What libpq says in several lines, and the server's code among it.
package struct PostgresMessage {
    /// The SQLSTATE; `nil` where the server said nothing
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    package let code: String?
    /// One line.
    package let text: String

    /// Takes a message as `PQERRORS_VERBOSE` has it; of several servers' the last, of several of libpq's own the first.
    package init(_ message: String) {
        let lines = message.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        // "FATAL" has five letters as well; each code has a digit.
        if let match = lines.compactMap({ $0.firstMatch(of: #/: +((?=[A-Z]*[0-9])[0-9A-Z]{5}): +(.*)$/#) }).last {
            code = String(match.1)
            text = String(match.2)
        } else {
            code = nil
            // connection to server at "h" (1.2.3.4), port 5432 failed: Connection refused
            let line = lines.first { !$0.isEmpty } ?? ""
            text = String(line.firstMatch(of: #/failed: +(.*)$/#)?.1 ?? line)
        }
    }
}
