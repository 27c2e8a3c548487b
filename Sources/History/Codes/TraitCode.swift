import Celery

/// What rarely changes of a worker, as it is stored; version 1.
enum TraitCode {
    private static let version: UInt8 = 1

    static func encode(_ traits: WorkerTraits) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(version)
        writer.signed(Int64(traits.concurrency ?? -1))
        writer.double(traits.visibilityTimeout ?? .nan)
        writer.pairs(traits.configuration)
        writer.byte(traits.registered == nil ? 0 : 1)
        writer.count(traits.registered?.count ?? 0)
        for name in traits.registered ?? [] { writer.text(name) }
        writer.byte(traits.queues == nil ? 0 : 1)
        writer.count(traits.queues?.count ?? 0)
        for queue in traits.queues ?? [] {
            writer.text(queue.name)
            writer.pairs(queue.attributes)
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8], seen: Instant) throws(StoredFlaw) -> WorkerTraits {
        var reader = ByteReader(bytes)
        guard try reader.byte() == version else { throw StoredFlaw() }
        var traits = WorkerTraits(seen: seen)
        let concurrency = try reader.signed()
        traits.concurrency = concurrency < 0 ? nil : Int(concurrency)
        let timeout = try reader.double()
        traits.visibilityTimeout = timeout.isNaN ? nil : timeout
        traits.configuration = try reader.pairs()
        let isRegistrationKnown = try reader.byte() != 0
        var registered: [String] = []
        for _ in 0..<(try reader.count()) { registered.append(try reader.text()) }
        traits.registered = isRegistrationKnown ? registered : nil
        let areQueuesKnown = try reader.byte() != 0
        var queues: [ConsumedQueue] = []
        for _ in 0..<(try reader.count()) {
            queues.append(ConsumedQueue(name: try reader.text(), attributes: try reader.pairs()))
        }
        traits.queues = areQueuesKnown ? queues : nil
        return traits
    }
}

extension ByteWriter {
    /// Names with their values.
    fileprivate mutating func pairs(_ pairs: [NamedValue]) {
        count(pairs.count)
        for pair in pairs {
            text(pair.name)
            text(pair.value)
        }
    }
}

extension ByteReader {
    fileprivate mutating func pairs() throws(StoredFlaw) -> [NamedValue] {
        var pairs: [NamedValue] = []
        for _ in 0..<(try count()) { pairs.append(NamedValue(try text(), try text())) }
        return pairs
    }
}
