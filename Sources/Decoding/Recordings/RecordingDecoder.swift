import Celery

/// Decodes a recording: NDJSON, a message of the event stream a line as it came, and lines of our own between.
///
/// Lines of our own are objects whose `type` begins with `herbarium-`: `broker`, `watched`, `queues`, `message`,
/// `unacked`, `reply` and `result`; others of that beginning are passed over.
package enum RecordingDecoder {
    /// Decodes a recording; an error names the line.
    package static func decode(_ bytes: some Collection<UInt8>) throws(DecodingFailure) -> Recording {
        var draft = RecordingDraft()
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard !line.isEmpty else { continue }
            do throws(DecodingFailure) {
                try draft.take(line)
            } catch {
                throw .line(number, error)
            }
        }
        return try draft.finished()
    }
}
