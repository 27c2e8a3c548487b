package import Celery
package import Configuration
import Glibc

/// A file of NDJSON that events are appended to; `-` is the standard output.
package struct RecordingFile: Sendable {
    private let path: String
    private var descriptor: Int32?
    private var output: Output

    /// Opens a file to append to.
    package init(path: String, context: Context) throws(CommandError) {
        self.path = path
        output = context.standardOutput
        if path != "-" { try reopen() }
    }

    /// Opens the file at the path anew, where the one before may have been moved away; the standard output stays.
    package mutating func reopen() throws(CommandError) {
        guard path != "-" else { return }
        let next = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard next >= 0 else { throw .unwritable(name: "'\(path)'", reason: SystemError.message(errno)) }
        if let descriptor { close(descriptor) }
        // Open until the process ends, as its record is.
        descriptor = next
        output = .descriptor(next, name: "'\(path)'")
    }

    /// Writes events, one a line.
    package func write(_ events: [Event]) throws(CommandError) {
        var bytes: [UInt8] = []
        for event in events { bytes += event.jsonLine }
        try output.write(bytes)
    }
}
