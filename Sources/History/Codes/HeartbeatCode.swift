import Celery

/// The heartbeats of a worker as they are stored, those of a minute together; version 1.
enum HeartbeatCode {
    private static let version: UInt8 = 1

    static func encode(_ heartbeats: [Presence.Heartbeat], number: (String) throws -> Int) throws -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(version)
        for event in heartbeats.map(\.event) {
            writer.byte(UInt8(event.kind.rawValue))
            writer.signed(event.origin.timestamp.microseconds)
            writer.signed(Int64(event.origin.clock))
            writer.signed(event.origin.heard.microseconds - event.origin.timestamp.microseconds)
            writer.optional(event.origin.processID)
            writer.optional(event.active)
            writer.optional(event.processed)
            writer.double(event.interval ?? .nan)
            writer.count(event.loadAverage?.count ?? 0)
            for load in event.loadAverage ?? [] { writer.double(load) }
            for text in [event.software?.name, event.software?.version, event.software?.system] {
                writer.count(try text.map(number) ?? 0)
            }
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8], of worker: WorkerName, words: WordList) throws(StoredFlaw) -> [WorkerEvent] {
        var reader = ByteReader(bytes)
        guard try reader.byte() == version else { throw StoredFlaw() }
        var events: [WorkerEvent] = []
        while !reader.isAtEnd { events.append(try event(&reader, worker, words)) }
        return events
    }

    private static func event(
        _ reader: inout ByteReader, _ worker: WorkerName, _ words: WordList
    ) throws(StoredFlaw) -> WorkerEvent {
        guard let kind = WorkerEvent.Kind(rawValue: Int(try reader.byte())) else { throw StoredFlaw() }
        let timestamp = try reader.signed()
        let clock = Int(try reader.signed())
        let heard = timestamp &+ (try reader.signed())
        let process = try reader.optional()
        let origin = EventOrigin(
            sender: worker.description, timestamp: Instant(microseconds: timestamp), clock: clock, processID: process,
            heard: Instant(microseconds: heard))
        let (active, processed) = (try reader.optional(), try reader.optional())
        let interval = try reader.double()
        var loads: [Double] = []
        for _ in 0..<(try reader.count()) { loads.append(try reader.double()) }
        var texts: [String] = []
        for _ in 0..<3 {
            if let text = try words.text(Int(truncatingIfNeeded: try reader.number())) { texts.append(text) }
        }
        return WorkerEvent(
            kind, origin: origin, interval: interval.isNaN ? nil : interval, active: active, processed: processed,
            loadAverage: loads.isEmpty ? nil : loads,
            software: texts.count == 3 ? Software(name: texts[0], version: texts[1], system: texts[2]) : nil)
    }
}

extension ByteWriter {
    /// A number that may lack.
    fileprivate mutating func optional(_ value: Int?) {
        byte(value == nil ? 0 : 1)
        if let value { signed(Int64(value)) }
    }
}

extension ByteReader {
    fileprivate mutating func optional() throws(StoredFlaw) -> Int? {
        try byte() == 0 ? nil : Int(try signed())
    }
}
