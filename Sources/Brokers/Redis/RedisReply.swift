import CHiredis

/// What Redis answered, copied out of the parser.
enum RedisReply: Sendable, Equatable {
    case bytes([UInt8])
    case status(String)
    case integer(Int)
    case array([RedisReply])
    case null
    case error(String)

    /// Copies a reply of hiredis; the caller frees it.
    init(_ reply: redisReply) {
        switch reply.type {
        case REDIS_REPLY_INTEGER: self = .integer(Int(reply.integer))
        case REDIS_REPLY_STRING: self = .bytes(Array(UnsafeRawBufferPointer(start: reply.str, count: reply.len)))
        case REDIS_REPLY_STATUS: self = .status(Self.text(reply))
        case REDIS_REPLY_ERROR: self = .error(Self.text(reply))
        case REDIS_REPLY_ARRAY:
            let elements = UnsafeBufferPointer(start: reply.element, count: reply.elements)
            self = .array(elements.map { $0.map { RedisReply($0.pointee) } ?? .null })
        default: self = .null
        }
    }

    /// The text of a bulk string or a status.
    var text: String? {
        switch self {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .status(let text): text
        case .integer, .array, .null, .error: nil
        }
    }

    /// The bytes of a bulk string.
    var bytes: [UInt8]? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }

    /// The number of an integer.
    var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The elements of an array.
    var array: [RedisReply]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    private static func text(_ reply: redisReply) -> String {
        String(decoding: UnsafeRawBufferPointer(start: reply.str, count: reply.len), as: UTF8.self)
    }
}
