import Celery
import Glibc

/// A file of NDJSON that events are appended to; `-` is the standard output.
struct RecordingFile: Sendable {
    private let output: Output

    /// Opens a file to append to.
    init(path: String, context: Context) throws(CommandError) {
        if path == "-" {
            output = context.standardOutput
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unwritable(name: "'\(path)'", reason: SystemError.message(errno))
        }
        // Open until the process ends, as its record is.
        output = .descriptor(descriptor, name: "'\(path)'")
    }

    /// Writes events, one a line.
    func write(_ events: [Event]) throws(CommandError) {
        var bytes: [UInt8] = []
        for event in events { bytes += event.jsonLine }
        try output.write(bytes)
    }
}
