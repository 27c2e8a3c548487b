/// Name and version of a server, read from what it answers to `INFO server`.
struct RedisVersion: CustomStringConvertible {
    let description: String

    /// Reads the answer; `nil` where it names no version.
    init?(info: String) {
        var fields: [Substring: Substring] = [:]
        for line in info.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...]
        }
        if let version = fields["valkey_version"] {
            description = "Valkey \(version)"
        } else if let version = fields["redis_version"] {
            description = "Redis \(version)"
        } else {
            return nil
        }
    }
}
