/// When queues last changed, as far as earlier readings tell.
///
/// That a queue is as empty as before tells nothing, since what went through between two readings left no trace; what
/// waits in the same number is taken to be the same.
struct QueueChanges {
    /// By name, the first reading at which a queue was as it is now; nothing for one that no reading shows otherwise.
    private(set) var last: [ExactText: Instant] = [:]

    private struct Size {
        let ready: Int?
        let unacknowledged: Int?

        init(_ content: QueueContent) {
            ready = content.ready
            unacknowledged = content.unacknowledged
        }

        /// Whether another is as large, as far as both are known.
        func matches(_ other: Size) -> Bool {
            (ready ?? other.ready) == (other.ready ?? ready)
                && (unacknowledged ?? other.unacknowledged) == (other.unacknowledged ?? unacknowledged)
        }
    }

    init(of reading: QueueReading, since earlier: [QueueReading]) {
        var unchanged: [ExactText: (size: Size, since: Instant)] = [:]
        for content in reading.queues where (content.ready ?? 0) > 0 {
            unchanged[content.name.exact] = (Size(content), reading.time)
        }
        for reading in earlier.reversed() where !unchanged.isEmpty {
            for content in reading.queues {
                guard let now = unchanged[content.name.exact] else { continue }
                if now.size.matches(Size(content)) {
                    unchanged[content.name.exact]?.since = reading.time
                } else {
                    last[content.name.exact] = now.since
                    unchanged[content.name.exact] = nil
                }
            }
        }
    }
}
