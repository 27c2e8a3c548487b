import Logging

/// Writes each message of the log as one line with its level.
struct LineLogHandler: LogHandler {
    /// Where the lines go.
    let writer: MessageWriter
    /// What is less than this is left out.
    var logLevel: Logger.Level = .notice
    /// What stands behind every message.
    var metadata: Logger.Metadata = [:]

    /// One value of the metadata.
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes `warning: message (key: value)`.
    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let details = all.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        writer.line("\(event.level): \(event.message)" + (details.isEmpty ? "" : " (\(details))"), event.level)
    }
}
