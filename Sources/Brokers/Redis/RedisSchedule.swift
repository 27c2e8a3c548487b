import Celery
import Decoding

/// Reads the schedule that RedBeat keeps in a database.
///
/// The sorted set `redbeat::schedule` holds the keys of the entries by when each is due, and the hash of each key a
/// `definition` and a `meta` (RedBeat's `redbeat/schedulers.py`). A hash is walked over, which needs no other right than
/// those that the broker's own keys need.
struct RedisSchedule {
    /// The entries; `nil` where they can't be read.
    private(set) var reading: ScheduleReading?
    /// What is to be known of it.
    private(set) var notes: [QueueSurvey.Note] = []
    private let prefixes: Set<String>
    private var flaws: [String] = []

    /// How many entries are asked for at a time.
    private static let batch = 100
    /// Above how many bytes no more are read.
    private static let byteLimit = 16 << 20

    init(schedulePrefix: String, keyPrefix: String = "") {
        prefixes = [schedulePrefix, keyPrefix + schedulePrefix]
    }

    /// RedBeat knows nothing of `global_keyprefix`; who has one often sets its own prefix alike.
    init(_ options: BrokerOptions) {
        self.init(schedulePrefix: options.schedulePrefix, keyPrefix: options.layout.keyPrefix)
    }

    /// Reads the entries, those that are due first before others.
    mutating func read(_ connection: RedisConnection) async throws(BrokerError) {
        let time = Instant.now
        let limit = ScheduleReading.limit
        var due: [(key: String, next: Instant?)] = []
        let questions = prefixes.sorted().map {
            RedisCommand("ZRANGE", "\($0):schedule", "0", String(limit), "WITHSCORES")
        }
        for reply in try await connection.ask(questions) {
            // Anything else that has the key is no schedule.
            if case .error(let text) = reply, !text.hasPrefix("WRONGTYPE") { return notes = [.scheduleForbidden(text)] }
            let pairs = reply.array ?? []
            for index in stride(from: 0, to: pairs.count - 1, by: 2) {
                guard let key = pairs[index].text, let score = pairs[index + 1].text.flatMap(Double.init) else {
                    continue
                }
                // What is due never again has a score below zero.
                due.append((key, score > 0 ? Instant(seconds: score) : nil))
            }
        }
        var entries: [PeriodicEntry] = []
        let isCut = try await read(Array(due.prefix(limit)), connection, into: &entries) || due.count > limit
        if isCut { notes.append(.scheduleCutShort) }
        if let flaw = flaws.first { notes.append(.scheduleUnreadable(flaws.count, flaw)) }
        var told = ScheduleReading(source: .redBeat, entries: entries, at: time)
        told.isWhole = !isCut && flaws.isEmpty
        reading = told
    }

    /// Reads the hashes of keys; returns whether it had to stop before their end.
    private mutating func read(
        _ due: [(key: String, next: Instant?)], _ connection: RedisConnection, into entries: inout [PeriodicEntry]
    ) async throws(BrokerError) -> Bool {
        var decoder = RedBeatDecoder()
        var bytes = 0
        for start in stride(from: 0, to: due.count, by: Self.batch) {
            guard bytes < Self.byteLimit else { return true }
            let batch = due[start..<min(start + Self.batch, due.count)]
            let replies = try await connection.ask(
                batch.map { RedisCommand("HSCAN", $0.key, "0", "COUNT", "10") })
            for (item, reply) in zip(batch, replies) {
                if case .error(let text) = reply {
                    flaws.append(text)
                    continue
                }
                var fields: [String: [UInt8]] = [:]
                let values = (reply.array?.last?.array ?? []).compactMap(\.bytes)
                for index in stride(from: 0, to: values.count - 1, by: 2) {
                    fields[String(decoding: values[index], as: UTF8.self)] = values[index + 1]
                    bytes += values[index + 1].count
                }
                // An entry may have been taken away since.
                guard let definition = fields["definition"] else { continue }
                do throws(DecodingFailure) {
                    guard var entry = try decoder.entry(definition: definition, meta: fields["meta"]) else { continue }
                    entry.next = item.next
                    entries.append(entry)
                } catch {
                    flaws.append("\(error)")
                }
            }
        }
        return false
    }
}
