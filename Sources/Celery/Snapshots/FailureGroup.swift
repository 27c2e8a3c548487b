/// Failures of one task type with one exception from one place.
package struct FailureGroup: Sendable, Equatable {
    /// Tells the groups of a snapshot apart, as 12 hexadecimal digits, made of name, type and fingerprint; empty where a
    /// file doesn't say.
    package var id: String
    /// The task type.
    package var name: String?
    /// The exception's type, from the traceback's last line.
    package var exceptionType: String
    /// Tells the places in the code apart that the tracebacks name, as 16 hexadecimal digits.
    package var fingerprint: String
    /// How many.
    package var count: Int
    /// How many of them no event told of, but their stored results alone.
    package var fromResults: Int
    /// When the first ended.
    package var first: Instant?
    /// When the last ended.
    package var last: Instant?
    /// The while in which they came much closer than else; `nil` where there was none.
    package var burst: Burst?
    /// On which workers.
    package var workers: [WorkerName]
    /// The newest of them.
    package var example: TaskID
    /// Its exception.
    package var exception: String?
    /// Its traceback.
    package var traceback: String?

    /// Failures that came close upon each other.
    package struct Burst: Sendable, Equatable {
        /// How many.
        package var count: Int
        /// When the first of them ended.
        package var since: Instant
        /// When the last of them ended.
        package var until: Instant

        /// Counts failures.
        package init(count: Int, since: Instant, until: Instant) {
            self.count = count
            self.since = since
            self.until = until
        }

        /// Whether it is over as seen from a time: none came for a minute, and for five times as long as it took from
        /// one to the next, while somebody watched all the time.
        package func isOver(at time: Instant, watched: [TimeSpan]) -> Bool {
            let patience = max(60, 5 * until.since(since) / Double(max(1, count - 1)))
            guard time.since(until) > patience else { return false }
            return watched.contains { $0.since <= until && time.since($0.until) <= Self.pause }
        }

        /// Listening ends so many seconds before a report, at most.
        private static let pause = 60.0
    }

    /// Describes a group.
    package init(
        id: String? = nil, name: String? = nil, exceptionType: String, fingerprint: String, count: Int,
        fromResults: Int = 0, first: Instant? = nil, last: Instant? = nil, workers: [WorkerName], example: TaskID,
        exception: String? = nil, traceback: String? = nil
    ) {
        self.id = id ?? Self.id(name: name, exceptionType: exceptionType, fingerprint: fingerprint)
        self.name = name
        self.exceptionType = exceptionType
        self.fingerprint = fingerprint
        self.count = count
        self.fromResults = fromResults
        self.first = first
        self.last = last
        self.workers = workers
        self.example = example
        self.exception = exception
        self.traceback = traceback
    }

    /// The identifier of such a group.
    static func id(name: String?, exceptionType: String, fingerprint: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        // No text holds a byte of 0xFF.
        for byte in [name ?? "\0", exceptionType, fingerprint].map({ Array($0.utf8) }).joined(separator: [0xFF]) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// The identifier of the group that a failure is of.
    static func id(ofFailure facts: TaskFacts, name: String?) -> String {
        id(
            name: name, exceptionType: ExceptionText.type(traceback: facts.traceback, exception: facts.exception),
            fingerprint: ExceptionText.fingerprint(facts.traceback))
    }
}
