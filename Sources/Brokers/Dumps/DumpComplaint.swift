/// What a server said when it ended instead of reading a dump.
struct DumpComplaint {
    /// Its log, or the end of it.
    let log: String
    /// The signal that ended it; 0 where it ended by itself.
    let signal: Int32

    /// What is wrong with the dump, whose format has this version.
    func flaw(version: Int) -> DumpFlaw {
        if said("Can't handle RDB format version") { return .newer(version: version, server: server) }
        if signal == 9 { return .serverFailed("it was killed, perhaps since memory ran out") }
        if said("Wrong RDB checksum") { return .damaged("its checksum is wrong") }
        if said("Unexpected EOF reading RDB file") || said("Short read") { return .damaged("it ends too early") }
        if let line = warnings.last(where: { $0.contains("RDB") || $0.contains("module") }) { return .damaged(line) }
        if signal != 0 { return .serverFailed("signal \(signal) ended it") }
        return .serverFailed(warnings.last ?? "it said nothing")
    }

    /// The server's name and version, as it calls itself.
    private var server: String {
        guard let line = lines.first(where: { $0.contains(" version=") }), let mark = line.firstRange(of: " version=")
        else { return "the redis-server here" }
        let name = line[..<mark.lowerBound].split(separator: " ").last ?? "Redis"
        return "\(name) \(line[mark.upperBound...].prefix { $0 != "," })"
    }

    private var lines: [Substring] { log.split(whereSeparator: \.isNewline) }

    /// What it warned of, without process and time: `12:M 27 Nov 2026 22:59:24.823 # …`.
    private var warnings: [String] {
        lines.compactMap { line in
            guard line.prefix(10).contains(":"), let mark = line.firstRange(of: " # ") else { return nil }
            let text = line[mark.upperBound...]
            return text.hasPrefix("WARNING") || text.hasPrefix("Server initialized") || text.contains("Redis version=")
                || text.hasPrefix("Configuration loaded") ? nil : String(text.prefix(200))
        }
    }

    private func said(_ words: String) -> Bool { log.contains(words) }
}
