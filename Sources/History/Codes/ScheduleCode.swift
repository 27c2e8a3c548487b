import Celery

/// The entries of a schedule as they are stored, and when each was sent; version 1.
enum ScheduleCode {
    private static let version: UInt8 = 1

    /// What the entries are.
    static func entries(of reading: ScheduleReading) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(version)
        writer.count(reading.entries.count)
        for entry in reading.entries {
            for text in [entry.name, entry.task, entry.text, entry.zone ?? ""] { writer.text(text) }
        }
        return writer.bytes
    }

    /// When each was sent and is to be sent, and when it was read, where that was earlier.
    static func times(of reading: ScheduleReading) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(version)
        for entry in reading.entries {
            for time in [entry.last, entry.next, entry.read] { writer.signed(time?.microseconds ?? 0) }
            writer.text(entry.lastZone ?? "")
        }
        return writer.bytes
    }

    static func decode(entries: [UInt8], times: [UInt8], until: Instant) throws(StoredFlaw) -> [PeriodicEntry] {
        var (reader, clock) = (ByteReader(entries), ByteReader(times))
        guard try reader.byte() == version, try clock.byte() == version else { throw StoredFlaw() }
        var decoded: [PeriodicEntry] = []
        for _ in 0..<(try reader.count()) {
            var entry = PeriodicEntry(name: try reader.text(), task: try reader.text(), text: try reader.text())
            let zone = try reader.text()
            entry.zone = zone.isEmpty ? nil : zone
            entry.last = try clock.time()
            entry.next = try clock.time()
            entry.read = try clock.time() ?? until
            let lastZone = try clock.text()
            entry.lastZone = lastZone.isEmpty ? nil : lastZone
            decoded.append(entry)
        }
        return decoded
    }
}

extension ByteReader {
    /// A time; `nil` where none was known.
    fileprivate mutating func time() throws(StoredFlaw) -> Instant? {
        let microseconds = try signed()
        return microseconds == 0 ? nil : Instant(microseconds: microseconds)
    }
}
