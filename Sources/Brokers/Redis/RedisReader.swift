import CHiredis

/// The parser of what Redis sends; owns the handle of hiredis.
final class RedisReader {
    private let reader: UnsafeMutablePointer<redisReader>

    /// What was sent is not what Redis sends.
    struct Violation: Error {}

    init() {
        guard let reader = redisReaderCreate() else { preconditionFailure("hiredis ran out of memory") }
        self.reader = reader
    }

    deinit { redisReaderFree(reader) }

    /// Takes in bytes as they came.
    func feed(_ bytes: UnsafeRawBufferPointer) throws(Violation) {
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard redisReaderFeed(reader, text, bytes.count) == REDIS_OK else { throw Violation() }
    }

    /// The next reply; `nil` where it isn't there to its end.
    func next() throws(Violation) -> RedisReply? {
        var reply: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &reply) == REDIS_OK else { throw Violation() }
        guard let reply else { return nil }
        defer { freeReplyObject(reply) }
        return RedisReply(reply.assumingMemoryBound(to: redisReply.self).pointee)
    }
}
