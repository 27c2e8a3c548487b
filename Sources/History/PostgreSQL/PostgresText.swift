/// A statement of ours as PostgreSQL has it: its values are numbered, and it may be about many at a time.
enum PostgresText {
    /// The statement for one set of values.
    static func single(_ sql: String) -> String { replacing(sql) { "$\($0)" } }

    /// The statement for as many sets of so many values as its arrays hold.
    ///
    /// What it asks for gives the place of the values, counted from 1, in front of each row.
    static func each(_ sql: String, values count: Int) -> String {
        let text = replacing(sql) { "q.p\($0)" }
        let arrays = (1...count).map { "$\($0)" }.joined(separator: ", ")
        let columns = (1...count).map { "p\($0)" }.joined(separator: ", ")
        let source = "unnest(\(arrays)) AS q(\(columns))"
        if text.hasPrefix("SELECT ") {
            let numbered = "unnest(\(arrays)) WITH ORDINALITY AS q(\(columns), n)"
            // `OFFSET 0` keeps the server from joining by anything but a look for each.
            return "SELECT q.n, r.* FROM \(numbered) CROSS JOIN LATERAL (\(text) OFFSET 0) AS r"
        }
        if text.hasPrefix("INSERT ") { return insertion(text, from: source) }
        guard let choice = text.firstRange(of: "WHERE ") else { preconditionFailure("a statement about all rows") }
        let join = text.hasPrefix("DELETE ") ? "USING" : "FROM"
        return "\(text[..<choice.lowerBound])\(join) \(source) \(text[choice.lowerBound...])"
    }

    private static func insertion(_ text: String, from source: String) -> String {
        guard let head = text.firstRange(of: "VALUES (") else { preconditionFailure("an insertion of no values") }
        var end = head.upperBound
        while text[end] != ")" { end = text.index(after: end) }
        let rest = text[text.index(after: end)...]
        return "\(text[..<head.lowerBound])SELECT \(text[head.upperBound..<end]) FROM \(source)\(rest)"
    }

    /// Replaces the places of values, `?` one after the other and `?2` by their numbers; ours are never in a literal.
    private static func replacing(_ sql: String, _ name: (Int) -> String) -> String {
        var text = ""
        var next = 1
        var rest = Substring(sql)
        while let mark = rest.firstIndex(of: "?") {
            text += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            text += name(Int(digits) ?? next)
            next += 1
            rest = rest.dropFirst(digits.count)
        }
        return text + rest
    }
}
