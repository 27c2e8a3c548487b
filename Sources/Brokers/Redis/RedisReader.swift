import CHiredis
import Glibc

/// The parser of what Redis sends; owns the handle of hiredis.
final class RedisReader {
    private let reader: UnsafeMutablePointer<redisReader>
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>

    /// What was sent is not what Redis sends.
    struct Violation: Error {}

    init() {
        guard let reader = redisReaderCreate() else { preconditionFailure("hiredis ran out of memory") }
        self.reader = reader
        functions = .allocate(capacity: 1)
        functions.initialize(to: reader.pointee.fn.pointee)
        functions.pointee.createArray = { task, count in makeArray(task, count: Int(count)) }
        reader.pointee.fn = functions
    }

    deinit {
        redisReaderFree(reader)
        functions.deallocate()
    }

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

/// More elements than any answer to a question of ours has.
private let mostElements = 1_000_000

/// Makes an array as hiredis does, but none that is larger than anything we ask for: `*888888888` is eleven bytes to send, and
/// seven gigabytes to make room for.
private func makeArray(_ task: UnsafePointer<redisReadTask>?, count: Int) -> UnsafeMutableRawPointer? {
    guard count <= mostElements, let memory = calloc(1, MemoryLayout<redisReply>.size) else { return nil }
    let reply = memory.assumingMemoryBound(to: redisReply.self)
    reply.pointee.type = REDIS_REPLY_ARRAY
    if count > 0 {
        guard let elements = calloc(count, MemoryLayout<UnsafeMutablePointer<redisReply>?>.stride) else {
            free(memory)
            return nil
        }
        reply.pointee.element = elements.assumingMemoryBound(to: UnsafeMutablePointer<redisReply>?.self)
        reply.pointee.elements = count
    }
    if let parent = task?.pointee.parent, let holder = parent.pointee.obj, let index = task?.pointee.idx {
        holder.assumingMemoryBound(to: redisReply.self).pointee.element[Int(index)] = reply
    }
    return memory
}
