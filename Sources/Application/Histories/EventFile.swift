import Celery
import Configuration
import Decoding
import Glibc

/// Decodes the events of a recorded file.
struct EventFile: ~Copyable {
    /// What was read of the file next.
    struct Batch: Sendable {
        var events: [Event] = []
        /// When somebody listened, as far as the events prove it.
        var watched: [TimeSpan] = []
        /// Lines that hold no event that can be read: how many, and the first few, named.
        var badLines = 0
        var complaints: [String] = []
        /// How much text that was.
        var bytes = 0
    }

    /// Few enough to stay in the processor's cache until they are stored away.
    private static let batchSize = 512
    private static let namedLines = 5

    private var source: LineSource
    /// Kept for its room.
    private var lines: [UInt8] = []
    private var decoder = EventDecoder()
    private var privacy: Privacy
    private var line = 0
    private var named = 0
    private var isAtEnd = false
    private var isDocument = false
    private var hasEvents = false
    private var longLines = 0

    /// Opens a file.
    init(path: String, privacy: Privacy) throws(CommandError) {
        source = try LineSource(path: path)
        self.privacy = privacy
    }

    /// Why nothing was read any more before the end; `nil` where all was read.
    var flaw: String? { isDocument ? Self.document : source.flaw }

    private static let document =
        "one JSON document over many lines; write an event, or a list of events, a line (jq -c '.[]?')"

    /// How much of the file was read, from 0 to 1; `nil` where its size isn't known.
    var share: Double? { source.size.map { Double(source.position) / Double(max($0, 1)) } }

    /// Reads on; `nil` at the end.
    mutating func next() throws(CommandError) -> Batch? {
        guard !isAtEnd else { return nil }
        var batch = Batch()
        while batch.events.count < Self.batchSize {
            var read: [UInt8] = []
            swap(&read, &lines)
            defer { lines = read }
            try source.next(into: &read)
            if source.longLines > longLines { takeLongLines(into: &batch) }
            if read.isEmpty || isDocument {
                isAtEnd = true
                break
            }
            batch.bytes += read.count
            take(read, into: &batch)
        }
        batch.watched = KeptEvents.watched(batch.events)
        return batch
    }

    private mutating func take(_ lines: [UInt8], into batch: inout Batch) {
        lines.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty, !isDocument {
                let text = UnsafeRawBufferPointer(rebasing: rest).prefixOfLine
                line += 1
                if !text.isEmpty { take(text, into: &batch) }
                rest = rest.dropFirst(text.count + 1)
            }
        }
    }

    /// Lines that were passed over already.
    private mutating func takeLongLines(into batch: inout Batch) {
        batch.badLines += source.longLines - longLines
        longLines = source.longLines
        named += 1
        if named <= Self.namedLines {
            batch.complaints.append(
                "\(source.path): a line of more than \(LineSource.longestLine >> 20) MB is left out")
        }
    }

    private mutating func take(_ text: UnsafeRawBufferPointer, into batch: inout Batch) {
        let first = batch.events.count
        // At once, while the texts are in the processor's first cache; also what a list holds before a flaw.
        defer { for index in first..<batch.events.count { privacy.clean(&batch.events[index]) } }
        do throws(DecodingFailure) {
            try decoder.decode(text, heard: nil, into: &batch.events)
            hasEvents = true
        } catch {
            // Before anything could be read: a line that goes on in the next, which is said of the whole file.
            if named == 0, !hasEvents, text.isUnfinished {
                isDocument = true
                return
            }
            batch.badLines += 1
            named += 1
            if named <= Self.namedLines { batch.complaints.append("\(source.path):\(line): \(error)") }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether a line ends as one does within a document that goes on.
    fileprivate var isUnfinished: Bool {
        last { $0 > 0x20 }.map { "{[,:".utf8.contains($0) } ?? false
    }

    /// What stands before the first line feed; all where there is none.
    fileprivate var prefixOfLine: UnsafeRawBufferPointer {
        guard let start = baseAddress, let end = memchr(start, Int32(UInt8(ascii: "\n")), count) else { return self }
        return UnsafeRawBufferPointer(start: start, count: UnsafeRawPointer(end) - start)
    }
}
