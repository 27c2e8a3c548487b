import CHiredis
import Glibc

/// The parser of what Redis sends; owns the handle of hiredis.
final class RedisReader {
    private let reader: UnsafeMutablePointer<redisReader>
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>

    /// What was sent is not what Redis sends, or more than anything we ask for.
    struct Violation: Error {}

    /// No reply that is waited for is larger: 200 MB of messages that are held are a rare sight, and all of one is in
    /// memory.
    static let largestReply = 256 << 20

    /// How many bytes came since the last whole reply.
    private var pending = 0

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
        pending += bytes.count
        guard pending <= Self.largestReply, redisReaderFeed(reader, text, bytes.count) == REDIS_OK else {
            throw Violation()
        }
    }

    /// The next reply; `nil` where it isn't there to its end.
    func next() throws(Violation) -> RedisReply? {
        var reply: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &reply) == REDIS_OK else { throw Violation() }
        guard let reply else {
            guard !awaitsTooMuch else { throw Violation() }
            return nil
        }
        defer { freeReplyObject(reply) }
        pending = reader.pointee.len - reader.pointee.pos
        return RedisReply(reply.assumingMemoryBound(to: redisReply.self).pointee)
    }
}

extension RedisReader {
    /// Whether what comes next is announced as larger than any reply, `$2000000000`, of which nothing need come for
    /// long; or whether it is a line without an end, which hiredis would look for anew with each piece.
    private var awaitsTooMuch: Bool {
        let (start, end) = (reader.pointee.pos, reader.pointee.len)
        guard start < end, let text = reader.pointee.buf else { return false }
        let (back, feed) = (CChar(bitPattern: 0x0D), CChar(bitPattern: 0x0A))
        // As hiredis has it, a line ends in both; one of them alone is a part of a status.
        let line = (start..<min(end, start + Self.longestLine)).first {
            text[$0] == feed && $0 > start && text[$0 - 1] == back
        }
        guard let line else { return end - start >= Self.longestLine }
        // The sign before the length is read already; an integer, or an array, would be no more to come.
        var length = 0
        for index in start..<min(line, start + 20) {
            let digit = Int(text[index]) - 48
            guard (0...9).contains(digit) else { break }
            length = length * 10 + digit
            if length > Self.largestReply { return true }
        }
        return false
    }

    /// Statuses, errors and lengths are short.
    private static let longestLine = 1 << 16
}

/// More elements than any answer to a question of ours has.
private let mostElements = 1_000_000

/// Makes an array as hiredis does, but none that is larger than anything we ask for: `*888888888` is eleven bytes to
/// send, and seven gigabytes to make room for.
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
