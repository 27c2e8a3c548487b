import Celery

/// What was in the queues, a row for each reading; messages themselves are not kept.
struct ReadingTable {
    /// Version 1 didn't say which message was the next to be taken.
    private static let version: UInt8 = 2
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds a reading; of two at one time the first stays.
    func add(_ reading: QueueReading, word: (String) throws -> Int) throws {
        var writer = ByteWriter()
        writer.byte(Self.version)
        for queue in reading.queues.sorted(by: { $0.name < $1.name }) {
            writer.count(try word(queue.name))
            for value in [queue.ready, queue.unacknowledged, queue.consumers] { writer.signed(Int64(value ?? -1)) }
            writer.signed(queue.headDigest ?? 0)
        }
        let (column, own) = (db.dialect.column, db.dialect.value)
        try Prepared(
            db, "INSERT INTO reading (\(column)time, data) VALUES (\(own)?, ?) ON CONFLICT DO NOTHING"
        ).run(.integer(reading.time.microseconds), .bytes(writer.bytes))
    }

    /// The readings of a span, oldest first.
    func readings(in span: TimeSpan, words: WordList) throws -> [QueueReading] {
        var readings: [QueueReading] = []
        let choice = "\(db.dialect.own)time >= ? AND time <= ?"
        try Prepared(db, "SELECT time, data FROM reading WHERE \(choice) ORDER BY time").rows(
            .integer(span.since.microseconds), .integer(span.until.microseconds)
        ) { row in
            let time = Instant(microseconds: row.integer(0))
            readings.append(QueueReading(time: time, queues: try Self.queues(row.bytes(1), words)))
        }
        return readings
    }

    private static func queues(_ bytes: [UInt8], _ words: WordList) throws(StoredFlaw) -> [QueueContent] {
        var reader = ByteReader(bytes)
        let written = try reader.byte()
        guard (1...version).contains(written) else { throw StoredFlaw() }
        var queues: [QueueContent] = []
        while !reader.isAtEnd {
            let name = try words.text(Int(truncatingIfNeeded: try reader.number())) ?? ""
            let values = [try reader.signed(), try reader.signed(), try reader.signed()].map { $0 < 0 ? nil : Int($0) }
            var queue = QueueContent(name: name, ready: values[0], unacknowledged: values[1], consumers: values[2])
            if written > 1 {
                let head = try reader.signed()
                queue.storedHead = head == 0 ? nil : head
            }
            queues.append(queue)
        }
        return queues
    }
}
